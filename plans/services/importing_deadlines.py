"""Deadlines of the rows of an imported plan: read by the grammar, or as a person corrected them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from plans.importing.correction import DeadlineChoice, RowKey
from plans.importing.draft import DraftRow
from plans.importing.understand import BULLET
from plans.text.deadlines import DeadlineKind, DeadlineReading, Recurrence, Window, read_deadline
from plans.text.period import PeriodKind, PlanPeriod
from plans.text.school_calendar import SchoolCalendar, school_calendar
from portal.text.russian import date_range_short, date_short

_FIRST_SCHOOL_MONTH = 8


def calendar_for(period: PlanPeriod, country: str) -> SchoolCalendar:
    """The school calendar quarters and holidays are read by: that of the first school year of the period."""
    is_second_half = period.kind is not PeriodKind.SCHOOL and period.start.month < _FIRST_SCHOOL_MONTH
    return school_calendar(period.start.year - is_second_half, country)


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
    """The reading a person gave: one window, without warnings."""
    start = date.fromisoformat(choice.start) if choice.start else None
    end = date.fromisoformat(choice.end) if choice.end else None
    return DeadlineReading(
        text=text,
        kind=DeadlineKind(choice.kind),
        start=start,
        end=end,
        recurrence=Recurrence.NONE,
        interval=1,
        occurrences=None if start is None and end is None else 1,
        is_minimum=False,
        windows=(Window(start, end, window_label(start, end)),),
        extra_on_demand=False,
        by_plan=False,
        warnings=(),
    )


def window_label(start: date | None, end: date | None) -> str:
    """Days in words for a window that a person set: «до 01.10.2022», «01.09.2022–01.10.2022»."""
    if start and end:
        return date_range_short(start, end)
    if end:
        return f"до {date_short(end)}"
    return f"с {date_short(start)}" if start else ""
