"""The document's words in the columns of a plan."""

from __future__ import annotations

import pytest

from plans.layout import ATTRIBUTES, FIELD_LABELS, cell_text
from plans.models import PlanItem
from tests.makers import make_item, make_plan

pytestmark = pytest.mark.django_db


def test_words_of_every_column() -> None:
    item = make_item(make_plan(), "Семинар", deadline="Октябрь 2022", note="перенос", extra={"5": "05-12"})
    assert [cell_text(item, field) for field in ("title", "deadline", "note", "extra:5", "extra:6")] == [
        "Семинар",
        "Октябрь 2022",
        "перенос",
        "05-12",
        "",
    ]


def test_item_without_a_deadline_has_no_words_of_it() -> None:
    assert cell_text(PlanItem.objects.create(plan=make_plan(), title="Совет"), "deadline") == ""


def test_every_column_has_a_name_for_people() -> None:
    assert set(ATTRIBUTES) - set(FIELD_LABELS) == set()
