"""Deadlines of the rows of an imported plan: read by the grammar, or as a person corrected them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from plans.importing.correction import DeadlineChoice, RowKey
from plans.importing.draft import DraftRow
from plans.importing.understand import BULLET
from plans.queries.readings import calendar_for, given_reading
from plans.text.deadlines import DeadlineKind, DeadlineReading, read_deadline
from plans.text.period import PlanPeriod


def heading_of(row: DraftRow) -> str:
    """The headings a row stands under: a stage may name the year, a section the month."""
    return "\n".join(part for part in (row.stage, row.section) if part)


def row_readings(
    rows: Iterable[DraftRow],
    period: PlanPeriod,
    country: str,
    choices: Mapping[RowKey, DeadlineChoice] | None = None,
) -> dict[RowKey, DeadlineReading]:
    """How the deadline of every row is understood, by row; a choice of a person replaces the grammar's reading."""
    chosen = choices or {}
    calendar = calendar_for(period, country)
    readings: dict[RowKey, DeadlineReading] = {}
    for row in rows:
        key = (row.table, row.index)
        if key in chosen:
            readings[key] = chosen_reading(row.deadline_text, chosen[key])
        else:
            text = BULLET.sub("", row.deadline_text)
            reading = read_deadline(text, period, heading=heading_of(row), calendar=calendar)
            readings[key] = replace(reading, text=row.deadline_text)
    return readings


def chosen_reading(text: str, choice: DeadlineChoice) -> DeadlineReading:
    """The reading a person gave in the review."""
    start = date.fromisoformat(choice.start) if choice.start else None
    end = date.fromisoformat(choice.end) if choice.end else None
    return given_reading(text, DeadlineKind(choice.kind), start, end)
