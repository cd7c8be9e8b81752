"""A window marked by a link of a letter, and the button that sends one."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from network.models import Letter, Organization, User
from plans.access import letters
from plans.access.letters import mark_link
from plans.models import CompletionMark, Plan, PlanItem
from plans.progress import MarkState
from tests.makers import (
    make_item,
    make_mark,
    make_member,
    make_organization,
    make_person,
    make_plan,
    make_project,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return make_user("lipskaya@school.example", person=make_person("Липская"))


@pytest.fixture
def plan() -> Plan:
    return make_plan()


@pytest.fixture
def item(plan: Plan, user: User) -> PlanItem:
    return make_item(plan, "Сбор материалов", responsible=user.person or ())


def path_of(user: User, item: PlanItem, organization: Organization | None = None) -> str:
    link = mark_link(user, item.occurrences.order_by("order")[0], organization)
    return "/" + link.split("/", 3)[3]


def test_opening_the_link_changes_nothing_and_signs_nobody_in(client: Client, user: User, item: PlanItem) -> None:
    answer = client.get(path_of(user, item))
    assert answer.status_code == 200
    assert "Сбор материалов" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert CompletionMark.objects.count() == 0
    assert "_auth_user_id" not in client.session


def test_button_marks_as_the_one_who_got_the_letter(client: Client, user: User, item: PlanItem) -> None:
    answer = client.post(path_of(user, item), {"fact_on": "2022-10-20", "text": "Собраны"})
    mark = CompletionMark.objects.get()
    assert answer.status_code == 200
    assert (mark.author, mark.state, mark.fact_on, mark.text) == (user, "done", date(2022, 10, 20), "Собраны")
    assert mark.organization is None


def test_second_press_marks_nothing_more(client: Client, user: User, item: PlanItem) -> None:
    for _ in range(2):
        answer = client.post(path_of(user, item), {"fact_on": "2022-10-20"})
    assert CompletionMark.objects.count() == 1
    assert "Уже отмечено" in answer.content.decode()


def test_organisation_is_marked_for_itself(client: Client) -> None:
    organization, other = make_organization("Первая"), make_organization("Вторая")
    member = make_member(organization)
    item = make_item(make_plan(make_project(members=[organization, other])), responsible=[organization, other])
    client.post(path_of(member, item, organization), {"fact_on": "2022-10-20"})
    assert CompletionMark.objects.get().organization == organization


def test_other_marks_are_not_told(client: Client) -> None:
    organization, other = make_organization("Первая"), make_organization("Вторая")
    member = make_member(organization)
    item = make_item(make_plan(make_project(members=[organization, other])), responsible=[organization, other])
    make_mark(item, organization=other, text="канарейка")
    assert "канарейка" not in client.get(path_of(member, item, organization)).content.decode()


def test_wrong_day_comes_back_with_what_was_typed(client: Client, user: User, item: PlanItem) -> None:
    answer = client.post(path_of(user, item), {"fact_on": "2999-01-01", "text": "Собраны"})
    assert answer.status_code == 422
    assert "Собраны" in answer.content.decode()
    assert CompletionMark.objects.count() == 0


@pytest.mark.parametrize("loss", ["replaced", "deactivated", "closed", "removed"])
def test_rights_are_asked_anew(client: Client, plan: Plan, user: User, item: PlanItem, loss: str) -> None:
    address = path_of(user, item)
    if loss == "replaced":
        item.responsibilities.update(ends_on=date(2022, 10, 1))
    elif loss == "deactivated":
        User.objects.filter(pk=user.pk).update(is_active=False)
    elif loss == "closed":
        Plan.objects.filter(pk=plan.pk).update(state=Plan.State.CLOSED)
    else:
        PlanItem.everything.filter(pk=item.pk).update(removed_at=datetime.now(UTC))
    assert client.post(address, {"fact_on": "2022-10-20"}).status_code == 410
    assert CompletionMark.objects.count() == 0


def test_old_link_says_so(client: Client, user: User, item: PlanItem, monkeypatch: pytest.MonkeyPatch) -> None:
    address = path_of(user, item)
    monkeypatch.setattr(letters, "DAYS", timedelta(seconds=-1) / timedelta(days=1))
    answer = client.get(address)
    assert answer.status_code == 410
    assert letters.OLD in answer.content.decode()


def test_link_of_another_make_opens_nothing(client: Client, user: User, item: PlanItem) -> None:
    token = signing.dumps([user.pk, item.occurrences.get().pk, None], salt="другое")
    assert client.get(reverse("plans:mark_by_letter", args=[token])).status_code == 410


def test_button_needs_the_token_of_the_page(user: User, item: PlanItem) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(path_of(user, item), {"fact_on": "2022-10-20"}).status_code == 403
    page = strict.get(path_of(user, item)).content.decode()
    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[-1]
    strict.post(path_of(user, item), {"fact_on": "2022-10-20", "csrfmiddlewaretoken": token})
    assert CompletionMark.objects.get().state == MarkState.DONE


def test_coordinator_reminds(client: Client, user: User) -> None:
    coordinator = make_user()
    item = make_item(make_plan(make_project(coordinator=coordinator)), responsible=user.person or ())
    client.force_login(coordinator)
    answer = client.post(reverse("plans:item_remind", args=[item.pk]), follow=True)
    assert Letter.objects.get().to == "lipskaya@school.example"
    assert "Письмо с просьбой отметить ушло" in answer.content.decode()


def test_responsible_may_not_remind_others(client: Client, user: User, item: PlanItem) -> None:
    client.force_login(user)
    assert client.post(reverse("plans:item_remind", args=[item.pk])).status_code == 403
