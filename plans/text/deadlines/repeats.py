"""Windows of what repeats, one for each time it is expected."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from plans.text.deadlines.days import ROMAN, USUAL_DAYS, month_windows
from plans.text.deadlines.kinds import Recurrence
from plans.text.deadlines.reading import Window
from plans.text.deadlines.words import NOMINATIVE
from plans.text.period import PeriodKind, PlanPeriod
from plans.text.school_calendar import school_calendar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plans.text.school_calendar import SchoolCalendar

_JANUARY = 1


def active_days(period: PlanPeriod, calendar: SchoolCalendar | None) -> tuple[date, date]:
    """Return the days in which something repeats: 1 September - 31 May of a school plan, else the whole period."""
    if period.kind is not PeriodKind.SCHOOL:
        return period.start, period.end
    year = period.school_start
    own = _of_year(calendar, year)
    return own.lessons_start, own.lessons_end


def _of_year(calendar: SchoolCalendar | None, year: int) -> SchoolCalendar:
    return school_calendar(year) if calendar is None else calendar.of_year(year)


def unit_windows(
    recurrence: Recurrence,
    interval: int,
    days: tuple[date, date],
    period: PlanPeriod,
    calendar: SchoolCalendar | None,
) -> list[Window]:
    """Return one window for each month, quarter, half-year or year that has days in common with `days`.

    Quarters are those of the calendar, cut to `days`; school quarters come from the school calendar. What is not
    counted (weekly) gives no windows.
    """
    start, end = days
    if recurrence is Recurrence.MONTHLY:
        return [Window(a, b, f"{NOMINATIVE[a.month - 1]} {a.year}") for a, b in month_windows(start, end, interval)]
    if recurrence is Recurrence.QUARTERLY:
        return _cut(_quarters(start, end), start, end)
    if recurrence is Recurrence.SCHOOL_QUARTER:
        return _cut((window for _, window in _school_quarters(start, end, calendar)), start, end)
    if recurrence is Recurrence.HALF_YEAR:
        return _cut(_half_years(period, start, end, calendar), start, end)
    if recurrence is Recurrence.YEARLY and interval == 1:
        return _years(period, start, end)
    return []


def _cut(windows: Iterable[Window], start: date, end: date) -> list[Window]:
    return [
        Window(max(start, window.start), min(end, window.end), window.label)
        for window in windows
        if window.start and window.end and window.start <= end and window.end >= start
    ]


def _quarters(start: date, end: date) -> Iterable[Window]:
    first = date(start.year, _JANUARY, 1)
    months = month_windows(first, date(end.year, 12, 31))
    for place in range(0, len(months), 3):
        opening, closing = months[place][0], months[place + 2][1]
        yield Window(opening, closing, f"{ROMAN[opening.month // 3 + 1]} квартал {opening.year}")


def trimester_windows(days: tuple[date, date], calendar: SchoolCalendar | None) -> list[Window]:
    """Return the trimesters of which at least half lies in `days`, cut to them."""
    start, end = days
    found = [
        Window(opening, closing, f"{ROMAN[number]} триместр {year}/{year + 1}")
        for year in range(start.year - 1, end.year + 1)
        for number, (opening, closing) in enumerate(_of_year(calendar, year).trimesters, 1)
        if start <= closing and opening <= end and _mostly_inside(opening, closing, start, end)
    ]
    return _cut(found, start, end)


def usual_dates(recurrence: Recurrence, days: tuple[date, date], calendar: SchoolCalendar | None) -> list[str]:
    """Return the warning that quarters in `days` are not decided for one of their years, where they matter."""
    if recurrence is not Recurrence.SCHOOL_QUARTER:
        return []
    return [] if all(own.is_known for own, _ in _school_quarters(*days, calendar)) else [USUAL_DAYS]


def _school_quarters(
    start: date, end: date, calendar: SchoolCalendar | None
) -> Iterable[tuple[SchoolCalendar, Window]]:
    for year in range(start.year - 1, end.year + 1):
        own = _of_year(calendar, year)
        for number, (opening, closing) in enumerate(own.quarters, 1):
            if start <= closing and opening <= end and _mostly_inside(opening, closing, start, end):
                yield own, Window(opening, closing, f"{ROMAN[number]} четверть {year}/{year + 1}")


def _mostly_inside(opening: date, closing: date, start: date, end: date) -> bool:
    """Tell whether half or more of a quarter or trimester lies in the days looked at."""
    inside = (min(end, closing) - max(start, opening)).days
    return 2 * inside >= (closing - opening).days


def _half_years(period: PlanPeriod, start: date, end: date, calendar: SchoolCalendar | None) -> Iterable[Window]:
    if period.kind is PeriodKind.SCHOOL:
        year = period.school_start
        own = _of_year(calendar, year)
        for number, (opening, closing) in enumerate(own.half_years, 1):
            yield Window(opening, closing, f"{ROMAN[number]} полугодие {year}/{year + 1}")
        return
    for year in range(start.year, end.year + 1):
        yield Window(date(year, 1, 1), date(year, 6, 30), f"I полугодие {year}")
        yield Window(date(year, 7, 1), date(year, 12, 31), f"II полугодие {year}")


def _years(period: PlanPeriod, start: date, end: date) -> list[Window]:
    if period.kind is PeriodKind.SCHOOL:
        year = period.school_start
        return [Window(start, end, f"{year}/{year + 1} учебный год")]
    years = range(start.year, end.year + 1)
    return _cut((Window(date(year, 1, 1), date(year, 12, 31), f"{year} год") for year in years), start, end)
