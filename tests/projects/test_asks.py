"""Order and lateness of what is expected."""

from __future__ import annotations

from datetime import date

import pytest

from projects.asks import Errand, ErrandKind, in_order

DAY = date(2022, 11, 14)


def errand(title: str = "Рецензия", due_on: date | None = DAY) -> Errand:
    return Errand(ErrandKind.REVIEW, title, "Осенний круг", due_on, "projects:review_edit", 1, "Открыть")


@pytest.mark.parametrize(
    ("today", "days"), [(date(2022, 11, 13), 0), (DAY, 0), (date(2022, 11, 15), 1), (date(2022, 12, 14), 30)]
)
def test_late_is_counted_from_the_day_after(today: date, days: int) -> None:
    assert errand().late_days(today) == days


def test_without_a_day_nothing_is_late() -> None:
    assert errand(due_on=None).late_days(DAY) == 0


def test_soonest_stand_first_and_those_without_a_day_last() -> None:
    found = in_order([errand("б", None), errand("в", date(2022, 12, 1)), errand("а"), errand("г"), errand("д", None)])
    assert [each.title for each in found] == ["а", "г", "в", "б", "д"]


def test_every_kind_has_a_word() -> None:
    assert len({kind.label for kind in ErrandKind}) == len(ErrandKind)
