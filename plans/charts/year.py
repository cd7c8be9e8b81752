"""A year of a plan as a strip: months across, items down, a bar or a sign for every window. Pure and colour-free.

Ranges are bars, single days diamonds, repeated windows ticks, «весь год» a dashed line. The state of a window stands in
its outline too, so that the strip is read in grey: done is full, overdue bears «!», begun is half full, ahead is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from portal.text.russian import month_name

WIDTH, LEFT, RIGHT = 1200, 400, 1190
ROW, HEAD, BAND = 24, 38, 18
MONTHS = 12
SHORT_MONTH = 3
POINT_DAYS = 3
LONGEST_LABEL, LONGEST_HEADING = 54, 64
FIGURE_ROWS = 30
PAGE_ITEMS = 100
BAND_LETTER = 7.2
R, BAR, TICK = 7, 6, 3


@dataclass(frozen=True, slots=True)
class Window:
    """One window to draw; `state` is the value of an item's state, `words` say it aloud."""

    starts_on: date | None
    ends_on: date | None
    state: str
    words: str


@dataclass(frozen=True, slots=True)
class StripItem:
    """An item to draw. `headings`: of the sections that begin with it; `note`: the words of its deadline.

    The note stands where nothing can be drawn.
    """

    pk: int
    number: str
    title: str
    state: str
    windows: tuple[Window, ...]
    is_repeated: bool = False
    is_whole: bool = False
    note: str = ""
    headings: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Number and title."""
        return f"{self.number} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class Shape:
    """A window on the picture: `body` is filled or outlined by its state, `sign` is drawn over it."""

    kind: str
    state: str
    body: str
    sign: str
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the picture: an item with its shapes, or (`item` None) the heading of a section."""

    y: float
    text_y: float
    label: str
    item: StripItem | None = None
    shapes: tuple[Shape, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """Words at a place of the head, or a stage over a stretch of it; `is_even` tells neighbours apart."""

    x: float
    width: float
    text: str
    title: str = ""
    is_even: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """One picture, short enough for a page of paper."""

    height: int
    top: int
    rows: tuple[Row, ...]

    @property
    def items(self) -> list[StripItem]:
        """Items in it."""
        return [row.item for row in self.rows if row.item]


@dataclass(frozen=True, slots=True)
class Page:
    """Pictures shown together; `first` and `last` are the items it begins and ends with."""

    number: int
    figures: tuple[Figure, ...]

    @property
    def first(self) -> StripItem:
        """The item it begins with."""
        return self.figures[0].items[0]

    @property
    def last(self) -> StripItem:
        """The item it ends with."""
        return self.figures[-1].items[-1]


@dataclass(frozen=True, slots=True)
class Axis:
    """Twelve months from the first day of one; `stages` lie over them.

    `is_first` and `is_last`: no year of the plan goes before or after, so that what lies there is told here.
    """

    start: date
    end: date
    stages: tuple[tuple[str, date, date], ...] = ()
    is_first: bool = True
    is_last: bool = True

    def x(self, day: date) -> float:
        """Where a day begins, kept inside the picture."""
        days = (self.end - self.start).days + 1
        place = min(max((day - self.start).days, 0), days)
        return round(LEFT + (RIGHT - LEFT) * place / days, 1)

    def middle(self, start: date, end: date) -> float:
        """The middle of some days."""
        return round((self.x(start) + self.x(end + timedelta(days=1))) / 2, 1)

    def holds(self, window: Window) -> bool:
        """Some day of the window lies in the year."""
        start, end = window.starts_on or window.ends_on, window.ends_on or window.starts_on
        return start is not None and end is not None and start <= self.end and end >= self.start

    def misses(self, windows: Iterable[Window]) -> bool:
        """All of the windows lie before the first year or after the last one."""
        days = [(window.starts_on or window.ends_on, window.ends_on or window.starts_on) for window in windows]
        is_before = self.is_first and all(end is not None and end < self.start for _, end in days)
        return is_before or (self.is_last and all(start is not None and start > self.end for start, _ in days))

    @property
    def top(self) -> int:
        """Where the rows begin."""
        return HEAD + (BAND if self.bands else 0)

    @property
    def months(self) -> list[Mark]:
        """Months with the places they begin at; the year is told at the first and in January."""
        days = list(_firsts(self.start))
        found = []
        for day, after in pairwise(days):
            text = month_name(day.month)[:SHORT_MONTH]
            if day == self.start or day.month == 1:
                text += f" {day.year}"
            found.append(Mark(self.x(day), round(self.x(after) - self.x(day), 1), text))
        return found

    @property
    def bands(self) -> list[Mark]:
        """Stages that touch the year; a name that has no room is told by its title only."""
        found = []
        for number, (title, start, end) in enumerate(self.stages):
            if start <= self.end and end >= self.start:
                x = self.x(start)
                width = round(self.x(end + timedelta(days=1)) - x, 1)
                found.append(Mark(x, width, _cut(title, int(width / BAND_LETTER)), title, number % 2 == 0))
        return found


@dataclass(frozen=True, slots=True)
class Strip:
    """The year in pages; `today` is None outside of it."""

    axis: Axis
    pages: tuple[Page, ...]
    today: float | None


@dataclass(slots=True)
class _Sheet:
    """A figure being filled."""

    top: int
    rows: list[Row] = field(default_factory=list)

    def add(self, label: str, item: StripItem | None, shapes: tuple[Shape, ...] = ()) -> None:
        y = self.top + ROW * len(self.rows)
        self.rows.append(Row(y, y + ROW * 0.68, label, item, shapes))

    def middle(self) -> float:
        return self.top + ROW * len(self.rows) + ROW / 2

    def figure(self) -> Figure:
        return Figure(self.top + ROW * len(self.rows) + 6, self.top, tuple(self.rows))


def axis_of(starts_on: date, year: int, years: int = 1, stages: Iterable[tuple[str, date, date]] = ()) -> Axis:
    """The `year`-th twelve months (0 is the first) of a period of `years` that starts in the month of a day."""
    start = date(starts_on.year + year, starts_on.month, 1)
    after = date(start.year + 1, start.month, 1)
    return Axis(start, after - timedelta(days=1), tuple(stages), is_first=year == 0, is_last=year == years - 1)


def years_of(starts_on: date, ends_on: date) -> int:
    """How many times twelve months a period takes."""
    months = (ends_on.year - starts_on.year) * MONTHS + ends_on.month - starts_on.month + 1
    return -(-months // MONTHS)


def strip_of(items: Sequence[StripItem], axis: Axis, today: date) -> Strip:
    """Lay the items out: figures of some thirty lines, pages of about a hundred items, broken where sections begin.

    Left out are items that stand in another year of the plan; those without any day stand in each.
    """
    figures = list(_figures([item for item in items if _belongs(item, axis)], axis))
    return Strip(axis, tuple(_pages(figures)), axis.x(today) if axis.start <= today <= axis.end else None)


def _belongs(item: StripItem, axis: Axis) -> bool:
    dated = [window for window in item.windows if window.starts_on or window.ends_on]
    return not dated or any(axis.holds(window) for window in dated) or axis.misses(dated)


def _figures(items: Sequence[StripItem], axis: Axis) -> Iterator[Figure]:
    sheet = _Sheet(axis.top)
    open_headings: tuple[str, ...] = ()
    for item in items:
        begins = bool(item.headings)
        room = FIGURE_ROWS - len(sheet.rows)
        if sheet.rows and (room <= 0 or (begins and room < FIGURE_ROWS // 4)):
            yield sheet.figure()
            sheet = _Sheet(axis.top)
            if not begins and open_headings:
                sheet.add(_cut(f"{open_headings[-1]} (продолжение)", LONGEST_HEADING), None)
        if begins:
            open_headings = item.headings
            for heading in item.headings:
                sheet.add(_cut(heading, LONGEST_HEADING), None)
        shapes = tuple(_shape(item, window, axis, sheet.middle()) for window in item.windows if axis.holds(window))
        sheet.add(_cut(item.name, LONGEST_LABEL), item, shapes)
    if sheet.rows:
        yield sheet.figure()


def _pages(figures: Sequence[Figure]) -> Iterator[Page]:
    number, kept, count = 1, list[Figure](), 0
    for figure in figures:
        if kept and count + len(figure.items) > PAGE_ITEMS:
            yield Page(number, tuple(kept))
            number, kept, count = number + 1, [], 0
        kept.append(figure)
        count += len(figure.items)
    if kept:
        yield Page(number, tuple(kept))


def _shape(item: StripItem, window: Window, axis: Axis, y: float) -> Shape:
    start, end = window.starts_on, window.ends_on
    if item.is_whole or start is None or end is None:
        if start is None and end is not None and not item.is_whole:
            return _diamond(window, axis.middle(end, end), y)
        left, right = axis.x(start or axis.start), axis.x((end or axis.end) + timedelta(days=1))
        return Shape("whole", window.state, f"M{left} {y}H{right}", "", window.words)
    if item.is_repeated:
        return _tick(window, axis.middle(start, end), y)
    if (end - start).days < POINT_DAYS:
        return _diamond(window, axis.middle(start, end), y)
    return _bar(window, axis.x(start), axis.x(end + timedelta(days=1)), y)


def _diamond(window: Window, x: float, y: float) -> Shape:
    body = f"M{x - R:.1f} {y}L{x} {y - R}L{x + R:.1f} {y}L{x} {y + R}Z"
    half = f"M{x} {y - R}L{x + R:.1f} {y}L{x} {y + R}Z"
    return Shape("point", window.state, body, _sign(window.state, x, y, half), window.words)


def _bar(window: Window, left: float, right: float, y: float) -> Shape:
    body = f"M{left} {y - BAR}H{right}V{y + BAR}H{left}Z"
    half = f"M{left} {y}H{right}V{y + BAR}H{left}Z"
    return Shape("bar", window.state, body, _sign(window.state, round((left + right) / 2, 1), y, half), window.words)


def _tick(window: Window, x: float, y: float) -> Shape:
    if window.state == "late":
        body = f"M{x - TICK * 1.8:.1f} {y + R}L{x} {y - R}L{x + TICK * 1.8:.1f} {y + R}Z"
        return Shape("tick", window.state, body, "", window.words)
    body = f"M{x - TICK:.1f} {y - R}h{TICK * 2}v{R * 2}h-{TICK * 2}Z"
    half = f"M{x - TICK:.1f} {y}h{TICK * 2}v{R}h-{TICK * 2}Z"
    crossed = f"M{x - TICK:.1f} {y + R}l{TICK * 2} -{R * 2}"
    sign = half if window.state == "active" else crossed if window.state in {"cancelled", "moved"} else ""
    return Shape("tick", window.state, body, sign, window.words)


def _sign(state: str, x: float, y: float, half: str) -> str:
    """What is drawn over a diamond or a bar, the same for both."""
    match state:
        case "done":
            return f"M{x - 3:.1f} {y + 0.2:.1f}l2.2 2.2l4 -4.4"
        case "late":
            return f"M{x} {y - 3.4:.1f}v4.2M{x} {y + 3.2:.1f}v.2"
        case "active":
            return half
        case "moved":
            return f"M{x - 3.4:.1f} {y}h6.4m-2.4 -2.4l2.4 2.4l-2.4 2.4"
        case "cancelled":
            return f"M{x - 3.4:.1f} {y}h6.8"
    return ""


def _firsts(start: date) -> Iterator[date]:
    for number in range(MONTHS + 1):
        month = start.month - 1 + number
        yield date(start.year + month // MONTHS, month % MONTHS + 1, 1)


def _cut(text: str, longest: int) -> str:
    words = " ".join(text.split())
    if len(words) <= longest:
        return words
    return f"{words[: longest - 1].rstrip(' ,.;:—–-')}…" if longest > SHORT_MONTH else ""
