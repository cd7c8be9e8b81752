"""Points of the calendar as days."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from plans.text.deadlines.nodes import Point, Unit
from plans.text.deadlines.words import GENITIVE_NAMES, NOMINATIVE
from plans.text.period import PeriodKind, PlanPeriod
from plans.text.school_calendar import SchoolCalendar, school_calendar

if TYPE_CHECKING:
    from collections.abc import Callable

ROMAN = ("", "I", "II", "III", "IV")
USUAL_DAYS = "даты четвертей этого года не утверждены: взяты обычные"
USUAL_TRIMESTERS = "даты триместров этого года не утверждены: взяты обычные"
NO_HOLIDAYS = "даты каникул этого учебного года не известны"
IMPOSSIBLE = "такого дня нет в календаре"
WEEKS = "неделя посчитана по числам месяца (1-7, 8-14, 15-21, с 22 до конца)"
LAST_WEEK = "какие дни входят в последнюю неделю месяца, не ясно"
_SEASON_MONTHS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
_SEASON_NAMES = {"spring": "весна", "summer": "лето", "autumn": "осень", "winter": "зима"}
_HOLIDAY_NAMES = {"spring": "весенние", "summer": "летние", "autumn": "осенние", "winter": "зимние"}
_NUMBERED = {
    Unit.QUARTER: "квартал",
    Unit.SCHOOL_QUARTER: "четверть",
    Unit.HALF_YEAR: "полугодие",
    Unit.SEMESTER: "семестр",
}
_LAST_WEEK = 4


class Impossible(Exception):  # noqa: N818 - the usual way out of «31 сентября»
    """Raised for a day that no calendar has."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known beside the phrase: the period that gives years, the school calendar, the period of the plan.

    The two periods differ where a heading names its own years; only the plan's tells what lies outside.
    """

    period: PlanPeriod | None
    calendar: SchoolCalendar | None
    plan: PlanPeriod | None

    def school(self, start_year: int) -> SchoolCalendar:
        """Return the school calendar of that year, of the given calendar's country."""
        return school_calendar(start_year) if self.calendar is None else self.calendar.of_year(start_year)

    @property
    def is_school(self) -> bool:
        """Tell whether the plan is made for a school year."""
        return self.period is not None and self.period.kind is PeriodKind.SCHOOL

    @property
    def single_year(self) -> int | None:
        """Return the first year of a school or calendar plan; nothing for several years or no plan."""
        if self.period is None or self.period.kind is PeriodKind.SPAN:
            return None
        return self.period.school_start if self.is_school else self.period.start.year


def days_of(point: Point, around: Surroundings, warnings: list[str]) -> tuple[date, date] | None:
    """Return first and last day, or nothing when the year is not known. Raises Impossible."""
    own = _OWN.get(point.unit)
    if own is not None:
        return own(point, around, warnings)
    if point.unit is Unit.WEEK and point.number < 0:
        warnings.append(LAST_WEEK)
        return None
    if point.year is None or not point.month:
        return None
    return _in_year(point, point.year, warnings)


def _in_year(point: Point, year: int, warnings: list[str]) -> tuple[date, date]:
    month_end = calendar.monthrange(year, point.month)[1]
    first, last = 1, month_end
    if point.unit is Unit.QUARTER:
        return date(year, point.month, 1), last_day(year, point.month + 2)
    if point.unit is Unit.DAY:
        if point.day > month_end:
            raise Impossible
        first = last = point.day
    elif point.unit is Unit.PART:
        first, last = point.first, point.last or month_end
    elif point.unit is Unit.WEEKDAY:
        first = last = _weekday(point, year, month_end)
    elif point.unit is Unit.WEEK:
        first = 7 * point.number - 6
        last = month_end if point.number == _LAST_WEEK else 7 * point.number
        warnings.append(WEEKS)
    return date(year, point.month, first), date(year, point.month, last)


