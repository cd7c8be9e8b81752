"""Numbers of plan items: read from a cell, and the next one for a new item."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from portal.text.clean import one_line

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
_ROMAN_STEPS: Final = (
    *(("M", 1000), ("CM", 900), ("D", 500), ("CD", 400), ("C", 100), ("XC", 90), ("L", 50), ("XL", 40)),
    *(("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)),
)
_FRAME: Final = re.compile(r"(?:№|N[oº]?(?=[ \d.]))?\s*\(?\s*(?P<body>.*?)\s*[.)]*\s*")
_DECIMAL: Final = re.compile(r"[0-9]{1,4}(?:\s?\.\s?[0-9]{1,4}){0,5}")
_DRESS: Final = re.compile(r"(?P<before>\D*?)(?P<body>[0-9][0-9. ]*[0-9]|[0-9]|[IVXLCDMІХСМ]+)(?P<after>[.)]*)")
_LEADING_NUMERAL: Final = re.compile(r"(?P<roman>[IVXLCDM]+)\s?\.\s?(?P<rest>[0-9].*)")


def read_number(text: str) -> tuple[int, ...] | None:
    """Return the parts of an item's number, or None when the text is no number.

    «1.», «10.», «2)», «№ 3» and «IV.» give one part, «1.1» and «II.3» two. Roman numerals
    may be typed with Cyrillic letters. A part that begins with zero, a date with its year and
    words give None.
    """
    match = _FRAME.fullmatch(one_line(text))
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


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How a document writes its numbers: «1.», «2)», «№ 3», «IV.»; `many_after` stands behind «1.2»."""

    before: str = ""
    after: str = "."
    many_after: str = ""
    is_roman: bool = False

    def write(self, number: Sequence[int]) -> str:
        """Return the number in the document's own way."""
        if len(number) == 1:
            return f"{self.before}{_roman_of(number[0]) if self.is_roman else number[0]}{self.after}"
        return f"{self.before}{'.'.join(str(part) for part in number)}{self.many_after}"


def style_of(numbers: Sequence[str]) -> NumberStyle:
    """Return the way most of the numbers are written, «1.» and «1.2» where there is none to learn from."""
    single: Counter[tuple[str, str, bool]] = Counter()
    many: Counter[str] = Counter()
    for text in numbers:
        read = read_number(text)
        dressed = _DRESS.fullmatch(text.strip()) if read else None
        if read is None or dressed is None:
            continue
        if len(read) == 1:
            single[dressed["before"], dressed["after"], not dressed["body"].isdecimal()] += 1
        else:
            many[dressed["after"]] += 1
    before, after, is_roman = single.most_common(1)[0][0] if single else ("", ".", False)
    return NumberStyle(before, after, many.most_common(1)[0][0] if many else "", is_roman)


def item_numbers(
    paths: Sequence[tuple[int, ...]], mode: NumberingMode, depth: int | None = None
) -> list[tuple[int, ...]]:
    """Return the number of every item in the order of the plan, empty ones for the modes that count nothing.

    `paths`: for every item the place of its section, () outside of sections, (2, 1) for the first one inside the
    second. `depth`: how many levels of sections stand in a hierarchical number, all where it is not given.
    """
    if mode in (NumberingMode.MANUAL, NumberingMode.NONE):
        return [() for _ in paths]
    if mode is NumberingMode.CONTINUOUS:
        return [(number,) for number in range(1, len(paths) + 1)]
    counts: Counter[tuple[int, ...]] = Counter()
    found = []
    for whole in paths:
        path = whole[:depth] if mode is NumberingMode.HIERARCHICAL else whole
        counts[path] += 1
        found.append((*path, counts[path]) if mode is NumberingMode.HIERARCHICAL else (counts[path],))
    return found


def follows_mode(numbers: Sequence[str], paths: Sequence[tuple[int, ...]], mode: NumberingMode) -> bool:
    """Tell whether the numbers are those the mode gives, however they are written; never for numbers set by hand."""
    if mode is NumberingMode.MANUAL:
        return False
    if mode is NumberingMode.NONE:
        return not any(text.strip() for text in numbers)
    return [read_number(text) for text in numbers] == item_numbers(paths, mode, _sections_in(numbers))


def renumbered(numbers: Sequence[str], paths: Sequence[tuple[int, ...]], mode: NumberingMode) -> list[str]:
    """Return the numbers the mode gives, written as the document writes its own; by hand they stay as they are."""
    if mode is NumberingMode.MANUAL:
        return list(numbers)
    style = style_of(numbers)
    wanted = item_numbers(paths, mode, _sections_in(numbers))
    return [
        text if number and read_number(text) == number else style.write(number) if number else ""
        for text, number in zip(numbers, wanted, strict=True)
    ]


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


def _sections_in(numbers: Sequence[str]) -> int | None:
    """Levels of sections that stand in the numbers of a document: one in «1.4», None where no number tells."""
    parts = max((len(read_number(text) or ()) for text in numbers), default=0)
    return parts - 1 if parts > 1 else None


def _roman_of(number: int) -> str:
    found = ""
    for text, value in _ROMAN_STEPS:
        times, number = divmod(number, value)
        found += text * times
    return found
