"""Start page and overview: the honest number, what needs attention, who may look."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from plans.models import Plan
from plans.progress import MarkState
from projects.models import ProjectRole
from tests.makers import (
    make_item,
    make_mark,
    make_member,
    make_monthly_item,
    make_organization,
    make_person,
    make_plan,
    make_project,
    make_role,
    make_stage,
    make_user,
)

pytestmark = pytest.mark.django_db
HOME = "/"
ON = {"on": "2022-11-14"}


def url(plan: Plan) -> str:
    return reverse("plans:overview", args=[plan.project.slug])


@pytest.fixture
def plan(client: Client) -> Plan:
    user = make_user()
    client.force_login(user)
    return make_plan(make_project(coordinator=user))


def test_nobody_without_a_project_is_left_with_an_empty_page(client: Client) -> None:
    client.force_login(make_user("one@school.example"))
    page = client.get(HOME).content.decode()
    assert "Пока нет ни одного проекта" in page
    assert "one@school.example" in page


def test_only_project_opens_at_once(client: Client, plan: Plan) -> None:
    assert client.get(HOME)["Location"] == url(plan)


def test_member_of_the_only_project_comes_to_the_cabinet(client: Client) -> None:
    own = make_organization()
    make_project(members=[own])
    client.force_login(make_member(own))
    assert client.get(HOME)["Location"] == reverse("reports:cabinet")


def test_several_projects_are_a_list(client: Client) -> None:
    user = make_user()
    projects = [make_project(coordinator=user), make_project(director=user)]
    make_project()
    client.force_login(user)
    assert set(client.get(HOME).context["projects"]) == set(projects)


def test_honest_number(client: Client, plan: Plan) -> None:
    make_mark(make_item(plan))
    make_item(plan)
    make_item(plan, windows=[(date(2022, 12, 1), date(2022, 12, 31))])
    response = client.get(url(plan), ON)
    progress = response.context["progress"]
    assert (progress.done_due, progress.due, progress.items) == (1, 2, 3)
    assert '<p class="big num">1<small>из 2</small></p>' in response.content.decode()


def test_nothing_due_yet_is_said_in_words(client: Client, plan: Plan) -> None:
    make_item(plan)
    assert "ни у одного пункта срок ещё не наступил" in client.get(url(plan), {"on": "2022-09-02"}).content.decode()


def test_attention_gives_the_longest_overdue_first(client: Client, plan: Plan) -> None:
    make_item(plan, "Недавно")
    make_item(plan, "Давно", windows=[(date(2022, 9, 1), date(2022, 9, 30))])
    make_item(plan, "Скоро и без отметок", windows=[(date(2022, 11, 1), date(2022, 11, 20))])
    make_item(plan, "Впереди", windows=[(date(2023, 1, 1), date(2023, 1, 31))])
    found = client.get(url(plan), ON).context["attention"]
    assert [view.row.item.title for view in found] == ["Давно", "Недавно", "Скоро и без отметок"]


def test_nearest_gives_the_soonest_first(client: Client, plan: Plan) -> None:
    make_item(plan, "Январь", windows=[(date(2023, 1, 1), date(2023, 1, 31))])
    make_monthly_item(plan, "Каждый месяц")
    make_mark(make_item(plan, "Сделано", windows=[(date(2022, 11, 1), date(2022, 11, 15))]), on=date(2022, 11, 10))
    found = client.get(url(plan), ON).context["nearest"]
    assert [(row.item.title, row.progress.next_due_on) for row in found] == [
        ("Каждый месяц", date(2022, 11, 30)),
        ("Январь", date(2023, 1, 31)),
    ]


def test_bars_of_people(client: Client, plan: Plan) -> None:
    first, second = make_person("Ковалёва А.П."), make_person("Белый К.К.")
    make_mark(make_item(plan, responsible=[first, second]))
    make_item(plan, responsible=[first, "специалисты"])
    make_mark(make_item(plan, responsible=second), MarkState.CANCELLED)
    people = client.get(url(plan), ON).context["people"]
    assert [(share.label, share.done, share.late, share.total) for share, _ in people] == [
        ("Ковалёва А.П.", 1, 1, 2),
        ("Белый К.К.", 1, 0, 1),
    ]
    assert [(piece.name, piece.x, piece.width) for piece in people[0][1]] == [("done", 0, 50), ("late", 50, 50)]


def test_last_marks_leave_out_those_taken_back(client: Client, plan: Plan) -> None:
    item = make_item(plan)
    kept = make_mark(item, author=make_user())
    make_mark(item, MarkState.NONE)
    assert client.get(url(plan), ON).context["marks"] == [kept]


def test_last_marks_are_those_of_the_day(client: Client, plan: Plan) -> None:
    kept = make_mark(make_item(plan), on=date(2022, 11, 14))
    make_mark(make_item(plan), on=date(2022, 11, 15))
    assert client.get(url(plan), ON).context["marks"] == [kept]


def test_stage_of_the_day(client: Client, plan: Plan) -> None:
    make_stage(plan.project, "Подготовка", order=1, starts_on=date(2021, 9, 1), ends_on=date(2022, 8, 31))
    make_stage(plan.project, "Практика", order=2, starts_on=date(2022, 9, 1), ends_on=date(2023, 8, 31))
    stage = client.get(url(plan), ON).context["stage"]
    assert (stage.number, stage.count, stage.title) == (2, 2, "Практика")


def test_plan_of_the_day_is_shown_and_another_can_be_chosen(client: Client, plan: Plan) -> None:
    older = make_plan(plan.project, starts_on=date(2021, 9, 1), ends_on=date(2022, 8, 31))
    road_map = make_plan(plan.project, kind=Plan.Kind.ROAD_MAP, starts_on=date(2021, 1, 1), ends_on=date(2023, 12, 31))
    shown = [client.get(url(plan), query).context["plan"] for query in (ON, ON | {"plan": str(road_map.pk)})]
    assert shown == [plan, road_map]
    assert client.get(url(plan), {"on": "2022-03-01"}).context["plan"] == older


@pytest.mark.parametrize("asked", ["999999", "²", "9" * 5000])
def test_plan_that_is_not_there(client: Client, plan: Plan, asked: str) -> None:
    statuses = {"999999": 404}
    assert client.get(url(plan), {"plan": asked}).status_code == statuses.get(asked, 200)


def test_project_without_a_plan_offers_to_load_one(client: Client) -> None:
    user = make_user()
    client.force_login(user)
    project = make_project(coordinator=user)
    page = client.get(reverse("plans:overview", args=[project.slug])).content.decode()
    assert "План ещё не загружен" in page
    assert reverse("plans:import_upload", args=[project.slug]) in page


def test_reader_of_a_project_without_a_plan_is_told_to_wait(client: Client) -> None:
    project = make_project()
    client.force_login(make_role(project, ProjectRole.Role.OBSERVER))
    page = client.get(reverse("plans:overview", args=[project.slug])).content.decode()
    assert reverse("plans:import_upload", args=[project.slug]) not in page


def test_who_looks(client: Client, plan: Plan) -> None:
    own, answering = make_organization(), make_user()
    make_item(plan, responsible=make_person(user=answering))
    plan.project.participations.create(organization=own)
    users = {
        "director": make_role(plan.project, ProjectRole.Role.DIRECTOR),
        "observer": make_role(plan.project, ProjectRole.Role.OBSERVER),
        "member": make_member(own),
        "answering": answering,
        "stranger": make_user(),
    }
    statuses = {}
    for name, user in users.items():
        client.force_login(user)
        statuses[name] = client.get(url(plan), ON).status_code
    assert statuses == {"director": 200, "observer": 200, "member": 200, "answering": 200, "stranger": 404}


@pytest.mark.parametrize("rows", [1, 20])
def test_overview_costs_the_same_for_any_length(
    client: Client, plan: Plan, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    person = make_person()
    for _ in range(rows):
        make_mark(make_item(plan, responsible=person), author=make_user())
    client.get(reverse("network:account"))
    with django_assert_num_queries(20):
        client.get(url(plan), ON)
