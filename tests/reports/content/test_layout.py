"""Widths of columns: names have room, the sheet is never left."""

from __future__ import annotations

import pytest

from reports.content import Cell, Column, Row, TableBlock
from reports.content.layout import column_widths, table_widths

COLUMNS = tuple(Column(field, field) for field in ("number", "title", "due", "responsible", "told"))


def table(name: str) -> TableBlock:
    cells = (Cell(("1.",)), Cell(("Семинар",)), Cell(("май",)), Cell((name, "методисты")), Cell(("нет отметки",)))
    return TableBlock(COLUMNS, (Row(heading="Раздел"), Row(cells)))


def test_column_of_short_names_keeps_its_width() -> None:
    plain = column_widths([column.field for column in COLUMNS], 170)
    assert table_widths(table("Лис А.Б."), 170) == plain
    assert table_widths(table("директор"), 170) == plain


@pytest.mark.parametrize("name", ["Вышемирская А.Б., методист", "методист А. Б. Вышемирская", "Вышемирская-Лис А.Б."])
def test_column_has_room_for_a_long_name_and_the_sheet_is_not_left(name: str) -> None:
    plain, widths = column_widths([column.field for column in COLUMNS], 170), table_widths(table(name), 170)
    assert widths[3] > plain[3]
    assert sum(widths) == pytest.approx(170)
    assert widths[0] == plain[0]


def test_endless_name_takes_no_more_than_its_share() -> None:
    widths = table_widths(table(f"{'Б' + 'а' * 200} А.Б."), 170)
    assert widths[3] == pytest.approx(0.4 * 170)


def test_dates_and_words_that_are_never_divided_have_room() -> None:
    columns = tuple(Column(field, "—") for field in ("title", "deadline", "extra:1", "extra:2", "mark"))
    cells = ("Семинар", "По мере необходимости", "до 15 апреля 2027", "Достопримечательность", "нет отметки")
    narrow = TableBlock(columns, (Row(tuple(Cell((words,)) for words in cells)),))
    plain, widths = column_widths([column.field for column in columns], 120), table_widths(narrow, 120)
    assert [have > before for have, before in zip(widths, plain, strict=True)] == [False, True, True, False, False]


def test_heading_of_a_column_is_not_divided() -> None:
    columns = tuple(Column(field, heading) for field, heading in (("title", "Дело"), ("extra:1", "Ответственный")))
    wide, narrow = table_widths(TableBlock(columns, ()), 80)
    assert narrow > column_widths(["title", "extra:1"], 80)[1]
    assert wide + narrow == pytest.approx(80)


def test_figures_under_small_headings_take_no_room_from_names() -> None:
    columns = tuple(
        Column(field, heading) for field, heading in (("title", "Участник"), ("count_wide", "Подтверждения"))
    )
    fields = [column.field for column in columns]
    assert table_widths(TableBlock(columns, ()), 60) == column_widths(fields, 60)
