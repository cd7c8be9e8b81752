"""Names of what a deadline can be."""

from __future__ import annotations

from enum import StrEnum


class DeadlineKind(StrEnum):
    """Kinds of deadlines, as counted in real plans."""

    DATE = "date"
    DATE_RANGE = "date-range"
    DATE_LIST = "date-list"
    MONTH = "month"
    MONTH_RANGE = "month-range"
    MONTH_LIST = "month-list"
    BOUND = "bound"
    FROM = "from"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    SEASON = "season"
    WEEK = "week"
    RECURRENCE = "recurrence"
    ALL_YEAR = "all-year"
    BY_OTHER_PLAN = "by-other-plan"
    ON_DEMAND = "on-demand"
    EVENT = "event"
    COMPOUND = "compound"
    UNKNOWN = "unknown"


class Recurrence(StrEnum):
    """How often an item repeats."""

    NONE = "none"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    SCHOOL_QUARTER = "school-quarter"
    HALF_YEAR = "half-year"
    YEARLY = "yearly"
