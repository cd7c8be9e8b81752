"""Tables as Excel workbooks, row by row, so that memory does not grow with them."""

from __future__ import annotations

from datetime import date
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from plans.exporting.content import ExportTable, Line
from portal.text.cells import FORMULA_STARTS, excel_text

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
DAY = "dd.mm.yyyy"
THIN = Side(style="thin", color="FFB9B2A6")
BORDER = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
TOP = Alignment(vertical="top", wrap_text=True)
MOST_TITLE = 200  # letters of the 255 that a running head may have


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


def new_book(title: str) -> Workbook:
    """A workbook written row by row, with its title and without the marks of the library."""
    book = Workbook(write_only=True)
    book.properties.title = excel_text(title)
    book.properties.creator = ""
    book.properties.language = "ru-RU"
    return book


def set_up_page(sheet: Any, title: str) -> None:
    """A4 landscape, as wide as the sheet, the title above and the number of the page below."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.7
    words = " ".join(excel_text(title).split())
    sheet.oddHeader.center.text = words[:MOST_TITLE].replace("&", "&&")
    sheet.oddFooter.center.text = "&P из &N"


def head_cell(sheet: Any, text: str) -> Cell:
    """A heading of a column."""
    cell: Cell = WriteOnlyCell(sheet, excel_text(text))
    cell.data_type = "s"
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="FFEFEAE1")
    cell.border = BORDER
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    return cell


class CellWriter:
    """Cells of one column: made once and filled anew for each row, because a style costs more than a value.

    Text is text whatever it looks like; where it could be taken for a formula, the cell also says so to Excel
    itself (its own apostrophe), so that nothing changes when the cell is edited.
    """

    def __init__(self, sheet: Any, **looks: Any) -> None:
        self._text = _styled(sheet, "@", looks)
        self._quoted = _styled(sheet, "@", looks)
        self._quoted.quotePrefix = True
        self._day = _styled(sheet, DAY, looks)
        self._number = _styled(sheet, "0", looks)

    def of(self, value: str | date | None) -> Cell:
        """The cell with words or a day, good until the next one is asked for."""
        if isinstance(value, date):
            return self.day(value)
        text = excel_text(value or "")
        cell = self._quoted if text.startswith(FORMULA_STARTS) else self._text
        cell.value = text or None
        if text:
            cell.data_type = "s"
        return cell

    def day(self, value: date | None) -> Cell:
        """A cell for a day, an empty one too."""
        self._day.value = value
        return self._day

    def number(self, value: int | None) -> Cell:
        """A cell for a whole number, an empty one too."""
        self._number.value = value
        return self._number


def _styled(sheet: Any, number_format: str, looks: dict[str, Any]) -> Cell:
    cell: Cell = WriteOnlyCell(sheet)
    cell.number_format = number_format
    cell.border = BORDER
    cell.alignment = TOP
    for name, look in looks.items():
        setattr(cell, name, look)
    return cell
