"""From the bytes of a file to a draft of a plan; pure Python, saves nothing."""

from __future__ import annotations

from plans.importing.draft import DraftPlan, DraftRow, PlanKind, Problem
from plans.importing.errors import ImportRefused
from plans.importing.plain import from_plain, to_plain
from plans.importing.reading import read_plan, read_tables
from plans.importing.source import SourceTable

__all__ = [
    "DraftPlan",
    "DraftRow",
    "ImportRefused",
    "PlanKind",
    "Problem",
    "SourceTable",
    "from_plain",
    "read_plan",
    "read_tables",
    "to_plain",
]
