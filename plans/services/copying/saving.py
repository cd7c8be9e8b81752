"""A plan copied to another period: one transaction, a few inserts whatever the length."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from simple_history.utils import bulk_create_with_history

from network.models import User
from network.services.history import save_signed
from plans.models import ApprovalBlock, Deadline, Plan, PlanItem, Responsibility, Section
from plans.queries.readings import calendar_of, period_of
from plans.services.copying.draft import CopyDraft, CopyRow
from plans.services.schedule import schedule_items

BATCH = 500
NOTHING_CHOSEN = "Отметьте галочкой хотя бы один пункт: пустой план не нужен."
_DATED_LINE = re.compile(r"\d{1,2}[.\s»\"]|_{2,}.*\d{2}|№")
Matrix = PlanItem.matrix_entries.through


@transaction.atomic
def copy_plan(draft: CopyDraft, *, actor: User | None, chosen: Collection[int] | None = None) -> Plan:
    """Save the draft as a new plan that goes on from the old one; `chosen`: ids of items to take, `None` for all.

    Marks and words of marks stay behind, approval begins anew with a blank date. Items that were not finished know
    where they come from. Raises ValidationError if nothing is chosen.
    """
    rows = [row for row in draft.rows if chosen is None or row.item.pk in chosen]
    if not rows:
        raise ValidationError(NOTHING_CHOSEN)
    old = draft.plan
    plan = save_signed(
        Plan(
            project=old.project,
            kind=old.kind,
            title=draft.title,
            period_text=draft.period_text,
            period_kind=old.period_kind,
            starts_on=draft.period.start,
            ends_on=draft.period.end,
            layout=old.layout,
            numbering=old.numbering,
            previous=old,
        ),
        actor,
    )
    blocks = ApprovalBlock.objects.filter(plan=old).order_by("order", "pk")
    bulk_create_with_history([_blank(block, plan) for block in blocks], ApprovalBlock, default_user=actor)
    sections = _sections(draft, plan, actor)
    items: list[PlanItem] = bulk_create_with_history(
        [_item(row, plan, sections, order) for order, row in enumerate(rows)],
        PlanItem,
        batch_size=BATCH,
        default_user=actor,
    )
    _schedule(plan, rows, items, actor)
    parties = [_party(party, item) for row, item in zip(rows, items, strict=True) for party in row.parties]
    bulk_create_with_history(parties, Responsibility, batch_size=BATCH, default_user=actor)
    _link_matrix(rows, items)
    return plan


def _blank(block: ApprovalBlock, plan: Plan) -> ApprovalBlock:
    """The block with nobody's date and act in it; its lines are kept where it was never taken apart."""
    is_whole = not (block.position or block.name or block.basis)
    lines = [line for line in block.text.split("\n") if not _DATED_LINE.search(line)]
    return ApprovalBlock(
        plan=plan,
        order=block.order,
        kind=block.kind,
        label=block.label,
        position=block.position,
        signature=block.signature,
        name=block.name,
        text="\n".join(lines) if is_whole else "",
    )


def _sections(draft: CopyDraft, plan: Plan, actor: User | None) -> Mapping[int, Section]:
    """New sections by the ids of the old ones, a level at a time: a parent is saved before what stands inside."""
    new = {
        old.pk: Section(
            plan=plan, kind=old.kind, order=old.order, number=old.number, title=title, stage_id=old.stage_id
        )
        for old, title in draft.sections
    }
    left = [old for old, _ in draft.sections]
    while left:
        ready = [old for old in left if old.parent_id is None or new[old.parent_id].pk is not None]
        for old in ready:
            new[old.pk].parent = None if old.parent_id is None else new[old.parent_id]
        bulk_create_with_history([new[old.pk] for old in ready], Section, default_user=actor)
        done = {old.pk for old in ready}
        left = [old for old in left if old.pk not in done]
    return new


def _item(row: CopyRow, plan: Plan, sections: Mapping[int, Section], order: int) -> PlanItem:
    old = row.item
    return PlanItem(
        plan=plan,
        section=sections.get(old.section_id or 0),
        order=order,
        number=old.number,
        extra=dict(row.extra),
        stage_id=old.stage_id,
        direction_id=old.direction_id,
        origin=old if row.is_open else None,
        **row.words,
    )


def _schedule(plan: Plan, rows: list[CopyRow], items: list[PlanItem], actor: User | None) -> None:
    calendar = calendar_of(plan)
    for source in Deadline.Source:
        pairs = [(item, row.reading) for row, item in zip(rows, items, strict=True) if row.source == source]
        schedule_items(pairs, period_of(plan), calendar, actor=actor, source=source)


def _party(party: Responsibility, item: PlanItem) -> Responsibility:
    return Responsibility(
        item=item,
        order=party.order,
        role=party.role,
        person_id=party.person_id,
        group_id=party.group_id,
        organization_id=party.organization_id,
        text=party.text,
        name_text=party.name_text,
        position=party.position,
    )


def _link_matrix(rows: list[CopyRow], items: list[PlanItem]) -> None:
    """The copies serve the same works of the project's stages."""
    new = {row.item.pk: item.pk for row, item in zip(rows, items, strict=True)}
    links = Matrix.objects.filter(planitem__in=new).values_list("planitem_id", "matrixentry_id")
    Matrix.objects.bulk_create([Matrix(planitem_id=new[item], matrixentry_id=entry) for item, entry in links])
