"""The page on which one person takes over from another."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from network.models import Person
from plans.models import PlanChange, PlanItem, Responsibility
from projects.models import Project
from tests.makers import make_item, make_member, make_organization, make_person, make_plan, make_project, make_user

pytestmark = pytest.mark.django_db

MAY = [(date(2099, 5, 1), date(2099, 5, 31))]
YEAR = {"starts_on": date(2098, 9, 1), "ends_on": date(2099, 8, 31)}
ON = "2099-01-09"


@pytest.fixture
def project(client: Client) -> Project:
    coordinator = make_user()
    client.force_login(coordinator)
    return make_project(coordinator=coordinator)


@pytest.fixture
def leaving(project: Project) -> Person:
    return make_person("Ковалёва А.П.", organization=project.organization)


@pytest.fixture
def item(project: Project, leaving: Person) -> PlanItem:
    return make_item(make_plan(project, **YEAR), "Форум", windows=MAY, responsible=leaving)


def url(project: Project) -> str:
    return reverse("plans:person_replace", args=[project.slug])


def typed(leaving: Person, item: PlanItem, **fields: str) -> dict[str, str]:
    return {"leaving": str(leaving.pk), "on": ON, "item": str(item.pk), "reason": "Отпуск", **fields}


def answering(item: PlanItem) -> list[str]:
    return [str(row) for row in Responsibility.objects.filter(item=item).order_by("order", "pk")]


def test_first_question_shows_no_items(client: Client, project: Project, item: PlanItem) -> None:
    answer = client.get(url(project))
    assert answer.context["found"] is None


def test_items_that_would_go_over(client: Client, project: Project, leaving: Person, item: PlanItem) -> None:
    make_item(item.plan, "Без неё", windows=MAY)
    answer = client.get(url(project), {"leaving": str(leaving.pk), "on": ON})
    assert [each.item for each in answer.context["found"]] == [item]
    assert not PlanChange.objects.exists()


def test_day_that_is_missing_is_asked_for(client: Client, project: Project, leaving: Person, item: PlanItem) -> None:
    answer = client.get(url(project), {"leaving": leaving.pk})
    assert (answer.context["found"], list(answer.context["form"].errors)) == (None, ["on"])


def test_known_person_takes_over_and_it_is_undone(
    client: Client, project: Project, leaving: Person, item: PlanItem
) -> None:
    coming = make_person("Ломов С.И.", organization=project.organization)
    answer = client.post(url(project), typed(leaving, item, coming=str(coming.pk)), follow=True)
    assert "1 пункт перешёл к Ломов С.И." in answer.content.decode()
    assert answering(item) == ["Ковалёва А.П.", "Ломов С.И."]
    key = PlanChange.objects.get().after["replacement"]
    client.post(reverse("plans:person_replace_undo", args=[project.slug, key]))
    assert answering(item) == ["Ковалёва А.П."]


def test_page_of_the_item_says_who_takes_over_and_when(
    client: Client, project: Project, leaving: Person, item: PlanItem
) -> None:
    coming = make_person("Ломов С.И.", organization=project.organization)
    client.post(url(project), typed(leaving, item, coming=str(coming.pk)))
    page = reverse("plans:item_detail", args=[item.pk])
    days = {day: client.get(page, {"on": day}).content.decode() for day in ("2099-01-08", "2099-01-09")}
    text = {day: " ".join(content.replace("\xa0", " ").split()) for day, content in days.items()}
    assert "Ломов С.И.: с 9 января 2099 г." in text["2099-01-08"]
    assert "Ковалёва А.П.: по 8 января 2099 г." in text["2099-01-09"]


def test_new_person_takes_over(client: Client, project: Project, leaving: Person, item: PlanItem) -> None:
    client.post(url(project), typed(leaving, item, name="Яснова М.И.", position="методист"))
    assert answering(item) == ["Ковалёва А.П.", "Яснова М.И."]
    assert Person.objects.get(surname="Яснова").position == "методист"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": ""}, "coming"),
        ({"name": "№ 5"}, "name"),
        ({"reason": " "}, "reason"),
        ({"on": ""}, "on"),
        ({"on": "31.02.2099"}, "on"),
        ({"leaving": "99999"}, "leaving"),
        ({"coming": "99999"}, "coming"),
    ],
)
def test_wrong_replacement_keeps_what_was_typed(
    client: Client, project: Project, leaving: Person, item: PlanItem, fields: dict[str, str], field: str
) -> None:
    given = typed(leaving, item, name="Яснова М.И.", position="методист") | fields
    answer = client.post(url(project), given)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert answer.context["form"]["position"].value() == "методист"
    assert answering(item) == ["Ковалёва А.П."]
    assert not Person.objects.filter(surname="Яснова").exists()


def test_both_a_known_and_a_new_person(client: Client, project: Project, leaving: Person, item: PlanItem) -> None:
    answer = client.post(url(project), typed(leaving, item, coming=str(leaving.pk), name="Яснова М.И."))
    assert list(answer.context["form"].errors) == ["coming"]


def test_nothing_ticked_writes_nobody_down(client: Client, project: Project, leaving: Person, item: PlanItem) -> None:
    given = typed(leaving, item, name="Яснова М.И.")
    del given["item"]
    assert client.post(url(project), given).status_code == 422
    assert not Person.objects.filter(surname="Яснова").exists()


def test_undo_says_when_there_is_nothing_to_undo(client: Client, project: Project) -> None:
    address = reverse("plans:person_replace_undo", args=[project.slug, "00000000-0000-0000-0000-000000000000"])
    assert "Такой замены в этом проекте нет" in client.post(address, follow=True).content.decode()


def test_who_replaces(client: Client, project: Project, leaving: Person, item: PlanItem) -> None:
    organization = make_organization()
    project.participations.create(organization=organization)
    found = {}
    for who, user in {"member": make_member(organization), "stranger": make_user()}.items():
        client.force_login(user)
        found[who] = client.get(url(project)).status_code
    assert found == {"member": 403, "stranger": 404}


@pytest.mark.parametrize("rows", [1, 20])
def test_preview_takes_as_many_queries_whatever_the_number_of_rows(
    client: Client,
    project: Project,
    leaving: Person,
    item: PlanItem,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(rows):
        make_item(item.plan, windows=MAY, responsible=leaving)
    with django_assert_num_queries(21):
        client.get(url(project), {"leaving": str(leaving.pk), "on": ON})
