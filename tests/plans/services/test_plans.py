"""A plan is approved by a frozen edition, again after changes."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from plans.changes import digest_of
from plans.models import ApprovalBlock, Plan, PlanItem, PlanSnapshot
from plans.queries.snapshots import edition_content, is_genuine, latest_edition
from plans.services.plans import (
    EMPTY_PLAN,
    NO_BASIS,
    NO_NAME,
    NOT_DRAFT,
    NOTHING_NEW,
    ApprovalInput,
    approve_plan,
)
from tests.makers import history_of, make_item, make_mark, make_monthly_item, make_plan, make_section, make_user

pytestmark = pytest.mark.django_db

SIGNED = ApprovalInput(date(2022, 8, 30), position="Директор", name="Лесная О.П.")
BY_ACT = ApprovalInput(date(2022, 8, 30), is_by_act=True, basis="приказ директора от 30.08.2022 № 117")


@pytest.fixture
def plan() -> Plan:
    plan = make_plan(state=Plan.State.DRAFT)
    section = make_section(plan)
    make_item(plan, "Встреча наставников", section=section, responsible="Ковалёва А.П.")
    make_monthly_item(plan, section=section)
    return plan


def test_a_draft_is_approved_by_somebody(plan: Plan) -> None:
    actor = make_user()
    approve_plan(plan, actor=actor, approval=BY_ACT)
    plan.refresh_from_db()
    edition = PlanSnapshot.objects.get()
    assert (plan.state, plan.approved_on) == (Plan.State.APPROVED, date(2022, 8, 30))
    assert (edition.plan, edition.kind, edition.number) == (plan, "approval", 1)
    assert (edition.author, edition.basis) == (actor, BY_ACT.basis)
    assert history_of(Plan).last().history_user == actor


def test_edition_holds_everything_by_itself(plan: Plan) -> None:
    approve_plan(plan, actor=None)
    content = PlanSnapshot.objects.get().content
    first = content["items"][0]
    assert content["plan"]["layout"] == plan.layout
    assert [section["title"] for section in content["sections"]] == ["Работа с педагогами"]
    assert (first["title"], first["deadline"]["text"]) == ("Встреча наставников", "Октябрь 2022")
    assert [(window["starts_on"], window["ends_on"]) for window in first["windows"]] == [("2022-10-01", "2022-10-31")]
    assert [party["label"] for party in first["responsibles"]] == ["Ковалёва А.П."]
    assert len(content["items"][1]["windows"]) == 9


def test_frozen_means_frozen(plan: Plan) -> None:
    approve_plan(plan, actor=None)
    before = PlanSnapshot.objects.get()
    item = plan.items.order_by("order")[0]
    make_mark(item)
    PlanItem.objects.filter(pk=item.pk).update(title="Совсем другое", number="77")
    plan.sections.update(title="Другой раздел")
    item.responsibilities.all().delete()
    item.deadline.delete()
    Plan.objects.filter(pk=plan.pk).update(title="Другой план", layout=[])
    after = PlanSnapshot.objects.get()
    assert after.content == before.content
    assert after.digest == digest_of(before.content)
    assert is_genuine(after)
    assert edition_content(Plan.objects.get(pk=plan.pk)) != after.content


def test_edition_that_was_tampered_with_is_told(plan: Plan) -> None:
    approve_plan(plan, actor=None)
    edition = PlanSnapshot.objects.get()
    edition.content["items"][0]["title"] += "!"
    edition.save()
    assert not is_genuine(PlanSnapshot.objects.get())


def test_approved_again_after_a_change(plan: Plan) -> None:
    approve_plan(plan, actor=None)
    with pytest.raises(ValidationError, match=NOTHING_NEW):
        approve_plan(plan, actor=None, approval=SIGNED)
    plan.items.update(title="Слёт")
    approve_plan(plan, actor=None, approval=SIGNED)
    edition = latest_edition(plan)
    assert edition is not None
    assert (edition.number, edition.basis) == (2, "Директор Лесная О.П.")


def test_marks_make_no_new_edition(plan: Plan) -> None:
    approve_plan(plan, actor=None)
    make_mark(plan.items.order_by("order")[0])
    with pytest.raises(ValidationError, match=NOTHING_NEW):
        approve_plan(plan, actor=None)


@pytest.mark.parametrize("state", [Plan.State.CLOSED, Plan.State.ARCHIVED])
def test_a_closed_plan_is_not_approved(plan: Plan, state: Plan.State) -> None:
    Plan.objects.update(state=state)
    with pytest.raises(ValidationError, match=NOT_DRAFT):
        approve_plan(plan, actor=None)


def test_an_empty_plan_is_not_approved() -> None:
    with pytest.raises(ValidationError, match=EMPTY_PLAN):
        approve_plan(make_plan(state=Plan.State.DRAFT), actor=None)


@pytest.mark.parametrize(
    ("given", "field", "message"),
    [
        (ApprovalInput(date(2022, 8, 30), is_by_act=True, basis=" "), "basis", NO_BASIS),
        (ApprovalInput(date(2022, 8, 30), name=" "), "name", NO_NAME),
    ],
)
def test_approval_says_by_whom_or_by_what(plan: Plan, given: ApprovalInput, field: str, message: str) -> None:
    with pytest.raises(ValidationError) as problem:
        approve_plan(plan, actor=None, approval=given)
    assert problem.value.message_dict == {field: [message]}
    assert not PlanSnapshot.objects.exists()


def test_plan_without_a_block_gets_one(plan: Plan) -> None:
    approve_plan(plan, actor=None, approval=SIGNED)
    block = ApprovalBlock.objects.get()
    assert (block.label, block.position, block.name, block.date_text) == (
        "УТВЕРЖДАЮ",
        "Директор",
        "Лесная О.П.",
        "30.08.2022",
    )


@pytest.mark.parametrize(
    ("date_text", "kept"),
    [("«___» ________ 2022 г.", "30.08.2022"), ("", "30.08.2022"), ("29 августа 2022 г.", "29 августа 2022 г.")],
)
def test_date_written_in_the_document_is_kept(plan: Plan, date_text: str, kept: str) -> None:
    ApprovalBlock.objects.create(plan=plan, label="Утверждаю:", name="Лесная О.П.", date_text=date_text)
    approve_plan(plan, actor=None, approval=SIGNED)
    block = ApprovalBlock.objects.get()
    assert (block.label, block.date_text) == ("Утверждаю:", kept)


def test_block_of_a_signature_becomes_one_of_an_act(plan: Plan) -> None:
    ApprovalBlock.objects.create(plan=plan, label="УТВЕРЖДАЮ", position="Директор", name="Лесная О.П.")
    approve_plan(plan, actor=None, approval=BY_ACT)
    block = ApprovalBlock.objects.get()
    assert (block.label, block.position, block.name, block.basis) == ("УТВЕРЖДЁН", "", "", BY_ACT.basis)
