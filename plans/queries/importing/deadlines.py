"""Deadlines of the rows of an imported plan: read by the grammar, or as a person corrected them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from datetime import date

from plans.importing.compound import Compound, compound_of, compound_reading
from plans.importing.correction import DeadlineChoice, RowKey
from plans.importing.draft import DraftRow
from plans.importing.understand import BULLET
from plans.queries.readings import given_reading
from plans.text.deadlines import DeadlineKind, DeadlineReading, read_deadline
from plans.text.period import PlanPeriod
from plans.text.school_calendar import SchoolCalendar


def heading_of(row: DraftRow) -> str:
    """The headings a row stands under: a stage may name the year, a section the month."""
    return "\n".join(part for part in (row.stage, row.section) if part)


def row_readings(
    rows: Iterable[DraftRow],
    period: PlanPeriod,
    calendar: SchoolCalendar,
    choices: Mapping[RowKey, DeadlineChoice] | None = None,
    split: Container[RowKey] = (),
) -> dict[RowKey, DeadlineReading]:
    """How the deadline of every row is understood, by row; a choice of a person replaces the grammar's reading.

    Rows of `split` are read line by line for their sub-items, where the lines fit. Equal words are read once.
    """
    chosen = choices or {}
    known: dict[tuple[str, str], DeadlineReading] = {}
    readings: dict[RowKey, DeadlineReading] = {}
    for row in rows:
        key, words = (row.table, row.index), (row.deadline_text, heading_of(row))
        compound = row_compound(row, period) if key in split else None
        if key in chosen:
            readings[key] = chosen_reading(row.deadline_text, chosen[key])
        elif compound is not None and compound.pairs:
            readings[key] = compound_reading(row.deadline_text, compound.pairs, period, calendar)
        else:
            if words not in known:
                known[words] = _reading(*words, period, calendar)
            readings[key] = known[words]
    return readings


def row_compound(row: DraftRow, period: PlanPeriod) -> Compound | None:
    """Whether a row holds several deadlines, and how they go with its sub-items."""
    return compound_of(row.title or "", BULLET.sub("", row.deadline_text), period)


def chosen_reading(text: str, choice: DeadlineChoice) -> DeadlineReading:
    """The reading a person gave in the review."""
    start = date.fromisoformat(choice.start) if choice.start else None
    end = date.fromisoformat(choice.end) if choice.end else None
    return given_reading(text, DeadlineKind(choice.kind), start, end)


def _reading(text: str, heading: str, period: PlanPeriod, calendar: SchoolCalendar) -> DeadlineReading:
    reading = read_deadline(BULLET.sub("", text), period, heading=heading, calendar=calendar)
    return replace(reading, text=text)
