"""Closing, opening again, the archive."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from plans.models import Plan, PlanChange, PlanSnapshot
from plans.queries.snapshots import is_genuine
from plans.services.life import (
    NO_REASON,
    NO_WORD_OF_OPEN,
    NOT_APPROVED,
    NOT_CLOSED,
    NOT_SHUT,
    archive_plan,
    close_plan,
    reopen_plan,
)
from tests.makers import make_item, make_mark, make_plan, make_user

pytestmark = pytest.mark.django_db

TODAY = date(2023, 6, 1)


@pytest.fixture
def plan() -> Plan:
    plan = make_plan(state=Plan.State.APPROVED)
    make_mark(make_item(plan, "Встреча"))
    return plan


def test_plan_is_closed_with_its_marks(plan: Plan) -> None:
    actor = make_user()
    close_plan(plan, actor=actor, today=TODAY)
    plan.refresh_from_db()
    edition = PlanSnapshot.objects.get()
    (mark,) = edition.content["items"][0]["windows"][0]["marks"]
    assert plan.state == Plan.State.CLOSED
    assert (edition.kind, edition.number, edition.author) == ("closing", 1, actor)
    assert (mark["state"], mark["fact_on"]) == ("done", "2022-10-20")
    assert is_genuine(edition)


def test_open_items_are_closed_with_a_word_about_them(plan: Plan) -> None:
    make_item(plan, "Слёт")
    with pytest.raises(ValidationError) as problem:
        close_plan(plan, actor=None, today=TODAY, reason=" ")
    assert problem.value.message_dict == {"reason": [NO_WORD_OF_OPEN]}
    close_plan(plan, actor=None, today=TODAY, reason="Слёт перейдёт в план следующего года")
    assert PlanSnapshot.objects.get().basis == "Слёт перейдёт в план следующего года"


@pytest.mark.parametrize("state", [Plan.State.DRAFT, Plan.State.CLOSED, Plan.State.ARCHIVED])
def test_only_an_approved_plan_is_closed(plan: Plan, state: Plan.State) -> None:
    Plan.objects.update(state=state)
    with pytest.raises(ValidationError, match=NOT_APPROVED):
        close_plan(plan, actor=None, today=TODAY)


def test_there_and_back(plan: Plan) -> None:
    actor = make_user()
    close_plan(plan, actor=actor, today=TODAY)
    archive_plan(plan, actor=actor)
    reopen_plan(plan, actor=actor, reason="Нужна справка")
    reopen_plan(plan, actor=actor, reason="Пришёл протокол")
    plan.refresh_from_db()
    trail = [(change.before["state"], change.after["state"], change.reason) for change in PlanChange.objects.all()]
    assert plan.state == Plan.State.APPROVED
    assert trail == [
        ("approved", "closed", ""),
        ("closed", "archived", ""),
        ("archived", "closed", "Нужна справка"),
        ("closed", "approved", "Пришёл протокол"),
    ]
    close_plan(plan, actor=actor, today=TODAY)
    assert list(PlanSnapshot.objects.values_list("kind", "number")) == [("closing", 1), ("closing", 2)]


def test_opening_again_needs_a_reason(plan: Plan) -> None:
    close_plan(plan, actor=None, today=TODAY)
    with pytest.raises(ValidationError) as problem:
        reopen_plan(plan, actor=None, reason=" ")
    assert problem.value.message_dict == {"reason": [NO_REASON]}


def test_what_is_open_is_not_opened_nor_put_away(plan: Plan) -> None:
    with pytest.raises(ValidationError, match=NOT_SHUT):
        reopen_plan(plan, actor=None, reason="Нужно")
    with pytest.raises(ValidationError, match=NOT_CLOSED):
        archive_plan(plan, actor=None)
