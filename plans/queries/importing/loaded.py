"""Whether a plan that comes in has been loaded before."""

from __future__ import annotations

from dataclasses import dataclass

from plans.importing.draft import DraftPlan, DraftRow
from plans.models import Plan, PlanItem
from plans.text.period import PlanPeriod
from portal.text.names import comparison_key
from projects.models import Project


@dataclass(frozen=True, slots=True)
class Difference:
    """The plan of the same kind, period and title that is loaded already, and how the rows compare with its items."""

    plan: Plan
    new: int
    changed: int
    same: int
    missing: int


def loaded_already(project: Project, draft: DraftPlan, period: PlanPeriod) -> Difference | None:
    """The same plan, if the project has it: kind, period and title agree."""
    same_time = Plan.objects.filter(project=project, kind=draft.kind.value, starts_on=period.start, ends_on=period.end)
    title = comparison_key(draft.title or "")
    plan = next((plan for plan in same_time.order_by("-pk") if comparison_key(plan.title) == title), None)
    if plan is None:
        return None
    there = {_item_key(item.number, item.title): item for item in plan.items.select_related("deadline")}
    counts = {"new": 0, "changed": 0, "same": 0}
    met: set[tuple[str, str]] = set()
    for row in draft.rows:
        if row.is_skipped:
            continue
        key = _item_key(row.number or "", row.title or "")
        item = there.get(key)
        met.add(key)
        counts["new" if item is None else "same" if _is_same(row, item) else "changed"] += 1
    return Difference(plan, missing=len(there.keys() - met), **counts)


def _item_key(number: str, title: str) -> tuple[str, str]:
    return comparison_key(number), comparison_key(title)


def _is_same(row: DraftRow, item: PlanItem) -> bool:
    deadline = item.deadline.text if hasattr(item, "deadline") else ""
    return (row.deadline_text, row.responsible or "") == (deadline, item.responsible_text)
