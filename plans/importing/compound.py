"""Rows that hold several things: a title with sub-items and a deadline cell with a line for each of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from plans.text.deadlines import DeadlineKind, DeadlineReading, Window, read_deadline
from portal.text.russian import plural

if TYPE_CHECKING:
    from plans.text.period import PlanPeriod
    from plans.text.school_calendar import SchoolCalendar

MAX_PARTS: Final = 40
_MARK: Final = re.compile(r"^\s*(?:(?:\d{1,2}|[а-яa-z])\s*[.)](?:\d{1,2}[.)]?)*|[-–—•·*▪➢✓])\s*(?=\S)", re.IGNORECASE)
_DAY: Final = re.compile(r"^\s*\d{1,2}\s*[./-]\s*\d{1,2}")


@dataclass(frozen=True, slots=True)
class Pair:
    """A line of the title and the line of «Сроки» that stands beside it, both as written."""

    title: str
    deadline: str


@dataclass(frozen=True, slots=True)
class Compound:
    """A row with several deadlines: `pairs` where they fit the sub-items, else `refusal`, a sentence that says why."""

    pairs: tuple[Pair, ...] = ()
    refusal: str = ""


def compound_of(title: str, deadline: str, period: PlanPeriod | None = None) -> Compound | None:
    """Tell a row with a deadline on each of several lines; None for any other.

    Lines count as deadlines only if every one is understood by itself: a deadline that merely runs over two lines is
    one. Sub-items are the numbered or dashed lines of the title, or all its lines. Nothing is guessed: where the
    numbers differ, a sentence says so, and that only if the title has a list of sub-items to be seen.
    """
    dates = _lines(deadline)
    if not 1 < len(dates) <= MAX_PARTS or not all(_is_deadline(line, period) for line in dates):
        return None
    listed = [line for line in _lines(title) if _MARK.match(line)]
    plain = [] if listed else _lines(title)
    if len(listed) > 1 and len(listed) != len(dates):
        return Compound(refusal=_refusal(len(dates), len(listed)))
    parts = listed if len(listed) > 1 else plain
    if len(parts) != len(dates) or not all(_begins(line) for line in parts):
        return None
    return Compound(tuple(Pair(part, line) for part, line in zip(parts, dates, strict=True)))


def compound_reading(
    text: str, pairs: tuple[Pair, ...], period: PlanPeriod, calendar: SchoolCalendar | None = None
) -> DeadlineReading:
    """The reading of a split deadline: the windows of every line under the words of its sub-item, text untouched."""
    windows: list[Window] = []
    for pair in pairs:
        read = read_deadline(bare(pair.deadline), period, calendar=calendar)
        found = read.windows or (Window(read.start, read.end, ""),)
        windows.extend(Window(one.start, one.end, one.label, title=pair.title) for one in found)
    starts = [window.start for window in windows]
    ends = [window.end for window in windows]
    return DeadlineReading(
        text=text,
        kind=DeadlineKind.COMPOUND,
        start=None if None in starts else min(day for day in starts if day),
        end=None if None in ends else max(day for day in ends if day),
        occurrences=len(windows),
        windows=tuple(windows),
    )


def bare(line: str) -> str:
    """A line without the number or dash it begins with; a day of the month is no number of a list."""
    return line if _DAY.match(line) else _MARK.sub("", line)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _is_deadline(line: str, period: PlanPeriod | None) -> bool:
    reading = read_deadline(bare(line).rstrip(";, "), period)
    return reading.kind is not DeadlineKind.UNKNOWN and not (line.endswith("-") or reading.warnings)


def _begins(line: str) -> bool:
    """The line may begin a sub-item: it bears a mark, or a capital letter; small letters go on with a sentence."""
    return bool(_MARK.match(line)) or not line[:1].islower()


def _refusal(dates: int, parts: int) -> str:
    lines = f"{dates} {plural(dates, 'строка', 'строки', 'строк')}"
    return (
        f"В ячейке «Сроки» {lines}, а подпунктов {parts}: портал не знает, какой срок к чему относится, "
        "и оставил пункт целым. Если нужно, впишите недостающее в документ и загрузите его ещё раз."
    )
