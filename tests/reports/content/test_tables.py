"""Tables of items by state."""

from __future__ import annotations

from datetime import date

from reports.content.tables import course_tables, trouble_tables
from tests.reports.facts import item, plan


def test_column_in_which_nothing_stands_is_left_out() -> None:
    rows = [item(str(n), headings=("Раздел",) * (n == 1), cells={"responsible": ""}) for n in (1, 2)]
    (table,) = trouble_tables(plan(*rows))
    assert [column.field for column in table.columns] == ["number", "title", "due", "told"]
    assert [len(row.cells) for row in table.rows] == [0, 4, 4]


def test_column_that_one_row_fills_stays() -> None:
    rows = [item("1", ends_on=date(2023, 5, 1), cells={"responsible": ""}), item("2", ends_on=date(2023, 5, 1))]
    (table,) = course_tables(plan(*rows))
    assert [column.field for column in table.columns] == ["number", "title", "due", "responsible"]
