"""Tables of a page out of its rulings: where columns and rows stand and which places each cell covers."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plans.importing.readers.limits import refuse_rows
from plans.importing.readers.pdf_canvas import Ruling, too_heavy
from plans.importing.source import MAX_COLUMNS, MAX_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NEAR = 3.0
OPEN_SIDE = 6.0
COVERED = 0.6
MAX_CROSSINGS = 4_000_000
LAYOUT_ROWS = 3
HIGHEST_ROW = 80.0
LOWEST_OPEN = 100.0

Part = tuple[list[Ruling], list[Ruling]]


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of a grid: its first row and column from 0 and how many of each it covers."""

    row: int
    column: int
    rowspan: int
    colspan: int


@dataclass
class Grid:
    """A ruled table of a page: edges of its columns and rows in points, its cells in reading order."""

    xs: list[float]
    ys: list[float]
    places: list[Place]
    owners: list[list[int]] = field(repr=False)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def place_at(self, x: float, y: float) -> int | None:
        """The number of the cell that holds a point; None outside the table."""
        left, top, right, bottom = self.box
        if not (left <= x <= right and top <= y <= bottom):
            return None
        column = min(bisect_right(self.xs, x), len(self.xs) - 1) - 1
        row = min(bisect_right(self.ys, y), len(self.ys) - 1) - 1
        return self.owners[max(row, 0)][max(column, 0)]


def find_grids(rulings: Iterable[Ruling]) -> list[Grid]:
    """Ruled tables from top to bottom; boxes of one cell and rulings that cross nothing are left out.

    Sides that the table leaves open are closed where its rulings end. Raises ImportRefused for a
    page with far too many rulings or a table beyond the bounds of rows and columns.
    """
    kept = list(rulings)
    levels = _joined([ruling for ruling in kept if ruling.is_level])
    uprights = _joined([ruling for ruling in kept if not ruling.is_level])
    parts = _stacked(_components(levels, uprights))
    grids = [grid for part in parts if (grid := _grid(*part)) is not None]
    grids.sort(key=lambda grid: (grid.ys[0], grid.xs[0]))
    return _outermost(grids)


def _joined(rulings: list[Ruling]) -> list[Ruling]:
    """Rulings on nearly one line taken for one line, with the gaps that joints leave closed."""
    joined: list[Ruling] = []
    rulings.sort(key=lambda ruling: ruling.at)
    start = 0
    while start < len(rulings):
        end = start + 1
        while end < len(rulings) and rulings[end].at - rulings[start].at <= NEAR:
            end += 1
        group = sorted(rulings[start:end], key=lambda ruling: ruling.start)
        at = sum(ruling.at for ruling in group) / len(group)
        low, high = group[0].start, group[0].end
        for ruling in group[1:]:
            if ruling.start - high > NEAR:
                joined.append(Ruling(ruling.is_level, at, low, high))
                low, high = ruling.start, ruling.end
            high = max(high, ruling.end)
        joined.append(Ruling(group[0].is_level, at, low, high))
        start = end
    return [ruling for ruling in joined if ruling.end - ruling.start > NEAR]


def _components(levels: list[Ruling], uprights: list[Ruling]) -> list[Part]:
    """Rulings that cross each other, straight or through others, together."""
    if len(levels) * len(uprights) > MAX_CROSSINGS:
        raise too_heavy()
    parents = list(range(len(levels) + len(uprights)))

    def root(item: int) -> int:
        while parents[item] != item:
            parents[item] = parents[parents[item]]
            item = parents[item]
        return item

    heights = [level.at for level in levels]
    for number, upright in enumerate(uprights):
        first = bisect_right(heights, upright.start - NEAR)
        for place in range(first, len(levels)):
            level = levels[place]
            if level.at > upright.end + NEAR:
                break
            if level.start - NEAR <= upright.at <= level.end + NEAR:
                parents[root(place)] = root(len(levels) + number)
    parts: dict[int, Part] = {}
    for number, ruling in enumerate((*levels, *uprights)):
        parts.setdefault(root(number), ([], []))[0 if ruling.is_level else 1].append(ruling)
    alone = [part[1][0] for part in parts.values() if not part[0]]
    return [part for part in parts.values() if part[0] and part[1]] + _open_parts(alone)


def _open_parts(uprights: list[Ruling]) -> list[Part]:
    """Uprights of equal length side by side: a row so high that both its ends stand on other pages."""
    uprights = sorted(uprights, key=lambda line: (round(line.start / NEAR), round(line.end / NEAR)))
    found: list[Part] = []
    group: list[Ruling] = []
    for line in [*uprights, None]:
        if group and (line is None or abs(line.start - group[0].start) > NEAR or abs(line.end - group[0].end) > NEAR):
            if len(group) > 2 and group[0].end - group[0].start > LOWEST_OPEN:  # noqa: PLR2004 - two columns at least
                left, right = min(one.at for one in group), max(one.at for one in group)
                ends = [Ruling(True, at, left, right) for at in (group[0].start, group[0].end)]  # noqa: FBT003
                found.append((ends, group))
            group = []
        if line is not None:
            group.append(line)
    return found


