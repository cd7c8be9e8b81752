"""What a deadline expects in a plan: one window for each time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from plans.text.deadlines.kinds import DeadlineKind
from plans.text.deadlines.reading import DeadlineReading, Window
from plans.text.deadlines.repeats import active_days, unit_windows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from plans.text.period import PlanPeriod
    from plans.text.school_calendar import SchoolCalendar

_OPEN = Window(None, None, "")


@dataclass(frozen=True, slots=True)
class Kept:
    """A window as it stands in a plan; a marked one is neither changed nor lost whatever the deadline becomes.

    `is_touched`: it was marked once, and cannot be deleted even though the mark was taken back.
    """

    start: date | None
    end: date | None
    label: str
    title: str = ""
    is_marked: bool = False
    is_touched: bool = False


def occurrence_windows(
    reading: DeadlineReading, period: PlanPeriod | None, calendar: SchoolCalendar | None
) -> tuple[Window, ...]:
    """Return the windows in which the item is expected, at least one, in plan order.

    A single deadline gives one, a list one for each part, «1 раз в месяц» one a month (September-May, all twelve in
    a calendar plan), quarters, half-years and trimesters likewise, «3 раза в год» three times the same. What is not
    counted (weekly, all year, on demand, by another plan, an event, not understood) gives exactly one window, open or
    not.
    """
    if reading.kind is not DeadlineKind.RECURRENCE:
        return reading.windows or (replace(_OPEN, start=reading.start, end=reading.end),)
    single = reading.windows[0] if reading.windows else replace(_OPEN, start=reading.start, end=reading.end)
    count = reading.occurrences
    if count is None or count == len(reading.windows):
        return reading.windows or (single,)
    if len(reading.windows) > 1 and count % len(reading.windows) == 0:
        return tuple(window for window in reading.windows for _ in range(count // len(reading.windows)))
    units = _units(reading, period, calendar)
    if not units:
        return (single,) * count
    times, rest = divmod(count, len(units))
    if rest or not times:
        return (single,) * count
    return tuple(window for window in units for _ in range(times))


def _units(reading: DeadlineReading, period: PlanPeriod | None, calendar: SchoolCalendar | None) -> list[Window]:
    if period is None:
        return []
    active = active_days(period, calendar)
    days = (reading.start or active[0], reading.end or active[1])
    return unit_windows(reading.recurrence, reading.interval, days, period, calendar)


def match_windows(existing: Sequence[Kept], windows: Sequence[Window]) -> dict[int, int]:
    """Return which existing window serves for each of `windows`, by number; those that none serves for are absent.

    The same days serve, best with the same sub-item. A marked window serves by its name as well: «II четверть» whose
    dates were corrected after it was marked is still the second quarter.
    """
    free = dict(enumerate(existing))
    found: dict[int, int] = {}
    for number, window in enumerate(windows):
        same = [place for place, row in free.items() if (row.start, row.end) == (window.start, window.end)]
        place = next((place for place in same if free[place].title == window.title), next(iter(same), None))
        if place is not None:
            found[number] = place
            del free[place]
    for number, window in enumerate(windows):
        if number in found or not window.label:
            continue
        named = (place for place, row in free.items() if row.is_marked and row.label == window.label)
        place = next(named, None)
        if place is not None:
            found[number] = place
            del free[place]
    return found


def is_settled(existing: Sequence[Kept], windows: Sequence[Window]) -> bool:
    """Tell whether bringing `existing` to `windows` would change nothing."""
    found = match_windows(existing, windows)
    rest = (row for place, row in enumerate(existing) if place not in found.values())
    if len(found) < len(windows) or not all(row.is_marked or row.is_touched for row in rest):
        return False
    return all(
        existing[place].is_marked or (existing[place].label, existing[place].title) == (window.label, window.title)
        for number, place in found.items()
        for window in (windows[number],)
    )
