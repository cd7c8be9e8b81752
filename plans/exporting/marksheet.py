"""The sheet of marks as an Excel workbook to be filled in by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from plans.marksheet import COUNT, FACT, FILLED_IN, HEADINGS, KEY, MOVED, STATE, WORDS
from plans.queries.marksheets import SheetLine, line_words, said_of
from portal.excel import CellWriter, head_cell, new_book, set_up_page

WIDTHS = {
    "number": 6,
    "title": 46,
    "window": 18,
    "deadline": 16,
    "responsible": 24,
    STATE: 14,
    FACT: 13,
    MOVED: 13,
    "text": 40,
    "reason": 30,
    COUNT: 12,
    KEY: 20,
}
HEAD_ROW = 3
HOW = (
    "Заполните белые ячейки и загрузите файл на портал; ненужное оставьте пустым. Строки можно переставлять и удалять, "
    "колонки добавлять: лист защищён только от случайных правок, пароля нет."
)
GIVEN = PatternFill("solid", fgColor="FFF5F2EC")
FIRST_DAY, LAST_DAY = "DATE(2000,1,1)", "DATE(2099,12,31)"


def write_mark_sheet(title: str, lines: Iterable[SheetLine], file: IO[bytes]) -> int:
    """Write the sheet and give the number of its rows.

    Words of the plan are locked against slips (without a password), marks are chosen from a list, days are days; the
    last column holds the keys of the rows and is hidden.
    """
    book = new_book(title)
    sheet: Any = book.create_sheet("Отметки")
    for place, field in enumerate(HEADINGS, 1):
        sheet.column_dimensions[get_column_letter(place)].width = WIDTHS[field]
    sheet.column_dimensions[get_column_letter(len(HEADINGS))].hidden = True
    sheet.freeze_panes = f"C{HEAD_ROW + 1}"
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    set_up_page(sheet, title)
    for text, font in ((title, Font(bold=True, size=13)), (HOW, Font())):
        cell = CellWriter(sheet, border=Border(), alignment=Alignment(), font=font).of(" ".join(text.split()))
        sheet.append([cell])
    sheet.append([head_cell(sheet, heading) for heading in HEADINGS.values()])
    count = _lines(sheet, lines)
    last = HEAD_ROW + max(count, 1)
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{get_column_letter(len(HEADINGS) - 1)}{last}"
    sheet.data_validations.dataValidation.extend(_checks(last))
    _protect(sheet)
    book.save(file)
    return count


def _lines(sheet: Any, lines: Iterable[SheetLine]) -> int:
    given = [CellWriter(sheet, fill=GIVEN) for _ in HEADINGS]
    open_cells = {field: CellWriter(sheet, protection=Protection(locked=False)) for field in FILLED_IN}
    count = 0
    for count, line in enumerate(lines, 1):  # noqa: B007 - the number of the last one is wanted
        said = said_of(line.standing)
        words = [cell.of(text) for cell, text in zip(given, line_words(line), strict=False)]
        marks = [
            open_cells[STATE].of(WORDS[said.state] if said else ""),
            open_cells[FACT].day(said.fact_on if said else None),
            open_cells[MOVED].day(said.moved_to if said else None),
            open_cells["text"].of(said.text if said else ""),
            open_cells["reason"].of(said.reason if said else ""),
            open_cells[COUNT].number(said.participants if said else None),
        ]
        sheet.append([*words, *marks, given[-1].of(line.key)])
    return count


def _checks(last: int) -> list[DataValidation]:
    """What Excel itself watches: the words of marks strictly, days and numbers by a warning."""
    words = DataValidation(
        type="list",
        formula1='"{}"'.format(",".join(WORDS.values())),
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="Такой отметки нет",
        error="Выберите из списка: " + ", ".join(WORDS.values()) + ".",
    )
    days = DataValidation(
        type="date",
        operator="between",
        formula1=FIRST_DAY,
        formula2=LAST_DAY,
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="warning",
        errorTitle="Нужна дата",
        error="Напишите дату так: 31.12.2022.",
    )
    people = DataValidation(
        type="whole",
        operator="greaterThanOrEqual",
        formula1="0",
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="warning",
        errorTitle="Нужно число",
        error="Напишите число участников цифрами.",
    )
    places = {field: get_column_letter(place) for place, field in enumerate(HEADINGS, 1)}
    for check, fields in ((words, (STATE,)), (days, (FACT, MOVED)), (people, (COUNT,))):
        for field in fields:
            check.add(f"{places[field]}{HEAD_ROW + 1}:{places[field]}{last}")
    return [words, days, people]


def _protect(sheet: Any) -> None:
    """Against slips only: no password, and sorting, filters, widths and new columns stay allowed."""
    protection = sheet.protection
    protection.sheet = True
    protection.sort = protection.autoFilter = protection.insertColumns = protection.deleteRows = False
    protection.formatCells = protection.formatColumns = protection.formatRows = False
