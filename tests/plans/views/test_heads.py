"""A new plan without a document, and the head of a plan: title, period, approval blocks."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from network.models import User
from plans.forms.heads import NO_PERIOD, NO_TITLE
from plans.models import ApprovalBlock, Plan, PlanChange, PlanItem
from plans.services.items import ManualDeadline, update_item
from plans.services.structure.action import NO_REASON, STALE
from plans.services.structure.items import NewItem, add_item
from plans.services.structure.numbering import renumber_plan
from plans.services.structure.undo import OVERTAKEN
from plans.text.deadlines import DeadlineKind
from tests.makers import (
    make_item,
    make_mark,
    make_member,
    make_organization,
    make_plan,
    make_project,
    make_role,
    make_user,
)

pytestmark = pytest.mark.django_db
NEW = {"title": "План работы", "kind": "calendar", "period": "2022/2023", "numbering": "continuous"}


@pytest.fixture
def plan(client: Client) -> Plan:
    coordinator = make_user()
    client.force_login(coordinator)
    plan = make_plan(make_project(coordinator=coordinator))
    ApprovalBlock.objects.create(
        plan=plan, label="УТВЕРЖДАЮ", position="Директор", name="К.Л. Ромашкина", text="УТВЕРЖДАЮ\nДиректор центра"
    )
    return plan


def new(plan: Plan) -> str:
    return reverse("plans:plan_create", args=[plan.project.slug])


def edit(plan: Plan) -> str:
    return reverse("plans:plan_edit", args=[plan.pk])


def said(plan: Plan, **fields: str) -> dict[str, Any]:
    """What the browser sends for the head as it stands: one approval block and an empty one."""
    block = {"label": "УТВЕРЖДАЮ", "position": "Директор", "name": "К.Л. Ромашкина", "kind": "approved"}
    return {
        "version": "1",
        "title": plan.title,
        "kind": plan.kind,
        "period": "2022/2023",
        "period_text": plan.period_text,
        "form-TOTAL_FORMS": "2",
        "form-INITIAL_FORMS": "1",
        **{f"form-0-{name}": value for name, value in block.items()},
        "form-1-kind": "approved",
        **fields,
    }


def test_new_plan_has_the_usual_columns_and_waits_for_its_first_row(client: Client, plan: Plan) -> None:
    answer = client.post(new(plan), NEW)
    made = Plan.objects.latest("pk")
    assert answer["Location"] == f"{reverse('plans:plan_structure', args=[made.pk])}?after=top"
    assert (made.title, made.period_text, made.starts_on, made.state) == (
        "План работы",
        "2022/2023",
        date(2022, 9, 1),
        "draft",
    )
    assert [column["field"] for column in made.layout] == ["number", "title", "deadline", "responsible", "mark"]
    assert client.get(answer["Location"]).context["is_typing"]


def test_plan_without_numbers_has_no_column_for_them(client: Client, plan: Plan) -> None:
    client.post(new(plan), NEW | {"numbering": "none"})
    assert [column["field"] for column in Plan.objects.latest("pk").layout] == [
        "title",
        "deadline",
        "responsible",
        "mark",
    ]


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"title": " "}, {"title": [NO_TITLE]}),
        ({"period": ""}, {"period": [NO_PERIOD]}),
        ({"kind": "x"}, {"kind": ["Выберите корректный вариант. x нет среди допустимых значений."]}),
    ],
)
def test_wrong_new_plan_stays_as_typed(
    client: Client, plan: Plan, fields: dict[str, str], errors: dict[str, list[str]]
) -> None:
    answer = client.post(new(plan), NEW | fields)
    assert (answer.status_code, answer.context["form"].errors) == (422, errors)
    assert Plan.objects.count() == 1


def test_period_that_is_none_is_told(client: Client, plan: Plan) -> None:
    answer = client.post(new(plan), NEW | {"period": "когда-нибудь"})
    assert (answer.status_code, "когда-нибудь" in answer.context["form"].errors["period"][0]) == (422, True)


def test_head_is_changed_and_taken_back(client: Client, plan: Plan) -> None:
    fields = {"title": " Дорожная карта ", "kind": "road_map", "form-0-name": "П.С. Осенний", "form-0-position": ""}
    answer = client.post(edit(plan), said(plan, **fields))
    stands = Plan.objects.get(pk=plan.pk)
    assert (answer.status_code, stands.title, stands.kind) == (302, "Дорожная карта", "road_map")
    block = ApprovalBlock.objects.get()
    assert (block.name, block.position, block.text) == ("П.С. Осенний", "", "УТВЕРЖДАЮ\nП.С. Осенний")
    client.post(reverse("plans:change_undo", args=[PlanChange.objects.get().batch]))
    assert (Plan.objects.get(pk=plan.pk).title, Plan.objects.get(pk=plan.pk).kind) == (plan.title, "calendar")
    block = ApprovalBlock.objects.get()
    assert (block.name, block.position, block.text) == ("К.Л. Ромашкина", "Директор", "УТВЕРЖДАЮ\nДиректор центра")


def test_lines_of_a_block_nobody_touched_stay_as_in_the_document(client: Client, plan: Plan) -> None:
    client.post(edit(plan), said(plan, title="Иначе"))
    assert ApprovalBlock.objects.get().text == "УТВЕРЖДАЮ\nДиректор центра"


def test_block_is_added_and_deleted(client: Client, plan: Plan) -> None:
    fields = {
        "form-0-DELETE": "on",
        "form-1-kind": "agreed",
        "form-1-label": "СОГЛАСОВАНО",
        "form-1-name": "Б. Пихта",
    }
    client.post(edit(plan), said(plan, **fields))
    assert list(ApprovalBlock.objects.values_list("kind", "label", "name")) == [("agreed", "СОГЛАСОВАНО", "Б. Пихта")]


def test_same_head_changes_nothing(client: Client, plan: Plan) -> None:
    assert client.post(edit(plan), said(plan)).status_code == 302
    assert PlanChange.objects.count() == 0


def test_new_period_reads_deadlines_anew_but_not_those_set_by_hand(client: Client, plan: Plan) -> None:
    add_item(plan.pk, None, NewItem("Слёт", "Октябрь"), after=None, actor=None)
    add_item(plan.pk, None, NewItem("Сбор", "Ноябрь"), after=None, actor=None)
    hand = PlanItem.objects.get(title="Сбор")
    by_hand = ManualDeadline(DeadlineKind.DATE, date(2022, 11, 5), date(2022, 11, 5))
    update_item(hand.pk, hand.version, {}, actor=None, deadline=by_hand)
    version = str(Plan.objects.get(pk=plan.pk).version)
    answer = client.post(edit(plan), said(plan, period="2023/2024", version=version), follow=True)
    assert "поняты сроки 1 пункта" in str(next(iter(answer.context["messages"])))
    ends = {item.title: item.deadline.ends_on for item in PlanItem.objects.select_related("deadline")}
    assert ends == {"Слёт": date(2023, 10, 31), "Сбор": date(2022, 11, 5)}
    client.post(reverse("plans:change_undo", args=[PlanChange.objects.latest("pk").batch]))
    assert PlanItem.objects.get(title="Слёт").deadline.ends_on == date(2022, 10, 31)
    assert Plan.objects.get(pk=plan.pk).starts_on == date(2022, 9, 1)


def test_marked_window_outlives_a_new_period(client: Client, plan: Plan) -> None:
    item = add_item(plan.pk, None, NewItem("Слёт", "Октябрь"), after=None, actor=None)
    make_mark(item)
    client.post(edit(plan), said(plan, period="2023/2024", version="2"))
    assert [row.label for row in item.occurrences.order_by("order")] == ["октябрь 2022", "октябрь 2023"]


def test_head_changed_since_is_not_taken_back(client: Client, plan: Plan) -> None:
    client.post(edit(plan), said(plan, title="Раз"))
    batch = PlanChange.objects.get().batch
    client.post(edit(plan), said(plan, title="Два", version="2"))
    answer = client.post(reverse("plans:change_undo", args=[batch]), follow=True)
    assert Plan.objects.get(pk=plan.pk).title == "Два"
    assert OVERTAKEN.format(subject=plan.title) in [str(message) for message in answer.context["messages"]]


def test_approved_plan_asks_why(client: Client, plan: Plan) -> None:
    Plan.objects.update(state=Plan.State.APPROVED)
    refused = client.post(edit(plan), said(plan, title="Иначе"))
    assert (refused.status_code, refused.context["form"].errors["reason"]) == (422, [NO_REASON])
    assert refused.context["form"]["title"].value() == "Иначе"
    client.post(edit(plan), said(plan, title="Иначе", reason="Приказ № 5"))
    assert PlanChange.objects.get().reason == "Приказ № 5"


def test_second_of_two_keeps_what_she_typed(client: Client, plan: Plan) -> None:
    renumber_plan(plan.pk, None, "none", actor=None)
    answer = client.post(edit(plan), said(plan, title="Моё"))
    form = answer.context["form"]
    assert (answer.status_code, form.non_field_errors()) == (409, [STALE])
    assert (form["title"].value(), form["version"].value()) == ("Моё", "2")
    assert client.post(edit(plan), said(plan, title="Моё", version="2")).status_code == 302


def test_who_makes_and_changes_plans(client: Client, plan: Plan) -> None:
    own = make_organization()
    plan.project.participations.create(organization=own)
    users: dict[str, User] = {
        "director": make_role(plan.project, "director"),  # type: ignore[arg-type]
        "member": make_member(own),
        "stranger": make_user(),
    }
    statuses = {}
    for name, user in users.items():
        client.force_login(user)
        answers = (client.get(new(plan)), client.post(new(plan), NEW), client.get(edit(plan)), client.post(edit(plan)))
        statuses[name] = [answer.status_code for answer in answers]
    assert statuses == {"director": [403] * 4, "member": [403] * 4, "stranger": [404] * 4}
    assert Plan.objects.count() == 1


@pytest.mark.parametrize("rows", [1, 20])
def test_page_costs_the_same_for_any_number_of_rows(
    client: Client, plan: Plan, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        make_item(plan)
    client.get(reverse("network:account"))
    with django_assert_num_queries(8):
        client.get(edit(plan))
