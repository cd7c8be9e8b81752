"""What the grammar of deadlines needs to know of a plan, and readings that a person gives in its place."""

from __future__ import annotations

from datetime import date

from plans.models import Plan
from plans.text.deadlines import DeadlineKind, DeadlineReading, Window
from plans.text.period import PeriodKind, PlanPeriod
from plans.text.school_calendar import SchoolCalendar, school_calendar
from portal.text.russian import date_range_short, date_short

_FIRST_SCHOOL_MONTH = 8


def period_of(plan: Plan) -> PlanPeriod:
    """The stretch of time a saved plan is made for."""
    return PlanPeriod(PeriodKind(plan.period_kind), plan.starts_on, plan.ends_on)


def calendar_of(plan: Plan) -> SchoolCalendar:
    """The school calendar a saved plan is read by."""
    return calendar_for(period_of(plan), plan.project.country)


def calendar_for(period: PlanPeriod, country: str) -> SchoolCalendar:
    """The school calendar quarters and holidays are read by: that of the first school year of the period."""
    is_second_half = period.kind is not PeriodKind.SCHOOL and period.start.month < _FIRST_SCHOOL_MONTH
    return school_calendar(period.start.year - is_second_half, country)


def given_reading(text: str, kind: DeadlineKind, start: date | None, end: date | None) -> DeadlineReading:
    """The reading a person gave by hand, in the shape of one read by the grammar: one window, without warnings."""
    return DeadlineReading(
        text=text,
        kind=kind,
        start=start,
        end=end,
        occurrences=None if start is None and end is None else 1,
        windows=(Window(start, end, window_label(start, end)),),
    )


def window_label(start: date | None, end: date | None) -> str:
    """Days of a window in words: «до 01.10.2022», «03.04–31.05.2023», nothing for an open one."""
    if start and end:
        return date_range_short(start, end)
    if end:
        return f"до {date_short(end)}"
    return f"с {date_short(start)}" if start else ""
