"""The cabinet: what is expected, the soonest first, and nobody else's words."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from network.models import Membership, Organization, User
from plans.models import Event, Plan
from plans.progress import MarkState
from plans.text.deadlines import DeadlineKind
from projects.asks import ErrandKind
from projects.models import Agreement, Product, Project, Review, ReviewRound
from tests.makers import (
    make_group,
    make_item,
    make_mark,
    make_member,
    make_monthly_item,
    make_organization,
    make_person,
    make_plan,
    make_project,
    make_user,
)
from tests.reports.dues import make_due, make_part

pytestmark = pytest.mark.django_db
URL = "/cabinet/"
FAR = [(date(2090, 1, 1), date(2090, 1, 31))]


@pytest.fixture
def own() -> Organization:
    return make_organization("Центр «Своя»")


@pytest.fixture
def member(client: Client, own: Organization) -> User:
    user = make_member(own)
    client.force_login(user)
    return user


@pytest.fixture
def plan(own: Organization, member: User) -> Plan:
    return make_plan(make_project(members=[own]))


def asked(client: Client, **query: str) -> list[str]:
    return [ask.title for ask in client.get(URL, query).context["asks"]]


def test_overdue_stands_first_and_undated_last(client: Client, plan: Plan, own: Organization) -> None:
    make_item(plan, "Без даты", responsible=own, kind=DeadlineKind.ON_DEMAND, windows=[(None, None)])
    make_item(plan, "Нескоро", responsible=own, windows=FAR)
    make_item(plan, "Просрочено", responsible=own)
    asks = client.get(URL).context["asks"]
    assert [(ask.title, ask.is_late, ask.due_on) for ask in asks] == [
        ("Просрочено", True, date(2022, 10, 31)),
        ("Нескоро", False, date(2090, 1, 31)),
        ("Без даты", False, None),
    ]


def test_group_waits_for_its_organizations(client: Client, plan: Plan, own: Organization) -> None:
    group = make_group(plan.project.organization, organizations=[own, make_organization()])
    make_item(plan, "Для сети", responsible=group)
    make_item(plan, "Не для нас", responsible=make_organization())
    assert asked(client) == ["Для сети"]


def test_what_is_done_is_not_asked_again(client: Client, plan: Plan, own: Organization) -> None:
    make_mark(make_item(plan, "Отметили сами", responsible=own), organization=own)
    make_mark(make_item(plan, "Закрыл координатор", responsible=own))
    make_mark(make_item(plan, "Отметили другие", responsible=own), organization=make_organization())
    assert asked(client) == ["Отметили другие"]


def test_all_year_is_asked_by_the_end_of_the_plan(client: Client, plan: Plan, own: Organization) -> None:
    make_item(plan, responsible=own, kind=DeadlineKind.ALL_YEAR, windows=[(date(2022, 9, 1), date(2023, 5, 31))])
    assert [ask.due_on for ask in client.get(URL).context["asks"]] == [plan.ends_on]


def test_moved_is_asked_by_its_new_day(client: Client, plan: Plan, own: Organization) -> None:
    make_mark(make_item(plan, responsible=own), MarkState.MOVED, moved_to=date(2091, 1, 1))
    assert [ask.due_on for ask in client.get(URL).context["asks"]] == [date(2091, 1, 1)]


def test_closed_plan_asks_for_nothing(client: Client, plan: Plan, own: Organization) -> None:
    make_item(plan, responsible=own)
    plan.state = Plan.State.CLOSED
    plan.save()
    assert asked(client) == []


def test_member_of_two_organizations_switches(client: Client, plan: Plan, own: Organization, member: User) -> None:
    second = make_organization("Центр «Вторая»")
    plan.project.participations.create(organization=second)
    make_member(second, user=member)
    make_item(plan, "Для первой", responsible=own)
    make_item(plan, "Для второй", responsible=second)
    assert asked(client, organization=str(second.pk)) == ["Для второй"]
    assert asked(client, organization=str(own.pk)) == ["Для первой"]


def test_foreign_organization_opens_ones_own(client: Client, plan: Plan, own: Organization) -> None:
    other = make_organization()
    make_item(plan, "Чужое", responsible=other)
    response = client.get(URL, {"organization": str(other.pk)})
    assert (response.context["organization"], response.context["asks"]) == (own, [])


def test_responsible_person_has_a_cabinet_of_her_own(client: Client) -> None:
    user = make_user()
    person = make_person(user=user)
    plan = make_plan()
    make_item(plan, "Мой", responsible=person)
    make_item(plan, "Через группу", responsible=make_group(plan.project.organization, people=[person]))
    make_item(plan, "Не мой", responsible=make_person("Белый К.К."))
    client.force_login(user)
    assert sorted(asked(client)) == ["Мой", "Через группу"]


def test_person_and_member_switches_to_her_own(client: Client, plan: Plan, own: Organization, member: User) -> None:
    make_item(plan, "Организации", responsible=own)
    make_item(plan, "Лично", responsible=make_person(user=member))
    assert (asked(client), asked(client, organization="me")) == (["Организации"], ["Лично"])


def test_viewer_sees_and_has_no_button(client: Client, plan: Plan, own: Organization) -> None:
    item = make_item(plan, responsible=own)
    client.force_login(make_member(own, Membership.Role.VIEWER))
    page = client.get(URL).content.decode()
    assert reverse("plans:item_detail", args=[item.pk]) in page
    assert reverse("plans:item_mark", args=[item.pk]) not in page


def test_own_marks_are_only_of_the_organization(client: Client, plan: Plan, own: Organization) -> None:
    item = make_item(plan, responsible=own)
    mine = make_mark(item, organization=own)
    make_mark(item, organization=make_organization())
    assert client.get(URL).context["page"].marks == [mine]


def test_stranger_has_an_empty_cabinet(client: Client, plan: Plan, own: Organization) -> None:
    make_item(plan, responsible=own)
    client.force_login(make_user())
    assert asked(client) == []


def test_cabinet_is_for_those_who_signed_in(client: Client) -> None:
    assert client.get(URL).status_code == 302


@pytest.mark.parametrize("rows", [1, 20])
def test_cabinet_costs_the_same_for_any_length(
    client: Client, plan: Plan, own: Organization, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        make_mark(make_item(plan, responsible=own), MarkState.IN_PROGRESS, organization=own)
    client.get(reverse("network:account"))
    with django_assert_num_queries(25):
        client.get(URL)


def test_windows_of_one_organization_are_counted_for_it(client: Client, plan: Plan, own: Organization) -> None:
    both = make_group(plan.project.organization, organizations=[own, make_organization()])
    item = make_monthly_item(plan, responsible=both)
    first, second = item.occurrences.order_by("order")[:2]
    make_mark(first, organization=own)
    ask = client.get(URL).context["asks"][0]
    assert (ask.ask.occurrence, ask.ask.closed, ask.ask.total) == (second, 1, 9)
    assert "выполнено 1 из 9" in client.get(URL).content.decode()


def test_list_is_filtered_by_words_plan_and_month(client: Client, plan: Plan, own: Organization) -> None:
    other = make_plan(plan.project, kind=Plan.Kind.ROAD_MAP)
    make_item(plan, "Просроченный семинар", responsible=own)
    make_item(other, "Итоговый семинар", responsible=own, windows=FAR)
    make_item(other, "По запросу", responsible=own, kind=DeadlineKind.ON_DEMAND, windows=[(None, None)])
    assert asked(client, q="семинары") == ["Просроченный семинар", "Итоговый семинар"]
    assert asked(client, plan=str(other.pk)) == ["Итоговый семинар", "По запросу"]
    assert asked(client, month="late") == ["Просроченный семинар"]
    assert asked(client, month="2090-01", q="педсовет") == []
    assert asked(client, month="2090-01") == ["Итоговый семинар"]
    assert asked(client, month="undated") == ["По запросу"]
    assert asked(client, month="2000-01") == ["Просроченный семинар", "Итоговый семинар", "По запросу"]


def test_filter_that_leaves_nothing_shows_the_way_back(client: Client, plan: Plan, own: Organization) -> None:
    make_item(plan, responsible=own)
    assert "Показать всё: 1" in client.get(URL, {"q": "абракадабра"}).content.decode()


def fill(project: Project, own: Organization, member: User, count: int) -> None:
    """`count` of everything that asks, besides items of plans."""
    other = make_organization()
    soon = timezone.now() + timedelta(days=20)
    round_ = ReviewRound.objects.create(
        project=project, title="Осенний круг", starts_on=date(2022, 9, 1), due_on=date(2022, 10, 30), state="open"
    )
    for number in range(count):
        due = make_due(project, title=f"Отчёт {number}", due_on=date(2022, 12, 12))
        make_part(due, own, "returned")
        foreign = Product.objects.create(project=project, organization=other, title=f"Чужой сборник {number}")
        Review.objects.create(round=round_, product=foreign, reviewer=member, organization=own)
        Product.objects.create(project=project, organization=own, title=f"Свой {number}", state=Product.State.RETURNED)
        Event.objects.create(project=project, title=f"Семинар {number}", is_joint=True, starts_at=soon)
        Agreement.objects.create(project=project, organization=own, number=str(number))
    project.required_documents = ["consent"]
    project.save()


def test_all_that_asks_stands_in_one_list(client: Client, plan: Plan, own: Organization, member: User) -> None:
    fill(plan.project, own, member, 1)
    make_item(plan, "Пункт плана", responsible=own)
    rows = [(row.errand.kind, row.title, row.errand.button) for row in client.get(URL).context["asks"]]
    assert rows == [
        (ErrandKind.REVIEW, "Чужой сборник 0", "Рецензировать"),
        (ErrandKind.MARK, "Пункт плана", "Отметить"),
        (ErrandKind.CONTRIBUTION, "Отчёт 0: ваша часть", "Исправить"),
        (ErrandKind.EVENT, "Семинар 0", "Записать людей"),
        (ErrandKind.DOCUMENT, "Согласие: нужен скан", "Приложить"),
        (ErrandKind.PRODUCT, "Свой 0", "Доработать"),
    ]
    assert asked(client, kind="review") == ["Чужой сборник 0"]


def test_every_button_leads_to_a_page(client: Client, plan: Plan, own: Organization, member: User) -> None:
    fill(plan.project, own, member, 1)
    addresses = re.findall(r'class="btn s[^"]*" href="([^"]+)"', client.get(URL).content.decode())
    assert len(addresses) > 4
    assert [client.get(unescape(address)).status_code for address in addresses] == [200] * len(addresses)


def test_nothing_of_another_member_is_shown(client: Client, plan: Plan, own: Organization, member: User) -> None:
    fill(plan.project, own, member, 1)
    stranger = make_organization("Центр «Другая»")
    plan.project.participations.create(organization=stranger)
    client.force_login(make_member(stranger))
    html = client.get(URL).content.decode()
    assert [word in html for word in ("Чужой сборник", "Свой 0", "Добавьте число участников")] == [False] * 3
    assert asked(client) == ["Отчёт 0: ваша часть", "Семинар 0", "Согласие: нужен скан"]


@pytest.mark.parametrize("rows", [1, 20])
def test_cabinet_of_all_areas_costs_the_same(
    client: Client,
    plan: Plan,
    own: Organization,
    member: User,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    fill(plan.project, own, member, rows)
    client.get(reverse("network:account"))
    with django_assert_num_queries(26):
        client.get(URL)
