"""Stretches of days that orders choose by name."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from reports.content.activity import first_day, last_day

QUARTER = 3


class Preset(StrEnum):
    """Names of stretches as forms send them."""

    MONTH = "month"
    LAST_MONTH = "last-month"
    QUARTER = "quarter"
    YEAR = "year"
    PROJECT = "project"
    OWN = "own"


def month_of(day: date) -> tuple[date, date]:
    """The month that holds the day, both ends inclusive."""
    return first_day(day), last_day(day)


def month_before(day: date) -> tuple[date, date]:
    """The month before the one that holds the day."""
    return month_of(first_day(day) - timedelta(days=1))


def quarter_of(day: date) -> tuple[date, date]:
    """The quarter of the calendar year that holds the day."""
    start = date(day.year, day.month - (day.month - 1) % QUARTER, 1)
    return start, last_day(start.replace(month=start.month + QUARTER - 1))
