"""A page of a PDF as blocks in reading order: lines of text and ruled tables; running heads dropped."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from plans.importing.readers.pdf_flow import Room
from plans.importing.readers.pdf_grid import Grid, find_grids
from plans.importing.readers.pdf_lines import WORD_GAP, TextLine, build_lines, columns_apart, upright

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plans.importing.readers.pdf_canvas import Canvas, Glyph

PAGE_NUMBER = re.compile(
    r"^[-–—\s]*(?:(?:стр(?:аница|\.)?|лист|с\.|page)\s*)?№?\s*\d{1,4}(?:\s*(?:из|/|of)\s*\d{1,4})?[-–—\s.]*$",
    re.IGNORECASE,
)
MARGIN = 0.12
SAME_PLACE = 6.0
MAX_RUNNING = 4
BODY = 0.3


@dataclass
class PieceCell:
    """A cell of a table on one page: its place among the rows of the page, its box, its lines.

    `page` is the page of the box; a cell that pages cut has lines of earlier pages too.
    """

    row: int
    rowspan: int
    x0: float
    x1: float
    y0: float
    y1: float
    page: int
    lines: list[TextLine] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All words with single blanks."""
        return " ".join(line.text for line in self.lines)

    @property
    def end(self) -> float | None:
        """Where the last line on the page of the box stands; None if there is none."""
        return self.lines[-1].base if self.lines and self.lines[-1].page == self.page else None


@dataclass
class Piece:
    """What of a table stands on one page."""

    left: float
    top: float
    right: float
    bottom: float
    rows: int
    cells: list[PieceCell]

    def row(self, number: int) -> list[PieceCell]:
        """The cells that begin in a row."""
        return [cell for cell in self.cells if cell.row == number]


@dataclass
class Page:
    """A page: lines and tables from top to bottom."""

    number: int
    width: float
    height: float
    blocks: list[TextLine | Piece]

    @property
    def lines(self) -> list[TextLine]:
        """Lines outside tables."""
        return [block for block in self.blocks if isinstance(block, TextLine)]

    @property
    def pieces(self) -> list[Piece]:
        """Tables."""
        return [block for block in self.blocks if isinstance(block, Piece)]

    @property
    def room(self) -> Room:
        """The column that lines and tables of the page fill."""
        sides = [(line.x0, line.x1) for line in self.lines] + [(piece.left, piece.right) for piece in self.pieces]
        return Room(min((left for left, _ in sides), default=0.0), max((right for _, right in sides), default=0.0))


def read_page(canvas: Canvas, number: int) -> Page:
    """Blocks of a page out of its letters and rulings; `number` counts from 1."""
    grids = find_grids(canvas.rulings)
    inside: list[dict[int, list[Glyph]]] = [{} for _ in grids]
    outside: list[Glyph] = []
    for word in _drawn_words(canvas.glyphs):
        middle = (min(glyph.x0 for glyph in word) + max(glyph.x1 for glyph in word)) / 2
        first = word[0]
        x, y = (first.base, middle) if first.turn % 2 else (middle, first.base - BODY * first.size)
        for place, grid in enumerate(grids):
            owner = grid.place_at(x, y)
            if owner is not None:
                inside[place].setdefault(owner, []).extend(word)
                break
        else:
            outside += [glyph for glyph in word if glyph.turn == 0]
    pieces: list[Piece] = []
    for grid, letters in zip(grids, inside, strict=True):
        piece = _piece(grid, letters, number)
        if any(cell.lines for cell in piece.cells):
            pieces.append(piece)
        else:
            outside += [glyph for cell in letters.values() for glyph in cell if glyph.turn == 0]
    lines = in_reading_order(build_lines(outside, number), [(piece.top, piece.bottom) for piece in pieces])
    blocks = _merged(lines, pieces)
    return Page(number, canvas.width, canvas.height, blocks)


