"""The page on which a plan goes on next year."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from plans.models import Plan
from tests.makers import make_item, make_mark, make_person, make_plan, make_project, make_section, make_user

pytestmark = pytest.mark.django_db

ALL = {"later": "1", "part": "all"}
LEAP = [(date(2024, 2, 29), date(2024, 2, 29))]


@pytest.fixture
def plan(client: Client) -> Plan:
    coordinator = make_user()
    client.force_login(coordinator)
    plan = make_plan(
        make_project(coordinator=coordinator), starts_on=date(2023, 9, 1), ends_on=date(2024, 8, 31), title="План"
    )
    make_mark(make_item(plan, "Сделано", deadline="Октябрь 2023", windows=[(date(2023, 10, 1), date(2023, 10, 31))]))
    make_item(plan, "День наставника", deadline="29.02.2024", windows=LEAP)
    return plan


def url(plan: Plan) -> str:
    return reverse("plans:plan_copy", args=[plan.pk])


def test_preview_shows_what_moves_and_what_does_not(client: Client, plan: Plan) -> None:
    answer = client.get(url(plan))
    text = answer.content.decode()
    draft = answer.context["draft"]
    assert (draft.period.start, draft.flagged) == (date(2024, 9, 1), 1)
    assert "Октябрь 2024" in text
    assert "в новом году такого дня нет" in text
    assert Plan.objects.count() == 1


def test_another_year_and_only_what_is_open(client: Client, plan: Plan) -> None:
    draft = client.get(url(plan), {"later": "2", "part": "open"}).context["draft"]
    assert (draft.period.start, [row.item.title for row in draft.rows]) == (date(2025, 9, 1), ["День наставника"])


def test_senseless_address_gives_the_usual_preview(client: Client, plan: Plan) -> None:
    answer = client.get(url(plan), {"later": "99", "part": "x"})
    assert answer.status_code == 200
    assert len(answer.context["draft"].rows) == 2


def test_ticked_items_become_a_draft(client: Client, plan: Plan) -> None:
    chosen = plan.items.get(title="Сделано")
    answer = client.post(url(plan), ALL | {"item": [str(chosen.pk)]}, follow=True)
    new = Plan.objects.get(previous=plan)
    assert answer.redirect_chain == [(reverse("plans:plan_check", args=[new.pk]), 302)]
    assert (new.state, [item.title for item in new.items.all()]) == (Plan.State.DRAFT, ["Сделано"])


def test_copy_says_what_it_goes_on_from(client: Client, plan: Plan) -> None:
    ids = [str(item.pk) for item in plan.items.all()]
    client.post(url(plan), ALL | {"item": ids})
    new = Plan.objects.get(previous=plan)
    links = {item.title: item.origin for item in new.items.all()}
    pages = {
        title: "Перешёл из" in client.get(reverse("plans:item_detail", args=[item.pk])).content.decode()
        for item in new.items.all()
        for title in [item.title]
    }
    assert links == {"Сделано": None, "День наставника": plan.items.get(title="День наставника")}
    assert pages == {"Сделано": False, "День наставника": True}
    assert "Продолжает:" in client.get(reverse("plans:plan_check", args=[new.pk])).content.decode()


@pytest.mark.parametrize("typed", [ALL, ALL | {"item": ["x", "99999"]}, {"later": "99", "part": "all", "item": ["1"]}])
def test_wrong_choice_saves_nothing(client: Client, plan: Plan, typed: dict[str, object]) -> None:
    answer = client.post(url(plan), typed)
    assert answer.status_code == 422
    assert Plan.objects.count() == 1


def test_ticks_are_kept_where_nothing_could_be_saved(client: Client, plan: Plan) -> None:
    answer = client.post(url(plan), ALL)
    assert answer.context["chosen"] == set()
    assert "Отметьте галочкой хотя бы один пункт" in answer.content.decode()


def test_plan_of_that_time_is_told(client: Client, plan: Plan) -> None:
    next_one = make_plan(plan.project, starts_on=date(2024, 9, 1), ends_on=date(2025, 8, 31))
    make_plan(plan.project, kind=Plan.Kind.NETWORK, starts_on=date(2024, 9, 1), ends_on=date(2025, 8, 31))
    assert client.get(url(plan)).context["others"] == [next_one]


def test_closed_plan_goes_on_too(client: Client, plan: Plan) -> None:
    Plan.objects.update(state=Plan.State.CLOSED)
    ids = [str(item.pk) for item in plan.items.all()]
    assert client.post(url(plan), ALL | {"item": ids}).status_code == 302


@pytest.mark.parametrize("rows", [1, 20])
def test_preview_takes_as_many_queries_whatever_the_number_of_rows(
    client: Client, plan: Plan, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        make_item(plan, "Слёт", responsible=make_person(), section=make_section(plan))
    with django_assert_num_queries(24):
        client.get(url(plan))
