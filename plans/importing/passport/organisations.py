"""Organisations in running text: what tells one, how it is shortened, which of them leads the project."""

from __future__ import annotations

import re
from collections import Counter

from portal.text.names import folded

NOUNS = (
    r"учрежден\w+|центр\w*|школ\w+|гимнази\w+|лице\w+|институт\w*|университет\w*|академи\w+|колледж\w*|техникум\w*"
    r"|комитет\w*|управлени\w+|отдел\w*|служб\w+|организаци\w+|министерств\w+|департамент\w*|детск\w+ сад\w*"
    r"|ассоциаци\w+|фонд\w*|музе\w+|библиотек\w+|дворц\w+|дворец|дом\b|станци\w+|администраци\w+|кабинет\w*"
)
FORMS = (
    r"М[АБК]?(?:ДО|О)?У(?:\s?ДП?О)?|Г[АБК]?П?О?У|ФГ[АБ]ОУ|ГУО|АНО|НОУ"
    r"|УО|РОО|ИМЦ|ИРО|ЦРО|РМК|ГМЦ|НМЦ|ТМС|РУМЦ|СОШ|ООШ|ДОУ"
)
HEADS = re.compile(
    r"учреждение|центр|школа|гимназия|лицей|институт|университет|академия|колледж|техникум|комитет|управление|отдел|служба"
    r"|организация|министерство|департамент|ассоциация|фонд|музей|библиотека|дворец|дом|станция|администрация|кабинет",
    re.IGNORECASE,
)
NOUN = re.compile(rf"\b(?:{NOUNS})", re.IGNORECASE)
FORM = re.compile(rf"(?<![\w-])(?:{FORMS})(?![\w-])")
STARTS_SHORT = re.compile(r"[А-ЯЁ]{2,8}(?![а-яё\w-])")
SHORT = re.compile(r"(?<![\w-])[А-ЯЁ]{3,6}(?![\w-])")
WORD = re.compile(r"[^\W\d_]+")
NAME = re.compile(r"[^\W\d_](?:[\w\"«»-]|[^\S\n])*")
SMALL = frozenset(("и", "в", "на", "по", "о", "об", "для", "с", "имени", "им"))
LEGAL = re.compile(
    r"(?:муниципальн|государственн|частн|автономн|федеральн|бюджетн|казенн|образовательн|общеобразовательн)\w+"
)
MOST_SHORT = 20  # abbreviations looked at, the most frequent first
FEWEST = 2  # times an abbreviation has to stand in a document to be that of its leader


def is_organisation(text: str) -> bool:
    """True if the words tell an organisation: by its kind or by an abbreviation of its form."""
    return bool(NOUN.search(text) or FORM.search(text))


def short_of(name: str) -> str | None:
    """The name itself where it begins with an abbreviation («МКУ ИМЦ …»), else None."""
    return name if STARTS_SHORT.match(name) else None


def initials(name: str) -> str:
    """First letters of the words, small words left out: «Научно-методический центр» → «НМЦ»."""
    return "".join(word[0].upper() for word in WORD.findall(name) if word.casefold() not in SMALL)


def short_in_text(name: str, text: str) -> str | None:
    """The abbreviation the text uses for an organisation: the longest run of capitals its first letters begin with.

    At least three letters; «МКУ ИМЦ» for «Муниципальное казённое учреждение «Информационно-методический центр …»».
    """
    wanted = initials(name)
    best = ""
    for run in re.finditer(r"(?<![\w-])[А-ЯЁ]{2,8}(?:\s+[А-ЯЁ]{2,8})*(?![\w-])", text):
        words = run.group().split()
        for count in range(len(words), 0, -1):
            joined = "".join(words[:count])
            if len(joined) >= 3 and wanted.startswith(joined) and len(joined) > len(best.replace(" ", "")):  # noqa: PLR2004
                best = " ".join(words[:count])
    return best or None


def leader_in(text: str) -> tuple[str, str] | None:
    """The organisation the text writes out once and then shortens («Северный методический центр», «СМЦ»), and both.

    Only a name that begins with a capital letter and ends as an organisation; the abbreviation met most often.
    """
    words = [(found.group(), found.start(), found.end()) for found in WORD.finditer(text)]
    met = Counter(SHORT.findall(text))
    for short, count in met.most_common(MOST_SHORT):
        if count < FEWEST:
            continue
        for place in range(len(words) - len(short) + 1):
            run = words[place : place + len(short)]
            name = text[run[0][1] : run[-1][2]]
            if _spells(run, short) and NAME.fullmatch(name) and HEADS.fullmatch(run[-1][0]) and not _is_form(run):
                return name, short
    return None


def _spells(run: list[tuple[str, int, int]], short: str) -> bool:
    """True if the words begin with these letters, the first of them with a capital one."""
    return run[0][0][0].isupper() and all(
        word[0].upper() == sign for (word, _, _), sign in zip(run, short, strict=True)
    )


def _is_form(run: list[tuple[str, int, int]]) -> bool:
    """True for «Муниципальное казённое учреждение»: the form alone tells no organisation."""
    return all(LEGAL.match(folded(word)) or word.casefold() == "учреждение" for word, _, _ in run)


def is_of(organisation: str, municipality: str) -> bool:
    """True if the name of an organisation tells this municipality («… муниципального образования Северный район»)."""
    stem = folded(municipality).split()[:1]
    return (
        bool(stem)
        and re.search(rf"\b{re.escape(stem[0][: max(len(stem[0]) - 2, 4)])}", folded(organisation)) is not None
    )
