"""The way to the writers; each loads its library only when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

from plans.exporting.content import ExportTable, Format
from plans.queries.marksheets import SheetLine

CONTENT_TYPES = {
    Format.EXCEL: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CSV: "text/csv; charset=utf-8",
    Format.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def write_file(table: ExportTable, kind: Format, file: IO[bytes]) -> None:
    """Write the table into an open file."""
    if kind is Format.EXCEL:
        from plans.exporting.xlsx import write_xlsx

        write_xlsx(table, file)
    elif kind is Format.WORD:
        from plans.exporting.docx import write_docx

        write_docx(table, file)
    else:
        from plans.exporting.csv import write_csv

        write_csv(table, file)


def write_mark_sheet(title: str, lines: Iterable[SheetLine], file: IO[bytes]) -> int:
    """Write a sheet of marks into an open file and give the number of its rows."""
    from plans.exporting import marksheet

    return marksheet.write_mark_sheet(title, lines, file)
