"""Deadlines of plans: their words read into windows of dates."""

from __future__ import annotations

from plans.text.deadlines.explain import explain_deadline
from plans.text.deadlines.kinds import DeadlineKind, Recurrence
from plans.text.deadlines.reader import read_deadline
from plans.text.deadlines.reading import DeadlineReading, Window

__all__ = ["DeadlineKind", "DeadlineReading", "Recurrence", "Window", "explain_deadline", "read_deadline"]
