"""Shaped reads of plans."""

from __future__ import annotations

from plans.queries.table import (
    LATE_AFTER_PLAN,
    NEVER_LATE,
    ItemRow,
    OccurrenceRow,
    PlanTable,
    control_of,
    item_row,
    item_rows,
    mark_log,
    plan_items,
    plan_table,
    waiting_names,
)
from projects.queries.days import project_today

__all__ = [
    "LATE_AFTER_PLAN",
    "NEVER_LATE",
    "ItemRow",
    "OccurrenceRow",
    "PlanTable",
    "control_of",
    "item_row",
    "item_rows",
    "mark_log",
    "plan_items",
    "plan_table",
    "project_today",
    "waiting_names",
]
