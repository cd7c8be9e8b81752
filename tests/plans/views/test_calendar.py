"""Pages of the calendar: the month, the list, the year; filters, rights, cost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from network.models import User
from plans.models import Plan
from plans.progress import MarkState
from tests.makers import (
    Party,
    make_group,
    make_item,
    make_mark,
    make_member,
    make_monthly_item,
    make_organization,
    make_person,
    make_plan,
    make_project,
    make_section,
    make_stage,
    make_user,
)

pytestmark = pytest.mark.django_db
ON = {"on": "2022-11-14"}
PAGES = ["calendar", "year_strip"]


@pytest.fixture
def user(client: Client) -> User:
    user = make_user()
    client.force_login(user)
    return user


@pytest.fixture
def plan(user: User) -> Plan:
    plan = make_plan(make_project(coordinator=user))
    make_item(plan, "Просроченный семинар", responsible=make_person("Ковалёва А.П."))
    make_item(plan, "Встреча", windows=[(date(2022, 11, 20), date(2022, 11, 20))])
    make_item(plan, "Итоги", windows=[(date(2022, 11, 1), date(2022, 11, 30))], responsible=make_person("Белый К.К."))
    return plan


def ask(client: Client, plan: Plan, page: str = "calendar", /, **query: str) -> Any:
    return client.get(reverse(f"plans:{page}", args=[plan.project.slug]), ON | query)


def shown(client: Client, plan: Plan, /, **query: str) -> list[str]:
    page = ask(client, plan, **query).context["page"]
    entries = [*page.within, *(entry for day in page.days for entry in day.entries)]
    return [entry.row.item.title for entry in entries]


def test_month_of_the_day_opens_with_overdue_beside(client: Client, plan: Plan) -> None:
    response = ask(client, plan)
    assert response.context["month_value"] == "2022-11"
    assert shown(client, plan) == ["Итоги", "Встреча"]
    assert [view.row.item.title for view in response.context["overdue"]] == ["Просроченный семинар"]


def test_other_months_are_a_step_away(client: Client, plan: Plan) -> None:
    response = ask(client, plan, month="2022-10")
    assert (response.context["before"], response.context["after"]) == (date(2022, 9, 1), date(2022, 11, 1))
    assert shown(client, plan, month="2022-10") == ["Просроченный семинар"]


@pytest.mark.parametrize("month", ["2022-13", "1999-01", "вчера", "2022-11-14"])
def test_month_that_the_plans_do_not_have_is_that_of_the_day(client: Client, plan: Plan, month: str) -> None:
    assert ask(client, plan, month=month).context["month_value"] == "2022-11"


def test_day_outside_of_the_plans_opens_the_nearest_month(client: Client, plan: Plan) -> None:
    response = ask(client, plan, on="2030-01-01")
    assert (response.context["month_value"], response.context["after"]) == ("2023-08", None)


def test_filters_of_the_calendar(client: Client, plan: Plan) -> None:
    person = plan.items.get(title="Итоги").responsibilities.get().person_id
    other = make_plan(plan.project)
    make_item(other, "Чужой пункт", windows=[(date(2022, 11, 2), date(2022, 11, 2))])
    assert shown(client, plan) == ["Итоги", "Чужой пункт", "Встреча"]
    assert shown(client, plan, plan=str(other.pk)) == ["Чужой пункт"]
    assert shown(client, plan, responsible=f"person-{person}") == ["Итоги"]
    assert shown(client, plan, state="active") == ["Итоги"]
    assert shown(client, plan, plan=str(make_plan().pk)) == ["Итоги", "Чужой пункт", "Встреча"]


def test_list_says_the_same_by_days(client: Client, plan: Plan) -> None:
    page = ask(client, plan, view="list").content.decode()
    assert "20\N{NO-BREAK SPACE}ноября, воскресенье" in page
    assert shown(client, plan, view="list") == shown(client, plan)


def test_full_day_sends_to_the_list(client: Client, plan: Plan) -> None:
    for _ in range(6):
        make_item(plan, windows=[(None, date(2022, 11, 20))])
    assert "ещё 2</a>" in ask(client, plan).content.decode()


def test_year_is_drawn_and_told_as_a_list(client: Client, plan: Plan) -> None:
    make_stage(plan.project, "Практический этап", starts_on=date(2022, 9, 1), ends_on=date(2022, 12, 31))
    section = make_section(plan, "1. Работа с педагогами")
    make_monthly_item(plan, "Консультации", section=section)
    response = ask(client, plan, "year_strip")
    page = response.content.decode()
    figure = response.context["page"].figures[0]
    assert [row.label for row in figure.rows] == [
        "1 Просроченный семинар",
        "2 Встреча",
        "3 Итоги",
        "1. Работа с педагогами",
        "4 Консультации",
    ]
    assert [[shape.kind for shape in row.shapes] for row in figure.rows] == [
        ["bar"],
        ["point"],
        ["bar"],
        [],
        ["tick"] * 9,
    ]
    assert "октябрь 2022, просрочено" in page
    assert "style=" not in page


def test_moved_window_is_drawn_at_its_new_day(client: Client, plan: Plan) -> None:
    make_mark(plan.items.get(title="Встреча"), MarkState.MOVED, moved_to=date(2023, 2, 1))
    rows = ask(client, plan, "year_strip").context["page"].figures[0].rows
    assert [shape.words for shape in rows[1].shapes] == ["ноябрь 2022, перенесён на 01.02.2023, перенесено"]


def test_plan_of_several_years_is_shown_year_by_year(client: Client, plan: Plan) -> None:
    road = make_plan(plan.project, kind=Plan.Kind.ROAD_MAP, starts_on=date(2021, 1, 1), ends_on=date(2023, 12, 31))
    make_item(road, "Давно", windows=[(date(2021, 5, 1), date(2021, 5, 31))])
    make_item(road, "Сейчас", windows=[(date(2022, 5, 1), date(2022, 5, 31))])

    def items(**query: str) -> list[str]:
        page = ask(client, plan, "year_strip", plan=str(road.pk), **query).context["page"]
        return [item.title for figure in page.figures for item in figure.items] if page else []

    assert [items(), items(year="0"), items(year="2"), items(year="9")] == [["Сейчас"], ["Давно"], [], ["Сейчас"]]


def test_long_plan_is_paged(client: Client, plan: Plan) -> None:
    for number in range(120):
        make_item(plan, f"Дело {number}")
    first, second = (ask(client, plan, "year_strip", page=page).context["page"] for page in ("1", "2"))
    counts = [sum(len(figure.items) for figure in page.figures) for page in (first, second)]
    assert (counts, ask(client, plan, "year_strip", page="99").context["page"].number) == ([90, 33], 2)


def test_foreign_plan_has_no_year(client: Client, plan: Plan) -> None:
    assert ask(client, plan, "year_strip", plan=str(make_plan().pk)).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_project_without_plans_says_so(client: Client, user: User, page: str) -> None:
    project = make_project(coordinator=user)
    answer = client.get(reverse(f"plans:{page}", args=[project.slug])).content.decode()
    assert "План ещё не загружен" in answer


@pytest.mark.parametrize("page", PAGES)
def test_who_sees_the_calendar(client: Client, page: str) -> None:
    own, coordinator = make_organization(), make_user()
    plan = make_plan(make_project(coordinator=coordinator, members=[own]))
    make_item(plan)
    found = {}
    for name, user in {"coordinator": coordinator, "member": make_member(own), "stranger": make_user()}.items():
        client.force_login(user)
        found[name] = ask(client, plan, page).status_code
    assert found == {"coordinator": 200, "member": 200, "stranger": 404}


@pytest.mark.parametrize("page", PAGES)
def test_words_of_others_marks_are_not_told(client: Client, page: str) -> None:
    own, other = make_organization(), make_organization()
    plan = make_plan(make_project(members=[own, other]))
    item = make_item(plan, responsible=[own, other])
    make_mark(item, organization=other, text="канарейка")
    client.force_login(make_member(own))
    assert "канарейка" not in ask(client, plan, page, month="2022-10").content.decode()


@pytest.mark.parametrize(("page", "queries"), [("calendar", 13), ("year_strip", 14)])
@pytest.mark.parametrize("rows", [1, 20])
def test_page_costs_the_same_for_any_length(
    client: Client, user: User, page: str, queries: int, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan = make_plan(make_project(coordinator=user))
    make_plan(plan.project)
    party: list[Party] = [make_person(), make_group(plan.project.organization, organizations=[make_organization()])]
    for _ in range(rows):
        make_mark(make_item(plan, responsible=party, section=make_section(plan)), author=user)
    client.get(reverse("network:account"))  # the first page of a session is also written down in it
    with django_assert_num_queries(queries):
        ask(client, plan, page)
