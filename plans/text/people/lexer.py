"""Cuts a prepared cell into tokens."""

from __future__ import annotations

import re
from typing import Final

from plans.text.people.abbreviations import (
    MODIFIERS,
    POST_ABBREVIATIONS,
    SHORTENED,
)
from plans.text.people.lexicon import (
    CONJUNCTIONS,
    HEADS,
)
from plans.text.people.names import find_name
from plans.text.people.words import Kind, Token, fold, is_abbreviation

_WORD: Final = re.compile(r"[^\W_]+(?:[-'’ʼ][^\W_]+)*")
_ACTING: Final = re.compile(r"[ИиВв]\.\s?о\.(?:\s?[рз]\.)?(?=\s*[^\W\d_]{2})")
_AND_SO_ON: Final = re.compile(r"(?:[иі]\s+)?(?:т\.\s?[дп]\b\.?|др\b\.?|пр\.(?=\s*(?:$|[,;\n])))")
_NUMBER: Final = re.compile(r"№\s?\w+(?:[-/]\w+)*|\d[\w]*(?:\s?[-–—/]\s?\d+\w*)*(?:-[^\W\d_]+)?")
_DEGREE: Final = re.compile(
    r"[кд]\.\s?[а-я]{1,6}\.\s?(?:н\.?|наук)(?!\w)"
    r"|(?:канд|д-р|кандидат|доктор)\.?\s[а-я]+\.?-?[а-я]*\.?\sнаук(?!\w)",
    re.IGNORECASE,
)
_PATTERNS: Final = (
    (_ACTING, Kind.WORD),
    (_AND_SO_ON, Kind.NOTE),
    (_DEGREE, Kind.NOTE),
    (_NUMBER, Kind.NUMBER),
)
_BEGINNINGS: Final = "№ИиВвіТтДдПпКк"
_LONGEST_ENCLOSED: Final = 1000
_BRACKETS: Final = {"(": ")", "[": "]"}
_QUOTES: Final = {"«": "»", "“": "”", "„": "“", '"': '"', "<": ">"}
_MARKS: Final = {
    ",": Kind.COMMA,
    ";": Kind.SEMICOLON,
    "/": Kind.SLASH,
    "\\": Kind.SLASH,
    "|": Kind.SLASH,
    "\n": Kind.LINE,
    "\t": Kind.LINE,
    ":": Kind.COLON,
    "–": Kind.DASH,
    "—": Kind.DASH,
    "-": Kind.DASH,
    "&": Kind.AND,
    "+": Kind.AND,
    ".": Kind.DOT,
}


def tokenize(text: str) -> list[Token]:
    """Return the tokens of a prepared cell in order, white space left out."""
    tokens: list[Token] = []
    position = 0
    while position < len(text):
        previous = tokens[-1].key if tokens else ""
        token = _next_token(text, position, is_named_after=previous in {"им", "имени", "імя"})
        if token is not None:
            tokens.append(token)
        position = token.end if token is not None else position + 1
    return tokens


def _next_token(text: str, start: int, *, is_named_after: bool) -> Token | None:
    char = text[start]
    if char in _BRACKETS or char in _QUOTES:
        return _enclosed(text, start)
    if char.isalnum() or char == "№":
        return _worded(text, start, is_named_after=is_named_after)
    if char in _MARKS:
        return Token(_MARKS[char], char, start, start + 1)
    return None


def _enclosed(text: str, start: int) -> Token | None:
    opening = text[start]
    closing = _BRACKETS.get(opening) or _QUOTES[opening]
    end = _closing(text, start, opening, closing)
    if end is None or not any(char.isalnum() for char in text[start:end]):
        return None
    if opening in _BRACKETS:
        return Token(Kind.NOTE, text[start + 1 : end].strip(), start, end + 1)
    return Token(Kind.QUOTE, text[start : end + 1], start, end + 1)


def _closing(text: str, start: int, opening: str, closing: str) -> int | None:
    """Return where the mark that closes the one at `start` stands, else None.

    Nested marks count; when one of them is never closed, the last mark closes all.
    """
    limit = min(start + _LONGEST_ENCLOSED, len(text))
    if text.find(closing, start + 1, limit) < 0:
        return None
    depth, last = 0, None
    for position in range(start, limit):
        char = text[position]
        if char == closing and position > start:
            depth -= 1
            last = position
            if depth <= 0:
                return position
        elif char == opening:
            depth += 1
    return last


def _worded(text: str, start: int, *, is_named_after: bool) -> Token:
    for pattern, kind in _PATTERNS if text[start] in _BEGINNINGS or text[start].isdigit() else ():
        match = pattern.match(text, start)
        if match:
            words = match[0].rstrip(".").replace(" ", "") if pattern is _ACTING else match[0]
            return Token(kind, words, start, match.end(), is_dotted=match[0].endswith("."))
    name = find_name(text, start)
    if name is not None and is_named_after:
        return Token(Kind.WORD, text[start : name.end], start, name.end)
    if name is not None:
        return Token(Kind.NAME, name.text, start, name.end, is_doubtful=name.is_doubtful)
    match = _WORD.match(text, start)
    end = match.end() if match else start + 1
    word = text[start:end]
    key = fold(word)
    if (key in CONJUNCTIONS and not word.isupper()) or word == "И":
        return Token(Kind.AND, word, start, end)
    is_dotted = text[end : end + 1] == "." and _owns_dot(text, key, end)
    is_post = key in POST_ABBREVIATIONS
    is_short = (key not in HEADS or is_post) and (is_abbreviation(word) or is_post)
    kind = Kind.ABBREVIATION if is_short else Kind.WORD
    return Token(kind, word, start, end + is_dotted, is_dotted=is_dotted)


def _owns_dot(text: str, key: str, end: int) -> bool:
    """Tell whether the full stop at `end` belongs to a shortened word."""
    if key in SHORTENED or key in MODIFIERS:
        return True
    if key in HEADS:
        return False
    following = text[end + 1 : end + 3].lstrip()
    return following[:1].islower()
