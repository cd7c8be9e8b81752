"""The list of a network, its groups, two organisations made one: who sees what, in how many queries."""

from __future__ import annotations

from datetime import UTC, date, datetime
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from network.models import Organization, User
from plans.models import CompletionMark, EventRegistration
from plans.queries.participants import activities, group_lines
from plans.services.merging import merge_organizations
from projects.access.participants import groups_of
from projects.models import Agreement, Participation, Project
from tests.makers import (
    make_event,
    make_group,
    make_item,
    make_mark,
    make_member,
    make_municipality,
    make_organization,
    make_person,
    make_plan,
    make_project,
    make_user,
)

pytestmark = pytest.mark.django_db

QUERIES = 19
GROUPS = 11
PLACES = 7
CARD = 19


@pytest.fixture
def coordinator() -> User:
    return make_user()


@pytest.fixture
def project(coordinator: User) -> Project:
    return make_project(coordinator=coordinator, ends_on=date(2030, 8, 31))


def take_part(project: Project, name: str, district: str = "", **fields: str) -> Organization:
    place = make_municipality(district) if district else None
    organization = make_organization(name, municipality=place)
    Participation.objects.create(project=project, organization=organization, **fields)
    return organization


def names_in(client: Client, project: Project, query: str = "") -> list[str]:
    answer = client.get(reverse("plans:participants", args=[project.slug]) + query)
    return [line.row.part.organization.short_name for line in answer.context["page"]]