def last_day(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def _weekday(point: Point, year: int, month_end: int) -> int:
    days = [day for day in range(1, month_end + 1) if date(year, point.month, day).weekday() == point.weekday]
    if point.number > len(days):
        raise Impossible
    return days[-1] if point.number < 0 else days[point.number - 1]


def _school_quarter(point: Point, around: Surroundings, warnings: list[str]) -> tuple[date, date] | None:
    start = _school_start(point, around, in_autumn=point.number <= 2)  # noqa: PLR2004 - I and II end in December
    if start is None:
        return None
    school = around.school(start)
    if not school.is_known:
        warnings.append(USUAL_DAYS)
    return school.quarters[point.number - 1]


def _school_start(point: Point, around: Surroundings, *, in_autumn: bool) -> int | None:
    """Return the first year of the school year in which a quarter or half lies."""
    if point.school is not None:
        return point.school
    if point.year is not None:
        return point.year if in_autumn else point.year - 1
    year = around.single_year
    if year is None or around.is_school:
        return year
    return year if in_autumn else year - 1


def _half_year(point: Point, around: Surroundings, _: list[str]) -> tuple[date, date] | None:
    """School half in a school plan, January-June and July-December in a calendar plan; nothing where both fit."""
    is_semester = point.unit is Unit.SEMESTER
    if point.school is not None:
        return around.school(point.school).half_years[point.number - 1]
    plan_year = around.single_year
    if around.is_school and plan_year is not None:
        days = around.school(plan_year).half_years[point.number - 1]
        return days if point.year in {None, days[0].year} else None
    year = point.year if point.year is not None else plan_year
    if year is None or is_semester:
        return None
    return (date(year, 1, 1), date(year, 6, 30)) if point.number == 1 else (date(year, 7, 1), date(year, 12, 31))


def _season(point: Point, around: Surroundings, _: list[str]) -> tuple[date, date] | None:
    """Summer is June-August of the second year of a school plan (domain rule); winter of a calendar plan is open."""
    start = point.school if point.school is not None else around.single_year
    is_school = point.school is not None or around.is_school
    if point.name == "winter":
        if point.year is not None or start is None or not is_school:
            return None
        return date(start, 12, 1), last_day(start + 1, 2)
    year = point.year
    if year is None and start is not None:
        year = start + (is_school and point.name != "autumn")
    if year is None:
        return None
    first, last = _SEASON_MONTHS[point.name]
    return date(year, first, 1), last_day(year, last)


def _holidays(point: Point, around: Surroundings, warnings: list[str]) -> tuple[date, date] | None:
    if point.name == "winter" and point.school is None and (point.year is not None or not around.is_school):
        return None
    start = _school_start(point, around, in_autumn=point.name == "autumn")
    if start is None:
        return None
    school = around.school(start)
    days = school.holidays.get(point.name) if school.knows_holidays(point.name) else None
    if days is None:
        warnings.append(NO_HOLIDAYS)
    return days


def _year(point: Point, _: Surroundings, __: list[str]) -> tuple[date, date] | None:
    return (date(point.year, 1, 1), date(point.year, 12, 31)) if point.year is not None else None


def _school_year(point: Point, _: Surroundings, __: list[str]) -> tuple[date, date] | None:
    return (date(point.school, 9, 1), date(point.school + 1, 8, 31)) if point.school is not None else None


_OWN: dict[Unit, Callable[[Point, Surroundings, list[str]], tuple[date, date] | None]] = {
    Unit.SCHOOL_QUARTER: _school_quarter,
    Unit.HALF_YEAR: _half_year,
    Unit.SEMESTER: _half_year,
    Unit.SEASON: _season,
    Unit.HOLIDAYS: _holidays,
    Unit.YEAR: _year,
    Unit.SCHOOL_YEAR: _school_year,
}


def name_of(point: Point, days: tuple[date, date] | None) -> str:  # noqa: PLR0911 - one a unit
    """Return the point in words, nominative: «октябрь 2022», «II четверть», «15.10.2022»."""
    year = f" {days[0].year}" if days else ""
    match point.unit:
        case Unit.DAY:
            return f"{days[0]:%d.%m.%Y}" if days else f"{point.day} {GENITIVE_NAMES[point.month - 1]}"
        case Unit.MONTH:
            return NOMINATIVE[point.month - 1] + year
        case Unit.SEASON:
            return _SEASON_NAMES[point.name] + (f" {days[1].year}" if days else "")
        case Unit.HOLIDAYS:
            return f"{_HOLIDAY_NAMES[point.name]} каникулы"
        case Unit.WEEK:
            number = f"{point.number}-я" if point.number > 0 else "последняя"
            return f"{number} неделя {GENITIVE_NAMES[point.month - 1]}{year}"
    if point.unit not in _NUMBERED:
        return _span(days)
    return f"{ROMAN[point.number]} {_NUMBERED[point.unit]}" + (year if point.unit is Unit.QUARTER else "")


def _span(days: tuple[date, date] | None) -> str:
    if days is None:
        return "без дат"
    return f"{days[0]:%d.%m.%Y}" if days[0] == days[1] else f"{days[0]:%d.%m.%Y}–{days[1]:%d.%m.%Y}"


def month_windows(start: date, end: date, step: int = 1) -> list[tuple[date, date]]:
    """Return every `step`-th month from the first day to the last, the outer ones cut to these days."""
    windows = []
    year, month = start.year, start.month
    while date(year, month, 1) <= end:
        windows.append((max(start, date(year, month, 1)), min(end, last_day(year, month))))
        ahead, month = divmod(month - 1 + step, 12)
        year, month = year + ahead, month + 1
    return windows
