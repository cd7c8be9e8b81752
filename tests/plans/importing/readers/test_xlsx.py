"""Tables of an Excel book as its sheets show them."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from plans.importing.errors import ImportRefused
from plans.importing.readers.entry import read_file
from plans.importing.readers.xlsx import read_xlsx
from plans.importing.recognise import recognise
from plans.importing.source import Line
from tests.plans.importing.office_files import At, xlsx
from tests.plans.importing.word_files import HEAD, package, plan_row

PLAN = [list(HEAD), plan_row(1), plan_row(2)]


def book(change: Callable[[Worksheet], object]) -> bytes:
    """The plan on a sheet that was changed afterwards."""
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    for row in PLAN:
        sheet.append(row)
    change(sheet)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def parts(data: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_rows(rows: str, more: str = "", **others: str | bytes) -> bytes:
    """A book whose only sheet has these rows of XML."""
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{name}"><sheetData>{rows}</sheetData>{more}</worksheet>'
    return package({**parts(xlsx(PLAN)), "xl/worksheets/sheet1.xml": sheet, **others})


def row(number: int, *texts: str) -> str:
    cells = "".join(
        f'<c r="{chr(65 + place)}{number}" t="inlineStr"><is><t>{text}</t></is></c>' for place, text in enumerate(texts)
    )
    return f'<row r="{number}">{cells}</row>'


PLAN_ROWS = "".join(row(number, *texts) for number, texts in enumerate(PLAN, 1))


def test_sheets_give_their_tables_one_by_one() -> None:
    first, second = read_xlsx(xlsx([[At("План", span=4, bold=True, center=True)], [], *PLAN], PLAN, names=["А", "Б"]))

    assert [(t.index, t.name, t.first_row, t.rows, t.columns) for t in (first, second)] == [
        (1, "А", 2, 3, 4),
        (2, "Б", 0, 3, 4),
    ]
    assert first.before == (Line("План", is_bold=True, is_centered=True),)


def set_at(address: str, value: Any, code: str = "General") -> Callable[[Worksheet], None]:
    def change(sheet: Worksheet) -> None:
        sheet[address] = value
        sheet[address].number_format = code

    return change


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (7, "General", "7"),
        (1.1, "General", "1.1"),
        (1.1, "0.00", "1.10"),
        (1500, "#,##0.00", "1\xa0500,00"),
        (0.25, "0%", "25%"),
        (True, "General", "ИСТИНА"),
        (dt.date(2022, 9, 1), "dd.mm.yyyy", "01.09.2022"),
        (dt.date(2022, 9, 1), "mm-dd-yy", "01.09.2022"),
        (dt.date(2022, 9, 1), "m/d/yyyy", "01.09.2022"),
        (dt.date(2022, 9, 1), "d-mmm", "1 сентября"),
        (dt.date(2022, 9, 1), "mmm-yy", "сентябрь 2022"),
        (dt.date(2022, 9, 1), '[$-FC19]dd\\ mmmm\\ yyyy\\ "г."', "1 сентября 2022 г."),
        (dt.date(2022, 9, 1), "yyyy", "2022"),
        (dt.datetime(2022, 9, 1, 10, 30), "dd.mm.yyyy hh:mm", "01.09.2022 10:30"),  # noqa: DTZ001
        (dt.time(10, 30), "h:mm", "10:30"),
        (dt.timedelta(hours=30), "[h]:mm", "30:00"),
        ("до 01.09", "General", "до 01.09"),
    ],
)
def test_values_are_shown_as_the_sheet_shows_them(value: object, code: str, text: str) -> None:
    (table,) = read_xlsx(book(set_at("C2", value, code)))

    assert table.row_cells(1)[2].text == text


def test_errors_and_formulas() -> None:
    cells = '<c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B2" t="str"><f>A1</f><v>Семинар</v></c>'
    (table,) = read_xlsx(with_rows(f'{row(1, *HEAD)}<row r="2">{cells}</row>'))

    assert [cell.text for cell in table.row_cells(1)][:2] == ["#DIV/0!", "Семинар"]


def test_lines_in_a_cell_and_merged_cells() -> None:
    (table,) = read_xlsx(
        xlsx([list(HEAD), [At("Раздел", span=4)], ["1", "Первая\nвторая", At("май", rows=2), "а"], ["2", "б", "в"]])
    )

    assert [
        (cell.row, cell.column, cell.rowspan, cell.colspan) for cell in table.cells if cell.text in ("Раздел", "май")
    ] == [
        (1, 0, 1, 4),
        (2, 2, 2, 1),
    ]
    assert table.grid[2][1] is not None
    assert [line.text for line in table.grid[2][1].lines] == ["Первая", "вторая"]


def test_bold_centred_hidden() -> None:
    def change(sheet: Worksheet) -> None:
        sheet["A2"].font = Font(bold=True)
        sheet["A2"].alignment = Alignment(horizontal="center")
        sheet.row_dimensions[3].hidden = True
        sheet.sheet_state = "hidden"
        if sheet.parent is not None:
            sheet.parent.create_sheet("Пустой")

    (table,) = read_xlsx(book(change))

    assert table.row_cells(1)[0].lines == (Line("1", is_bold=True, is_centered=True),)
    assert (table.hidden_rows, table.is_hidden) == ((2,), True)


def test_what_the_file_hides_is_read_and_told() -> None:
    def change(sheet: Worksheet) -> None:
        sheet.title = "Запас"
        sheet.row_dimensions[3].hidden = True
        sheet.sheet_state = "hidden"
        if sheet.parent is not None:
            sheet.parent.create_sheet("Пустой")

    (plan,) = recognise(read_xlsx(book(change)))

    assert [row.number for row in plan.rows] == ["1", "2"]
    assert [(problem.row, problem.text) for problem in plan.problems] == [
        (None, "Лист «Запас» в файле скрыт, но он прочитан. Если он не нужен, не загружайте эту таблицу."),
        (3, "В файле эта строка скрыта, но она прочитана. Если она не нужна, пропустите её."),
    ]


def test_diagrams_are_no_sheets() -> None:
    def change(sheet: Worksheet) -> None:
        if sheet.parent is not None:
            sheet.parent.create_chartsheet("Диаграмма")

    assert [table.name for table in read_xlsx(book(change))] == ["Sheet"]


def test_too_many_sheets() -> None:
    with pytest.raises(ImportRefused) as refusal:
        read_xlsx(xlsx(*[[["а"]]] * 61))

    assert refusal.value.code == "damaged"


def test_formatted_empty_cells_are_no_part_of_the_table() -> None:
    cells = "".join(f'<c r="{letter}9" s="1"/>' for letter in "ABCDEFGH")
    rows = "".join(f'<row r="{number}" s="1" customFormat="1"/>' for number in range(10, 2000))

    (table,) = read_xlsx(
        with_rows(f'{PLAN_ROWS}<row r="9">{cells}</row>{rows}<row r="1048576"><c r="XFD1048576"/></row>')
    )

    assert (table.rows, table.columns) == (3, 4)


@pytest.mark.parametrize(
    ("data", "code", "sentence"),
    [
        (
            with_rows(PLAN_ROWS + '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'),
            "too_many_rows",
            "в строке 1048576",
        ),
        (with_rows(PLAN_ROWS + '<row r="9"><c r="XFD9"><v>1</v></c></row>'), "too_many_columns", "в столбце XFD"),
        (with_rows(PLAN_ROWS + '<row r="9"><c r="A99999"><v>1</v></c></row>'), "too_many_rows", "в строке 99999"),
        (with_rows("<row>" + "<c><v>1</v></c>" * 61 + "</row>"), "too_many_columns", "в столбце BI"),
        (with_rows(PLAN_ROWS + '<row r="9"><c r="нет"><v>1</v></c></row>'), "damaged", "лист не читается"),
        (with_rows(PLAN_ROWS + "<row>"), "damaged", "лист не читается"),
        (with_rows("<a>" * 300 + "</a>" * 300), "damaged", "лист не читается"),
        (with_rows(PLAN_ROWS, **{"xl/workbook.xml": "<workbook"}), "damaged", "книга не читается"),
        (with_rows(PLAN_ROWS, **{"xl/worksheets/sheet1.xml": "<!DOCTYPE a>"}), "entities", "служебные определения"),
        (
            with_rows('<row r="1"><c r="A1" t="s"><v>99</v></c></row>', **{"xl/sharedStrings.xml": "<sst/>"}),
            "damaged",
            "книга Excel не читается",
        ),
        (package({**parts(xlsx(PLAN)), "xl/media/a.bin": bytes(45 * 1024 * 1024)}), "bomb", "слишком большим"),
        (xlsx(PLAN)[:-300], "damaged", "не открывается"),
    ],
)
def test_bad_files(data: bytes, code: str, sentence: str) -> None:
    with pytest.raises(ImportRefused) as refusal:
        read_file(data)

    assert refusal.value.code == code
    assert sentence in refusal.value.message


def test_merges_larger_than_the_sheet_are_cut() -> None:
    merges = '<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="XFA9:XFD9"/></mergeCells>'

    (table,) = read_xlsx(with_rows(PLAN_ROWS, merges))

    assert (table.rows, table.columns) == (5001, 4)


def test_links_to_other_books_are_never_followed() -> None:
    link = '<Relationship Id="r" Target="http://example.invalid/a.xlsx" TargetMode="External"/>'
    more: dict[str, str | bytes] = {
        "xl/externalLinks/_rels/externalLink1.xml.rels": f"<Relationships>{link}</Relationships>",
        "xl/vbaProject.bin": b"macro",
    }

    assert read_xlsx(package({**parts(with_rows(PLAN_ROWS)), **more})) == read_xlsx(with_rows(PLAN_ROWS))


def test_empty_book_has_no_tables() -> None:
    assert read_xlsx(xlsx([])) == ()
