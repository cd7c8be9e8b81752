"""When a report is ordered by itself: each month on a day, or on given days."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from portal.text.russian import date_short

SHORTEST_MONTH: Final = 28
_DAY: Final = timedelta(days=1)


def day_of_month(year: int, month: int, day: int) -> date:
    """The day of that number, in a shorter month its last day."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def next_day(day: int | None, dates: Sequence[date], after: date) -> date | None:
    """The first day of the rule later than `after`: monthly on `day`, else one of `dates`; `None` when none is left."""
    if day is None:
        return min((each for each in dates if each > after), default=None)
    here = day_of_month(after.year, after.month, day)
    if here > after:
        return here
    following = after.replace(day=1) + timedelta(days=monthrange(after.year, after.month)[1])
    return day_of_month(following.year, following.month, day)


def period_before(day: int | None, dates: Sequence[date], on: date, start: date) -> tuple[date, date]:
    """What a report ordered on the day tells of, both days inclusive.

    Monthly: the whole month before. On given days: from the day after the one before, else from `start`, to the day.
    """
    if day is not None:
        last = on.replace(day=1) - _DAY
        return last.replace(day=1), last
    earlier = max((each for each in dates if each < on), default=None)
    return min(earlier + _DAY if earlier else start, on), on


def days_words(day: int | None, dates: Sequence[date]) -> str:
    """«каждый месяц, 5-го числа» or the days one by one."""
    if day is None:
        return ", ".join(date_short(each) for each in sorted(dates))
    tail = ", в коротком месяце в последний день" if day > SHORTEST_MONTH else ""
    return f"каждый месяц, {day}-го числа{tail}"
