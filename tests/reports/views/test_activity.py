"""Pages of activity: whose figures are shown to whom, facts behind them, closing and opening again."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from network.models import Organization, User
from projects.models import Project, ProjectRole, Review, ReviewRound
from reports.content.activity import FactKind
from reports.models import ActivityMonth
from tests.makers import (
    make_guest,
    make_item,
    make_joint_event,
    make_mark,
    make_member,
    make_organization,
    make_plan,
    make_product,
    make_project,
    make_role,
    make_user,
)

pytestmark = pytest.mark.django_db
MONTH = {"month": "2022-10"}


@pytest.fixture
def coordinator() -> User:
    return make_user("coordinator@school.example")


@pytest.fixture
def members() -> list[Organization]:
    return [make_organization(name) for name in ("Центр «Азимут»", "Центр «Берег»")]


@pytest.fixture
def project(members: list[Organization], coordinator: User) -> Project:
    project = make_project(slug="net", members=members, coordinator=coordinator)
    make_mark(make_item(make_plan(project), "Встреча наставников"), organization=members[0])
    return project


@pytest.fixture
def by_coordinator(coordinator: User) -> Client:
    client = Client()
    client.force_login(coordinator)
    return client


@pytest.fixture
def by_member(members: list[Organization]) -> Client:
    client = Client()
    client.force_login(make_member(members[1]))
    return client


def table(client: Client, **query: str) -> str:
    return client.get(reverse("reports:activity", args=["net"]), {**MONTH, **query}).content.decode()


def facts(client: Client, organization: Organization) -> int:
    return client.get(reverse("reports:activity_facts", args=["net", organization.pk]), MONTH).status_code


def test_coordinator_sees_everybody_and_what_stands_behind_a_figure(
    by_coordinator: Client, project: Project, members: list[Organization]
) -> None:
    address = reverse("reports:activity_facts", args=["net", members[0].pk])
    assert f'{address}?month=2022-10&amp;kind=on_time"' in table(by_coordinator)
    page = by_coordinator.get(address, {**MONTH, "kind": "on_time"}).content.decode()
    assert ("Встреча наставников" in page, "Подтверждения" in page) == (True, False)


def test_open_month_shows_a_member_her_own_row(
    by_member: Client, project: Project, members: list[Organization]
) -> None:
    html = table(by_member)
    assert ("Центр «Берег»" in html, "Центр «Азимут»" in html) == (True, False)
    assert (facts(by_member, members[1]), facts(by_member, members[0])) == (200, 403)


def test_closed_month_shows_counts_of_all_but_no_facts_of_others(
    by_coordinator: Client, by_member: Client, project: Project, members: list[Organization]
) -> None:
    by_coordinator.post(reverse("reports:activity_close", args=["net"]), MONTH)
    html = table(by_member)
    assert "Центр «Азимут»" in html
    assert reverse("reports:activity_facts", args=["net", members[0].pk]) not in html
    assert facts(by_member, members[0]) == 403


def test_closed_month_tells_a_member_nothing_of_reviews_of_others(
    by_coordinator: Client, by_member: Client, project: Project, members: list[Organization], coordinator: User
) -> None:
    round_ = ReviewRound.objects.create(
        project=project, title="Круг", starts_on=date(2022, 10, 1), due_on=date(2022, 10, 31)
    )
    for organization in members:
        Review.objects.create(
            round=round_,
            product=make_product(project=project),
            reviewer=coordinator,
            organization=organization,
            state=Review.State.DONE,
            verdict=Review.Verdict.APPROVE,
            submitted_at=datetime(2022, 10, 20, 9, tzinfo=UTC),
        )
    by_coordinator.post(reverse("reports:activity_close", args=["net"]), MONTH)

    def shown(client: Client) -> list[tuple[str, int, int]]:
        rows = client.get(reverse("reports:activity", args=["net"]), MONTH).context["rows"]
        return [(row.name, row.count(FactKind.REVIEW), row.count(FactKind.ON_TIME)) for row, _ in rows]

    assert shown(by_coordinator) == [("Центр «Азимут»", 1, 1), ("Центр «Берег»", 1, 0)]
    assert shown(by_member) == [("Центр «Азимут»", 0, 1), ("Центр «Берег»", 1, 0)]
    assert [table(client).count("не показано") for client in (by_coordinator, by_member)] == [0, 2]


def test_month_is_opened_again_with_a_reason(by_coordinator: Client, project: Project) -> None:
    by_coordinator.post(reverse("reports:activity_close", args=["net"]), MONTH)
    address = reverse("reports:activity_reopen", args=["net"])
    assert by_coordinator.post(address, {**MONTH, "reason": ""}).status_code == 422
    assert ActivityMonth.objects.count() == 1
    answer = by_coordinator.post(address, {**MONTH, "reason": "Забыли отметку"})
    assert (answer["Location"], ActivityMonth.objects.count()) == ("/projects/net/activity/?month=2022-10", 0)
    assert "открыт снова" in table(by_coordinator)


def test_only_silent_participants_are_shown_where_asked(by_coordinator: Client, project: Project) -> None:
    html = table(by_coordinator, only="silent")
    assert ("Центр «Берег»" in html, "Центр «Азимут»" in html) == (True, False)


@pytest.mark.parametrize(("query", "found"), [("азимут", True), ("берег", False), ("нет такого", False)])
def test_participants_are_found_by_name(by_coordinator: Client, project: Project, query: str, found: bool) -> None:
    assert ("Центр «Азимут»</a>" in table(by_coordinator, q=query)) is found


@pytest.mark.parametrize("asked", ["", "2022-13", "1999-01", "абв"])
def test_unknown_month_is_the_last_one(by_coordinator: Client, project: Project, asked: str) -> None:
    html = by_coordinator.get(reverse("reports:activity", args=["net"]), {"month": asked}).content.decode()
    assert "Активность участников: август 2024" in html


def test_stranger_expert_and_unknown_organisation(client: Client, by_coordinator: Client, project: Project) -> None:
    address = reverse("reports:activity", args=["net"])
    client.force_login(make_role(project, ProjectRole.Role.EXPERT))
    expert = client.get(address).status_code
    client.force_login(make_user())
    assert (expert, client.get(address).status_code) == (403, 404)
    assert facts(by_coordinator, make_organization()) == 404


@pytest.mark.parametrize("count", [1, 20])
def test_page_asks_the_same_however_many_take_part(
    by_coordinator: Client, coordinator: User, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    members = [make_organization() for _ in range(count)]
    project = make_project(slug="net", members=members, coordinator=coordinator)
    plan = make_plan(project)
    for organization in members:
        make_mark(make_item(plan, responsible=organization), organization=organization)
    with django_assert_num_queries(25):
        table(by_coordinator)


@pytest.mark.parametrize("count", [1, 20])
def test_page_of_facts_asks_the_same_however_much_was_done(
    by_coordinator: Client,
    project: Project,
    members: list[Organization],
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    own, day = members[1], datetime(2022, 10, 20, 9, tzinfo=UTC)
    for _ in range(count):
        plan = make_plan(project)
        make_mark(make_item(plan, responsible=own), organization=own)
        make_item(plan, responsible=own)
        make_product(project=project, organization=own, state="approved", submitted_at=day, decided_at=day)
        make_guest(make_joint_event(project), own, attended=True)
    address = reverse("reports:activity_facts", args=["net", own.pk])
    with django_assert_num_queries(24):
        answer = by_coordinator.get(address, MONTH)
    assert [(kind, len(facts)) for kind, facts in answer.context["groups"]] == [
        (FactKind.ON_TIME, count),
        (FactKind.SUBMITTED, count),
        (FactKind.APPROVED, count),
        (FactKind.EVENT, count),
        (FactKind.MISSING, count),
    ]
