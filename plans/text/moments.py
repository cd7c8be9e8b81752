"""Moments of an event in words."""

from __future__ import annotations

from datetime import datetime

from portal.text.russian import date_long, date_range_long


def moments_in_words(start: datetime, end: datetime | None = None) -> str:
    """Return «15 октября 2022 г., 10:00–12:30» of moments in one time zone.

    An event of several days: «с 15 октября по 16 октября 2022 года, начало в 10:00». Midnight without an end is a day
    without an hour.
    """
    if end is not None and end.date() != start.date():
        return f"{date_range_long(start.date(), end.date())}, начало в {start:%H:%M}"
    day = date_long(start.date())
    if end is not None and end != start:
        return f"{day}, {start:%H:%M}–{end:%H:%M}"
    return day if start.hour == start.minute == 0 else f"{day}, {start:%H:%M}"
