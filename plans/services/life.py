"""The end of a plan: closed with an edition of its own, opened again with a reason, put into the archive."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from network.models import User
from network.services.history import save_signed
from plans.models import Occurrence, Plan, PlanChange, PlanSnapshot
from plans.queries.life import open_rows
from plans.services.plans import freeze
from portal.text.clean import clean_text

NOT_APPROVED = "Закрывают утверждённый план. Этот не утверждён или уже закрыт."
NOT_CLOSED = "В архив уходит закрытый план. Сначала закройте его."
NOT_SHUT = "План и так открыт."
NO_WORD_OF_OPEN = "Напишите, что будет с невыполненными пунктами: перейдут в следующий план, отменены, сделаны позже."
NO_REASON = "Напишите, зачем план понадобился снова: это останется в листе изменений."


@transaction.atomic
def close_plan(plan: Plan, *, actor: User | None, today: date, reason: str = "") -> Plan:
    """Close an approved plan with its marks as they stand; marks no longer change after that.

    Raises ValidationError for a plan in another state, and by the field `reason` where items stay open without a word.
    """
    plan = _locked(plan)
    if plan.state != Plan.State.APPROVED:
        raise ValidationError(NOT_APPROVED)
    # A mark that is being set meanwhile is waited for, the next ones wait and are refused.
    list(Occurrence.objects.select_for_update(of=("self",)).filter(item__plan=plan).order_by("pk").only("pk"))
    words = clean_text(reason).strip()
    if not words and open_rows(plan, today):
        raise ValidationError({"reason": NO_WORD_OF_OPEN})
    freeze(plan, PlanSnapshot.Kind.CLOSING, basis=words, actor=actor, with_marks=True)
    return _pass_to(plan, Plan.State.CLOSED, words, actor)


@transaction.atomic
def archive_plan(plan: Plan, *, actor: User | None) -> Plan:
    """Put a closed plan away: it can only be read. Raises ValidationError for a plan that is not closed."""
    plan = _locked(plan)
    if plan.state != Plan.State.CLOSED:
        raise ValidationError(NOT_CLOSED)
    return _pass_to(plan, Plan.State.ARCHIVED, "", actor)


@transaction.atomic
def reopen_plan(plan: Plan, *, actor: User | None, reason: str) -> Plan:
    """One step back: out of the archive, or open for marks again; editions frozen meanwhile stay.

    Raises ValidationError for an open plan, and by the field `reason` without a reason.
    """
    plan = _locked(plan)
    before = {Plan.State.CLOSED: Plan.State.APPROVED, Plan.State.ARCHIVED: Plan.State.CLOSED}
    if plan.state not in before:
        raise ValidationError(NOT_SHUT)
    words = clean_text(reason).strip()
    if not words:
        raise ValidationError({"reason": NO_REASON})
    return _pass_to(plan, before[Plan.State(plan.state)], words, actor)


def _locked(plan: Plan) -> Plan:
    return Plan.objects.select_for_update(of=("self",)).select_related("project__organization").get(pk=plan.pk)


def _pass_to(plan: Plan, state: Plan.State, reason: str, actor: User | None) -> Plan:
    """Change the state and write down who did it and why."""
    PlanChange.objects.create(
        plan=plan,
        kind=PlanChange.Kind.STATE,
        subject=plan.short_title,
        before={"state": plan.state},
        after={"state": state.value},
        reason=reason,
        author=actor,
    )
    plan.state = state
    return save_signed(plan, actor)
