"""Tables of an OpenDocument book as its sheets show them."""

from __future__ import annotations

import pytest

from plans.importing.errors import ImportRefused
from plans.importing.readers.entry import read_file
from plans.importing.readers.ods import read_ods
from plans.importing.source import Line
from tests.plans.importing.office_files import At, odf, odf_table, ods
from tests.plans.importing.word_files import HEAD, plan_row

PLAN = [list(HEAD), plan_row(1), plan_row(2)]


def sheet(*rows: str, more: str = "") -> bytes:
    return odf("spreadsheet", f'<table:table table:name="Лист1" {more}>{"".join(rows)}</table:table>')


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def cell(text: str, more: str = "") -> str:
    return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"


PLAN_ROWS = [row(*map(cell, texts)) for texts in (HEAD, plan_row(1), plan_row(2))]


def test_sheets_give_their_tables_one_by_one() -> None:
    first, second = read_ods(ods([[At("План", span=4)], [], *PLAN], PLAN, names=["Первый", "Второй"]))

    assert [(t.index, t.name, t.first_row, t.rows, t.columns) for t in (first, second)] == [
        (1, "Первый", 2, 3, 4),
        (2, "Второй", 0, 3, 4),
    ]
    assert first.before == (Line("План"),)


def test_text_is_taken_as_shown_and_values_where_nothing_is_shown() -> None:
    value = '<table:table-cell office:value-type="float" office:value="7"/>'
    date = cell("1 мая 2024", 'office:value-type="date" office:date-value="2024-05-01"')

    (table,) = read_ods(sheet(PLAN_ROWS[0], row(value, cell("Семинар"), date, cell("Совет"))))

    assert [item.text for item in table.row_cells(1)] == ["7", "Семинар", "1 мая 2024", "Совет"]


def test_notes_on_cells_are_left_out() -> None:
    note = "<office:annotation><text:p>нет</text:p></office:annotation><text:p>"
    noted = cell("Семинар").replace("<text:p>", note, 1)

    (table,) = read_ods(sheet(PLAN_ROWS[0], row(cell("1"), noted, cell("май"), cell("Совет"))))

    assert table.row_cells(1)[1].text == "Семинар"


def test_repeated_cells_stand_as_often_as_they_are_repeated() -> None:
    (table,) = read_ods(
        sheet(
            PLAN_ROWS[0],
            row(cell("1"), cell("+", 'table:number-columns-repeated="3"'), more='table:number-rows-repeated="2"'),
        )
    )

    assert [[item.text for item in table.row_cells(number)] for number in (1, 2)] == [["1", "+", "+", "+"]] * 2


def test_bold_cells_and_hidden_rows_and_sheets() -> None:
    hidden = PLAN_ROWS[1].replace("<table:table-row ", '<table:table-row table:visibility="collapse" ')
    bold = row(cell("Раздел", 'table:style-name="Bold"'), cell(""), cell(""), cell(""))

    (table,) = read_ods(sheet(PLAN_ROWS[0], bold, hidden, more='table:style-name="Hidden"'))

    assert (table.row_cells(1)[0].is_bold, table.hidden_rows, table.is_hidden) == (True, (2,), True)


def test_a_million_formatted_rows_and_columns_take_no_place() -> None:
    wide = [
        line.replace(
            "</table:table-row>", '<table:table-cell table:number-columns-repeated="16380"/></table:table-row>'
        )
        for line in PLAN_ROWS
    ]
    empty = row(
        '<table:table-cell table:number-columns-repeated="16384"/>', more='table:number-rows-repeated="1048573"'
    )

    (table,) = read_ods(sheet(*wide, empty))

    assert (table.rows, table.columns) == (3, 4)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (sheet(*PLAN_ROWS, row(cell("x", 'table:number-columns-repeated="1000000"'))), "too_many_columns"),
        (sheet(*PLAN_ROWS, row(cell("x"), more='table:number-rows-repeated="1000000"')), "too_many_rows"),
        (
            sheet(*PLAN_ROWS, row("<table:table-cell/>", more='table:number-rows-repeated="1000000"'), row(cell("x"))),
            "too_many_rows",
        ),
        (sheet(*PLAN_ROWS)[:-80], "damaged"),
        (odf("spreadsheet", "<table:table>"), "damaged"),
        (odf("spreadsheet", "<table:table>" * 300 + "</table:table>" * 300), "damaged"),
        (odf("spreadsheet", odf_table(PLAN), media=bytes(45 * 1024 * 1024)), "bomb"),
    ],
)
def test_bad_files(data: bytes, code: str) -> None:
    with pytest.raises(ImportRefused) as refusal:
        read_file(data)

    assert refusal.value.code == code


def test_book_without_sheets() -> None:
    with pytest.raises(ImportRefused) as refusal:
        read_ods(odf("text", ""))

    assert refusal.value.code == "damaged"


def test_empty_book_has_no_tables() -> None:
    assert read_ods(ods([[]])) == ()
