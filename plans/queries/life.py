"""What is asked before a plan is closed."""

from __future__ import annotations

from datetime import date

from plans.models import Plan
from plans.progress import ItemState
from plans.queries.table import ItemRow, plan_table

FINISHED = frozenset({ItemState.DONE, ItemState.CANCELLED})


def open_rows(plan: Plan, today: date) -> tuple[ItemRow, ...]:
    """Items that are neither done nor cancelled, in the order of the document."""
    return tuple(row for row in plan_table(plan, today).rows if row.progress.state not in FINISHED)
