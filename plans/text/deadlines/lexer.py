"""A cell of «Сроки» cut into tokens: dates, numbers, months and the other words of the grammar."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache

from plans.text.deadlines.times import without_times
from plans.text.deadlines.token import Token
from plans.text.deadlines.typos import meant_month
from plans.text.deadlines.words import symbol
from plans.text.lines import clean_lines, join_broken_words

_DASHES = re.compile("[‐-―−⁃﹘﹣－~]")
_QUOTES = re.compile('[«»"“”„‟*_•▪·●<>\\[\\]]')
_UNUSUAL = re.compile(r"[^ а-яёіўА-ЯЁІЎ0-9.,;:()№+/-]|^ |  | $")
_LATIN = str.maketrans("abcehikmoptxyu", "авсенікмортхуи")
_LATIN_LETTER = re.compile("[a-z]")
_ABBREVIATIONS = (
    ("г", re.compile(r"\bв\.?\s*т\.?\s*г\b\.?"), "в течение года"),
    ("т.", re.compile(r"\bв\.?\s*т\.\s*(?=год|мес|уч)"), "в течение "),
    (".", re.compile(r"\b[тс]\.\s?г\b\.?"), "текущего года"),
    ("теч-", re.compile(r"\bтеч-[еи]\w{0,2}\b"), "течение"),
    ("г-д", re.compile(r"\bг-д\w*\b"), "год"),
    ("р", re.compile(r"\b(\d{1,2})\s?р\.?(?=\s?(?:/|в\b|у\b))"), r"\1 раз "),
    ("раз", re.compile(r"(?<=раз)\s*/\s*"), " в "),
    ("основе", re.compile(r"\bна (?:постоянной|регулярной|систематической) основе\b"), "постоянно"),
    ("час", re.compile(r"\b[уў] час\b"), "во время"),
    ("бойы", re.compile(r"\b(?:оқу )?жылы? бойы\b"), "в течение года"),
    ("сайын", re.compile(r"\bай сайын\b"), "ежемесячно"),
    ("сайын", re.compile(r"\bжыл сайын\b"), "ежегодно"),
    ("сайын", re.compile(r"\bапта сайын\b"), "еженедельно"),
    ("бойынша", re.compile(r"\bжоспар бойынша\b"), "по плану"),
    ("...", re.compile(r"\.{3,}"), "?"),
    ("..", re.compile(r"\.{2}"), "."),
    ("…", re.compile("…"), "?"),
)
_BROKEN = re.compile(r"([^\W\d_]+)-\s+([^\W\d_]+)")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11}
_ROMAN_LETTERS = str.maketrans("іх", "ix")
_MISREAD_ROMAN = {"п": 2, "ш": 3, "l": 1, "ll": 2, "lll": 3}
_UNITS = frozenset("QUARTER SCHOOLQ HALF SEMESTER TRIM WEEK DECADE PART WEEKDAY".split())  # noqa: SIM905
_JOINTS = frozenset("DASH COMMA AND ROMAN".split())  # noqa: SIM905
_TOKEN = re.compile(
    r"""
    (?=\d)(?:
        (?P<iso>(?P<iy>20\d\d)-(?P<im>\d\d)-(?P<id>\d\d)(?!\d))
        | (?P<full>(?P<fd>\d{1,2})\s?\.\s?(?P<fm>\d{1,2})\s?\.\s?(?P<fy>(?:19|20)\d\d)(?!\d))
        | (?P<other>(?P<od>\d{1,2})(?P<sign>[/-])(?P<om>\d{1,2})(?P=sign)(?P<oy>20\d\d)(?!\d))
        | (?P<brief>(?P<bd>\d{1,2})\.(?P<bm>\d{2})\.(?P<by>\d{2})(?!\d|[.:]\d))
        | (?P<short>(?P<sd>\d{1,2})\.(?P<sm>\d{2})(?!\d|\.\d))
        | (?P<loose>(?P<ld>\d{1,2})(?:\.\s|\s\.\s?)(?P<lm>\d{2})(?!\d|\.\d|\s*[^\W\d_]|\s*[-,]\s*\d))
        | (?P<my>(?P<mm>\d{1,2})[./](?P<myy>20\d\d)(?!\d|[./]\d))
        | (?P<time>\d{1,2}:\d{2}(?!\d)|\d{1,2}-00(?!\d))
        | (?P<years>(?P<y1>20\d\d)\s?[-/]\s?(?P<y2>20\d\d|\d\d)(?![\d:]|\.\d))
        | (?P<year>20\d\d(?:-?(?:го|й|м|ом)(?![^\W_]))?(?!\d))
        | (?P<num>\d{1,3}(?!\d)(?:-?(?:ый|ой|ий|ая|яя|ое|ее|ого|го|му|ом|ым|ую|ю|я|й|е|х|м|ти|га)(?![^\W_]))?)
        | (?P<bad>\d[\d.,:/-]*)
    )
    | (?P<roman>[ivxіх]+(?:-(?:ая|я|ый|ой|й|ое|е|ого|го|ом|м|ую|ю|ей|х))?(?![^\W_]))
    | (?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)
    | (?P<mark>[-,;()+/:№%&|=\n.!?])
    """,
    re.VERBOSE,
)
_MARKS = {
    "-": "DASH",
    ",": "COMMA",
    ";": "COMMA",
    "&": "AND",
    "(": "LP",
    ")": "RP",
    "+": "PLUS",
    "/": "SLASH",
    "|": "SLASH",
    ":": "COLON",
    "№": "NO",
    "\n": "NL",
    "!": "DOT",
    "?": "OR",
    ".": "DOT",
}
_LEAP_YEAR = 2000
_DECEMBER = 12
_CENTURY = 2000
_DATE_TIME_SHAPE = (24, 60)


def tokenize(text: str) -> list[Token]:
    """Return the tokens of a cell, times of day left out; a sign that may change the sense is kept as BAD."""
    return without_times(_settled(_raw_tokens(_normal(text))))


def _normal(text: str) -> str:
    """Return the text in small letters with one kind of dash, lines kept apart, abbreviations written out."""
    plain = text.casefold() if _UNUSUAL.search(text) is None else _usual(text)
    plain = plain.replace("ё", "е")
    for sign, pattern, replacement in _ABBREVIATIONS:
        if sign in plain:
            plain = pattern.sub(replacement, plain)
    return _BROKEN.sub(_mended, plain) if "- " in plain else plain


def _usual(text: str) -> str:
    """Return the text in small letters, its invisible signs, blanks, dashes and quotes made the usual ones."""
    lines = clean_lines(text)
    plain = lines[0] if len(lines) == 1 else "\n".join(clean_lines(_joined(text)))
    return _QUOTES.sub(" ", _DASHES.sub("-", unicodedata.normalize("NFC", plain.casefold())))


def _mended(found: re.Match[str]) -> str:
    """Return «октябрь» for «ок- тябрь», anything else as it is."""
    whole = found[1] + found[2]
    return found[0] if symbol_of(whole) == "WORD" else whole


def _joined(text: str) -> str:
    """Return the lines of a cell, a line that ends with the first half of a word joined to the next."""
    lines = clean_lines(text)
    out = lines[:1]
    for line in lines[1:]:
        pair = join_broken_words(f"{out[-1]}\n{line}")
        word = _last_word(out[-1])
        whole = word + line.casefold().partition(" ")[0]
        if len(pair) < len(out[-1]) + len(line) and "WORD" in {symbol_of(word), *_known(whole)}:
            out[-1] = pair
        else:
            out.append(line)
    return "\n".join(out)


def _known(whole: str) -> tuple[str, ...]:
    """Return what makes a joined word welcome: that the grammar knows it."""
    return () if symbol_of(whole.strip(".,;")) == "WORD" else ("WORD",)


def _last_word(line: str) -> str:
    return line.rstrip("-‐‑").casefold().rpartition(" ")[2]


def symbol_of(word: str) -> str:
    """Return the class of a word, whatever letters it is written with."""
    return _word(word.casefold())[0]


def _raw_tokens(plain: str) -> list[Token]:
    tokens: list[Token] = []
    for found in _TOKEN.finditer(plain):
        kind = str(found.lastgroup)
        text = found[0]
        if kind == "mark":
            name = _MARKS.get(text, "BAD")
            if name == "DOT" and tokens:
                tokens[-1] = tokens[-1]._replace(dot=True)
            elif name != "DOT":
                tokens.append(Token(name, 0, text))
        elif kind == "word":
            name, value = _word(text)
            tokens.append(Token(name, value, text))
        else:
            tokens += _numeric(found, kind)
    return tokens


_DATED = {
    "iso": ("id", "im", "iy"),
    "full": ("fd", "fm", "fy"),
    "other": ("od", "om", "oy"),
    "brief": ("bd", "bm", "by"),
}


def _numeric(found: re.Match[str], kind: str) -> list[Token]:
    text = found[0]
    if kind in _DATED:
        day, month, year = (int(found[name]) for name in _DATED[kind])
        return [_date_token(day, month, year + _CENTURY if kind == "brief" else year, text)]
    if kind in {"short", "loose"}:
        first, second = (int(found[name]) for name in (("sd", "sm") if kind == "short" else ("ld", "lm")))
        return [_short_token(first, second, text)]
    if kind == "my":
        month = int(found["mm"])
        return [Token("MY", (month, int(found["myy"])), text) if 1 <= month <= _DECEMBER else Token("BAD", 0, text)]
    if kind == "years":
        return _years(found)
    if kind == "roman":
        number = _ROMAN.get(text.split("-")[0].translate(_ROMAN_LETTERS))
        return [Token("ROMAN", number, text) if number else Token("WORD", 0, text)]
    simple = {"time": "TIME", "year": "YEAR", "num": "NUM", "bad": "BAD"}[kind]
    digits = re.match(r"\d+", text)
    return [Token(simple, int(digits[0]) if digits else 0, text)]


def _date_token(day: int, month: int, year: int, text: str) -> Token:
    try:
        date(year, month, day)
    except ValueError:
        return Token("BAD", 0, text)
    return Token("FULL", (day, month, year), text)


def _short_token(first: int, second: int, text: str) -> Token:
    """Return SHORT for «16.09», TIME for «19.00» and «14.30», BAD for what is neither («32.05»)."""
    try:
        date(_LEAP_YEAR, second, first)
    except ValueError:
        hours, minutes = _DATE_TIME_SHAPE
        return Token("TIME" if first < hours and second < minutes and " " not in text else "BAD", 0, text)
    return Token("SHORT", (first, second), text)


def _years(found: re.Match[str]) -> list[Token]:
    first, last = int(found["y1"]), int(found["y2"])
    is_short = last < _CENTURY
    full = last + _CENTURY if is_short else last
    rest = found.string[found.end() :].lstrip()
    word = re.match(r"[^\W\d_]+", rest)
    before_month = word is not None and symbol_of(word[0]) == "MONTH"
    if full == first + 1 and not (before_month and is_short):
        return [Token("YEARS", (first, full), found[0])]
    if is_short:
        return [Token("YEAR", first, found["y1"]), Token("DASH", 0, "-"), Token("NUM", last, found["y2"])]
    sign = "DASH" if "-" in found[0] else "SLASH"
    return [Token("YEAR", first, found["y1"]), Token(sign, 0, "-"), Token("YEAR", last, found["y2"])]


@lru_cache(maxsize=4096)
def _word(word: str) -> tuple[str, int | str]:
    """Return (class, value) of a word, Latin look-alikes put right («cентябрь» with a Latin «c»)."""
    found = symbol(word)
    if found[0] != "WORD":
        return found
    plain = word.translate(_LATIN) if _LATIN_LETTER.search(word) else word
    right = symbol(plain)
    if right[0] != "WORD":
        return right
    month = meant_month(plain)
    return ("MONTH", month) if month else found


def _settled(tokens: list[Token]) -> list[Token]:
    """Return the tokens with doubled prepositions dropped and «і», «п», «ш» told apart from Roman numbers."""
    out: list[Token] = []
    for place, token in enumerate(tokens):
        settled = token
        if token.kind == "ROMAN" and token.value == 1 and not _leads_to_unit(tokens, place + 1):
            settled = Token("AND", 0, token.text)
        elif token.text in _MISREAD_ROMAN and _leads_to_unit(tokens, place + 1, joints=False):
            settled = Token("ROMAN", _MISREAD_ROMAN[token.text], token.text)
        if out and settled.kind in {"TO", "FROM", "BY", "IN", "G"} and out[-1].kind == settled.kind:
            continue
        out.append(settled)
    return out


def _leads_to_unit(tokens: list[Token], place: int, *, joints: bool = True) -> bool:
    while joints and place < len(tokens) and tokens[place].kind in _JOINTS:
        place += 1
    return place < len(tokens) and tokens[place].kind in _UNITS


def misspelt(tokens: list[Token]) -> list[tuple[str, int]]:
    """Return the words that were taken for months although a letter is wrong, each with its month."""
    return [
        (token.text, int(token.value))
        for token in tokens
        if token.kind == "MONTH"
        and symbol(token.text)[0] != "MONTH"
        and symbol(token.text.translate(_LATIN))[0] != "MONTH"
        and isinstance(token.value, int)
    ]
