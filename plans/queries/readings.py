"""What the grammar of deadlines needs to know of a plan, and readings that a person gives in its place."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Max

from plans.models import CompletionMark, Occurrence, Plan
from plans.progress import MarkState
from plans.text.deadlines import DeadlineKind, DeadlineReading, Window, explain_deadline
from plans.text.occurrences import Kept
from plans.text.period import PeriodKind, PlanPeriod
from plans.text.school_calendar import SEASONS, SchoolCalendar, decided_calendar, school_calendar
from portal.text.russian import date_range_short, date_short
from projects.models import Project, SchoolTerm
from projects.queries.calendars import YearDates, school_years

MAX_EXPLANATION = 500
MAX_LABEL = 200
_FIRST_SCHOOL_MONTH = 8


def period_of(plan: Plan) -> PlanPeriod:
    """The stretch of time a saved plan is made for."""
    return PlanPeriod(PeriodKind(plan.period_kind), plan.starts_on, plan.ends_on)


def calendar_of(plan: Plan) -> SchoolCalendar:
    """The school calendar a saved plan is read by; two queries."""
    return calendar_for(period_of(plan), plan.project)


def calendar_for(period: PlanPeriod, project: Project) -> SchoolCalendar:
    """The school calendar quarters and holidays are read by: that of the first school year of the period."""
    return school_calendar_of(project, first_school_year(period))


def first_school_year(period: PlanPeriod) -> int:
    """The year in which the school year begins that a period begins in."""
    is_second_half = period.kind is not PeriodKind.SCHOOL and period.start.month < _FIRST_SCHOOL_MONTH
    return period.start.year - is_second_half


def school_calendar_of(project: Project, start_year: int) -> SchoolCalendar:
    """The calendar of a school year: the project's own dates, else the country's, else the usual ones.

    Its other years stand beside it, so that a plan of several years is read by all of them.
    """
    years = {year: _decided(dates, project.country) for year, dates in school_years(project).items()}
    own = years.pop(start_year, None) or school_calendar(start_year, project.country)
    return replace(own, others=tuple(years.values()))


def _decided(dates: YearDates, country: str) -> SchoolCalendar:
    calendar = school_calendar(dates.start_year, country)
    for terms in (dates.published, dates.own):
        calendar = decided_calendar(
            calendar,
            quarters=tuple(terms.get(SchoolTerm.Kind.QUARTER, {}).values()),
            half_years=tuple(terms.get(SchoolTerm.Kind.HALF_YEAR, {}).values()),
            trimesters=tuple(terms.get(SchoolTerm.Kind.TRIMESTER, {}).values()),
            breaks=tuple(
                (SEASONS[number - 1], days)
                for number, days in terms.get(SchoolTerm.Kind.HOLIDAY, {}).items()
                if 0 < number <= len(SEASONS)
            ),
        )
    return calendar


def understood(reading: DeadlineReading) -> dict[str, Any]:
    """Fields of `Deadline` that say what its text was understood to mean."""
    return {
        "text": reading.text,
        "kind": reading.kind.value,
        "starts_on": reading.start,
        "ends_on": reading.end,
        "recurrence": reading.recurrence.value,
        "interval": reading.interval,
        "expected_count": reading.occurrences,
        "explanation": explain_deadline(reading)[:MAX_EXPLANATION],
        "warnings": list(reading.warnings),
    }


def kept_window(row: Occurrence, marked: Container[int], touched: Container[int]) -> Kept:
    """A saved window as the schedule looks at it, by ids of windows with a standing mark and of those ever marked."""
    return Kept(row.starts_on, row.ends_on, row.label, row.title, row.pk in marked, row.pk in touched)


def marked_windows(items: Iterable[int]) -> tuple[set[int], set[int]]:
    """Ids of windows of the items with a standing mark, and of those ever marked, which cannot be deleted."""
    marks = CompletionMark.objects.filter(occurrence__item__in=items)
    latest = marks.values("occurrence", "organization").annotate(last=Max("pk")).values("last")
    standing = CompletionMark.objects.filter(pk__in=latest).exclude(state=MarkState.NONE)
    return set(standing.values_list("occurrence_id", flat=True)), set(marks.values_list("occurrence_id", flat=True))


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
