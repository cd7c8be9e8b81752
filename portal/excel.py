"""What all our Excel workbooks share: cells that are words whatever they look like, a head, a page."""

from __future__ import annotations

from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties

from portal.text.cells import FORMULA_STARTS, excel_text

DAY = "dd.mm.yyyy"
THIN = Side(style="thin", color="FFB9B2A6")
BORDER = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
TOP = Alignment(vertical="top", wrap_text=True)
MOST_TITLE = 200  # letters of the 255 that a running head may have


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
    if words:  # an empty one is not understood by those who read the file
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
