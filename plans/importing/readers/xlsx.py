"""Reader of Excel books: bytes of an .xlsx to the tables in it; values of formulas, never formulas."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from plans.importing.errors import ImportRefused
from plans.importing.guard import ANOTHER_COPY
from plans.importing.package import open_package
from plans.importing.readers.sheets import Sheet, cut_sheets
from plans.importing.readers.shown import shown_value
from plans.importing.readers.xlsxlook import CellLook, SheetLook, cell_looks, read_look, sheet_parts
from plans.importing.source import MAX_COLUMNS, MAX_ROWS, Cell, Line
from portal.text.clean import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plans.importing.source import SourceTable

MAX_SHEETS = 60
PANIC = "PanicException"  # of the library's own language; it stands beside the errors one may name
DAMAGED = f"Файл повреждён: книга Excel не читается. {ANOTHER_COPY}"
PLAIN = CellLook()


def read_xlsx(data: bytes) -> tuple[SourceTable, ...]:
    """All tables of an Excel book, sheet by sheet, with the text that the sheet shows.

    Raises ImportRefused for a file that cannot be read or whose sheet is too large.
    """
    return cut_sheets(xlsx_sheets(data))


def xlsx_sheets(data: bytes) -> list[Sheet]:
    """All sheets of an Excel book as they are; ImportRefused as above."""
    _, parts = open_package(data)
    sheets = sheet_parts(parts)
    looks = cell_looks(parts)
    # sheets are measured before calamine, which would take memory for every cell up to the last one
    measured = {name: read_look(content) for name, content in sheets.items()}
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return list(_sheets(book, measured, looks))
    except (CalamineError, ValueError, OSError) as error:
        raise ImportRefused("damaged", DAMAGED) from error
    except BaseException as error:  # pragma: no cover - no file is known that breaks the library so
        if type(error).__name__ != PANIC:
            raise
        raise ImportRefused("damaged", DAMAGED) from error


def _sheets(book: CalamineWorkbook, measured: dict[str, SheetLook], looks: list[CellLook]) -> Iterator[Sheet]:
    for place, about in enumerate(book.sheets_metadata):
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        if place >= MAX_SHEETS or about.name not in measured:
            raise ImportRefused("damaged", f"Файл повреждён: листы книги не читаются. {ANOTHER_COPY}")
        sheet = book.get_sheet_by_index(place)
        look = measured[about.name]
        yield Sheet(
            clean_text(about.name).strip(),
            tuple(_cells(sheet.to_python(skip_empty_area=False), _merged(sheet.merged_cell_ranges), look, looks)),
            frozenset(look.hidden_rows),
            about.visible != SheetVisibleEnum.Visible,
        )


def _merged(ranges: list[tuple[tuple[int, int], tuple[int, int]]] | None) -> dict[tuple[int, int], tuple[int, int]]:
    """How many rows and columns a cell covers, by its place."""
    return {
        first: (min(last[0], MAX_ROWS - 1) - first[0] + 1, min(last[1], MAX_COLUMNS - 1) - first[1] + 1)
        for first, last in ranges or ()
        if first[0] < MAX_ROWS and first[1] < MAX_COLUMNS and last[0] >= first[0] and last[1] >= first[1]
    }


def _cells(
    rows: Sequence[Sequence[object]],
    merged: dict[tuple[int, int], tuple[int, int]],
    look: SheetLook,
    looks: list[CellLook],
) -> Iterator[Cell]:
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            style = look.styles.get((row, column), 0)
            own = looks[style] if style < len(looks) else PLAIN
            text = look.errors.get((row, column)) or clean_text(shown_value(value, own.code))
            span = merged.get((row, column))
            if text.strip() or span:
                rowspan, colspan = span or (1, 1)
                lines = tuple(Line(part, "", own.is_bold, own.is_centered) for part in text.split("\n"))
                yield Cell(row, column, colspan, rowspan, lines if text.strip() else ())
