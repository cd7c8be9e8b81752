"""A plan as the linter looks at it, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from django.db.models import Count

from plans.layout import DEADLINE
from plans.linter import (
    LintCell,
    LintDeadline,
    LintItem,
    LintParty,
    LintPlan,
    LintSection,
    LintStage,
    LintWindow,
)
from plans.models import Occurrence, Plan, PlanItem, Responsibility, Section
from plans.queries.readings import period_of
from plans.text.deadlines import DeadlineKind
from plans.text.numbering import NumberingMode
from projects.models import MatrixEntry, Stage

OTHER_TEXTS = ("form", "audience", "place", "task", "expected_result", "note")
RESPONSIBLE = "responsible"


def lint_plan(plan: Plan) -> LintPlan:
    """Everything the linter asks of a plan; `plan.project` should be loaded. Eight queries whatever the length."""
    fields = {column["field"] for column in plan.layout}
    stages = {
        stage.pk: LintStage(stage.pk, stage.title, stage.starts_on, stage.ends_on)
        for stage in Stage.objects.filter(project=plan.project_id).order_by("order", "pk")
    }
    return LintPlan(
        pk=plan.pk,
        title=plan.title,
        period=period_of(plan),
        items=_items(plan),
        sections=tuple(
            LintSection(section.pk, section.title, section.number, section.parent_id)
            for section in Section.objects.filter(plan=plan).order_by("order", "pk")
        ),
        stages=tuple(stages.values()),
        cells=_cells(plan, stages),
        numbering=NumberingMode(plan.numbering),
        has_deadlines=not fields or DEADLINE in fields,
        has_responsibles=not fields or RESPONSIBLE in fields,
    )


def _items(plan: Plan) -> tuple[LintItem, ...]:
    windows: dict[int, list[LintWindow]] = defaultdict(list)
    for row in Occurrence.objects.filter(item__plan=plan, is_ad_hoc=False).order_by("item_id", "order", "pk"):
        windows[row.item_id].append(LintWindow(row.starts_on, row.ends_on, row.title))
    parties: dict[int, list[LintParty]] = defaultdict(list)
    responsibles = Responsibility.objects.filter(item__plan=plan).select_related("person", "group", "organization")
    for party in responsibles.order_by("item_id", "order", "pk"):
        parties[party.item_id].append(_party(party))
    return tuple(
        LintItem(
            pk=item.pk,
            title=item.title,
            number=item.number,
            section=item.section_id,
            deadline=_deadline(item, windows[item.pk]),
            responsible_text=item.responsible_text,
            parties=tuple(parties[item.pk]),
            texts={name: getattr(item, name) for name in OTHER_TEXTS} | item.extra,
        )
        for item in PlanItem.objects.filter(plan=plan).select_related("deadline").order_by("order", "pk")
    )


def _deadline(item: PlanItem, windows: list[LintWindow]) -> LintDeadline | None:
    if not hasattr(item, "deadline"):
        return None
    deadline = item.deadline
    return LintDeadline(deadline.text, DeadlineKind(deadline.kind), tuple(windows), tuple(deadline.warnings))


def _party(party: Responsibility) -> LintParty:
    name = party.name_text or party.label
    if party.person_id:
        return LintParty("person", str(party.person_id), name)
    if party.organization_id:
        return LintParty("organization", str(party.organization_id), name)
    return LintParty("group" if party.group_id else "text", str(party.group_id or ""), name)


def _cells(plan: Plan, stages: Mapping[int, LintStage]) -> tuple[LintCell, ...]:
    """Cells of the project's matrix with the items of all its plans that stand in them or are linked to them."""
    entries = MatrixEntry.objects.filter(project=plan.project_id).select_related("direction")
    found: dict[tuple[int, int], list[MatrixEntry]] = defaultdict(list)
    for entry in entries.order_by("stage__order", "direction__order", "order", "pk"):
        found[entry.stage_id, entry.direction_id].append(entry)
    if not found:
        return ()
    items = PlanItem.objects.filter(plan__project=plan.project_id)
    placed = items.filter(stage__isnull=False, direction__isnull=False).values_list("stage", "direction")
    standing = {(stage, direction): count for stage, direction, count in placed.annotate(Count("pk")).order_by()}
    linked = dict(
        items.filter(matrix_entries__isnull=False).values_list("matrix_entries").annotate(Count("pk")).order_by()
    )
    return tuple(
        LintCell(
            stage=stages[stage],
            direction_id=direction,
            direction=rows[0].direction.title,
            works=len(rows),
            items=standing.get((stage, direction), 0) + sum(linked.get(row.pk, 0) for row in rows),
        )
        for (stage, direction), rows in found.items()
    )