def _stacked(parts: list[Part]) -> list[Part]:
    """Parts of one table without side lines, which rows over its whole width hold asunder, together."""
    parts = sorted(parts, key=lambda part: part[0][0].at)
    stacked: list[Part] = []
    for part in parts:
        above = stacked[-1] if stacked else None
        if above is not None and _is_stacked(above, part):
            stacked[-1] = ([*above[0], *part[0]], [*above[1], *part[1]])
        else:
            stacked.append(part)
    return stacked


def _is_stacked(above: Part, below: Part) -> bool:
    sides = [(min(line.start for line in part[0]), max(line.end for line in part[0])) for part in (above, below)]
    if abs(sides[0][0] - sides[1][0]) > NEAR or abs(sides[0][1] - sides[1][1]) > NEAR:
        return False
    for (levels, uprights), (left, right) in zip((above, below), sides, strict=True):
        if any(min(upright.at - left, right - upright.at) < OPEN_SIDE for upright in uprights) or not levels:
            return False
    gap = min(level.at for level in below[0]) - max(level.at for level in above[0])
    return 0 < gap <= HIGHEST_ROW


def _grid(levels: list[Ruling], uprights: list[Ruling]) -> Grid | None:
    xs = _edges(uprights, levels)
    ys = _edges(levels, uprights)
    if len(xs) < 2 or len(ys) < 2 or len(xs) + len(ys) == 4:  # noqa: PLR2004 - two sides make one cell
        return None
    if len(ys) - 1 > MAX_ROWS:
        refuse_rows(len(ys) - 1)
    if len(xs) - 1 > MAX_COLUMNS:
        return None
    right_of = _walls(uprights, xs, ys)
    below = _walls(levels, ys, xs)
    return Grid(xs, ys, *_places(right_of, below, len(ys) - 1, len(xs) - 1))


def _edges(lines: list[Ruling], across: list[Ruling]) -> list[float]:
    """Where the lines stand, with the ends of those that cross them if they run on beyond."""
    edges: list[float] = []
    for at in sorted(line.at for line in lines):
        if not edges or at - edges[-1] > NEAR:
            edges.append(at)
    low, high = min(line.start for line in across), max(line.end for line in across)
    if edges[0] - low > OPEN_SIDE:
        edges.insert(0, low)
    if high - edges[-1] > OPEN_SIDE:
        edges.append(high)
    return edges


def _walls(lines: list[Ruling], edges: list[float], steps: list[float]) -> list[list[bool]]:
    """For every step between two crossing edges, at which edges a line runs along most of it."""
    covered = [[0.0] * len(edges) for _ in range(len(steps) - 1)]
    for line in lines:
        edge = min(range(len(edges)), key=lambda place: abs(edges[place] - line.at))
        first = max(bisect_right(steps, line.start) - 1, 0)
        for step in range(first, len(steps) - 1):
            if steps[step] >= line.end:
                break
            covered[step][edge] += min(line.end, steps[step + 1]) - max(line.start, steps[step])
    walls = [
        [length >= COVERED * (high - low) for length in row]
        for row, low, high in zip(covered, steps, steps[1:], strict=False)
    ]
    for row in walls:
        row[0] = row[-1] = True
    return walls


def _places(
    right_of: list[list[bool]], below: list[list[bool]], rows: int, columns: int
) -> tuple[list[Place], list[list[int]]]:
    """Cells as the largest boxes without a wall inside, from left to right and from the top down."""
    owners = [[-1] * columns for _ in range(rows)]
    places: list[Place] = []
    for row in range(rows):
        for column in range(columns):
            if owners[row][column] >= 0:
                continue
            last = column
            while last + 1 < columns and not right_of[row][last + 1] and owners[row][last + 1] < 0:
                last += 1
            bottom = row
            while bottom + 1 < rows and _goes_down(right_of, below, bottom, column, last):
                bottom += 1
            for taken in range(row, bottom + 1):
                owners[taken][column : last + 1] = [len(places)] * (last + 1 - column)
            places.append(Place(row, column, bottom - row + 1, last - column + 1))
    return places, owners


def _goes_down(right_of: list[list[bool]], below: list[list[bool]], row: int, first: int, last: int) -> bool:
    """True if nothing parts these columns of a row from the row below, nor them from each other there."""
    if any(below[column][row + 1] for column in range(first, last + 1)):
        return False
    return not any(right_of[row + 1][column] for column in range(first + 1, last + 1))


def _outermost(grids: Sequence[Grid]) -> list[Grid]:
    """Tables that stand in no other; one that only frames another on a few rows gives way to it."""
    frames = {
        id(outer)
        for outer in grids
        if len(outer.ys) - 1 <= LAYOUT_ROWS
        and any(_holds(outer, inner) and len(inner.places) > len(outer.places) for inner in grids)
    }
    left = [grid for grid in grids if id(grid) not in frames]
    return [grid for grid in left if not any(_holds(outer, grid) for outer in left)]


def _holds(outer: Grid, inner: Grid) -> bool:
    if outer is inner:
        return False
    x0, y0, x1, y1 = outer.box
    a0, b0, a1, b1 = inner.box
    return x0 <= a0 and y0 <= b0 and a1 <= x1 and b1 <= y1
