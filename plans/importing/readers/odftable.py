"""Rows and cells of an OpenDocument table, text or sheet, with its repeats and spans kept within bounds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plans.importing.readers.limits import refuse_columns, refuse_rows
from plans.importing.readers.odfstyles import TABLE, attribute_number
from plans.importing.source import MAX_COLUMNS, MAX_ROWS, Cell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml import etree

    from plans.importing.source import Line

CELLS = (TABLE + "table-cell", TABLE + "covered-table-cell")
GROUPS = (TABLE + "table-rows", TABLE + "table-row-group")
HEAD = TABLE + "table-header-rows"


@dataclass
class OdfGrid:
    """A table as it was read: filled and merged cells where they begin, how far it reaches."""

    cells: list[Cell] = field(default_factory=list)
    rows: int = 0
    columns: int = 0
    header_rows: int = 0
    hidden_rows: list[int] = field(default_factory=list)


def count_rows(table: etree._Element) -> int:
    """How many rows a table has as it is written, repeats not counted."""
    return sum(1 for _ in _rows(table))


def read_grid(
    table: etree._Element, read_cell: Callable[[etree._Element], tuple[Line, ...]], *, is_sheet: bool = False
) -> OdfGrid:
    """Cells of a table; empty repeated cells only take their place.

    In a sheet empty repeated rows do so too, in a text they are one row.

    Raises ImportRefused if a filled cell stands beyond 5,001 rows or 60 columns.
    """
    grid = OdfGrid()
    for row, is_head in _rows(table):
        repeat = max(1, attribute_number(row, TABLE + "number-rows-repeated"))
        cells, width = _row_cells(row, read_cell)
        is_filled = any(not cell.is_empty for cell in cells)
        if not is_sheet and not is_filled:
            repeat = 1
        if grid.rows + repeat > MAX_ROWS and (is_filled or not is_sheet):
            refuse_rows(grid.rows + repeat)
        if is_head and grid.header_rows == grid.rows:
            grid.header_rows += repeat
        for copy in range(repeat if is_filled else 1):
            place = grid.rows + copy
            grid.cells += [Cell(place, c.column, c.colspan, c.rowspan, c.lines) for c in cells]
            if is_filled and row.get(TABLE + "visibility", "visible") != "visible":
                grid.hidden_rows.append(place)
        grid.rows += repeat
        grid.columns = max(grid.columns, width)
    return grid


def _rows(parent: etree._Element, *, is_head: bool = False) -> Iterator[tuple[etree._Element, bool]]:
    for child in parent:
        if child.tag == TABLE + "table-row":
            yield child, is_head
        elif child.tag == HEAD:
            yield from _rows(child, is_head=True)
        elif child.tag in GROUPS:
            yield from _rows(child, is_head=is_head)


def _row_cells(row: etree._Element, read_cell: Callable[[etree._Element], tuple[Line, ...]]) -> tuple[list[Cell], int]:
    """Filled and merged cells of a row, and the width up to the last place written one by one."""
    cells: list[Cell] = []
    column = width = 0
    for element in row:
        if element.tag not in CELLS:
            continue
        repeat = max(1, attribute_number(element, TABLE + "number-columns-repeated"))
        is_covered = element.tag == CELLS[1]
        lines = () if is_covered else read_cell(element)
        is_filled = any(line.shown.strip() for line in lines)
        if is_filled and column + repeat > MAX_COLUMNS:
            refuse_columns()
        colspan = max(1, attribute_number(element, TABLE + "number-columns-spanned"))
        rowspan = max(1, min(attribute_number(element, TABLE + "number-rows-spanned"), MAX_ROWS))
        if column < MAX_COLUMNS and not is_covered and (is_filled or colspan > 1 or rowspan > 1):
            colspan = min(colspan, MAX_COLUMNS - column)
            copies = repeat if is_filled else 1
            cells += [Cell(0, column + copy, colspan, rowspan, lines) for copy in range(copies)]
            width = max(width, column + colspan)
        column += repeat
        if repeat == 1 or is_filled:
            width = max(width, min(column, MAX_COLUMNS))
    return cells, width
