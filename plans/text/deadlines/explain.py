"""«Понято так: …»: the sense of a deadline told back in Russian."""

from __future__ import annotations

from datetime import timedelta

from plans.text.deadlines.kinds import DeadlineKind, Recurrence
from plans.text.deadlines.reading import DeadlineReading, Window
from plans.text.deadlines.words import NOMINATIVE

_EVERY = {
    Recurrence.WEEKLY: ("каждую неделю", "раз в {} нед."),
    Recurrence.MONTHLY: ("каждый месяц", "раз в {} мес."),
    Recurrence.QUARTERLY: ("каждый квартал", ""),
    Recurrence.SCHOOL_QUARTER: ("каждую четверть", ""),
    Recurrence.HALF_YEAR: ("каждое полугодие", ""),
    Recurrence.YEARLY: ("каждый год", "раз в {} г."),
}
_PLAIN = {
    DeadlineKind.UNKNOWN: "срок не понят",
    DeadlineKind.BY_OTHER_PLAN: "по другому плану",
    DeadlineKind.ON_DEMAND: "по мере необходимости",
    DeadlineKind.EVENT: "к событию, дата которого здесь не названа",
}
_MANY_WINDOWS = 12
_TRIMESTER = " триместр "


def explain_deadline(reading: DeadlineReading) -> str:
    """Return what was understood, as in «IV четверть, 03.04.2023–31.05.2023»; no full stop."""
    parts = [_body(reading)]
    if reading.is_minimum:
        parts.append("не реже")
    if reading.by_plan and reading.kind is not DeadlineKind.BY_OTHER_PLAN:
        parts.append("по плану")
    if reading.extra_on_demand:
        parts.append("и по мере необходимости")
    return ", ".join(parts)


def _body(reading: DeadlineReading) -> str:  # noqa: PLR0911 - one line a kind
    if reading.kind is DeadlineKind.UNKNOWN and not reading.text.strip():
        return "срок не указан"
    if reading.kind is DeadlineKind.RECURRENCE:
        return _repetition(reading)
    if reading.kind is DeadlineKind.ALL_YEAR or (reading.kind is DeadlineKind.COMPOUND and len(reading.windows) == 1):
        days = _days(reading.windows[0]) if reading.windows else ""
        return f"весь период, {days}" if days else "весь период"
    if reading.kind in _PLAIN:
        days = _days(reading.windows[0]) if reading.windows else ""
        return f"{_PLAIN[reading.kind]}, {days}" if days else _PLAIN[reading.kind]
    if not reading.windows:
        return "без точных дат"
    if len(reading.windows) > 1:
        return "; ".join(window.label for window in reading.windows[:_MANY_WINDOWS])
    return _single(reading.kind, reading.windows[0])


def _single(kind: DeadlineKind, window: Window) -> str:
    days = _days(window)
    if not days:
        return f"{window.label}, точные даты не ясны" if window.start is None and window.end is None else window.label
    named = kind in {DeadlineKind.QUARTER, DeadlineKind.HALF_YEAR, DeadlineKind.SEASON, DeadlineKind.WEEK}
    return f"{window.label}, {days}" if named else window.label


def _repetition(reading: DeadlineReading) -> str:
    usual, counted = _EVERY[reading.recurrence]
    if any(_TRIMESTER in window.label for window in reading.windows):
        usual = "каждый триместр"
    out = usual if reading.interval == 1 else counted.format(reading.interval)
    if reading.occurrences is not None:
        out += f", {_times(reading.occurrences)}"
    if len(reading.windows) > 1:
        return f"{out}: " + "; ".join(window.label for window in reading.windows[:_MANY_WINDOWS])
    if reading.windows:
        out += f": {_months(reading.windows[0]) or _days(reading.windows[0]) or reading.windows[0].label}"
    return out


def _months(window: Window) -> str:
    """Return «сентябрь 2022 – май 2023» for a window of several whole months."""
    first, last = window.start, window.end
    if first is None or last is None or first.day != 1 or (last + timedelta(days=1)).day != 1:
        return ""
    if (first.year, first.month) == (last.year, last.month):
        return ""
    return f"{NOMINATIVE[first.month - 1]} {first.year} – {NOMINATIVE[last.month - 1]} {last.year}"


def _times(count: int) -> str:
    """Return «9 раз», «2 раза»."""
    few = count % 10 in {2, 3, 4} and count % 100 not in {12, 13, 14}
    return f"{count} {'раза' if few else 'раз'}"


def _days(window: Window) -> str:
    if window.start is None or window.end is None:
        return ""
    if window.start == window.end:
        return f"{window.start:%d.%m.%Y}"
    return f"{window.start:%d.%m.%Y}–{window.end:%d.%m.%Y}"