def _drawn_words(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Letters drawn one right behind the other: a word stays whole where it runs over a side of its cell."""
    word: list[Glyph] = []
    for glyph in glyphs:
        last = word[-1] if word else None
        if last is not None and (
            glyph.run != last.run
            or glyph.base != last.base
            or not glyph.text.strip()
            or not last.text.strip()
            or abs(glyph.x0 - last.x1) > WORD_GAP * glyph.size
        ):
            yield word
            word = []
        word.append(glyph)
    if word:
        yield word


def _piece(grid: Grid, letters: dict[int, list[Glyph]], number: int) -> Piece:
    cells = [
        PieceCell(
            place.row,
            place.rowspan,
            grid.xs[place.column],
            grid.xs[place.column + place.colspan],
            grid.ys[place.row],
            grid.ys[place.row + place.rowspan],
            number,
            build_lines(upright(letters[owner]), number) if owner in letters else [],
        )
        for owner, place in enumerate(grid.places)
    ]
    left, top, right, bottom = grid.box
    return _without_slivers(Piece(left, top, right, bottom, len(grid.ys) - 1, cells))


def _without_slivers(piece: Piece) -> Piece:
    """The piece without a last row too low for a line, which a page cuts off a row of the next page."""
    sizes = sorted(line.size for cell in piece.cells for line in cell.lines)
    last = piece.row(piece.rows - 1)
    is_sliver = (
        len(last) > 1 and all(not cell.lines and cell.y1 - cell.y0 < sizes[0] for cell in last) if sizes else False
    )
    if is_sliver and all(cell.row + cell.rowspan < piece.rows or cell.row == piece.rows - 1 for cell in piece.cells):
        piece.cells = [cell for cell in piece.cells if cell.row < piece.rows - 1]
        piece.rows -= 1
    return piece


def _merged(lines: list[TextLine], pieces: list[Piece]) -> list[TextLine | Piece]:
    """Lines with the tables put in where they stand; the order of the lines is kept."""
    blocks: list[TextLine | Piece] = []
    waiting = list(pieces)
    for line in lines:
        while waiting and waiting[0].top < line.base - BODY * line.size:
            blocks.append(waiting.pop(0))
        blocks.append(line)
    return blocks + waiting


def in_reading_order(lines: list[TextLine], gaps: Sequence[tuple[float, float]] = ()) -> list[TextLine]:
    """Lines with blocks that stand side by side taken one after the other, the left one first.

    Two lines at least must leave the same gutter open; `gaps` are heights taken by tables, which no
    block crosses.
    """
    ordered: list[TextLine] = []
    start = 0
    while start < len(lines):
        gutter, end = _gutter(lines, start, gaps)
        if end - start < 2:  # noqa: PLR2004 - a single line is not two columns
            ordered.append(lines[start])
            start += 1
            continue
        sides: tuple[list[TextLine], list[TextLine]] = ([], [])
        for line in lines[start:end]:
            for part in _cut(line, gutter):
                sides[part.x0 >= gutter].append(part)
        ordered += sides[0] + sides[1]
        start = end
    return ordered


def _gutter(lines: list[TextLine], start: int, gaps: Sequence[tuple[float, float]]) -> tuple[float, int]:
    """The middle of the gutter that opens in a line and the line behind the last that respects it."""
    best = (0.0, start)
    parts = columns_apart(lines[start])
    for one, two in pairwise(parts):
        low, high = one.x1, two.x0
        end, both = start + 1, 1
        last_both = end
        while end < len(lines) and not _is_parted(lines[end - 1], lines[end], gaps):
            inner = columns_apart(lines[end])
            narrowed = _narrowed(inner, low, high)
            if narrowed is None or narrowed[1] - narrowed[0] < lines[end].size:
                break
            low, high = narrowed
            if any(part.x1 <= low for part in inner) and any(part.x0 >= high for part in inner):
                both += 1
                last_both = end + 1
            end += 1
        if both > 1 and last_both > best[1]:
            best = ((low + high) / 2, end)
    return best


def _narrowed(parts: list[TextLine], low: float, high: float) -> tuple[float, float] | None:
    """The gutter made as narrow as these parts of a line leave it; None if one of them crosses it."""
    middle = (low + high) / 2
    for part in parts:
        if part.x0 < middle < part.x1:
            return None
        if part.x1 <= middle:
            low = max(low, part.x1)
        else:
            high = min(high, part.x0)
    return low, high


def _is_parted(above: TextLine, below: TextLine, gaps: Sequence[tuple[float, float]]) -> bool:
    return any(above.base <= bottom and top <= below.base for top, bottom in gaps) or (
        below.base - above.base > 5 * max(above.size, below.size)
    )


def _cut(line: TextLine, gutter: float) -> list[TextLine]:
    left = tuple(word for word in line.words if word.x0 < gutter)
    right = tuple(word for word in line.words if word.x0 >= gutter)
    return [replace(line, words=words) for words in (left, right) if words]


def drop_running(pages: Sequence[Page]) -> None:
    """Take out page numbers and the lines that stand at the same edge of several pages."""
    for at_top in (True, False):
        edges = [_edge(page, at_top=at_top) for page in pages]
        for page, edge in zip(pages, edges, strict=True):
            others = [other for other in edges if other is not edge]
            for line in edge:
                is_number = _is_in_margin(page, line) and bool(PAGE_NUMBER.match(line.text))
                if not is_number and not _is_repeated(line, page, others, pages, at_top=at_top):
                    break
                page.blocks = [block for block in page.blocks if block is not line]


def _edge(page: Page, *, at_top: bool) -> list[TextLine]:
    """The lines nearest to an edge of a page, up to the first table, from the edge inwards."""
    lines = page.lines
    if at_top:
        bound = min((piece.top for piece in page.pieces), default=page.height / 2)
        return sorted((line for line in lines if line.base < bound), key=lambda line: line.base)[:MAX_RUNNING]
    bound = max((piece.bottom for piece in page.pieces), default=page.height / 2)
    return sorted((line for line in lines if line.base > bound), key=lambda line: -line.base)[:MAX_RUNNING]


def _is_in_margin(page: Page, line: TextLine) -> bool:
    return not MARGIN * page.height < line.base < (1 - MARGIN) * page.height


def _is_repeated(
    line: TextLine, page: Page, others: Sequence[list[TextLine]], pages: Sequence[Page], *, at_top: bool
) -> bool:
    if not _is_in_margin(page, line):
        return False
    key = _key(line)
    from_edge = line.base if at_top else page.height - line.base
    heights = {other.number: other.height for other in pages}
    for edge in others:
        for other in edge:
            distance = other.base if at_top else heights[other.page] - other.base
            if abs(distance - from_edge) <= SAME_PLACE and _key(other) == key:
                return True
    return False


def _key(line: TextLine) -> str:
    return re.sub(r"\d+", "#", line.text.casefold())
