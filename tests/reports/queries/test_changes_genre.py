"""The list of changes of a report is read in as many queries whatever there is of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from plans.models import Plan
from plans.progress import MarkState
from plans.services.items import update_item
from plans.services.life import close_plan
from plans.services.plans import approve_plan
from reports.content import Document
from reports.queries import report_content
from reports.services import Order
from tests.makers import make_item, make_mark, make_plan, make_user

pytestmark = pytest.mark.django_db
DAY = date(2022, 11, 14)
LATER = date(2099, 1, 1)
QUERIES = 11


def document(plan: Plan) -> Document:
    return report_content(Order("changes", DAY, plan).report(plan.project, None))


@pytest.mark.parametrize("count", [1, 20])
def test_number_of_queries_is_the_same(count: int, django_assert_num_queries: Any) -> None:
    plan = make_plan(state=Plan.State.DRAFT)
    items = [make_item(plan, f"Встреча {number}") for number in range(count)]
    approve_plan(plan, actor=None)
    for item in items:
        update_item(item.pk, item.version, {"title": f"{item.title}, слёт"}, actor=make_user(), reason="Решение совета")
        make_mark(item, MarkState.MOVED, on=LATER, moved_to=date(2023, 2, 1), reason="Карантин")
    plan = Plan.objects.select_related("project__organization").get(pk=plan.pk)
    with django_assert_num_queries(QUERIES):
        made = document(plan)
    assert sum(not row.heading for row in made.tables[0].rows) == 2 * count


def test_edition_is_named_by_the_day_of_its_approval_and_closing_is_told() -> None:
    draft = make_plan(state=Plan.State.DRAFT, approved_on=date(2022, 8, 31))
    make_item(draft)
    plan = approve_plan(draft, actor=None)
    close_plan(plan, actor=make_user(), reason="Год окончен", today=DAY)
    made = document(plan)
    assert made.title[-1].text == "относительно утверждённой редакции № 1 от 31.08.2022"
    assert [cell.lines for cell in made.tables[0].rows[-1].cells[1:5]] == [
        ("План закрыт",),
        ("—",),
        ("—",),
        ("Год окончен",),
    ]
    assert made.tables[0].rows[-1].cells[5].lines[0] != "портал"


def test_draft_has_no_edition() -> None:
    made = document(make_plan(state=Plan.State.DRAFT))
    assert (made.tables, made.signers) == ((), ())