@pytest.mark.parametrize("count", [1, 20])
def test_list_asks_a_fixed_number_of_queries(
    client: Client,
    project: Project,
    coordinator: User,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    plan = make_plan(project)
    for number in range(count):
        organization = take_part(project, f"Центр {number}", f"Район {number}")
        make_mark(make_item(plan, responsible=organization), organization=organization)
        Agreement.objects.create(project=project, organization=organization)
    client.force_login(coordinator)
    with django_assert_num_queries(QUERIES):
        answer = client.get(reverse("plans:participants", args=[project.slug]))
    assert len(answer.context["page"]) == count


@pytest.mark.parametrize("count", [1, 20])
def test_other_lists_ask_a_fixed_number_of_queries(
    client: Client,
    project: Project,
    coordinator: User,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    plan = make_plan(project)
    for number in range(count):
        take_part(project, f"Центр {number}", f"Район {number}")
        person = make_person(f"Сокол{number} Б.И.", organization=project.organization)
        make_item(plan, responsible=make_group(project.organization, f"группа {number}", people=[person]))
    client.force_login(coordinator)
    asked = {"plans:groups": GROUPS, "projects:municipalities": PLACES}
    for name, queries in asked.items():
        with django_assert_num_queries(queries):
            assert client.get(reverse(name, args=[project.slug])).status_code == HTTPStatus.OK
    card = reverse("projects:organization_detail", args=[project.slug, project.organization_id])
    with django_assert_num_queries(CARD):
        assert client.get(card).content.decode().count("data-row") == count


def test_list_is_sifted_and_sorted(client: Client, project: Project, coordinator: User) -> None:
    second = take_part(project, "Центр Альфа", "Рябиновский район", role="опорная школа")
    first = take_part(project, "Центр Бета", "Липовский район", status="ended")
    client.force_login(coordinator)
    assert names_in(client, project) == ["Центр Бета", "Центр Альфа"]
    assert names_in(client, project, "?order=name") == ["Центр Альфа", "Центр Бета"]
    assert names_in(client, project, "?q=опорные") == ["Центр Альфа"]
    assert names_in(client, project, f"?municipality={first.municipality_id}") == ["Центр Бета"]
    assert names_in(client, project, "?status=active") == ["Центр Альфа"]
    assert names_in(client, project, "?paper=none&kind=institution") == ["Центр Бета", "Центр Альфа"]
    assert names_in(client, project, "?paper=in_force") == []
    assert names_in(client, project, "?status=nonsense") == ["Центр Бета", "Центр Альфа"]
    make_mark(make_item(make_plan(project), responsible=second), organization=second)
    third = take_part(project, "Центр Гамма")
    assert names_in(client, project, "?order=silent") == [third.short_name, "Центр Альфа", "Центр Бета"]


def test_members_see_who_is_there_and_only_their_own_activity(client: Client, project: Project) -> None:
    own, other = take_part(project, "Центр Альфа"), take_part(project, "Центр Бета")
    plan = make_plan(project)
    for organization in (own, other):
        make_mark(make_item(plan, responsible=organization), organization=organization)
    client.force_login(make_member(own))
    answer = client.get(reverse("plans:participants", args=[project.slug]))
    told = {line.row.part.organization: line.activity is not None for line in answer.context["page"]}
    assert told == {own: True, other: False}
    assert "Добавить участника" not in answer.content.decode()
    client.force_login(make_user())
    assert client.get(reverse("plans:participants", args=[project.slug])).status_code == HTTPStatus.NOT_FOUND


def test_what_organizations_do_and_owe(project: Project) -> None:
    busy, silent = take_part(project, "Центр Альфа"), take_part(project, "Центр Бета")
    plan = make_plan(project)
    done = make_item(plan, responsible=[busy, silent])
    make_item(plan, responsible=busy, windows=[(date(2022, 11, 1), date(2022, 11, 10))])
    make_mark(done, organization=busy, on=date(2022, 10, 20))
    now = datetime(2022, 11, 5, 12, tzinfo=UTC)
    found = activities(project, now)
    assert {pk: (each.last_on, each.late, each.soon) for pk, each in found.items()} == {
        busy.pk: (date(2022, 10, 20), 0, 1),
        silent.pk: (None, 1, 0),
    }


def test_empty_list_says_what_to_do(client: Client, project: Project, coordinator: User) -> None:
    client.force_login(coordinator)
    page = client.get(reverse("plans:participants", args=[project.slug])).content.decode()
    assert "Участников ещё нет" in page
    assert reverse("plans:import_upload", args=[project.slug]) in page


def test_groups_with_the_plans_that_name_them(client: Client, project: Project, coordinator: User) -> None:
    organization = take_part(project, "Центр Альфа")
    person = make_person(organization=project.organization)
    used = make_group(project.organization, "методисты", people=[person], organizations=[organization])
    make_group(project.organization, "наставники")
    plan = make_plan(project)
    for _ in range(2):
        make_item(plan, responsible=used)
    found = group_lines(project, groups_of(project))
    assert [(line.group.name, line.people, line.organizations, line.item_count) for line in found] == [
        ("методисты", 1, 1, 2),
        ("наставники", 0, 0, 0),
    ]
    client.force_login(coordinator)
    page = client.get(reverse("plans:groups", args=[project.slug])).content.decode()
    assert f"{reverse('plans:plan_detail', args=[plan.pk])}?responsible=group-{used.pk}" in page
    assert "ни в одном плане" in page


def test_preview_changes_nothing_and_the_merge_keeps_every_mark(
    client: Client, project: Project, coordinator: User
) -> None:
    stays, goes = take_part(project, "Ольшанский РМК", role="школа"), take_part(project, "РМК района", role="центр")
    item = make_item(make_plan(project), responsible=[stays, goes])
    for organization in (stays, goes):
        make_mark(item, organization=organization)
    url = reverse("plans:organization_merge", args=[project.slug, stays.pk])
    client.force_login(coordinator)
    page = client.get(url, {"other": goes.pk}).content.decode()
    assert "1 срок отметили обе" in page
    assert Organization.objects.filter(pk=goes.pk).exists()
    answer = client.post(url, {"other": goes.pk, "keep": "other"})
    assert answer.headers["Location"] == reverse("projects:organization_detail", args=[project.slug, goes.pk])
    assert [mark.organization for mark in CompletionMark.objects.all()] == [goes, goes]
    assert [(part.organization, part.role) for part in Participation.objects.all()] == [(goes, "центр; школа")]
    assert goes.aliases.filter(name="Ольшанский РМК").exists()


def test_merge_needs_the_other(client: Client, project: Project, coordinator: User) -> None:
    organization, foreign = take_part(project, "Центр Альфа"), make_organization()
    url = reverse("plans:organization_merge", args=[project.slug, organization.pk])
    client.force_login(coordinator)
    for other in ("", foreign.pk):
        answer = client.post(url, {"other": other})
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert "Выберите вторую организацию из списка." in answer.content.decode()


def test_organization_of_others_projects_is_not_merged(client: Client, project: Project, coordinator: User) -> None:
    stays, shared = take_part(project, "Центр Альфа"), take_part(project, "Центр Бета")
    Participation.objects.create(project=make_project(), organization=shared)
    url = reverse("plans:organization_merge", args=[project.slug, stays.pk])
    client.force_login(coordinator)
    answer = client.post(url, {"other": shared.pk})
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "«Центр Бета» участвует и в проектах, которые ведут другие" in answer.content.decode()
    client.force_login(make_user(is_staff=True))
    assert client.post(url, {"other": shared.pk}).status_code == HTTPStatus.FOUND


def test_whoever_runs_a_project_does_not_become_its_participant(
    client: Client, project: Project, coordinator: User
) -> None:
    party = take_part(project, "Центр Альфа")
    url = reverse("plans:organization_merge", args=[project.slug, party.pk])
    client.force_login(coordinator)
    answer = client.post(url, {"other": project.organization_id})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "учреждение не может участвовать у себя" in answer.content.decode()
    assert Organization.objects.filter(pk=party.pk).exists()


def test_one_person_written_for_both_comes_once() -> None:
    stays, goes = make_organization(), make_organization()
    event = make_event(make_item(make_plan()).occurrences.get())
    EventRegistration.objects.create(event=event, organization=stays, name="Сокол Б.И.")
    EventRegistration.objects.create(event=event, organization=goes, name="Сокол Б.И.", attended=True)
    merge_organizations(stays, goes, actor=None)
    found = EventRegistration.objects.get()
    assert (found.organization, found.attended) == (stays, True)
