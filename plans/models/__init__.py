"""Tables of plans: items, deadlines, occurrences, responsibles, marks, changes, events, imports, personal settings."""

from __future__ import annotations

from plans.models.changes import PlanChange, PlanSnapshot
from plans.models.events import Event, EventLink, EventRegistration
from plans.models.imports import MarkSheet, PlanImport
from plans.models.items import Deadline, Occurrence, PlanItem, Responsibility
from plans.models.marks import CompletionMark, Evidence
from plans.models.personal import CalendarFeed, SavedFilter
from plans.models.plans import ApprovalBlock, Plan, Section

__all__ = [
    "ApprovalBlock",
    "CalendarFeed",
    "CompletionMark",
    "Deadline",
    "Event",
    "EventLink",
    "EventRegistration",
    "Evidence",
    "MarkSheet",
    "Occurrence",
    "Plan",
    "PlanChange",
    "PlanImport",
    "PlanItem",
    "PlanSnapshot",
    "Responsibility",
    "SavedFilter",
    "Section",
]
