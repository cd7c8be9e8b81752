"""A sheet without paper: which of its rows are tables, and which are the lines above and below them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from plans.importing.approval import LABEL
from plans.importing.columns import match_heading, normal
from plans.importing.header import PERIOD, Header, find_header
from plans.importing.readers.limits import MAX_TABLES, refuse_tables
from plans.importing.source import Cell, Line, SourceTable, grid_table
from plans.importing.titles import is_genre_line, is_month_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

NUMBERED = re.compile(r"\d|^\s*[IVXІХ]+[.)]?\s*$")
WINDOW = 30  # rows among which a head is looked for at once
STEP = 10
FRONT_ROWS = 80  # rows of a block above which no head is looked for any more
APPROVAL_ROWS = 12
LINES_ABOVE = 4  # a title begins so near above its head
SURE_HEADS = 2


@dataclass(frozen=True)
class Sheet:
    """A sheet as it was read: its filled cells and its merged ones, rows and columns from 0."""

    name: str
    cells: tuple[Cell, ...]
    hidden_rows: frozenset[int] = frozenset()
    is_hidden: bool = False


@dataclass
class _Block:
    """Rows `first` to `end` (not included) without an empty row between, and the head among them."""

    first: int
    end: int
    rows: dict[int, list[Cell]]
    head: Header | None = None
    head_row: int = 0

    @property
    def is_text(self) -> bool:
        return all(len(cells) == 1 for cells in self.rows.values())


@dataclass
class _Found:
    """A table while its rows are being collected."""

    first: int
    end: int
    head: Header | None
    before: tuple[Line, ...] = ()
    after: tuple[Line, ...] = field(default=())


def cut_sheets(sheets: Iterable[Sheet]) -> tuple[SourceTable, ...]:
    """The tables of all sheets one by one, numbered through the file.

    Blocks of rows are divided by empty rows. A block with a head begins a table; one without goes on
    with the table above it if its rows are filled as a row of that table is; rows of single texts,
    rows alone and everything above the first head are lines around the tables. A sheet named after a
    month has its name as the last line above its first table.
    """
    tables: list[SourceTable] = []
    for sheet in sheets:
        for place, table in enumerate(_Cutter(sheet).tables()):
            month = (Line(sheet.name),) if place == 0 and is_month_line(sheet.name) else ()
            tables.append(replace(table, index=len(tables) + 1, before=table.before + month))
            if len(tables) > MAX_TABLES:
                refuse_tables()
    return tuple(tables)


class _Cutter:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rows: dict[int, list[Cell]] = {}  # filled and merged cells
        self.filled: dict[int, list[Cell]] = {}
        for cell in sorted(sheet.cells, key=lambda item: (item.row, item.column)):
            self.rows.setdefault(cell.row, []).append(cell)
            if not cell.is_empty:
                self.filled.setdefault(cell.row, []).append(cell)
        for row in tuple(self.filled):
            self._join_head(row)
        self.blocks = self._find_blocks()

    def tables(self) -> list[SourceTable]:
        found: list[_Found] = []
        waiting: list[_Block] = []
        for place, block in enumerate(self.blocks):
            if block.head is not None:
                above = {row: cells for row, cells in block.rows.items() if row < block.head_row}
                before = (*self._lines(waiting), *lines_of(above))
                found.append(_Found(block.head_row, block.end, block.head, before))
                waiting = []
            elif block.is_text:
                waiting.append(block)
            elif found and _goes_on(found[-1], block):
                found[-1].end = block.end
                waiting = []
            elif len(block.rows) == 1 or (not found and any(later.head for later in self.blocks[place + 1 :])):
                waiting.append(block)
            else:
                found.append(_Found(block.first, block.end, None, self._lines(waiting)))
                waiting = []
        if found:
            found[-1].after = self._lines(waiting)
        return [self._table(item) for item in found]

    def _find_blocks(self) -> list[_Block]:
        blocks: list[_Block] = []
        for row, cells in self.filled.items():
            end = row + max(cell.rowspan for cell in cells)
            if not blocks or row > blocks[-1].end:
                blocks.append(_Block(row, end, {}))
            blocks[-1].end = max(blocks[-1].end, end)
            blocks[-1].rows[row] = cells
        return [part for block in blocks for part in self._parts(block)]

    def _parts(self, block: _Block) -> Iterator[_Block]:
        """The block, cut where a line that begins another plan stands above a head of its own."""
        self._find_head(block)
        if block.head is not None:
            for row in sorted(row for row in block.rows if row > block.head_row + 1):
                if len(block.rows[row]) > 1 or not is_genre_line(block.rows[row][0].text):
                    continue
                lower = _Block(row, block.end, {r: cells for r, cells in block.rows.items() if r >= row})
                self._find_head(lower)
                if lower.head is not None and lower.head_row - row <= LINES_ABOVE:
                    block.end = row
                    block.rows = {r: cells for r, cells in block.rows.items() if r < row}
                    yield block
                    yield from self._parts(lower)
                    return
        yield block

    def _join_head(self, row: int) -> None:
        """Merge the cells of a head of two rows where the file does not say that they are merged.

        Such is a row with empty places that the row below fills, and fills nothing else but the
        place before each run of them: «Сроки | (пусто)» above «начало | окончание».
        """
        upper, lower = self.filled[row], self.filled.get(row + 1, [])
        if not lower or any(cell.colspan > 1 or cell.rowspan > 1 for cell in (*upper, *lower)):
            return
        heads = {cell.column: cell for cell in upper}
        below = {cell.column for cell in lower}
        first_of: dict[int, int] = {}  # an empty place of the upper row → the head that reaches over it
        for column in sorted(below - heads.keys()):
            first_of[column] = first_of.get(column - 1, column - 1)
        starts = set(first_of.values())
        if not starts or not starts <= heads.keys() or below != first_of.keys() | starts:
            return
        is_headed = any(match_heading(cell.plain) or PERIOD.search(normal(cell.plain)) for cell in lower)
        if not is_headed or sum(match_heading(cell.plain) is not None for cell in upper) < SURE_HEADS:
            return
        joined = [
            replace(cell, colspan=1 + list(first_of.values()).count(cell.column))
            if cell.column in starts
            else replace(cell, rowspan=2)
            for cell in upper
        ]
        self.rows[row] = self.filled[row] = joined

    def _find_head(self, block: _Block) -> None:
        if block.is_text:
            return
        for start in range(block.first, min(block.end, block.first + FRONT_ROWS), STEP):
            window = self._grid(start, min(block.end, start + WINDOW))
            head = find_header(window)
            if head is not None:
                block.head, block.head_row = head, start + head.first
                return

    def _lines(self, blocks: Sequence[_Block]) -> tuple[Line, ...]:
        return tuple(line for block in blocks for line in lines_of(block.rows))

    def _grid(self, first: int, end: int, columns: Sequence[int] = ()) -> SourceTable:
        """Rows of the sheet as a table, all columns or only these."""
        cells = [cell for row in range(first, end) for cell in self.rows.get(row, ())]
        if not columns:
            columns = range(max((cell.column + cell.colspan for cell in cells), default=0))
        places = {column: place for place, column in enumerate(columns)}
        moved = []
        for cell in cells:
            under = [places[column] for column in range(cell.column, cell.column + cell.colspan) if column in places]
            if under:
                moved.append(Cell(cell.row - first, under[0], len(under), cell.rowspan, cell.lines))
        return grid_table(moved, end - first, len(columns))

    def _table(self, item: _Found) -> SourceTable:
        """The rows of a table without the columns that stay empty in all of them."""
        used = sorted({cell.column for row in range(item.first, item.end) for cell in self.filled.get(row, ())})
        return replace(
            self._grid(item.first, item.end, used),
            before=item.before,
            after=item.after,
            name=self.sheet.name,
            first_row=item.first,
            hidden_rows=tuple(sorted(r - item.first for r in self.sheet.hidden_rows if item.first <= r < item.end)),
            is_hidden=self.sheet.is_hidden,
        )


def _goes_on(table: _Found, block: _Block) -> bool:
    """True if a row of the block fills the column of titles and another known one of the table."""
    if table.head is None:
        return False
    title = table.head.leaf_of("title")
    if title is None:
        title = table.head.leaf_of("criterion")
    if title is None:
        return False
    leaves = [leaf.start for leaf in table.head.leaves]
    number = table.head.leaf_of("number")
    if number is not None:
        numbers = [c.text for cells in block.rows.values() for c in cells if c.column == leaves[number]]
        if numbers and not any(NUMBERED.search(text) for text in numbers):
            return False
    return any(
        len(cells) > 1
        and any(cell.column == leaves[title] for cell in cells)
        and sum(cell.column in leaves for cell in cells) * 2 >= min(len(leaves), 4)
        for cells in block.rows.values()
    )


def lines_of(rows: dict[int, list[Cell]]) -> tuple[Line, ...]:
    """Rows that are no table as lines: approval blocks side by side one after another, else row by row."""
    lines: list[Line] = []
    numbers = sorted(rows)
    place = 0
    while place < len(numbers):
        labels = [cell.column for cell in rows[numbers[place]] if LABEL.match(cell.text)]
        taken = _approval_rows([rows[number] for number in numbers[place:]], labels) if labels else 0
        if taken:
            lines += _side_by_side([rows[number] for number in numbers[place : place + taken]], labels)
            place += taken
        else:
            lines += _row_lines(rows[numbers[place]])
            place += 1
    return tuple(line for line in lines if line.shown.strip())


def _approval_rows(rows: Sequence[list[Cell]], labels: Sequence[int]) -> int:
    """How many rows, from the one with the labels, belong to the blocks under these labels."""
    taken = 1
    for cells in rows[1:APPROVAL_ROWS]:
        is_left = any(cell.column < labels[0] for cell in cells)
        is_across = any(cell.column < label < cell.column + cell.colspan for cell in cells for label in labels)
        if is_left or is_across or any(is_genre_line(cell.text) or LABEL.match(cell.text) for cell in cells):
            break
        taken += 1
    return taken


def _side_by_side(rows: Sequence[list[Cell]], labels: Sequence[int]) -> list[Line]:
    lines: list[Line] = []
    for place, label in enumerate(labels):
        end = labels[place + 1] if place + 1 < len(labels) else None
        for cells in rows:
            own = [cell for cell in cells if cell.column >= label and (end is None or cell.column < end)]
            lines += _row_lines(own, " ")
    return lines


def _row_lines(cells: Sequence[Cell], glue: str = "\t") -> list[Line]:
    """Lines of one cell as they are; several cells of a row as one line."""
    if len(cells) < 2:  # noqa: PLR2004 - nothing to glue
        return [line for cell in cells for line in cell.lines]
    is_bold = all(cell.is_bold for cell in cells)
    return [Line(glue.join(" ".join(cell.text.split()) for cell in cells), is_bold=is_bold)]
