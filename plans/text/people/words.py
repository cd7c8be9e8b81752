"""The cell as a row of tokens: words, abbreviations, quotes, notes, separators."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum, auto
from functools import lru_cache
from typing import Final

from plans.text.people.abbreviations import (
    LEGAL_FORMS,
    MODIFIERS,
    POST_ABBREVIATIONS,
    SHORTENED,
)
from plans.text.people.lexicon import (
    HEADS,
)
from portal.text.clean import clean_text
from portal.text.names import fold_lookalikes, has_mixed_scripts

UPPER: Final = "A-ZА-ЯЁІЎҐЄЇӘҒҚҢӨҰҮҺ"
LOWER: Final = "a-zа-яёіўґєїәғқңөұүһ"


class Kind(IntEnum):
    """What a token is. From DOT on these are separators, the stronger the later."""

    WORD = auto()
    ABBREVIATION = auto()
    NUMBER = auto()
    QUOTE = auto()
    NAME = auto()
    NOTE = auto()
    SPACE = auto()
    DOT = auto()
    DASH = auto()
    AND = auto()
    SLASH = auto()
    LINE = auto()
    COLON = auto()
    COMMA = auto()
    SEMICOLON = auto()
    START = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the cell with its place in the prepared text."""

    kind: Kind
    text: str
    start: int
    end: int
    is_dotted: bool = False
    is_doubtful: bool = False

    @property
    def key(self) -> str:
        """The text folded for the lexicon."""
        return fold(self.text)

    @property
    def is_capital(self) -> bool:
        """Whether the text begins with a capital letter."""
        return self.text[:1].isupper()


_SPACES: Final = re.compile(r"[^\S\n]+")
_BROKEN_WORD: Final = re.compile(rf"(?<!\w)([{LOWER}{UPPER}]*[{LOWER}])[-‑](?:[^\S\n]*\n\s*|[^\S\n]+)([{LOWER}]+)")
_ADJECTIVE: Final = re.compile(r"(?:[ыио]й|[ая]я|[ое]е|[ыи]е|[ое]го|[ое]му|[ыи]м|[ыи]ми|[ыи]х|[ую]ю)$")
_LATE_HYPHEN: Final = re.compile(rf"(?<=[{LOWER}])\s+[-‑](?=[{LOWER}])")
_BULLET: Final = re.compile(r"(?m)^[^\S\n]*(?:[•▪◦●○·*\uf000-\uf0ff–—-]+|\d{1,2}[.)](?=\s))[^\S\n]*(?=\S)")
_POST_AND_NAME: Final = re.compile(rf"(?<![\w-])([{LOWER}]{{3,}})[-–—](?=[{UPPER}][{LOWER}]+\s?[{UPPER}]\.)")
_HYPHEN: Final = re.compile(r"\s?[-–]\s?")
_INVISIBLE: Final = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ue000-\uf8ff]")
_LATIN: Final = re.compile("[A-Za-z]")
_MIXED: Final = re.compile(r"[^\W\d_]+")


def prepare(cell: str) -> str:
    """Return the cell with plain spaces, whole hyphenated words and one script in a word.

    Bullets and numbers of a list at the starts of lines are dropped.
    """
    text = clean_text(cell).replace("\u00ad", "").replace("\u2011", "-")
    text = _INVISIBLE.sub("", text)
    text = _SPACES.sub(" ", text)
    text = _BULLET.sub("", text)
    text = _BROKEN_WORD.sub(_whole_word, text)
    text = _POST_AND_NAME.sub(r"\1 – ", text)
    text = _LATE_HYPHEN.sub("-", text)
    if _LATIN.search(text):
        text = _MIXED.sub(_in_one_script, text)
    return text.strip()


def _whole_word(match: re.Match[str]) -> str:
    """Return a word broken at a hyphen: «руко- водители» in one, «педагог- психолог» with it."""
    left, right = fold(match[1]), fold(match[2])
    is_compound = left in HEADS or (left.endswith("о") and _ADJECTIVE.search(right))
    return match[1] + ("-" if is_compound and left + right not in HEADS else "") + match[2]


def _in_one_script(match: re.Match[str]) -> str:
    return fold_lookalikes(match[0]) if has_mixed_scripts(match[0]) else match[0]


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """Return the key of a word in the lexicon: one script, lower case, ё as е."""
    return fold_lookalikes(word).lower().replace("ё", "е").replace("’", "'").replace("ʼ", "'")


def is_known(word: str) -> bool:
    """Tell whether the lexicon knows a word, so that it is no surname."""
    key = fold(word)
    parts = {key, *_HYPHEN.split(key)}
    return (
        any(parts & known for known in (HEADS.keys(), LEGAL_FORMS, MODIFIERS, POST_ABBREVIATIONS)) or key in SHORTENED
    )


def is_abbreviation(word: str) -> bool:
    """Tell whether a word is written as an abbreviation: УДОДиМ, ППк, МКУИМЦ, ОУ-площадки."""
    first = word.split("-", 1)[0]
    letters = [char for char in first if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    return first[:1].isupper() and capitals > 1 and capitals > len(letters) - capitals
