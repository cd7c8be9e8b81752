"""Stretches opened by «с …» and days without a month: «с 5 по 25 марта», «до 5 числа каждого месяца»."""

from __future__ import annotations

from dataclasses import replace

from plans.text.deadlines.cursor import Cursor, Unread
from plans.text.deadlines.kinds import DeadlineKind, Recurrence
from plans.text.deadlines.nodes import Detail, Mode, Node, Point, Repeat, Stretch, Unit, Unresolved
from plans.text.deadlines.points import is_day, parse_numbered, parse_point, whole

_MIXED = frozenset({Unit.DAY, Unit.MONTH, Unit.SCHOOL_QUARTER})
TO_MONTH = "«до» с названием месяца без числа: не ясно, входит ли сам месяц"


def opened(cursor: Cursor) -> list[Node]:
    """Read on after «с»: a range when «по» or «до» follows, else an open start."""
    if is_day(cursor.peek()) and cursor.peek(1).kind in {"BY", "TO", "DASH"}:
        return _days_to(cursor)
    first = _point(cursor)
    if first is None:
        return []
    start = cursor.place
    cursor.take("COMMA")
    word = cursor.take("BY", "TO", "DASH")
    is_end = cursor.take("END") is not None
    last = _point(cursor) if word is not None else None
    if word is None or last is None:
        cursor.place = start
        return [Stretch(first, mode=Mode.FROM)]
    is_closed = is_end or word.kind != "TO" or cursor.passed.kind == "INCLUSIVE"
    if last.unit is Unit.MONTH and not is_closed:
        return [Unresolved(DeadlineKind.UNKNOWN, TO_MONTH)]
    if first.unit is not last.unit and not {first.unit, last.unit} <= _MIXED:
        raise Unread
    return [Stretch(first, last)]


def _point(cursor: Cursor) -> Point | None:
    """Return a day, a month or one quarter, half-year, week."""
    point = parse_point(cursor)
    if point is not None:
        return point
    start = cursor.place
    numbered = parse_numbered(cursor)
    if len(numbered) == 1 and numbered[0][1] is None:
        return numbered[0][0]
    cursor.place = start
    return None


def _days_to(cursor: Cursor) -> list[Node]:
    """Return «5 по 25 марта», «5-10 марта», «1 по 5 число»."""
    first = whole(cursor.next())
    cursor.next()
    if is_day(cursor.peek()) and cursor.peek(1).kind == "NUMBERW":
        last = Point(Unit.DAY, day=whole(cursor.next()))
        cursor.next()
        return [*_after_number(cursor), Stretch(Point(Unit.DAY, day=first), last)]
    end = parse_point(cursor)
    if end is None or end.unit is not Unit.DAY:
        raise Unread
    return [Stretch(same_month(first, end), end)]


def days_without_month(cursor: Cursor, mode: Mode) -> list[Node]:
    """Return «5 числа», «5-го», and after «ежемесячно» a bare «5»; the month comes from elsewhere."""
    start = cursor.place
    day = cursor.next()
    point = Point(Unit.DAY, day=whole(day))
    if cursor.take("NUMBERW"):
        return [*_after_number(cursor), Stretch(point, mode=mode)]
    if cursor.is_over or cursor.at("COMMA", "RP", "MONTHLY", "QUARTERLY", "EVERY", "NL"):
        point.name = "bare"
        is_list = cursor.at("COMMA") and cursor.peek(1).kind in {"NUM", "SHORT", "FULL"}
        if not is_list:
            return [Stretch(point, mode=mode)]
    cursor.place = start
    return []


def _after_number(cursor: Cursor) -> list[Node]:
    """Read on after «5 числа»: «месяца, следующего за отчетным кварталом», «следующего месяца», «месяца»."""
    start = cursor.place
    cursor.take("EVERY")
    has_month = cursor.take("MONTHW") is not None
    cursor.take("COMMA")
    if cursor.take("NEXT"):
        if cursor.take("MONTHW") or (has_month and cursor.take("FOR") and cursor.take("REPORTING")):
            cursor.take("MONTHW", "QUARTER", "PERIOD", "HALF")
            return [Detail(is_next=True)]
        raise Unread
    cursor.place = start
    return [Repeat(Recurrence.MONTHLY)] if cursor.take("MONTHW") else []


def same_month(day: int, other: Point) -> Point:
    """Return another day of the month and year of a point."""
    return replace(other, day=day)
