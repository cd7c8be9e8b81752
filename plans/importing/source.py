"""A table as it stands in a file, whatever the format: what every reader hands over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_ROWS = 5001
MAX_COLUMNS = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph (or line) of text with the little formatting that reading needs.

    `mark` is the number or bullet that the word processor adds by itself («1.», «•»); it is shown
    on paper but is not a part of the typed text. `bold_lead` is how many characters of the text a bold
    beginning takes where the rest is not bold.
    """

    text: str
    mark: str = ""
    is_bold: bool = False
    is_centered: bool = False
    is_heading: bool = False
    bold_lead: int = 0

    @property
    def shown(self) -> str:
        """The text as a reader of the paper sees it."""
        return f"{self.mark} {self.text}".strip() if self.mark else self.text


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell where it begins: row and column from 0, how many of each it covers, its lines."""

    row: int
    column: int
    colspan: int = 1
    rowspan: int = 1
    lines: tuple[Line, ...] = ()

    @property
    def text(self) -> str:
        """All lines as shown, one a line, without empty lines at the ends."""
        return "\n".join(line.shown for line in self.lines).strip("\n")

    @property
    def plain(self) -> str:
        """All lines as typed, without automatic numbers and bullets: for understanding only."""
        return "\n".join(line.text for line in self.lines).strip("\n")

    @property
    def is_empty(self) -> bool:
        """True if nothing but white space is shown."""
        return not self.text.strip()

    @property
    def is_bold(self) -> bool:
        """True if there is text and all of it is bold."""
        filled = [line for line in self.lines if line.text.strip()]
        return bool(filled) and all(line.is_bold for line in filled)


@dataclass(frozen=True)
class SourceTable:
    """A table: its cells where they begin, and the lines of text around it.

    `index` counts the tables of the file from 1. `before` are the lines between the previous table
    (or the start of the file) and this one, without empty ones; `after` are those that close the
    file, or a sheet of a book, and is filled for the last table of it only. `header_rows` is how many
    rows the file itself marks as a repeated head; `has_borders` is None where the file does not say.
    A table out of a sheet has its `name`; `first_row` is how many rows of the sheet stand above the
    table, so that places are told as the sheet numbers them; `hidden_rows` (from 0 in the table) are
    those the sheet does not show, `is_hidden` says so of the whole sheet. `is_nested` tells a table inside a
    cell of the one before it.
    """

    index: int
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    before: tuple[Line, ...] = ()
    after: tuple[Line, ...] = ()
    header_rows: int = 0
    has_borders: bool | None = None
    name: str = ""
    first_row: int = 0
    hidden_rows: tuple[int, ...] = ()
    is_hidden: bool = False
    is_nested: bool = False

    @cached_property
    def grid(self) -> tuple[tuple[Cell | None, ...], ...]:
        """Every place of the table with the cell that covers it; None where there is none."""
        places: list[list[Cell | None]] = [[None] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            for row in range(cell.row, min(cell.row + cell.rowspan, self.rows)):
                for column in range(cell.column, min(cell.column + cell.colspan, self.columns)):
                    places[row][column] = cell
        return tuple(tuple(row) for row in places)

    def row_cells(self, row: int) -> tuple[Cell, ...]:
        """The cells that cover a row, from left to right, each once."""
        found: list[Cell] = []
        for cell in self.grid[row]:
            if cell is not None and (not found or found[-1] is not cell):
                found.append(cell)
        return tuple(found)

    def place_of(self, row: int) -> int:
        """Number of a row as the file counts it, from 1."""
        return self.first_row + row + 1


def grid_table(cells: Iterable[Cell], rows: int, columns: int) -> SourceTable:
    """A table of these cells, with an empty cell at every place that none of them covers.

    Spans that reach beyond the table are cut; of cells that overlap the later ones lose.
    """
    covered = [[False] * columns for _ in range(rows)]
    kept: list[Cell] = []
    for cell in cells:
        if cell.row >= rows or cell.column >= columns or covered[cell.row][cell.column]:
            continue
        cut = cell
        if cell.row + cell.rowspan > rows or cell.column + cell.colspan > columns:
            cut = replace(
                cell, rowspan=min(cell.rowspan, rows - cell.row), colspan=min(cell.colspan, columns - cell.column)
            )
        kept.append(cut)
        for row in range(cut.row, cut.row + cut.rowspan):
            covered[row][cut.column : cut.column + cut.colspan] = [True] * cut.colspan
    kept += [
        Cell(row, column)
        for row, places in enumerate(covered)
        for column, is_covered in enumerate(places)
        if not is_covered
    ]
    kept.sort(key=lambda cell: (cell.row, cell.column))
    return SourceTable(0, rows, columns, tuple(kept))
