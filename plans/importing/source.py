"""A table as it stands in a file, whatever the format: what every reader hands over."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

MAX_ROWS = 5001
MAX_COLUMNS = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph (or line) of text with the little formatting that reading needs.

    `mark` is the number or bullet that the word processor adds by itself («1.», «•»); it is shown
    on paper but is not a part of the typed text.
    """

    text: str
    mark: str = ""
    is_bold: bool = False
    is_centered: bool = False
    is_heading: bool = False

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
    file and is filled for the last table only. `header_rows` is how many rows the file itself marks
    as a repeated head; `has_borders` is None where the file does not say.
    """

    index: int
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    before: tuple[Line, ...] = ()
    after: tuple[Line, ...] = ()
    header_rows: int = 0
    has_borders: bool | None = None
    name: str = field(default="")

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
