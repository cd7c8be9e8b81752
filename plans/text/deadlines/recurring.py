"""What repeats: «1 раз в месяц», «ежегодно», «по вторникам», «последняя среда месяца»."""

from __future__ import annotations

from itertools import pairwise

from plans.text.deadlines.cursor import Cursor, Unread
from plans.text.deadlines.kinds import Recurrence
from plans.text.deadlines.nodes import AllYear, Node, Repeat
from plans.text.deadlines.points import whole

_ADVERBS = {
    "MONTHLY": Recurrence.MONTHLY,
    "QUARTERLY": Recurrence.QUARTERLY,
    "WEEKLY": Recurrence.WEEKLY,
    "YEARLY": Recurrence.YEARLY,
    "SCHOOLQLY": Recurrence.SCHOOL_QUARTER,
    "HALFLY": Recurrence.HALF_YEAR,
}
_UNITS = {
    "MONTHW": Recurrence.MONTHLY,
    "QUARTER": Recurrence.QUARTERLY,
    "SCHOOLQ": Recurrence.SCHOOL_QUARTER,
    "HALF": Recurrence.HALF_YEAR,
    "SEMESTER": Recurrence.HALF_YEAR,
    "G": Recurrence.YEARLY,
    "WEEK": Recurrence.WEEKLY,
}
_MANY = {Recurrence.MONTHLY, Recurrence.YEARLY, Recurrence.WEEKLY}
_TWICE = 2
_TRIMESTERS = 3
_MOST_WEEKS = 5
_LAST_DAY = 31


def parse_repeat(cursor: Cursor) -> list[Node]:
    """Return the repetition at the cursor, or nothing."""
    start = cursor.place
    is_minimum = _minimum(cursor)
    if cursor.at("BY") and cursor.peek(1).kind in _ADVERBS:
        cursor.next()
    if cursor.at(*_ADVERBS):
        return [Repeat(_ADVERBS[cursor.next().kind], is_minimum=is_minimum)]
    found = _counted(cursor, is_minimum=is_minimum)
    if not found and not is_minimum:
        cursor.place = start
        found = _every(cursor)
        for parse in (_weekdays, _of_month, _days_of_month):
            if not found:
                cursor.place = start
                found = parse(cursor)
    if not found:
        cursor.place = start
    return found


def _minimum(cursor: Cursor) -> bool:
    start = cursor.place
    if cursor.take("MINIMUM"):
        return True
    if cursor.take_all("NOT", "LESS"):
        cursor.take("CHEM", "FOR")
        return True
    cursor.place = start
    return False


def _counted(cursor: Cursor, *, is_minimum: bool) -> list[Node]:
    """Return «3-4 раза в год» with the smaller number, «раз в месяц», «дважды в год»."""
    cursor.take("BY")
    times, is_spread = _times(cursor)
    if not times:
        return []
    if not cursor.take("IN", "FOR", "ON"):
        return []
    if _of_trimester(cursor):
        return [Repeat(Recurrence.YEARLY, 1, _TRIMESTERS * times, is_minimum, is_trimestral=True)]
    found = _in_unit(cursor)
    if not found:
        raise Unread
    recurrence, interval = found
    if recurrence is None:
        return [AllYear(is_constant=True, is_daily=True)]
    if recurrence is Recurrence.YEARLY and interval == 1 and times == _TWICE and not is_spread:
        recurrence, times = Recurrence.HALF_YEAR, 1
    return [Repeat(recurrence, interval, times, is_minimum)]


def _of_trimester(cursor: Cursor) -> bool:
    """Step over «триместр», of which a school year has three."""
    return cursor.peek().text.startswith("триместр") and cursor.take("TRIM") is not None


def _times(cursor: Cursor) -> tuple[int, bool]:
    if cursor.take("TWICE"):
        return 2, False
    if cursor.take("THRICE"):
        return 3, False
    if cursor.take("TIMES"):
        return 1, False
    if not cursor.at("NUM", "CARDINAL"):
        return 0, False
    number = whole(cursor.next())
    is_spread = False
    if cursor.at("DASH") and cursor.peek(1).kind in {"NUM", "CARDINAL"}:
        cursor.next()
        more = whole(cursor.next())
        is_spread = True
        if more <= number:
            return 0, False
    return (number, is_spread) if cursor.take("TIMES") else (0, False)


