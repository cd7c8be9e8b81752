"""Filters of tables of items: what the query string asks for, which rows it leaves, chips, filters under a name."""

from __future__ import annotations

from plans.filters.chips import Chip, chips, is_in_view
from plans.filters.choices import Choices, party_choices
from plans.filters.plan import PlanFilter, found_rows
from plans.filters.saved import MAX_SAVED, tidy_query

__all__ = [
    "MAX_SAVED",
    "Chip",
    "Choices",
    "PlanFilter",
    "chips",
    "found_rows",
    "is_in_view",
    "party_choices",
    "tidy_query",
]
