"""«Графы плана»: arranged on the page, saved at once, kept when something is wrong."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from network.models import User
from plans.models import Plan, PlanChange
from plans.services.structure.action import NO_REASON, STALE
from plans.services.structure.layout import NO_TITLE
from plans.services.structure.numbering import renumber_plan
from tests.makers import (
    LAYOUT,
    make_item,
    make_member,
    make_organization,
    make_plan,
    make_project,
    make_role,
    make_user,
)

pytestmark = pytest.mark.django_db
FIELDS = [column["field"] for column in LAYOUT]
HEADINGS = [column["heading"] for column in LAYOUT]


@pytest.fixture
def plan(client: Client) -> Plan:
    coordinator = make_user()
    client.force_login(coordinator)
    return make_plan(make_project(coordinator=coordinator))


def page(plan: Plan) -> str:
    return reverse("plans:plan_columns", args=[plan.pk])


def said(action: str, **fields: Any) -> dict[str, Any]:
    shown = [str(number) for number in range(len(FIELDS))]
    return {"version": "1", "action": action, "field": FIELDS, "heading": HEADINGS, "shown": shown, **fields}


def fields_on(answer: Any) -> list[str]:
    return [column["field"] for column, _, _ in answer.context["columns"]]


def test_columns_stand_in_their_order(client: Client, plan: Plan) -> None:
    make_item(plan, "Слёт")
    answer = client.get(page(plan))
    assert fields_on(answer) == FIELDS
    assert answer.context["preview"] == [["1", "Слёт", "Октябрь 2022", "", ""]]
    assert not answer.context["is_arranged"]


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("up:1", ["title", "number", "deadline", "responsible", "mark"]),
        ("down:0", ["title", "number", "deadline", "responsible", "mark"]),
        ("up:0", FIELDS),
        ("down:4", FIELDS),
        ("delete:4", FIELDS[:4]),
        ("delete:99", FIELDS),
        ("up:x", FIELDS),
        ("add", [*FIELDS, "extra:0"]),
    ],
)
def test_arranging_draws_the_page_anew_and_saves_nothing(
    client: Client, plan: Plan, action: str, expected: list[str]
) -> None:
    headings = ["Иначе", *HEADINGS[1:]]
    answer = client.post(page(plan), said(action, heading=headings, new_field="own", new_heading="Смета"))
    assert (answer.status_code, fields_on(answer)) == (200, expected)
    assert "Иначе" in [column["heading"] for column, _, _ in answer.context["columns"]]
    assert Plan.objects.get(pk=plan.pk).layout == LAYOUT


def test_columns_are_saved_with_the_way_back(client: Client, plan: Plan) -> None:
    headings = ["Иначе", *HEADINGS[1:]]
    answer = client.post(page(plan), said("save", heading=headings, shown=["0", "1", "2", "3"]))
    layout = Plan.objects.get(pk=plan.pk).layout
    assert (answer.status_code, answer["Location"]) == (302, page(plan))
    assert layout[0] == {"field": "number", "heading": "Иначе"}
    assert layout[4] == {"field": "mark", "heading": "Отметка о выполнении", "is_hidden": True}
    (message,) = client.get(page(plan)).context["messages"]
    assert message.extra_tags == f"undo:{reverse('plans:change_undo', args=[PlanChange.objects.get().batch])}"


def test_wrong_columns_stay_as_typed(client: Client, plan: Plan) -> None:
    answer = client.post(page(plan), said("save", heading=["Иначе", *HEADINGS[1:]], shown=["0"]))
    assert (answer.status_code, answer.context["errors"]) == (422, [NO_TITLE])
    assert answer.context["said"].columns[0]["heading"] == "Иначе"


def test_approved_plan_asks_why(client: Client, plan: Plan) -> None:
    Plan.objects.update(state=Plan.State.APPROVED)
    answer = client.post(page(plan), said("save", heading=["Иначе", *HEADINGS[1:]]))
    assert (answer.status_code, answer.context["errors"]) == (422, [NO_REASON])
    again = client.post(page(plan), said("save", heading=["Иначе", *HEADINGS[1:]], reason="Приказ № 5"))
    assert (again.status_code, PlanChange.objects.get().reason) == (302, "Приказ № 5")


def test_second_of_two_keeps_what_she_typed(client: Client, plan: Plan) -> None:
    renumber_plan(plan.pk, None, "none", actor=None)
    answer = client.post(page(plan), said("save", heading=["Иначе", *HEADINGS[1:]]))
    assert (answer.status_code, answer.context["errors"]) == (409, [STALE])
    assert (answer.context["said"].columns[0]["heading"], answer.context["plan"].version) == ("Иначе", 2)


def test_who_changes_columns(client: Client, plan: Plan) -> None:
    own = make_organization()
    plan.project.participations.create(organization=own)
    users: dict[str, User] = {
        "director": make_role(plan.project, "director"),  # type: ignore[arg-type]
        "member": make_member(own),
        "stranger": make_user(),
    }
    statuses = {}
    for name, user in users.items():
        client.force_login(user)
        statuses[name] = (client.get(page(plan)).status_code, client.post(page(plan), said("save")).status_code)
    assert statuses == {"director": (403, 403), "member": (403, 403), "stranger": (404, 404)}


@pytest.mark.parametrize("rows", [1, 20])
def test_page_costs_the_same_for_any_number_of_rows(
    client: Client, plan: Plan, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        make_item(plan, extra={"5": "слова"})
    client.get(reverse("network:account"))
    with django_assert_num_queries(8):
        client.get(page(plan))