def _in_unit(cursor: Cursor) -> tuple[Recurrence | None, int] | None:
    """Return the unit of «раз в …» and how many of it; (None, 1) for a day."""
    while cursor.at("EVERY", "ALL", "DURING", "SCHOOL", "CALENDAR", "CURRENT"):
        cursor.next()
    interval = whole(cursor.next()) if cursor.at("NUM", "CARDINAL") else 1
    cursor.take("SCHOOL", "CALENDAR")
    if interval == 1 and cursor.take("DAY"):
        return None, 1
    if not cursor.at(*_UNITS) or interval < 1:
        return None
    recurrence = _UNITS[cursor.next().kind]
    is_choice = cursor.at("SLASH", "DASH") and cursor.peek(1).kind in _UNITS
    if is_choice or (interval > 1 and recurrence not in _MANY):
        return None
    if recurrence is Recurrence.HALF_YEAR:
        cursor.take_all("SCHOOL", "G")
    return recurrence, interval


def _every(cursor: Cursor) -> list[Node]:
    cursor.take("IN")
    cursor.take("BEGIN", "MIDDLE", "END")
    if not cursor.take("EVERY"):
        return []
    weekdays = _weekday_names(cursor)
    if weekdays:
        cursor.take("MONTHW", "WEEK")
        return [Repeat(Recurrence.WEEKLY)]
    start = cursor.place
    ordinal = _of_month(cursor, needs_month=False)
    if ordinal:
        return ordinal
    cursor.place = start
    if cursor.at("SROK", "PERIOD"):
        return []
    if _of_trimester(cursor):
        return [Repeat(Recurrence.YEARLY, times=_TRIMESTERS, is_trimestral=True)]
    found = _in_unit(cursor)
    if not found:
        raise Unread
    recurrence, interval = found
    return [AllYear(is_constant=True, is_daily=True)] if recurrence is None else [Repeat(recurrence, interval)]


def _weekday_names(cursor: Cursor) -> int:
    count = 0
    while cursor.take("WEEKDAY"):
        count += 1
        if not (cursor.at("COMMA", "AND") and cursor.peek(1).kind == "WEEKDAY"):
            break
        cursor.next()
    return count


def _weekdays(cursor: Cursor) -> list[Node]:
    """Return weekly for «по вторникам», «по средам и пятницам»."""
    if not cursor.take("BY") or not cursor.peek().text.endswith(("ам", "ям")):
        return []
    return [Repeat(Recurrence.WEEKLY)] if _weekday_names(cursor) else []


def _of_month(cursor: Cursor, *, needs_month: bool = True) -> list[Node]:
    """Return monthly for «последняя среда месяца», «1-я и 3-я суббота каждого месяца»."""
    cursor.take("IN", "BY")
    count = 0
    is_second = False
    while cursor.at("LAST", "ORDINAL", "ROMAN", "NUM"):
        number = cursor.next()
        if number.kind != "LAST" and not 1 <= whole(number) <= _MOST_WEEKS:
            return []
        is_second = number.kind != "LAST" and whole(number) == _TWICE
        count += 1
        if not cursor.at("COMMA", "AND"):
            break
        cursor.next()
    if not count or not cursor.take("WEEKDAY", "WEEK", "DECADE"):
        return []
    cursor.take_all("LP", "WEEKDAY", "RP")
    start = cursor.place
    cursor.take("EVERY")
    has_month = cursor.take("MONTHW") is not None and not cursor.at("MONTH")
    if not has_month:
        cursor.place = start
        if is_second and not needs_month:
            raise Unread
        if needs_month or cursor.at("MONTH", "QUARTER", "SCHOOLQ", "HALF", "G", "EVERY"):
            return []
    return [Repeat(Recurrence.MONTHLY, times=count, is_of_month=has_month)]


def _days_of_month(cursor: Cursor) -> list[Node]:
    """Return monthly for «1 и 15 числа каждого месяца», as many times as there are days."""
    days: list[int] = []
    while cursor.at("NUM"):
        days.append(whole(cursor.next()))
        if not cursor.take("COMMA", "AND"):
            break
    if not cursor.take("NUMBERW") or len(days) < _TWICE or not _are_days(days):
        return []
    is_monthly = any(token.kind == "MONTHLY" for token in cursor.tokens)
    cursor.take("EVERY")
    if cursor.take("MONTHW") is None and not is_monthly:
        return []
    return [Repeat(Recurrence.MONTHLY, times=len(days))]


def _are_days(days: list[int]) -> bool:
    """Tell whether the numbers are days of every month, in order."""
    return days[0] >= 1 and days[-1] <= _LAST_DAY and all(a < b for a, b in pairwise(days))
