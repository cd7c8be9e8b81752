"""The chart of plan and fact: two cumulative lines, and the bars of responsibles. Pure and colour-free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.text.russian import month_name

WIDTH, HEIGHT = 430, 190
LEFT, RIGHT, TOP, BOTTOM = 30, 44, 10, 24
BAR_WIDTH = 100
SHORT_MONTH = 3
MONTHS_IN_YEAR = 12
MAX_TICKS = 7


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a point."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class LineChart:
    """Two cumulative lines, of what should be done and of what is: `plan` and `fact` are values of `points`."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    plan: str
    fact: str
    rules: tuple[Label, ...]
    months: tuple[Label, ...]
    today: float | None
    dot: Label | None
    total: Label


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of a bar, in hundredths of its width."""

    name: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days and counts to places in the picture."""

    start: date
    end: date
    top: int

    def x(self, day: date) -> float:
        days = max((self.end - self.start).days, 1)
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (day - self.start).days / days, 1)

    def y(self, value: int) -> float:
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / self.top, 1)

    def points(self, values: Sequence[tuple[date, int]]) -> str:
        return " ".join(f"{self.x(day)},{self.y(value)}" for day, value in values)


def plan_and_fact(due: Sequence[date], done: Sequence[date], start: date, end: date, today: date) -> LineChart:
    """Lines of items due and of items done by a day over the plan's period; the line of facts ends today."""
    scale = _Scale(start, end, max(len(due), len(done), 1))
    shown = min(max(today, start), end)
    steps = [*_months(start, end), end]
    plan = [(day, sum(each <= day for each in due)) for day in steps]
    fact = [(day, sum(each <= day for each in done)) for day in [*(day for day in steps if day < shown), shown]]
    has_begun = today >= start
    ticks = _months(start, end)
    every = -(-len(ticks) // MAX_TICKS)
    return LineChart(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=WIDTH - RIGHT,
        top=TOP,
        bottom=HEIGHT - BOTTOM,
        plan=scale.points(plan),
        fact=scale.points(fact) if has_begun else "",
        rules=tuple(Label(LEFT - 6, scale.y(value), str(value)) for value in sorted({0, scale.top // 2, scale.top})),
        months=tuple(Label(scale.x(day), HEIGHT - 6, month_name(day.month)[:SHORT_MONTH]) for day in ticks[::every]),
        today=scale.x(shown) if start <= today <= end else None,
        dot=Label(scale.x(shown), scale.y(fact[-1][1]), str(fact[-1][1])) if has_begun else None,
        total=Label(scale.x(end) + 6, scale.y(plan[-1][1]), str(plan[-1][1])),
    )


def bar(parts: Sequence[tuple[str, int]], largest: int) -> tuple[Segment, ...]:
    """Pieces of a bar whose full width means `largest`; empty pieces are left out."""
    found: list[Segment] = []
    x = 0.0
    for name, count in parts:
        width = BAR_WIDTH * count / max(largest, 1)
        if count:
            found.append(Segment(name, round(x, 2), round(width, 2)))
        x += width
    return tuple(found)


def _months(start: date, end: date) -> list[date]:
    """The first day, then the first of every month up to the last day."""
    days = [start]
    year, month = start.year, start.month
    while True:
        year, month = (year + 1, 1) if month == MONTHS_IN_YEAR else (year, month + 1)
        if date(year, month, 1) > end:
            return days
        days.append(date(year, month, 1))
