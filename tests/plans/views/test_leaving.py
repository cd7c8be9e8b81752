"""The page on which somebody leaves."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from network.models import Membership, User
from plans.models import Responsibility
from projects.models import Council, CouncilMember, Project, Review, ReviewRound, Risk
from tests.makers import (
    make_item,
    make_member,
    make_organization,
    make_person,
    make_plan,
    make_product,
    make_project,
    make_user,
)
from tests.plans.views.test_replacement import MAY, YEAR

pytestmark = pytest.mark.django_db
ON = "2099-01-09"


@pytest.fixture
def project(client: Client) -> Project:
    coordinator = make_user(name="Тарасова Ольга")
    client.force_login(coordinator)
    return make_project(coordinator=coordinator, members=[make_organization("Лесной методический кабинет")])


@pytest.fixture
def leaver(project: Project) -> User:
    organization = project.participations.get().organization
    user = make_member(organization)
    make_person("Ковалёва А.П.", organization=organization, user=user)
    return user


def url(project: Project) -> str:
    return reverse("plans:person_leave", args=[project.slug])


def test_first_question_shows_nothing(client: Client, project: Project) -> None:
    assert client.get(url(project)).context["found"] is None


def test_everything_is_ticked_at_first(client: Client, project: Project, leaver: User) -> None:
    item = make_item(make_plan(project, **YEAR), "Форум", windows=MAY, responsible=leaver.person or "")
    found = client.get(url(project), {"leaving": f"u{leaver.pk}", "on": ON}).context["found"]
    place = Membership.objects.get()
    assert found["ticked"] == {f"item-{item.pk}", f"place-{place.pk}", f"account-{leaver.pk}"}
    assert Membership.objects.exists()


def test_work_goes_over_and_access_ends(client: Client, project: Project, leaver: User) -> None:
    item = make_item(make_plan(project, **YEAR), "Форум", windows=MAY, responsible=leaver.person or "")
    coming = make_person("Ломов С.И.", organization=project.organization)
    ticks = [f"item-{item.pk}", f"place-{Membership.objects.get().pk}"]
    said = {"leaving": f"u{leaver.pk}", "on": ON, "coming": f"p{coming.pk}", "reason": "Переезд", "tick": ticks}
    answer = client.post(url(project), said, follow=True)
    assert "1 пункт перешёл; остальное передано и закрыто: 1." in answer.content.decode()
    assert [str(row) for row in Responsibility.objects.order_by("pk")] == ["Ковалёва А.П.", "Ломов С.И."]
    assert Membership.objects.exists() is False


def test_items_need_a_reason_and_ticks_are_kept(client: Client, project: Project, leaver: User) -> None:
    item = make_item(make_plan(project, **YEAR), "Форум", windows=MAY, responsible=leaver.person or "")
    said = {"leaving": f"u{leaver.pk}", "on": ON, "tick": [f"item-{item.pk}"]}
    answer = client.post(url(project), said)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reason"])
    assert answer.context["found"]["ticked"] == {f"item-{item.pk}"}


def test_who_has_nothing_is_told_so(client: Client, project: Project) -> None:
    person = make_person("Ломов С.И.", organization=project.organization)
    assert "Передавать нечего" in client.get(url(project), {"leaving": f"p{person.pk}", "on": ON}).content.decode()


@pytest.mark.parametrize("count", [1, 20])
def test_everything_is_read_in_a_fixed_number_of_queries(
    client: Client, project: Project, leaver: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        make_item(make_plan(project, **YEAR), windows=MAY, responsible=leaver.person or "")
        Risk.objects.create(project=project, text=f"Риск {number}", owner=leaver.person)
        council = Council.objects.create(project=project, title=f"Совет {number}")
        CouncilMember.objects.create(council=council, person=leaver.person, name="Ковалёва А.П.")
        round_ = ReviewRound.objects.create(project=project, title="Круг", starts_on=MAY[0][0], due_on=MAY[0][1])
        Review.objects.create(round=round_, product=make_product(project=project), reviewer=leaver)
        make_person(f"Сокол{number} Б.И.", organization=project.organization)
        make_member(project.organization)
    with django_assert_num_queries(28):
        found = client.get(url(project), {"leaving": f"u{leaver.pk}", "on": ON}).context["found"]
    assert (len(found["items"]), len(found["passing"])) == (count, 3 * count)


def test_stranger_is_not_found_and_a_member_is_told_why(client: Client, project: Project, leaver: User) -> None:
    client.force_login(leaver)
    assert client.get(url(project)).status_code == 403
    client.force_login(make_user())
    assert client.get(url(project)).status_code == 404
