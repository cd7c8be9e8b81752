"""Who has access: what each reader sees of it, roles given and taken, places changed and ended."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from network.models import Membership, Organization, User
from projects.models import Participation, Project, ProjectRole
from projects.services import NO_COORDINATOR
from tests.makers import history_of, make_member, make_organization, make_project, make_role, make_user

pytestmark = pytest.mark.django_db
Role = Membership.Role


@pytest.fixture
def organization() -> Organization:
    return make_organization("Лесной методический кабинет")


@pytest.fixture
def coordinator() -> User:
    return make_user("tarasova@school.example", name="Тарасова Ольга")


@pytest.fixture
def project(coordinator: User, organization: Organization) -> Project:
    return make_project(coordinator=coordinator, members=[organization])


def page_of(project: Project) -> str:
    return reverse("projects:people", args=[project.slug])


def place_url(name: str, project: Project, user: User) -> str:
    return reverse(f"projects:membership_{name}", args=[project.slug, Membership.objects.get(user=user).pk])


def test_coordinator_sees_everybody_with_addresses(
    client: Client, project: Project, organization: Organization, coordinator: User
) -> None:
    make_member(organization, user=make_user("anna@school.example", name="Новикова Анна"))
    client.force_login(coordinator)
    text = client.get(page_of(project)).content.decode()
    assert all(words in text for words in ("Новикова Анна", "anna@school.example", "Тарасова Ольга"))


def test_member_sees_her_own_people_and_who_runs_the_project_without_addresses(
    client: Client, project: Project, organization: Organization
) -> None:
    other = make_organization("Речной лицей")
    Participation.objects.create(project=project, organization=other)
    make_member(other, user=make_user("foreign@school.example", name="Чужая Вера"))
    make_role(project, ProjectRole.Role.EXPERT, make_user(name="Экспертова Нина"))
    make_member(organization, user=make_user("anna@school.example", name="Новикова Анна"))
    client.force_login(make_member(organization, Role.VIEWER))
    text = client.get(page_of(project)).content.decode()
    seen = ("Новикова Анна", "Тарасова Ольга")
    hidden = ("Чужая Вера", "Речной лицей", "Экспертова Нина", "anna@school.example", "tarasova@school.example")
    assert [words in text for words in (*seen, *hidden)] == [True, True, False, False, False, False, False]


def test_role_is_given_to_who_sees_the_project(
    client: Client, project: Project, organization: Organization, coordinator: User
) -> None:
    anna, stranger = make_member(organization), make_user()
    client.force_login(coordinator)
    url = reverse("projects:role_grant", args=[project.slug])
    assert client.post(url, {"user": str(stranger.pk), "role": "observer"}).status_code == 422
    assert client.post(url, {"user": str(anna.pk), "role": "observer"}).status_code == 302
    assert set(ProjectRole.objects.values_list("user", "role")) == {
        (coordinator.pk, "coordinator"),
        (anna.pk, "observer"),
    }


def test_last_coordinator_stays(client: Client, project: Project, coordinator: User) -> None:
    client.force_login(coordinator)
    role = ProjectRole.objects.get()
    answer = client.post(reverse("projects:role_revoke", args=[role.pk]), follow=True)
    assert NO_COORDINATOR in answer.content.decode()
    assert ProjectRole.objects.get() == role


def test_who_takes_her_own_role_away_is_led_out(client: Client, project: Project, coordinator: User) -> None:
    make_role(project, ProjectRole.Role.COORDINATOR)
    client.force_login(coordinator)
    role = ProjectRole.objects.get(user=coordinator)
    answer = client.post(reverse("projects:role_revoke", args=[role.pk]))
    assert (answer.headers["Location"], ProjectRole.objects.filter(pk=role.pk).exists()) == (
        reverse("plans:home"),
        False,
    )


def test_head_changes_and_ends_places_below_her(
    client: Client, project: Project, organization: Organization, coordinator: User
) -> None:
    anna, boris, other_head = (make_member(organization, role) for role in (Role.VIEWER, Role.EDITOR, Role.HEAD))
    head = make_member(organization, Role.HEAD)
    client.force_login(head)
    assert client.post(place_url("edit", project, anna), {"role": "editor"}).status_code == 302
    assert client.post(place_url("edit", project, anna), {"role": "head"}).status_code == 403
    assert client.post(place_url("end", project, boris)).status_code == 302
    assert client.post(place_url("end", project, other_head)).status_code == 403
    assert list(Membership.objects.order_by("pk").values_list("user", "role")) == [
        (anna.pk, "editor"),
        (other_head.pk, "head"),
        (head.pk, "head"),
    ]
    assert [row.history_user for row in history_of(Membership).filter(history_type="-")] == [head]


def test_head_of_another_house_is_no_head_here(client: Client, project: Project, organization: Organization) -> None:
    user = make_member(organization, Role.VIEWER)
    make_member(make_organization(), Role.HEAD, user=user)
    client.force_login(user)
    assert client.get(page_of(project)).context["scope"].headed == frozenset()


def test_unknown_role_changes_nothing(
    client: Client, project: Project, organization: Organization, coordinator: User
) -> None:
    anna = make_member(organization)
    client.force_login(coordinator)
    answer = client.post(place_url("edit", project, anna), {"role": "queen"}, follow=True)
    assert "Такой роли в организации нет." in answer.content.decode()
    assert Membership.objects.get().role == "editor"


def test_member_ends_nobody_s_access(client: Client, project: Project, organization: Organization) -> None:
    anna = make_member(organization)
    client.force_login(make_member(organization))
    assert client.post(place_url("end", project, anna)).status_code == 403


def test_places_elsewhere_are_none_of_the_project_s(client: Client, project: Project, coordinator: User) -> None:
    stranger = make_member(make_organization())
    client.force_login(coordinator)
    assert client.post(place_url("end", project, stranger)).status_code == 404


@pytest.mark.parametrize(("sought", "found"), [("новиков", ["Лесной методический кабинет"]), ("выдра", [])])
def test_people_are_found(
    client: Client, project: Project, organization: Organization, coordinator: User, sought: str, found: list[str]
) -> None:
    make_member(organization, user=make_user(name="Новикова Анна"))
    client.force_login(coordinator)
    groups = client.get(page_of(project), {"q": sought}).context["page"]
    assert [group.organization.short_name for group in groups] == found


@pytest.mark.parametrize("count", [1, 20])
def test_page_asks_the_database_the_same_of_many(
    client: Client, project: Project, coordinator: User, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _ in range(count):
        each = make_organization()
        Participation.objects.create(project=project, organization=each)
        make_member(each)
    client.force_login(coordinator)
    with django_assert_num_queries(17):
        client.get(page_of(project))
