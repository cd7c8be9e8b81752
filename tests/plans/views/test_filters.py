"""Filters under a name: kept, applied in other plans, renamed, forgotten, nobody else's."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from network.models import User
from plans.models import Plan, SavedFilter
from plans.services.filters import MOST
from tests.makers import make_item, make_member, make_organization, make_plan, make_project, make_section, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(client: Client) -> User:
    user = make_user()
    client.force_login(user)
    return user


@pytest.fixture
def plan(user: User) -> Plan:
    plan = make_plan(make_project(coordinator=user))
    make_item(plan, "Просроченный семинар")
    return plan


def table(plan: Plan) -> str:
    return reverse("plans:plan_detail", args=[plan.pk])


def save(client: Client, plan: Plan, **said: str) -> Any:
    given = {"name": "Горит", "query": "view=late", "next": f"{table(plan)}?view=late"} | said
    return client.post(reverse("plans:filter_save", args=[plan.project.slug]), given)


def kept(plan: Plan, user: User, name: str = "Горит", query: str = "view=late") -> SavedFilter:
    return SavedFilter.objects.create(project=plan.project, user=user, name=name, query=query)


def test_filter_is_kept_and_shown(client: Client, plan: Plan, user: User) -> None:
    response = save(client, plan, query="view=late&evil=1")
    saved = SavedFilter.objects.get(user=user, project=plan.project)
    assert (response.status_code, response["Location"]) == (302, f"{table(plan)}?view=late")
    assert (saved.name, saved.query) == ("Горит", "view=late")
    assert client.get(response["Location"]).context["saved"] == [(saved, True)]
    assert client.get(table(plan)).context["saved"] == [(saved, False)]


def test_filter_stands_over_every_plan_of_the_project(client: Client, plan: Plan, user: User) -> None:
    saved = kept(plan, user)
    other, foreign = make_plan(plan.project), make_plan(make_project(coordinator=user))
    assert client.get(table(other)).context["saved"] == [(saved, False)]
    assert client.get(table(foreign)).context["saved"] == []


def test_part_that_another_plan_does_not_have_is_told(client: Client, plan: Plan) -> None:
    section = make_section(plan, "1. Организация")
    make_item(plan, section=section)
    other = make_plan(plan.project)
    make_item(other, "Чужой раздел")
    page = client.get(table(other), {"section": str(section.pk)}).content.decode()
    assert "В этом плане нет того, что выбрано в отборе (раздел)" in page
    assert "Чужой раздел" in page


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"name": " "}, "Назовите отбор"),
        ({"name": "горит"}, "Отбор с таким названием у вас уже есть"),
        ({"name": "Другой", "query": "on=2022-11-14"}, "Сохранять нечего"),
        ({"name": "ж" * 101}, "100"),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_is_lost(
    client: Client, plan: Plan, user: User, said: dict[str, str], words: str
) -> None:
    kept(plan, user)
    response = save(client, plan, **said)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert response.context["form"]["name"].value() == said["name"]
    assert SavedFilter.objects.count() == 1


def test_thirty_first_is_refused_in_words(client: Client, plan: Plan, user: User) -> None:
    for number in range(MOST):
        kept(plan, user, f"Отбор {number}")
    response = save(client, plan)
    assert (response.status_code, SavedFilter.objects.count()) == (422, MOST)
    assert "У вас уже 30 отборов" in response.content.decode()


def test_markup_in_a_name_is_shown_as_words(client: Client, plan: Plan, user: User) -> None:
    kept(plan, user, '"><script>alert(1)</script>', "q=%22%3E%3Cscript%3E")
    page = client.get(f"{table(plan)}?q=%22%3E%3Cscript%3E").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_next_leads_nowhere_else(client: Client, plan: Plan) -> None:
    response = save(client, plan, next="https://evil.example/")
    assert response["Location"] == f"{reverse('plans:plan_list', args=[plan.project.slug])}?view=late"


def test_filter_is_renamed(client: Client, plan: Plan, user: User) -> None:
    saved = kept(plan, user)
    url = reverse("plans:filter_edit", args=[saved.pk])
    assert client.get(url).context["form"].initial == {"name": "Горит"}
    response = client.post(url, {"name": "  Горит   ярко ", "next": table(plan)})
    saved.refresh_from_db()
    assert (response["Location"], saved.name) == (table(plan), "Горит ярко")


def test_taken_name_is_refused(client: Client, plan: Plan, user: User) -> None:
    kept(plan, user)
    other = kept(plan, user, "Другой")
    response = client.post(reverse("plans:filter_edit", args=[other.pk]), {"name": "Горит"})
    other.refresh_from_db()
    assert (response.status_code, other.name) == (422, "Другой")


def test_filter_is_forgotten(client: Client, plan: Plan, user: User) -> None:
    saved = kept(plan, user)
    response = client.post(reverse("plans:filter_delete", args=[saved.pk]), {"next": table(plan)})
    assert (response["Location"], SavedFilter.objects.count()) == (table(plan), 0)


def test_filters_are_ones_own(client: Client, plan: Plan, user: User) -> None:
    colleague = make_member(make_organization())
    foreign = kept(plan, colleague)
    assert client.get(table(plan)).context["saved"] == []
    assert client.get(reverse("plans:filter_edit", args=[foreign.pk])).status_code == 404
    assert client.post(reverse("plans:filter_delete", args=[foreign.pk])).status_code == 404


def test_filter_of_a_project_one_has_left_is_gone(client: Client, plan: Plan, user: User) -> None:
    saved = kept(plan, user)
    plan.project.roles.all().delete()
    assert client.get(reverse("plans:filter_edit", args=[saved.pk])).status_code == 404


def test_stranger_keeps_nothing(client: Client, plan: Plan) -> None:
    client.force_login(make_user())
    assert save(client, plan).status_code == 404


def test_kept_filter_is_not_offered_to_be_kept_again(client: Client, plan: Plan, user: User) -> None:
    offer = "Сохранить отбор"
    assert offer in client.get(table(plan), {"view": "late"}).content.decode()
    kept(plan, user)
    page = client.get(table(plan), {"view": "late"}).content.decode()
    assert (offer in page, "Сбросить" in page) == (False, True)
