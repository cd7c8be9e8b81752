"""Tables of plans: items, deadlines, occurrences, responsibles, marks, imports."""

from __future__ import annotations

from plans.models.imports import PlanImport
from plans.models.items import Deadline, Occurrence, PlanItem, Responsibility
from plans.models.marks import CompletionMark, Evidence
from plans.models.plans import ApprovalBlock, Plan, Section

__all__ = [
    "ApprovalBlock",
    "CompletionMark",
    "Deadline",
    "Evidence",
    "Occurrence",
    "Plan",
    "PlanImport",
    "PlanItem",
    "Responsibility",
    "Section",
]
