"""«Состав плана»: rows added and moved on a page, the reason asked, two people at once, the way back."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from network.models import User
from plans.models import Plan, PlanChange, PlanItem, Section
from plans.outline import FIRST
from plans.queries.batches import structure_changes
from plans.services.items import update_item
from plans.services.structure.action import NO_REASON, STALE
from plans.services.structure.items import NO_TITLE, NewItem, add_item
from tests.makers import (
    make_item,
    make_mark,
    make_member,
    make_organization,
    make_person,
    make_plan,
    make_project,
    make_role,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client: Client) -> User:
    user = make_user()
    client.force_login(user)
    return user


@pytest.fixture
def plan(coordinator: User) -> Plan:
    """«А» outside of sections, «Б» in the first, «В» in the second."""
    plan = make_plan(make_project(coordinator=coordinator), numbering=Plan.Numbering.CONTINUOUS)
    make_item(plan, "А")
    make_item(plan, "Б", section=make_section(plan, "Первый"))
    make_item(plan, "В", section=make_section(plan, "Второй"))
    return plan


def page(plan: Plan) -> str:
    return reverse("plans:plan_structure", args=[plan.pk])


def shown(client: Client, plan: Plan) -> list[str]:
    return [f"{row.number} {row.title}".strip() for row in client.get(page(plan)).context["rows"]]


def key(title: str) -> str:
    item = PlanItem.everything.filter(title=title).first()
    return f"i{item.pk}" if item else f"s{Section.objects.get(title=title).pk}"


def said(plan: Plan, action: str, **fields: str) -> dict[str, str]:
    return {"version": str(Plan.objects.get(pk=plan.pk).version), "action": action, **fields}


def test_rows_stand_with_how_they_were_understood(client: Client, plan: Plan) -> None:
    person = make_person("Ковалёва А.П.", organization=plan.project.organization)
    add_item(plan.pk, None, NewItem("Слёт", "октябрь 2022", f"методисты, {person.short_name}"), after=None, actor=None)
    add_item(plan.pk, None, NewItem("Сбор", "как получится"), after=None, actor=None)
    rows = {row.title: row for row in client.get(page(plan)).context["rows"]}
    slet, sbor = rows["Слёт"], rows["Сбор"]
    assert (slet.deadline, slet.known, slet.in_words) == ("октябрь 2022", "Ковалёва А.П.", "методисты")
    assert (slet.is_read, slet.reading, slet.is_doubtful) == (True, "", False)
    assert (sbor.is_read, sbor.is_doubtful) == (False, True)


def test_enter_adds_a_row_and_the_next_is_typed_below_it(client: Client, plan: Plan) -> None:
    response = client.post(page(plan), said(plan, "add-item", after=key("Б"), title="Семинар", deadline="май 2023"))
    assert (response.status_code, response["Location"]) == (302, f"{page(plan)}?after={key('Семинар')}")
    assert shown(client, plan) == ["1 А", "Первый", "2 Б", "3 Семинар", "Второй", "4 В"]
    answer = client.get(f"{page(plan)}?after={key('Семинар')}")
    assert (answer.context["after"], answer.context["is_typing"]) == (key("Семинар"), True)


def test_first_row_of_an_empty_plan(client: Client, coordinator: User) -> None:
    plan = make_plan(make_project(coordinator=coordinator))
    assert client.get(page(plan)).context["after"] == "top"
    client.post(page(plan), said(plan, "add-section", after="top", title="Первый раздел"))
    assert shown(client, plan) == ["Первый раздел"]


@pytest.mark.parametrize(
    ("action", "fields", "expected"),
    [
        ("up:В", {}, ["1 А", "Первый", "2 Б", "3 В", "Второй"]),
        ("down:А", {}, ["Первый", "1 А", "2 Б", "Второй", "3 В"]),
        ("in:Второй", {}, ["1 А", "Первый", "2 Б", "Второй", "3 В"]),
        ("move:В", {"target": "top"}, ["1 В", "2 А", "Первый", "3 Б", "Второй"]),
        ("rename:Первый", {"section_title": "Раздел I"}, ["1 А", "Раздел I", "2 Б", "Второй", "3 В"]),
        ("remove:Б", {}, ["1 А", "Первый", "Второй", "2 В"]),
        ("remove:Первый", {}, ["1 А", "2 Б", "Второй", "3 В"]),
        ("purge:Первый", {}, ["1 А", "Второй", "2 В"]),
        ("renumber", {"numbering": "hierarchical"}, ["1 А", "Первый", "1.1 Б", "Второй", "2.1 В"]),
    ],
)
def test_actions(client: Client, plan: Plan, action: str, fields: dict[str, str], expected: list[str]) -> None:
    what, _, title = action.partition(":")
    response = client.post(page(plan), said(plan, f"{what}:{key(title)}" if title else what, **fields))
    assert response.status_code == 302
    assert shown(client, plan) == expected


def test_what_was_taken_out_comes_back_from_the_toast(client: Client, plan: Plan) -> None:
    make_mark(PlanItem.objects.get(title="Б"))
    client.post(page(plan), said(plan, f"remove:{key('Б')}"))
    answer = client.get(page(plan))
    (message,) = answer.context["messages"]
    undo = reverse("plans:change_undo", args=[PlanChange.objects.latest("pk").batch])
    assert (str(message), message.extra_tags) == ("Пункт «2 Б» убран из плана.", f"undo:{undo}")
    assert client.post(undo)["Location"] == page(plan)
    assert shown(client, plan) == ["1 А", "Первый", "2 Б", "Второй", "3 В"]


@pytest.mark.parametrize(
    ("action", "fields", "told"),
    [
        ("add-item", {"title": " ", "deadline": "май 2023"}, NO_TITLE),
        ("add-section", {"title": ""}, "Напишите название раздела."),
        ("rename:s1", {"section_title": ""}, "Напишите название раздела."),
        ("up:А", {}, FIRST),
        ("move:А", {"target": ""}, "Это действие"),
        ("renumber", {"numbering": ""}, "Выберите, как нумеровать пункты."),
        ("explode", {}, "Это действие"),
        ("up:'; --", {}, "Это действие"),
        ("", {}, "Это действие"),
        ("up:i999999", {}, "в плане уже нет"),
        ("remove:i999999", {}, "в плане уже нет"),
        ("remove:s999999", {}, "в плане уже нет"),
    ],
)
def test_wrong_action_is_told_and_what_was_typed_stays(
    client: Client, plan: Plan, action: str, fields: dict[str, str], told: str
) -> None:
    spelled = action.replace(":А", f":{key('А')}").replace(":s1", f":{key('Первый')}")
    response = client.post(page(plan), said(plan, spelled, **{"responsible": "Набрано", **fields}))
    body = response.content.decode()
    assert (response.status_code, told in body) == (422, True)
    assert response.context["form"]["responsible"].value() == "Набрано"
    assert PlanChange.objects.count() == 0


def test_approved_plan_asks_for_the_reason_once(client: Client, plan: Plan) -> None:
    Plan.objects.update(state=Plan.State.APPROVED)
    refused = client.post(page(plan), said(plan, "add-item", after=key("Б"), title="Семинар"))
    assert (refused.status_code, refused.context["form"].errors["reason"]) == (422, [NO_REASON])
    assert refused.context["form"]["title"].value() == "Семинар"
    taken = client.post(page(plan), said(plan, "add-item", after=key("Б"), title="Семинар", reason="Приказ № 5"))
    assert taken.status_code == 302
    assert client.get(page(plan)).context["form"]["reason"].value() == "Приказ № 5"
    assert PlanChange.objects.filter(kind="added").get().reason == "Приказ № 5"


def test_second_of_two_keeps_what_she_typed(client: Client, plan: Plan) -> None:
    mine = said(plan, "add-item", after=key("Б"), title="Моя строка")
    add_item(plan.pk, None, NewItem("Чужая строка"), after=None, actor=None)
    response = client.post(page(plan), mine)
    assert (response.status_code, STALE in response.content.decode()) == (409, True)
    assert response.context["form"]["title"].value() == "Моя строка"
    assert response.context["after"] == key("Б")
    again = client.post(page(plan), mine | {"version": str(response.context["plan"].version)})
    assert again.status_code == 302
    assert "3 Б" in shown(client, plan)


def test_who_changes_the_rows(client: Client, plan: Plan) -> None:
    own = make_organization()
    plan.project.participations.create(organization=own)
    users = {
        "director": make_role(plan.project, "director"),  # type: ignore[arg-type]
        "member": make_member(own),
        "stranger": make_user(),
    }
    statuses = {}
    for name, user in users.items():
        client.force_login(user)
        post = client.post(page(plan), said(plan, f"remove:{key('А')}"))
        statuses[name] = (client.get(page(plan)).status_code, post.status_code)
    assert statuses == {"director": (403, 403), "member": (403, 403), "stranger": (404, 404)}
    assert PlanItem.objects.count() == 3


@pytest.mark.parametrize("state", [Plan.State.CLOSED, Plan.State.ARCHIVED])
def test_closed_plan_is_not_changed(client: Client, plan: Plan, state: str) -> None:
    client.post(page(plan), said(plan, f"remove:{key('А')}"))
    Plan.objects.update(state=state)
    undo = reverse("plans:change_undo", args=[PlanChange.objects.latest("pk").batch])
    statuses = [client.get(page(plan)), client.post(page(plan), said(plan, f"up:{key('Б')}")), client.post(undo)]
    assert [answer.status_code for answer in statuses] == [403, 403, 403]


def test_change_that_cannot_be_taken_back_says_why(client: Client, plan: Plan) -> None:
    item = PlanItem.objects.get(title="Б")
    update_item(item.pk, item.version, {"title": "Бэ"}, actor=None)
    batch = PlanChange.objects.latest("pk").batch
    update_item(item.pk, item.version + 1, {"title": "Бээ"}, actor=None)
    answer = client.post(reverse("plans:change_undo", args=[batch]), follow=True)
    (message,) = answer.context["messages"]
    assert (message.level_tag, "с тех пор изменили ещё раз" in str(message)) == ("error", True)


def test_unknown_change_is_not_found(client: Client, plan: Plan) -> None:
    assert client.post(reverse("plans:change_undo", args=[uuid.uuid4()])).status_code == 404


def test_changes_are_told_in_words(client: Client, plan: Plan) -> None:
    item = PlanItem.objects.get(title="Б")
    changes = {"section": Section.objects.get(title="Второй"), "responsible_text": "методисты"}
    update_item(item.pk, item.version, changes, actor=None, deadline_text="Май 2023")
    client.post(page(plan), said(plan, f"rename:{key('Первый')}", section_title="Раздел I"))
    client.post(page(plan), said(plan, f"purge:{key('Второй')}"))
    client.post(reverse("plans:change_undo", args=[PlanChange.objects.latest("pk").batch]))
    changes_shown, has_more = structure_changes(plan, 10)
    assert [each.lines for each in changes_shown] == [
        ("Добавлен раздел «Второй»", "Добавлен пункт «3 Б»", "Добавлен пункт «2 В»"),
        ("Убран пункт «2 В»", "Убран пункт «3 Б»", "Убран раздел «Второй»"),
        ("Раздел «Первый» назван «Раздел I»",),
        (
            "Срок пункта «2 Б»: Октябрь 2022 → Май 2023",
            "Ответственный в пункте «2 Б»: — → методисты",
            "Переставлен пункт «2 Б»: Первый → Второй",
            "Новые номера: 2 пункта",
        ),
    ]
    assert ([each.is_undone for each in changes_shown], has_more) == ([False, True, False, False], False)


def test_open_row_can_be_put_anywhere_but_into_itself(client: Client, plan: Plan) -> None:
    answer = client.get(f"{page(plan)}?open={key('Первый')}")
    assert [value for value, _ in answer.context["places"]] == ["top", key("А"), key("Второй"), key("В")]
    assert client.get(f"{page(plan)}?open=i999999&after=s999999&changes=x").context["opened"] == ""


@pytest.mark.parametrize("rows", [1, 20])
def test_page_costs_the_same_for_any_number_of_rows(
    client: Client, coordinator: User, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan = make_plan(make_project(coordinator=coordinator))
    person = make_person(organization=plan.project.organization)
    for number in range(rows):
        section = make_section(plan)
        item = make_item(plan, section=section, responsible=[person, "методисты"])
        update_item(item.pk, 1, {"title": f"Слова {number}"}, actor=coordinator)
    client.get(reverse("network:account"))
    with django_assert_num_queries(12):
        client.get(page(plan))
