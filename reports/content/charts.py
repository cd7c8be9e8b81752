"""Geometry of the charts: where lines, bars and cells stand, in units of the picture. Pure and colour-free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from portal.text.russian import Case, date_short, month_name
from reports.content.model import Bar, Month, StripCell

STRIP_WIDTH: Final = 680.0
STRIP_ROW: Final = 27
STRIP_HEIGHT: Final = 46.0
MOST_CELLS: Final = 270
LINE_WIDTH: Final = 330.0
LINE_HEIGHT: Final = 170.0
BAR_HEIGHT: Final = 23.0
BAR_LABEL: Final = 22
LABEL_WIDTH: Final = 124.0
BARS_WIDTH: Final = 330.0
MOST_MONTHS: Final = 8
STRIP_CAPTION: Final = (
    "Пункты плана по порядку: заливка с галочкой — выполнено, восклицательный знак — просрочено, "
    "половина — в работе, стрелка — перенесено, черта — отменено, пунктир — срок впереди."
)
LINE_CAPTION: Final = "Выполнение нарастающим итогом, пунктов: пунктир — должно быть по плану, линия — выполнено."
BARS_CAPTION: Final = (
    "Пункты по ответственным: зелёное — выполнено, штриховка — просрочено, голубое — в работе, белое — впереди."
)


@dataclass(frozen=True, slots=True)
class Square:
    """A cell of the strip; `x`, `y` is its upper left corner, `middle` the middle of its number."""

    x: str
    y: str
    middle: str
    base: str
    number: str
    state: str


@dataclass(frozen=True, slots=True)
class Strip:
    """All items, one square each, 27 in a row."""

    width: str
    height: str
    side: str
    squares: tuple[Square, ...]
    caption: str = STRIP_CAPTION


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis and its word."""

    place: str
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """Plan and fact as point lists of SVG; `day_x` is the day of the report, `label_y` keeps labels apart."""

    width: str
    height: str
    floor: str
    left: str
    right: str
    planned: str
    done: str
    months: tuple[Tick, ...]
    grid: tuple[Tick, ...]
    day_x: str
    day: str
    end: Tick
    end_y: str
    done_x: str
    done_y: str
    done_label: str
    caption: str = LINE_CAPTION


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar in one state."""

    x: str
    width: str
    state: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars one under another with labels on the left and totals on the right."""

    width: str
    height: str
    rows: tuple[BarRow, ...]
    caption: str = BARS_CAPTION


@dataclass(frozen=True, slots=True)
class BarRow:
    """One bar."""

    y: str
    base: str
    label: str
    pieces: tuple[Piece, ...]
    end: str
    total: str


def has_strip(cells: Sequence[StripCell]) -> bool:
    """There are items, and no more of them than can be seen so (270)."""
    return 0 < len(cells) <= MOST_CELLS


def has_line(months: Sequence[Month]) -> bool:
    """There is more than one month: a line has two ends."""
    return len(months) > 1


def strip(cells: Sequence[StripCell]) -> Strip | None:
    """Squares of the strip, if there is one."""
    if not has_strip(cells):
        return None
    step = STRIP_WIDTH / STRIP_ROW
    side = step - 4
    squares = tuple(
        Square(
            x=_n(0.6 + step * (place % STRIP_ROW)),
            y=_n(0.6 + STRIP_HEIGHT * (place // STRIP_ROW)),
            middle=_n(0.6 + step * (place % STRIP_ROW) + side / 2),
            base=_n(40 + STRIP_HEIGHT * (place // STRIP_ROW)),
            number=cell.number if len(cell.number) <= 4 else "",  # noqa: PLR2004 - what fits under a square
            state=cell.state,
        )
        for place, cell in enumerate(cells)
    )
    rows = -(-len(cells) // STRIP_ROW)
    return Strip(_n(STRIP_WIDTH), _n(STRIP_HEIGHT * rows), _n(side), squares)


def line(months: Sequence[Month], as_of: date) -> Line | None:
    """Running totals of plan and fact, if there is a line."""
    if not has_line(months):
        return None
    top = max([1, *(month.planned for month in months), *(month.done or 0 for month in months)])
    left, right, roof, floor = (
        24.0 + 6 * max(len(str(top)) - 3, 0),
        LINE_WIDTH - 26 - 6 * max(len(str(top)) - 3, 0),
        12.0,
        LINE_HEIGHT - 22,
    )
    first = months[0].ends_on.replace(day=1)
    days = max(1, (months[-1].ends_on - first).days)

    def x(day: date) -> float:
        return left + (right - left) * min(1, max(0, (day - first).days / days))

    def y(number: int) -> float:
        return floor - (floor - roof) * number / top

    done = [(min(month.ends_on, as_of), month.done) for month in months if month.done is not None]
    last_day, last_done = done[-1] if done else (first, 0)
    every = -(-len(months) // MOST_MONTHS)
    return Line(
        width=_n(LINE_WIDTH),
        height=_n(LINE_HEIGHT),
        floor=_n(floor),
        left=_n(left),
        right=_n(right),
        planned=_points([(x(first), y(0)), *((x(month.ends_on), y(month.planned)) for month in months)]),
        done=_points([(x(first), y(0)), *((x(day), y(number)) for day, number in done)]) if done else "",
        months=tuple(
            Tick(_n(x(month.ends_on.replace(day=15))), month_name(month.ends_on.month, Case.NOMINATIVE)[:3])
            for month in months[::every]
        ),
        grid=tuple(Tick(_n(y(number)), str(number)) for number in _grid(top)),
        day_x=_n(x(as_of)),
        day=date_short(as_of)[:5],
        end=Tick(_n(right + 4), str(months[-1].planned)),
        end_y=_n(y(months[-1].planned) + 4),
        done_x=_n(x(last_day)),
        done_y=_n(y(last_done)),
        done_label=str(last_done) if done else "",
    )


def bars(rows: Sequence[Bar]) -> Bars | None:
    """Bars by responsible, to one scale; none for nobody."""
    if not rows:
        return None
    scale = (BARS_WIDTH - LABEL_WIDTH - 26) / max(1, *(bar.total for bar in rows))
    return Bars(
        _n(BARS_WIDTH), _n(BAR_HEIGHT * len(rows)), tuple(_bar(bar, place, scale) for place, bar in enumerate(rows))
    )


def _bar(bar: Bar, place: int, scale: float) -> BarRow:
    pieces: list[Piece] = []
    x = LABEL_WIDTH
    for state, number in (("done", bar.done), ("late", bar.late), ("active", bar.active), ("plan", bar.ahead)):
        if number:
            pieces.append(Piece(_n(x), _n(number * scale), state))
            x += number * scale
    label = bar.label if len(bar.label) <= BAR_LABEL else f"{bar.label[: BAR_LABEL - 1].rstrip()}…"
    y = BAR_HEIGHT * place
    return BarRow(_n(y + 4), _n(y + 15), label, tuple(pieces), _n(x + 5), str(bar.total))


def _grid(top: int) -> list[int]:
    """Zero, the top and at most two whole numbers between, evenly."""
    step = next((top // parts for parts in (3, 2) if top % parts == 0), top)
    return list(range(0, top + 1, step))


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{_n(x)},{_n(y)}" for x, y in points)


def _n(number: float) -> str:
    """Give a coordinate in tenths, without a tail of zeros."""
    return f"{number:.1f}".removesuffix(".0")
