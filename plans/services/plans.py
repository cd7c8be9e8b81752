"""Approval of a plan: an edition is frozen, and the plan is approved by it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from network.models import User
from network.services.history import save_signed
from plans.changes import compare, digest_of
from plans.models import ApprovalBlock, Plan, PlanItem, PlanSnapshot
from plans.queries.snapshots import edition_content, latest_edition, next_number
from portal.text.clean import clean_text
from portal.text.russian import date_short

NOT_DRAFT = "Закрытый план не утверждают: сначала откройте его снова."
EMPTY_PLAN = "В плане нет ни одного пункта: утверждать нечего."
NOTHING_NEW = "Со времени утверждения в плане ничего не изменилось: новая редакция не нужна."
NO_BASIS = "Напишите, каким документом утверждён план: например, «приказ от 30.08.2022 № 117»."
NO_NAME = "Напишите, кто утвердил план."
SIGNED_LABEL = "УТВЕРЖДАЮ"
BY_ACT_LABEL = "УТВЕРЖДЁН"
_WRITTEN_DAY = re.compile(r"\d{1,2}\s*[.»\"]?\s*(?:\d{1,2}\.|[а-яё]{3,})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ApprovalInput:
    """How a plan was approved: signed by somebody, or by an act (`basis`), on which day."""

    approved_on: date
    is_by_act: bool = False
    position: str = ""
    name: str = ""
    basis: str = ""

    @property
    def words(self) -> str:
        """What the edition is known by: the act, or who signed."""
        if self.is_by_act:
            return self.basis
        return " ".join(part for part in (self.position, self.name) if part)


def approval_errors(given: ApprovalInput) -> Mapping[str, str]:
    """What is missing, by field, empty for a good approval."""
    if given.is_by_act:
        return {} if given.basis.strip() else {"basis": NO_BASIS}
    return {} if given.name.strip() else {"name": NO_NAME}


@transaction.atomic
def approve_plan(plan: Plan, *, actor: User | None, approval: ApprovalInput | None = None) -> Plan:
    """Freeze the plan as its next approved edition; a draft becomes approved by it.

    `approval` goes to the approval block of the document, whose own words stay where they say it already. Raises
    ValidationError for a closed plan, an empty one, one that has not changed since it was approved.
    """
    plan = Plan.objects.select_for_update(of=("self",)).select_related("project__organization").get(pk=plan.pk)
    if plan.state not in {Plan.State.DRAFT, Plan.State.APPROVED}:
        raise ValidationError(NOT_DRAFT)
    if not PlanItem.objects.filter(plan=plan).exists():
        raise ValidationError(EMPTY_PLAN)
    if approval is not None:
        if errors := approval_errors(approval):
            raise ValidationError(dict(errors))
        _write_block(plan, approval, actor)
        plan.approved_on = approval.approved_on
    before = latest_edition(plan) if plan.state == Plan.State.APPROVED else None
    if before is not None and not has_changed(before, plan):
        raise ValidationError(NOTHING_NEW)
    plan.state = Plan.State.APPROVED
    save_signed(plan, actor)
    freeze(plan, PlanSnapshot.Kind.APPROVAL, basis=approval.words if approval else "", actor=actor)
    return plan


def freeze(
    plan: Plan, kind: PlanSnapshot.Kind, *, basis: str, actor: User | None, with_marks: bool = False
) -> PlanSnapshot:
    """Write the plan down as an edition that later changes do not touch."""
    content = edition_content(plan, with_marks=with_marks)
    return PlanSnapshot.objects.create(
        plan=plan,
        kind=kind,
        number=next_number(plan, kind),
        content=content,
        digest=digest_of(content),
        basis=clean_text(basis).strip(),
        author=actor,
    )


def has_changed(edition: PlanSnapshot, plan: Plan) -> bool:
    """The plan differs from the edition in more than its marks and its approval."""
    now = edition_content(plan)
    return bool(compare(edition.content, {**now, "approvals": edition.content["approvals"]}))


def _write_block(plan: Plan, given: ApprovalInput, actor: User | None) -> None:
    """Fill the approval block in; a date that the document already writes in full stays as it is written."""
    blocks = ApprovalBlock.objects.filter(plan=plan, kind=ApprovalBlock.Kind.APPROVED)
    block = blocks.order_by("order", "pk").first() or ApprovalBlock(plan=plan)
    was_by_act = bool(block.basis)
    if not block.label or was_by_act != given.is_by_act:
        block.label = BY_ACT_LABEL if given.is_by_act else SIGNED_LABEL
    block.basis = clean_text(given.basis).strip() if given.is_by_act else ""
    if given.is_by_act:
        block.position = block.name = block.signature = ""
    else:
        block.position, block.name = clean_text(given.position).strip(), clean_text(given.name).strip()
    if not _WRITTEN_DAY.search(block.date_text):
        block.date_text = "" if given.is_by_act else date_short(given.approved_on)
    save_signed(block, actor)
