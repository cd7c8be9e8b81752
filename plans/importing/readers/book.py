"""Reader of whole sheets: for tables of our own, whose place in a sheet is known better than any rule finds it."""

from __future__ import annotations

from plans.importing.errors import ImportRefused
from plans.importing.guard import FileKind
from plans.importing.package import kind_of
from plans.importing.source import SourceTable

NOT_A_BOOK = (
    "Это не таблица Excel. Загрузите ведомость, скачанную с портала: файл .xlsx или он же, сохранённый как .ods."
)


def read_book(data: bytes, filename: str = "") -> tuple[SourceTable, ...]:
    """The filled cells of each sheet at their places; ImportRefused for a file that is no .xlsx or .ods."""
    kind = kind_of(data, filename)
    if kind is FileKind.EXCEL:
        from plans.importing.readers.xlsx import xlsx_sheets as read
    elif kind is FileKind.OPEN_SHEET:
        from plans.importing.readers.ods import ods_sheets as read
    else:
        raise ImportRefused("not_a_book", NOT_A_BOOK)
    tables = []
    for place, sheet in enumerate(read(data), 1):
        rows = max((cell.row + 1 for cell in sheet.cells), default=0)
        columns = max((cell.column + 1 for cell in sheet.cells), default=0)
        filled = tuple(cell for cell in sheet.cells if not cell.is_empty)
        tables.append(SourceTable(place, rows, columns, filled, name=sheet.name))
    return tuple(tables)
