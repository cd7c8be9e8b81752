"""Dated stretches as windows, and the kind they make together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from plans.text.deadlines.cursor import Unread
from plans.text.deadlines.days import LAST_WEEK, NO_HOLIDAYS, Surroundings, days_of, name_of
from plans.text.deadlines.kinds import DeadlineKind
from plans.text.deadlines.nodes import Mode, Stretch, Unit
from plans.text.deadlines.reading import DeadlineReading, Window
from plans.text.deadlines.years import NO_YEAR, settle_years

if TYPE_CHECKING:
    from plans.text.period import PlanPeriod

_SINGLE = {
    Unit.DAY: DeadlineKind.DATE,
    Unit.MONTH: DeadlineKind.MONTH,
    Unit.PART: DeadlineKind.DATE_RANGE,
    Unit.WEEK: DeadlineKind.WEEK,
    Unit.WEEKDAY: DeadlineKind.DATE,
    Unit.QUARTER: DeadlineKind.QUARTER,
    Unit.SCHOOL_QUARTER: DeadlineKind.QUARTER,
    Unit.HALF_YEAR: DeadlineKind.HALF_YEAR,
    Unit.SEMESTER: DeadlineKind.HALF_YEAR,
    Unit.SEASON: DeadlineKind.SEASON,
    Unit.HOLIDAYS: DeadlineKind.SEASON,
}
_LISTS = {
    DeadlineKind.DATE: DeadlineKind.DATE_LIST,
    DeadlineKind.MONTH: DeadlineKind.MONTH_LIST,
    DeadlineKind.WEEK: DeadlineKind.WEEK,
    DeadlineKind.QUARTER: DeadlineKind.QUARTER,
    DeadlineKind.HALF_YEAR: DeadlineKind.HALF_YEAR,
    DeadlineKind.SEASON: DeadlineKind.SEASON,
}
_SLACK_MONTHS = 2


@dataclass(slots=True)
class Dated:
    """A stretch with its window; `days` is nothing where the year is not known."""

    stretch: Stretch
    kind: DeadlineKind
    days: tuple[date, date] | None
    window: Window


def dated(text: str, stretches: list[Stretch], around: Surroundings, warnings: list[str]) -> DeadlineReading:
    """Return the reading of a phrase of dated stretches alone."""
    found = windows_of(stretches, around, warnings)
    kinds = {one.kind for one in found}
    if len(found) == 1:
        kind = found[0].kind
    else:
        kind = _LISTS.get(found[0].kind, DeadlineKind.COMPOUND) if len(kinds) == 1 else DeadlineKind.COMPOUND
    windows = tuple(one.window for one in found)
    if any(one.days is None for one in found):
        windows = tuple(Window(None, None, one.window.label) for one in found)
    start, end = bounds(windows)
    count = None if kind is DeadlineKind.FROM else len(found)
    return DeadlineReading(text, kind, start, end, occurrences=count, windows=windows)


def bounds(windows: tuple[Window, ...]) -> tuple[date | None, date | None]:
    """Return the outer bounds of windows; open where one of them is open."""
    starts = [window.start for window in windows]
    ends = [window.end for window in windows]
    start = min((day for day in starts if day), default=None) if None not in starts else None
    end = max((day for day in ends if day), default=None) if None not in ends else None
    return start, end


def windows_of(stretches: list[Stretch], around: Surroundings, warnings: list[str]) -> list[Dated]:
    """Return the stretches with their days, in plan order, each once; lines of a cell keep their own order."""
    warnings += settle_years(stretches, around.period)
    named = [stretch.first.unit in {Unit.SEASON, Unit.HOLIDAYS} for stretch in stretches]
    if any(named) and not all(named):
        raise Unread
    found = [_dated(stretch, around, warnings) for stretch in stretches]
    if any(one.days is None for one in found) and not {NO_HOLIDAYS, LAST_WEEK} & set(warnings):
        warnings.append(NO_YEAR)
    warn_outside([one.window for one in found], around.plan, warnings)
    _warn_weekdays(found, warnings)
    lines = [one.stretch.line for one in found]
    if len(set(lines)) == len(lines) > 1:
        return found
    distinct = _distinct(found, warnings)
    return distinct if any(one.days is None for one in distinct) else sorted(distinct, key=_order)


def _warn_weekdays(found: list[Dated], warnings: list[str]) -> None:
    """A day of the week that is not the date's own shows that one of them is wrong; the date stands."""
    for one in found:
        expected, days = one.stretch.weekday, one.days
        if one.stretch.last is None and expected is not None and days is not None and days[1].weekday() != expected:
            warnings.append(f"{days[1]:%d.%m.%Y} - другой день недели, чем написано: проверьте дату")


def _order(one: Dated) -> tuple[date, date]:
    return one.days or (date.min, date.min)


def _distinct(found: list[Dated], warnings: list[str]) -> list[Dated]:
    seen: dict[tuple[object, ...], Dated] = {}
    for one in found:
        key = (one.stretch.mode, one.kind, one.days, one.window.label)
        if key in seen:
            warnings.append(f"«{one.window.label}» названо дважды, возможно, в тексте опечатка")
        seen.setdefault(key, one)
    return list(seen.values())


def _dated(stretch: Stretch, around: Surroundings, warnings: list[str]) -> Dated:
    units = {point.unit for point in stretch.points}
    if Unit.SCHOOL_QUARTER in units and len(units) > 1 and not around.is_school:
        raise Unread
    opening = days_of(stretch.first, around, warnings)
    closing = days_of(stretch.last, around, warnings) if stretch.last else opening
    kind = _kind(stretch)
    days = None
    if opening and closing:
        if closing[1] < opening[0] or (stretch.last is not None and closing[0] < opening[0]):
            raise Unread
        days = (opening[0], closing[1])
    label = name_of(stretch.first, opening)
    if stretch.last is not None:
        label = f"{label} – {name_of(stretch.last, closing)}"
    start, end = days or (None, None)
    if stretch.mode is Mode.UNTIL:
        label = f"до {end:%d.%m.%Y}" if end else f"до: {label}"
        return Dated(stretch, kind, days, Window(None, end, label))
    if stretch.mode is Mode.FROM:
        label = f"с {start:%d.%m.%Y}" if start else f"с: {label}"
        return Dated(stretch, kind, days, Window(start, None, label))
    return Dated(stretch, kind, days, Window(start, end, label))


def _kind(stretch: Stretch) -> DeadlineKind:
    if stretch.mode is Mode.UNTIL:
        return DeadlineKind.BOUND
    if stretch.mode is Mode.FROM:
        return DeadlineKind.FROM
    units = {point.unit for point in stretch.points}
    if Unit.DAY in units and stretch.last is not None:
        return DeadlineKind.DATE_RANGE
    if len(units) > 1:
        return DeadlineKind.DATE_RANGE
    if units == {Unit.MONTH} and stretch.last is not None:
        return DeadlineKind.MONTH_RANGE
    return _SINGLE[stretch.first.unit]


def warn_outside(windows: list[Window], period: PlanPeriod | None, warnings: list[str]) -> None:
    """A date more than two months before or after the plan is kept and told (domain rule)."""
    if period is None:
        return
    earliest = _shifted(period.start, -_SLACK_MONTHS)
    latest = _shifted(period.end, _SLACK_MONTHS)
    for window in windows:
        first, last = window.start or window.end, window.end or window.start
        if first and last and ((first.year, first.month) < earliest or (last.year, last.month) > latest):
            warnings.append(f"срок вне периода плана: {window.label}")


def _shifted(day: date, months: int) -> tuple[int, int]:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return year, month + 1
