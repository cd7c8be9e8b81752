"""What an export says, whatever file it becomes: words under printed headings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

SECTION = "section"


class Format(StrEnum):
    """Files that a table can become; the value is the ending of the name."""

    EXCEL = "xlsx"
    CSV = "csv"
    WORD = "docx"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `field` says what stands in it (its width follows from that), `heading` is printed."""

    field: str
    heading: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A row over the whole width: a section of the document, or what the rows below have in common."""

    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row: one cell a column, words or a day."""

    cells: tuple[str | date | None, ...]


@dataclass(frozen=True, slots=True)
class Approval:
    """An approval block, line by line; «СОГЛАСОВАНО» stands on the left."""

    lines: tuple[str, ...]
    is_left: bool


@dataclass(frozen=True, slots=True)
class ExportTable:
    """A table to be written; `lines` are gone through once, so that they may be made while they are written.

    `notes` say what was asked for. The column `SECTION` repeats headings for spreadsheets, where rows are sorted:
    those have no `Heading` rows. `name` is the name of the file without its ending.
    """

    title: str
    notes: tuple[str, ...]
    columns: tuple[Column, ...]
    lines: Iterable[Heading | Line]
    name: str
    approvals: tuple[Approval, ...] = ()
