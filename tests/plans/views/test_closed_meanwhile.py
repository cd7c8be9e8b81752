"""A plan that is closed between the opening of a page and its button takes no mark and says why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from network.models import User
from plans.access.letters import mark_link
from plans.models import CompletionMark, Plan, PlanItem
from plans.services.marks import SHUT
from tests.makers import make_item, make_plan, make_project, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client: Client) -> User:
    user = make_user()
    client.force_login(user)
    return user


@pytest.fixture
def item(coordinator: User) -> PlanItem:
    return make_item(make_plan(make_project(coordinator=coordinator), state=Plan.State.APPROVED))


def closed_meanwhile(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    """Somebody closes the plan right before the mark is written."""
    if sql.startswith('INSERT INTO "plans_completionmark"'):
        Plan.objects.update(state=Plan.State.CLOSED)
    return execute(sql, params, many, context)


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("item_mark", {"organization": "item", "state": "done", "fact_on": "2022-10-20"}),
        ("marks_bulk", {"fact_on": "2022-10-20"}),
        ("occurrence_move", {"moved_to": "2099-11-20", "reason": "Карантин"}),
        ("mark_by_letter", {"fact_on": "2022-10-20"}),
    ],
)
def test_no_mark_slips_into_a_closed_plan(
    client: Client, coordinator: User, item: PlanItem, page: str, said: dict[str, str]
) -> None:
    window = item.occurrences.get()
    places = {
        "item_mark": reverse("plans:item_mark", args=[item.pk]),
        "marks_bulk": reverse("plans:marks_bulk", args=[item.plan_id]),
        "occurrence_move": reverse("plans:occurrence_move", args=[window.pk]),
        "mark_by_letter": "/" + mark_link(coordinator, window, None).split("/", 3)[3],
    }
    form = {"occurrence": str(window.pk), "item": str(item.pk), **said}
    with connection.execute_wrapper(closed_meanwhile):
        answer = client.post(places[page], form)
    assert (answer.status_code, SHUT in answer.content.decode()) == (422, True)
    assert CompletionMark.objects.count() == 0
