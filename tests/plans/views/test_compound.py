"""The page that splits an item among its sub-items."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from network.models import Membership, User
from plans.models import Plan, PlanItem
from plans.queries.item import is_split
from tests.makers import make_item, make_member, make_organization, make_plan, make_project, make_user

pytestmark = pytest.mark.django_db

TITLE = "Цикл занятий:\n1) вводное;\n2) практикум."


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def item() -> PlanItem:
    member = make_organization("Центр")
    project = make_project(coordinator=make_user("coordinator@school.example"), members=[member])
    make_member(member, Membership.Role.EDITOR, make_user("member@school.example"))
    return make_item(make_plan(project), TITLE, deadline="Октябрь 2022\nмай 2023")


@pytest.fixture
def browser(client: Client, item: PlanItem) -> Client:
    client.force_login(item.plan.project.roles.get().user)
    return client


def address(item: PlanItem) -> str:
    return reverse("plans:item_split", args=[item.pk])


def test_the_item_offers_the_split_and_the_page_shows_the_pairs(browser: Client, item: PlanItem) -> None:
    assert address(item) in words(browser.get(reverse("plans:item_detail", args=[item.pk])))
    page = words(browser.get(address(item))).partition("<dl")[2]
    assert page.index("Октябрь 2022") < page.index("1) вводное;") < page.index("май 2023") < page.index("2) практикум.")
    assert not is_split(item)


def test_split_and_joined_again(browser: Client, item: PlanItem) -> None:
    response = browser.post(address(item), follow=True)
    assert "У каждого подпункта теперь свой срок." in words(response)
    assert is_split(item)
    assert "Вернуть один срок" in words(browser.get(address(item)))
    assert "У пункта снова один срок." in words(browser.post(address(item), {"join": "on"}, follow=True))
    assert not is_split(item)


def test_an_approved_plan_asks_for_a_reason(browser: Client, item: PlanItem) -> None:
    Plan.objects.update(state=Plan.State.APPROVED)
    response = browser.post(address(item))
    assert response.status_code == 422
    assert "напишите причину изменения" in words(response)
    assert browser.post(address(item), {"reason": "Приказ № 5"}).status_code == 302
    assert is_split(item)


def test_numbers_that_differ_are_told(browser: Client, item: PlanItem) -> None:
    item.deadline.text = "Октябрь 2022\nноябрь 2022\nмай 2023"
    item.deadline.save()
    assert "3 строки, а подпунктов 2" in words(browser.get(address(item)))
    assert browser.post(address(item)).status_code == 422
    assert not is_split(item)


def test_an_item_with_one_deadline_has_nothing_to_split(browser: Client, item: PlanItem) -> None:
    assert "разбивать нечего" in words(browser.get(address(make_item(item.plan))))


@pytest.mark.parametrize(("email", "status"), [("member@school.example", 403), ("stranger@school.example", 404)])
def test_members_and_strangers_may_not(client: Client, item: PlanItem, email: str, status: int) -> None:
    user = User.objects.filter(email=email).first() or make_user(email)
    client.force_login(user)
    assert (client.get(address(item)).status_code, client.post(address(item)).status_code) == (status, status)
    assert not is_split(item)
