"""Stretches of days as titles name them: by months where they are whole months."""

from __future__ import annotations

from datetime import date, timedelta

from portal.text.russian import NBSP, Case, date_range_long, month_name

DAY = timedelta(days=1)


def stretch_words(start: date, end: date) -> str:
    """«за ноябрь 2022 года», «за сентябрь – ноябрь 2022 года»; «с 5 по 20 ноября» is told by its days.

    Both days are inclusive.
    """
    is_whole = start.day == 1 and (end + DAY).day == 1 and start <= end
    if not is_whole:
        return date_range_long(start, end)
    first, last = month_name(start.month, Case.NOMINATIVE), month_name(end.month, Case.NOMINATIVE)
    if start.year != end.year:
        return f"за{NBSP}{first} {start.year}{NBSP}– {last}{NBSP}{end.year}{NBSP}года"
    months = first if start.month == end.month else f"{first}{NBSP}– {last}"
    return f"за{NBSP}{months}{NBSP}{end.year}{NBSP}года"
