"""What is asked before a plan is approved and before it is closed."""

from __future__ import annotations

from datetime import date
from typing import Any

from plans.models import ApprovalBlock, Plan
from plans.progress import ItemState
from plans.queries.table import ItemRow, plan_table
from plans.text.period import PlanPeriod

FINISHED = frozenset({ItemState.DONE, ItemState.CANCELLED})


def open_rows(plan: Plan, today: date) -> tuple[ItemRow, ...]:
    """Items that are neither done nor cancelled, in the order of the document."""
    return tuple(row for row in plan_table(plan, today).rows if row.progress.state not in FINISHED)


def plans_of_period(plan: Plan, period: PlanPeriod) -> list[Plan]:
    """Plans of the same kind that the project has for a period already."""
    others = Plan.objects.filter(project=plan.project_id, kind=plan.kind, starts_on__lte=period.end)
    return list(others.filter(ends_on__gte=period.start).exclude(pk=plan.pk).order_by("starts_on", "pk"))


def approval_words(plan: Plan, today: date) -> dict[str, Any]:
    """What the approval block of the document says already, by field of the form of approval."""
    blocks = ApprovalBlock.objects.filter(plan=plan, kind=ApprovalBlock.Kind.APPROVED).order_by("order", "pk")
    block = blocks.first() or ApprovalBlock()
    return {
        "approved_on": plan.approved_on or today,
        "way": "act" if block.basis else "signed",
        "position": block.position,
        "name": block.name,
        "basis": block.basis,
    }
