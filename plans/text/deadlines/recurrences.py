"""A repetition with the windows it is bound to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from plans.text.deadlines.cursor import Unread
from plans.text.deadlines.days import USUAL_TRIMESTERS, Surroundings
from plans.text.deadlines.kinds import DeadlineKind, Recurrence
from plans.text.deadlines.nodes import AllYear, Mode, Point, Repeat, Stretch, Unit
from plans.text.deadlines.reading import DeadlineReading, Window
from plans.text.deadlines.repeats import active_days, trimester_windows, unit_windows, usual_dates
from plans.text.deadlines.stretches import bounds, windows_of
from plans.text.period import PeriodKind, PlanPeriod

if TYPE_CHECKING:
    from datetime import date

_FIRST_SCHOOL_MONTH = 8
_UNCOUNTED = "сколько раз в этом плане, из текста не видно"


def repeated(
    text: str,
    repeats: list[Repeat],
    stretches: list[Stretch],
    all_years: list[AllYear],
    around: Surroundings,
    warnings: list[str],
) -> DeadlineReading:
    """Return the reading of a repetition. Raises Unread where windows and counts do not agree."""
    repeat = _merged(repeats)
    blank = DeadlineReading(
        text,
        DeadlineKind.RECURRENCE,
        recurrence=repeat.recurrence,
        interval=repeat.interval,
        is_minimum=repeat.is_minimum,
    )
    period = _period(all_years, around)
    if stretches:
        return _in_windows(blank, repeat, stretches, replace_period(around, period), warnings)
    if period is None:
        return blank
    days = active_days(period, around.calendar)
    return _counted(blank, repeat, days, period, around, warnings)


def replace_period(around: Surroundings, period: PlanPeriod | None) -> Surroundings:
    """Return the surroundings with another period."""
    return replace(around, period=period)


def _merged(repeats: list[Repeat]) -> Repeat:
    """Return the one repetition meant by «ежемесячно, последняя среда месяца» or «ежегодно, 1 раз в квартал»."""
    different: dict[tuple[Recurrence, int], Repeat] = {}
    for repeat in repeats:
        key = (repeat.recurrence, repeat.interval)
        known = different.setdefault(key, repeat)
        if known is not repeat:
            if known.times != repeat.times and 1 not in {known.times, repeat.times}:
                raise Unread
            known.times = max(known.times, repeat.times)
            known.is_trimestral = known.is_trimestral or repeat.is_trimestral
            known.is_minimum = known.is_minimum or repeat.is_minimum
    yearly = (Recurrence.YEARLY, 1)
    if len(different) == 2 and yearly in different and different[yearly].times == 1:  # noqa: PLR2004 - it and another
        del different[yearly]
    if len(different) > 1:
        raise Unread
    return next(iter(different.values()))


def _period(all_years: list[AllYear], around: Surroundings) -> PlanPeriod | None:
    named = [node for node in all_years if node.first is not None]
    if len(named) > 1:
        raise Unread
    if not named or named[0].first is None:
        return around.period
    first, last = named[0].first, named[0].last
    if last is not None and around.is_school:
        raise Unread
    if first.year is None:
        return PlanPeriod.school(first.school or 0)
    return PlanPeriod.calendar(first.year, last.year if last else None)


def _counted(
    blank: DeadlineReading,
    repeat: Repeat,
    days: tuple[date, date],
    period: PlanPeriod,
    around: Surroundings,
    warnings: list[str],
) -> DeadlineReading:
    units = unit_windows(repeat.recurrence, repeat.interval, days, period, around.calendar)
    warnings += usual_dates(repeat.recurrence, days, around.calendar)
    count: int | None = len(units) * repeat.times or None
    if count is None and repeat.recurrence is Recurrence.YEARLY:
        warnings.append(_UNCOUNTED)
    if repeat.is_trimestral and count is not None:
        trimesters = tuple(trimester_windows(days, around.calendar))
        if trimesters and count % len(trimesters) == 0:
            if not all(around.school(year).knows_trimesters for year in _school_years(trimesters)):
                warnings.append(USUAL_TRIMESTERS)
            return replace(blank, start=days[0], end=days[1], occurrences=count, windows=trimesters)
    window = Window(days[0], days[1], f"{days[0]:%d.%m.%Y}–{days[1]:%d.%m.%Y}")
    return replace(blank, start=days[0], end=days[1], occurrences=count, windows=(window,))


def _school_years(windows: tuple[Window, ...]) -> set[int]:
    """Years in which the school years of trimesters begin: the first of them ends in November."""
    days = [window.start for window in windows if window.start]
    return {day.year - (day.month < _FIRST_SCHOOL_MONTH) for day in days}


def _in_windows(
    blank: DeadlineReading, repeat: Repeat, stretches: list[Stretch], around: Surroundings, warnings: list[str]
) -> DeadlineReading:
    if repeat.recurrence is Recurrence.YEARLY and repeat.interval == 1 and repeat.times == 1:
        return _yearly(blank, stretches, around, warnings)
    found = windows_of(stretches, around, warnings)
    windows = tuple(one.window for one in found)
    if any(one.days is None for one in found):
        return blank
    start, end = bounds(windows)
    if len(found) > 1:
        return _listed(blank, repeat, windows, around)
    stretch = stretches[0]
    if around.period is None or stretch.mode is Mode.UNTIL:
        raise Unread
    active = active_days(around.period, around.calendar)
    days = (start or active[0], end or active[1])
    if days[0] > days[1]:
        raise Unread
    is_single = stretch.last is None and stretch.mode is Mode.WITHIN
    if repeat.recurrence is Recurrence.WEEKLY and not (is_single and stretch.first.unit is Unit.DAY):
        window = Window(days[0], days[1], windows[0].label)
        return replace(blank, start=days[0], end=days[1], windows=(window,))
    if is_single and stretch.first.unit not in {Unit.HALF_YEAR, Unit.SEMESTER, Unit.SCHOOL_QUARTER, Unit.QUARTER}:
        raise Unread
    reading = _counted(blank, repeat, days, around.period, around, warnings)
    whole = _counted(blank, repeat, active, around.period, around, [])
    is_rare = repeat.recurrence in {Recurrence.HALF_YEAR, Recurrence.YEARLY}
    if reading.occurrences is None or (is_rare and reading.occurrences != whole.occurrences):
        raise Unread
    return reading


def _listed(
    blank: DeadlineReading, repeat: Repeat, windows: tuple[Window, ...], around: Surroundings
) -> DeadlineReading:
    """«2 раза в год (сентябрь, май)»: as many windows as times, else the text contradicts itself."""
    if around.period is None:
        raise Unread
    days = active_days(around.period, around.calendar)
    units = unit_windows(repeat.recurrence, repeat.interval, days, around.period, around.calendar)
    if len(units) * repeat.times != len(windows):
        raise Unread
    start, end = bounds(windows)
    return replace(blank, start=start, end=end, occurrences=len(windows), windows=windows)


def _yearly(
    blank: DeadlineReading, stretches: list[Stretch], around: Surroundings, warnings: list[str]
) -> DeadlineReading:
    """«Ежегодно, август»: once in the plan's year; in a plan of several calendar years once in each of them."""
    period = around.period
    if period is None or period.kind is not PeriodKind.SPAN or any(p.is_explicit for s in stretches for p in s.points):
        found = windows_of(stretches, around, warnings)
    else:
        found = []
        for year in range(period.start.year, period.end.year + 1):
            copies = [_copy(stretch) for stretch in stretches]
            found += windows_of(copies, replace(around, period=PlanPeriod.calendar(year)), warnings)
    if any(one.days is None for one in found):
        return blank
    windows = tuple(one.window for one in found)
    start, end = bounds(windows)
    return replace(blank, start=start, end=end, occurrences=len(windows), windows=windows)


def _copy(stretch: Stretch) -> Stretch:
    def point(one: Point) -> Point:
        return replace(one)

    return replace(stretch, first=point(stretch.first), last=point(stretch.last) if stretch.last else None)
