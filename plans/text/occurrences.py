"""What a deadline expects in a plan: one window for each time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from plans.text.deadlines.kinds import DeadlineKind
from plans.text.deadlines.reading import DeadlineReading, Window
from plans.text.deadlines.repeats import active_days, unit_windows

if TYPE_CHECKING:
    from plans.text.period import PlanPeriod
    from plans.text.school_calendar import SchoolCalendar

_OPEN = Window(None, None, "")


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
