"""Where new rows stand among the items of a plan."""

from __future__ import annotations

import pytest

from plans.models import PlanItem
from plans.services.importing.places import placed


def item(title: str, section: int | None = None) -> PlanItem:
    return PlanItem(title=title, section_id=section)


A, B, C, D = item("а", 1), item("б", 1), item("в", 2), item("г")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], "абвг"),
        ([A, B, C, D], "абвг"),
        ([D, C, B, A], "абвг"),
        ([A, item("н", 1), B], "анбвг"),
        ([A, item("н", 1), item("о", 1), B], "анобвг"),
        ([B, item("н", 2), C], "абвнг"),
        ([item("н", 1)], "абнвг"),
        ([item("н", 2), item("о", 2)], "абвног"),
        ([item("н", 3), item("о", 3)], "абвгно"),
        ([item("н")], "абвгн"),
        ([A, item("н", 1), C, item("о", 2), B, item("п", 1)], "анбпвог"),
    ],
)
def test_new_items_go_behind_the_row_before_them_or_to_the_end_of_their_section(
    rows: list[PlanItem], expected: str
) -> None:
    assert "".join(one.title for one in placed([A, B, C, D], rows)) == expected


def test_into_an_empty_plan_rows_go_in_their_order() -> None:
    rows = [item("а", 1), item("б", 2), item("в", 1)]
    assert "".join(one.title for one in placed([], rows)) == "авб"
