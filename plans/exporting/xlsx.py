"""Tables as Excel workbooks, row by row, so that memory does not grow with them."""

from __future__ import annotations

from typing import IO

from openpyxl.utils import get_column_letter

from plans.exporting.content import ExportTable, Line
from portal.excel import CellWriter, head_cell, new_book, set_up_page

WIDTHS = {
    "number": 7,
    "title": 52,
    "deadline": 18,
    "deadline_place": 22,
    "start": 14,
    "finish": 14,
    "responsible": 28,
    "mark": 26,
    "window": 20,
    "state": 22,
    "marks": 44,
    "proofs": 26,
    "section": 28,
    "due": 14,
}
OTHER_WIDTH = 24


def write_xlsx(table: ExportTable, file: IO[bytes]) -> None:
    """One sheet: a frozen head with filters, wrapped words, days as days; landscape, the head on every page."""
    book = new_book(table.title)
    sheet = book.create_sheet("План")
    for place, column in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = WIDTHS.get(column.field, OTHER_WIDTH)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    set_up_page(sheet, table.title)
    sheet.append([head_cell(sheet, column.heading) for column in table.columns])
    cells = [CellWriter(sheet) for _ in table.columns]
    count = 1
    for line in table.lines:
        if isinstance(line, Line):
            sheet.append([cell.of(value) for cell, value in zip(cells, line.cells, strict=True)])
            count += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{count}"
    book.save(file)
