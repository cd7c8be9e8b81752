"""Pieces of tables from page to page joined to the tables they were before they were printed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plans.importing.readers.limits import MAX_TABLES, refuse_rows, refuse_tables
from plans.importing.readers.pdf_cuts import goes_on
from plans.importing.readers.pdf_flow import Room, paragraphs
from plans.importing.readers.pdf_grid import NEAR
from plans.importing.readers.pdf_pages import Page, Piece, PieceCell
from plans.importing.source import MAX_ROWS, Cell, Line, SourceTable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from plans.importing.readers.pdf_hyphens import HyphenJudge
    from plans.importing.readers.pdf_lines import TextLine

MAX_HEAD = 4
MAX_PAD = 10.0
SAME_PAD = 0.6
SEVERAL = 3
OFTEN = 8
MAX_BETWEEN = 8
MIN_FILLED = 2
WIDTH_SHARE = 0.02
FOOT = 0.8
CAPTION = re.compile(
    r"^\s*(?:продолжение|окончание|працяг|заканчэнне)(?:\s+(?:таблицы|табл\.?))?[\s\d.№]*$", re.IGNORECASE
)


@dataclass
class OpenTable:
    """A table while its pieces are read: cells in the coordinates of its first piece."""

    left: float
    right: float
    rows: int
    cells: list[PieceCell]
    before: list[TextLine] = field(default_factory=list)
    after: list[TextLine] = field(default_factory=list)
    head_rows: int = 0
    page: int = 0

    def covering(self, row: int) -> list[PieceCell]:
        """The cells that cover a row."""
        return [cell for cell in self.cells if cell.row <= row < cell.row + cell.rowspan]


def join_pages(pages: Sequence[Page]) -> tuple[list[OpenTable], list[TextLine]]:
    """Tables of all pages in order, each with the lines above it, and the lines below the last."""
    tables: list[OpenTable] = []
    waiting: list[TextLine] = []
    heights = {page.number: page.height for page in pages}
    for page in pages:
        for block in page.blocks:
            if not isinstance(block, Piece):
                waiting.append(block)
                continue
            known = tables[-1] if tables and tables[-1].page == page.number - 1 else None
            if known is not None:
                between = [line for line in waiting if not CAPTION.match(line.text)]
                if _continue(known, block, between, heights):
                    known.page = page.number
                    waiting = between
                    continue
            if sum(bool(cell.lines) for cell in block.cells) < MIN_FILLED:
                waiting = waiting + [line for cell in block.cells for line in cell.lines]
                continue
            tables.append(
                OpenTable(block.left, block.right, block.rows, list(block.cells), before=waiting, page=page.number)
            )
            if len(tables) > MAX_TABLES:
                refuse_tables()
            waiting = []
    return tables, waiting


def _continue(known: OpenTable, piece: Piece, between: list[TextLine], heights: dict[int, float]) -> bool:
    """Take a piece into the table of the page before if it belongs there; True if it does."""
    if not _fits(known, piece):
        return False
    head = _repeated_head(known, piece)
    if between and not (head and _is_foot(between, heights)):
        return False
    if not head and _has_own_head(known, piece):
        return False
    shift = known.left - piece.left
    for cell in piece.cells:
        cell.x0, cell.x1 = cell.x0 + shift, cell.x1 + shift
    known.head_rows = max(known.head_rows, head if _head_start(known, piece, head) == 0 else 0)
    _append(known, piece, head)
    if known.rows > MAX_ROWS:
        refuse_rows(known.rows)
    return True


def _fits(known: OpenTable, piece: Piece) -> bool:
    """True if a piece has the width of a table and no column edge that goes against its columns."""
    width = known.right - known.left
    if abs(piece.right - piece.left - width) > max(NEAR, WIDTH_SHARE * width):
        return False
    shift = known.left - piece.left
    ours = {edge for cell in known.cells for edge in (cell.x0, cell.x1)}
    theirs = {edge + shift for cell in piece.cells for edge in (cell.x0, cell.x1)}
    return _is_among(theirs, ours) or _is_among(ours, theirs)


def _is_among(few: set[float], many: set[float]) -> bool:
    return all(any(abs(edge - other) <= NEAR for other in many) for edge in few)


def _is_foot(lines: list[TextLine], heights: dict[int, float]) -> bool:
    """True for a few lines at the foot of a page: notes, marks of the printing program."""
    return len(lines) <= MAX_BETWEEN and all(line.base > FOOT * heights[line.page] for line in lines)


def _texts(cells: list[PieceCell]) -> list[str]:
    return ["".join(cell.text.split()).casefold() for cell in sorted(cells, key=lambda cell: cell.x0)]


def _head_start(known: OpenTable, piece: Piece, head: int) -> int:
    """The row of the table that the repeated rows of a piece begin with."""
    if not head:
        return -1
    first = _texts(piece.row(0))
    return next((row for row in range(min(MAX_HEAD, known.rows)) if _texts(_row(known, row)) == first), -1)


def _row(known: OpenTable, row: int) -> list[PieceCell]:
    return [cell for cell in known.cells if cell.row == row]


def _repeated_head(known: OpenTable, piece: Piece) -> int:
    """How many rows at the top of a piece repeat the head of the table, or its row of column numbers."""
    for start in range(min(MAX_HEAD, known.rows)):
        count = 0
        while count < min(MAX_HEAD, piece.rows) and start + count < known.rows:
            ours, theirs = _texts(_row(known, start + count)), _texts(piece.row(count))
            if ours != theirs or not any(theirs):
                break
            count += 1
        is_numbers = start > 0 and all(text.isdigit() or not text for text in _texts(piece.row(0)))
        if count and (start == 0 or is_numbers):
            return count
    return 0


def _has_own_head(known: OpenTable, piece: Piece) -> bool:
    """True if a piece opens with a bold row of several cells as the table does, but another one."""
    first = [cell for cell in piece.row(0) if cell.lines]
    ours = [cell for cell in _row(known, 0) if cell.lines]
    if min(len(first), len(ours)) < 2:  # noqa: PLR2004 - one cell is a heading, not a head
        return False
    later = [
        cell for cell in known.cells if cell.row > 0 and cell.lines and cell.x1 - cell.x0 < known.right - known.left
    ]
    return _is_bold(first) and _is_bold(ours) and bool(later) and not _is_bold(later)


def _is_bold(cells: list[PieceCell]) -> bool:
    return all(line.is_bold for cell in cells for line in cell.lines)


def _append(known: OpenTable, piece: Piece, head: int) -> None:
    """Put the rows of a piece behind those of the table, the first into the last if a page cut it."""
    if piece.rows == head:
        return
    first = piece.row(head)
    last = sorted(known.covering(known.rows - 1), key=lambda cell: cell.x0)
    pairs = [(cell, mate) for cell in last if (mate := _mate(cell, first)) is not None]
    is_cut = len(pairs) == len(first) and goes_on(known, pairs)
    shift = known.rows - head - (1 if is_cut else 0)
    taken: set[int] = set()
    for cell, mate in pairs:
        if is_cut or _is_one_merge(known, cell, mate):
            cell.lines = cell.lines + mate.lines
            cell.rowspan += mate.rowspan - (1 if is_cut else 0)
            cell.y0, cell.y1, cell.page = mate.y0, mate.y1, mate.page
            taken.add(id(mate))
    for cell in piece.cells:
        if cell.row >= head and id(cell) not in taken:
            cell.row += shift
            known.cells.append(cell)
    known.rows += piece.rows - head - (1 if is_cut else 0)


def _mate(cell: PieceCell, others: list[PieceCell]) -> PieceCell | None:
    """The cell of the next page that stands exactly below."""
    return next(
        (other for other in others if abs(other.x0 - cell.x0) <= NEAR and abs(other.x1 - cell.x1) <= NEAR), None
    )


def _is_one_merge(known: OpenTable, cell: PieceCell, below: PieceCell) -> bool:
    """True if a cell merged over several rows goes on below the cut of the page."""
    if below.lines or not cell.lines:
        return False
    if below.rowspan > 1:
        return True
    column = [other for other in known.cells if abs(other.x0 - cell.x0) <= NEAR and abs(other.x1 - cell.x1) <= NEAR]
    return cell.rowspan > 1 and all(other.lines for other in column)


def as_source(
    tables: Sequence[OpenTable], rest: Sequence[TextLine], pages: Sequence[Page], judge: HyphenJudge
) -> tuple[SourceTable, ...]:
    """The tables with their text put together to paragraphs; `rest` are the lines below the last."""
    rooms = {page.number: page.room for page in pages}
    sources = []
    for number, table in enumerate(tables, 1):
        edges = _edges(table)
        sources.append(
            SourceTable(
                index=number,
                rows=table.rows,
                columns=len(edges) - 1,
                cells=_cells(table, edges, judge),
                before=free_text(table.before, rooms, judge),
                after=free_text(rest, rooms, judge) if number == len(tables) else (),
                header_rows=table.head_rows,
                has_borders=True,
            )
        )
    return tuple(sources)


def _edges(table: OpenTable) -> list[float]:
    edges: list[float] = []
    for edge in sorted({edge for cell in table.cells for edge in (cell.x0, cell.x1)}):
        if not edges or edge - edges[-1] > NEAR:
            edges.append(edge)
    return edges


def _cells(table: OpenTable, edges: list[float], judge: HyphenJudge) -> tuple[Cell, ...]:
    left_pad, right_pad = _pads(table.cells)
    cells = []
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.x0)):
        first, last = _nearest(edges, cell.x0), _nearest(edges, cell.x1)
        room = Room(cell.x0 + left_pad, cell.x1 - right_pad)
        lines = paragraphs(cell.lines, room, judge)
        cells.append(Cell(cell.row, first, max(last - first, 1), cell.rowspan, lines))
    return tuple(cells)


def _nearest(edges: list[float], at: float) -> int:
    return min(range(len(edges)), key=lambda place: abs(edges[place] - at))


def _pads(cells: Sequence[PieceCell]) -> tuple[float, float]:
    """How far text keeps from the left and the right side of the cells of a table.

    The left one is the least distance that several lines keep; the right one is the same unless
    several lines come nearer.
    """
    lefts = sorted(max(line.x0 - cell.x0, 0.0) for cell in cells for line in cell.lines)
    rights = sorted(max(cell.x1 - line.x1, 0.0) for cell in cells for line in cell.lines)
    enough = max(min(SEVERAL, len(lefts)), len(lefts) // OFTEN)
    left = next(
        (
            lefts[place]
            for place in range(len(lefts) - enough + 1)
            if lefts[place + enough - 1] - lefts[place] <= SAME_PAD
        ),
        lefts[0],
    )
    left = min(left, MAX_PAD)
    return left, min(rights[min(SEVERAL, len(rights)) - 1], left)


def free_text(lines: Sequence[TextLine], rooms: Mapping[int, Room], judge: HyphenJudge) -> tuple[Line, ...]:
    """Lines outside tables as paragraphs; `rooms` are the columns of text by page."""
    taken = [rooms[page] for page in {line.page for line in lines}]
    room = Room(min((room.left for room in taken), default=0.0), max((room.right for room in taken), default=0.0))
    return paragraphs(lines, room, judge, is_cell=False)
