"""Numbers of plan items: read from a cell, and the next one for a new item."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from portal.text.clean import clean_text

if TYPE_CHECKING:
    from collections.abc import Sequence


class NumberingMode(StrEnum):
    """How items of a plan are numbered; the values are those a plan stores."""

    CONTINUOUS = "continuous"
    PER_SECTION = "per_section"
    HIERARCHICAL = "hierarchical"
    MANUAL = "manual"
    NONE = "none"


_CYRILLIC_NUMERALS: Final = str.maketrans("ІХСМіхсм", "IXCMixcm")
_NUMERAL: Final = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_FRAME: Final = re.compile(r"(?:№|N[oº]?(?=[ \d.]))?\s*\(?\s*(?P<body>.*?)\s*[.)]*\s*")
_DECIMAL: Final = re.compile(r"[0-9]{1,4}(?:\s?\.\s?[0-9]{1,4}){0,5}")
_LEADING_NUMERAL: Final = re.compile(r"(?P<roman>[IVXLCDM]+)\s?\.\s?(?P<rest>[0-9].*)")


def read_number(text: str) -> tuple[int, ...] | None:
    """Return the parts of an item's number, or None when the text is no number.

    «1.», «10.», «2)», «№ 3» and «IV.» give one part, «1.1» and «II.3» two. Roman numerals
    may be typed with Cyrillic letters. A part that begins with zero, a date with its year and
    words give None.
    """
    match = _FRAME.fullmatch(" ".join(clean_text(text).split()))
    body = match["body"].translate(_CYRILLIC_NUMERALS) if match else ""
    roman = _roman(body)
    if roman is not None:
        return (roman,)
    leading = _LEADING_NUMERAL.fullmatch(body)
    first = _roman(leading["roman"]) if leading else None
    if leading and first is not None:
        rest = _decimal(leading["rest"])
        return (first, *rest) if rest else None
    return _decimal(body)


def write_number(number: Sequence[int]) -> str:
    """Return «3.» for one part and «1.2» for several, «» for none."""
    text = ".".join(str(part) for part in number)
    return f"{text}." if len(number) == 1 else text


def next_number(
    previous: tuple[int, ...] | None,
    mode: NumberingMode,
    *,
    section: int | None = None,
    opens_section: bool = False,
) -> tuple[int, ...] | None:
    """Return the number of the item that follows `previous`, None where the mode gives none.

    `previous` is the number of the item before in the plan, None when there is none;
    `section` is the number of the item's section, from 1, and starts a hierarchical number;
    `opens_section` says that the item is the first of its section.
    """
    if mode in (NumberingMode.MANUAL, NumberingMode.NONE):
        return None
    if mode is NumberingMode.CONTINUOUS:
        return (previous[-1] + 1,) if previous else (1,)
    parents = (section,) if mode is NumberingMode.HIERARCHICAL and section is not None else ()
    if opens_section or not previous:
        return (*parents, 1)
    return (*parents, previous[-1] + 1)


def _decimal(text: str) -> tuple[int, ...] | None:
    if not _DECIMAL.fullmatch(text):
        return None
    parts = tuple(int(part) for part in text.split("."))
    return None if _is_date(text) else parts


def _is_date(text: str) -> bool:
    return bool(re.search(r"(?:^|\.)\s?0|\.\s?(?:19|20)\d\d$", text))


def _roman(text: str) -> int | None:
    if not text or not _NUMERAL.fullmatch(text):
        return None
    values = [_VALUES[letter] for letter in text]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))
