"""Sheets as they stand: nothing is looked for in them, and only books are taken."""

from __future__ import annotations

import pytest

from plans.importing.errors import ImportRefused
from plans.importing.readers.book import read_book
from plans.importing.sandbox import read_sheets_safely
from tests.plans.importing.office_files import csv, ods, xlsx
from tests.plans.importing.word_files import word

GRID = [["Ведомость"], [], ["№", "Отметка"], ["1", "выполнено"], [], ["2", ""]]


@pytest.mark.parametrize("make", [xlsx, ods])
def test_filled_cells_stand_at_their_places(make: type) -> None:
    [table] = read_book(make(GRID))
    assert {(cell.row, cell.column): cell.text for cell in table.cells} == {
        (0, 0): "Ведомость",
        (2, 0): "№",
        (2, 1): "Отметка",
        (3, 0): "1",
        (3, 1): "выполнено",
        (5, 0): "2",
    }


def test_each_sheet_is_a_table_of_its_own() -> None:
    assert [table.name for table in read_book(xlsx(GRID, GRID, names=("Отметки", "Черновик")))] == [
        "Отметки",
        "Черновик",
    ]


def test_child_reads_the_same() -> None:
    assert read_sheets_safely(xlsx(GRID), "ведомость.xlsx") == read_book(xlsx(GRID))


@pytest.mark.parametrize("data", [csv([["№", "Отметка"], ["1", "выполнено"]]), word()])
def test_other_files_are_no_books(data: bytes) -> None:
    with pytest.raises(ImportRefused) as refused:
        read_sheets_safely(data, "ведомость.xlsx")
    assert refused.value.code == "not_a_book"
