"""Stretches of the calendar: ranges, lists of days, «до …», «с …»."""

from __future__ import annotations

from itertools import pairwise
from typing import cast

from plans.text.deadlines.bounds import TO_MONTH, days_without_month, opened, same_month
from plans.text.deadlines.cursor import Cursor, Unread
from plans.text.deadlines.kinds import DeadlineKind
from plans.text.deadlines.nodes import Mode, Node, Point, Stretch, Unit, Unresolved
from plans.text.deadlines.points import (
    is_day,
    may_join,
    month_of,
    parse_numbered,
    parse_point,
    parse_seasons,
    take_year,
    whole,
)

_LEADS = ("IN", "ON", "DURING", "PERIOD", "SROK", "APPROX", "COLON", "DASH", "WHILE", "DAY", "ALL")
_VAGUE = ("BEGIN", "MIDDLE", "END")


def parse_dated(cursor: Cursor) -> list[Node]:
    """Return what is dated at the cursor, or nothing."""
    start = cursor.place
    while cursor.at(*_LEADS):
        cursor.next()
    nodes = _core(cursor)
    if not nodes:
        cursor.place = start
    return nodes


def _core(cursor: Cursor) -> list[Node]:
    if cursor.at(*_VAGUE):
        return _vague(cursor)
    start = cursor.place
    is_inclusive = _until(cursor)
    if is_inclusive is not None:
        nodes = _bounded(cursor, is_inclusive=is_inclusive)
    elif _from(cursor):
        nodes = opened(cursor)
    else:
        nodes = _plain(cursor)
    if not nodes:
        cursor.place = start
    return nodes


def _vague(cursor: Cursor) -> list[Node]:
    start = cursor.place
    cursor.next()
    named: Point | None = parse_point(cursor)
    if named is None:
        numbered = parse_numbered(cursor)
        named = numbered[0][0] if numbered else None
    if named is None:
        cursor.place = start
        return []
    return [Unresolved(DeadlineKind.UNKNOWN, "начало, середина или конец без чисел: точные даты не названы")]


def _until(cursor: Cursor) -> bool | None:
    """Step over «до», «не позднее», «к»; tell whether a month after it is meant with its last day."""
    if cursor.take_all("NOT", "LATER"):
        cursor.take("CHEM", "TO", "DASH")
        cursor.take("TO")
        if cursor.at("FOR") and (cursor.peek(1).kind in {"FULL", "SHORT"} or cursor.peek(2).kind == "MONTH"):
            cursor.next()
        return True
    if cursor.take("TO"):
        return cursor.take("END") is not None
    if cursor.take("BY"):
        return True
    if cursor.take("K"):
        return cursor.take("END") is not None
    return None


def _from(cursor: Cursor) -> bool:
    start = cursor.place
    if cursor.take_all("NOT", "EARLIER"):
        cursor.take("CHEM")
        cursor.take("FROM")
        return True
    cursor.take("START")
    if cursor.take("FROM", "OT"):
        return True
    cursor.place = start
    return False


def _bounded(cursor: Cursor, *, is_inclusive: bool) -> list[Node]:
    ended = cursor.passed.kind == "END"
    if is_day(cursor.peek()) and (found := days_without_month(cursor, Mode.UNTIL)):
        return found
    stretches = _days(cursor) or _simple(cursor) or ([] if not is_inclusive else _large(cursor))
    if ended and not stretches:
        return _end_of_year(cursor)
    if any(stretch.last is not None for stretch in stretches) or (
        stretches and cursor.at("DASH") and _range_follows(cursor)
    ):
        raise Unread
    if not stretches:
        return []
    month = stretches[0].first
    if month.unit is Unit.MONTH and not is_inclusive and cursor.passed.kind != "INCLUSIVE":
        return [Unresolved(DeadlineKind.UNKNOWN, TO_MONTH)]
    if ended and month.unit is Unit.DAY:
        raise Unread
    for stretch in stretches:
        stretch.mode = Mode.UNTIL
    return list(stretches)


def _range_follows(cursor: Cursor) -> bool:
    return cursor.peek(1).kind in {"NUM", "SHORT", "FULL", "MONTH", "MY"}


def _end_of_year(cursor: Cursor) -> list[Node]:
    start = cursor.place
    year = cursor.take("YEAR")
    if cursor.take("G") is None or (year is None and not cursor.is_over):
        cursor.place = start
        return []
    if year is None:
        return [Stretch(Point(Unit.YEAR), mode=Mode.UNTIL)]
    return [Stretch(Point(Unit.YEAR, year=whole(year), is_explicit=True), mode=Mode.UNTIL)]


def _plain(cursor: Cursor) -> list[Node]:
    if is_day(cursor.peek()) and cursor.peek(1).kind == "NUMBERW":
        return days_without_month(cursor, Mode.WITHIN)
    stretches = _days(cursor)
    if not stretches:
        stretches = _large(cursor) or _simple(cursor)
    if not stretches:
        return []
    if len(stretches) == 1 and stretches[0].last is None:
        return list(_with_end(cursor, stretches[0]))
    return list(stretches)


def _days(cursor: Cursor) -> list[Stretch]:
    """Return «1, 15 и 22 сентября», «20-24.11», «5-7, 12 октября»; nothing where the numbers lead to no month."""
    start = cursor.place
    pairs: list[tuple[int, int]] = []
    while True:
        token = cursor.peek()
        if token.kind in {"SHORT", "FULL"} and pairs:
            break
        if not is_day(token):
            cursor.place = start
            return []
        number = whole(cursor.next())
        if cursor.at("MONTH"):
            if not may_join(token, cursor.peek()):
                raise Unread
            _close(pairs, number)
            break
        if not cursor.at("COMMA", "AND", "DASH", "BY") or (token.dot and not cursor.at("DASH", "BY")):
            cursor.place = start
            return []
        _close(pairs, number)
        if cursor.next().kind in {"DASH", "BY"}:
            if pairs[-1][1]:
                cursor.place = start
                return []
            pairs[-1] = (pairs[-1][0], -1)
    return _days_of_month(cursor, pairs)


def _close(pairs: list[tuple[int, int]], number: int) -> None:
    """Add a day, or make it the end of the range left open."""
    if pairs and pairs[-1][1] == -1:
        pairs[-1] = (pairs[-1][0], number)
    else:
        pairs.append((number, 0))


def _days_of_month(cursor: Cursor, pairs: list[tuple[int, int]]) -> list[Stretch]:
    token = cursor.peek()
    if token.kind == "MONTH":
        end = Point(Unit.DAY, month=month_of(cursor.next()))
        cursor.take("MONTHW")
    else:
        values = cast("tuple[int, ...]", token.value)
        end = Point(Unit.DAY, month=values[1], day=values[0])
        _close(pairs, values[0])
        cursor.next()
        if token.kind == "FULL":
            end.year, end.is_explicit = values[2], True
    take_year(cursor, end)
    cursor.take("INCLUSIVE")
    if any(last and last <= first for first, last in pairs):
        raise Unread
    if any(later[0] <= (earlier[1] or earlier[0]) for earlier, later in pairwise(pairs)):
        raise Unread
    return [Stretch(same_month(first, end), same_month(last, end) if last else None) for first, last in pairs]


def _simple(cursor: Cursor) -> list[Stretch]:
    point = parse_point(cursor)
    if point is None:
        return []
    stretches = [Stretch(point)]
    while point.unit is Unit.MONTH and point.year and cursor.at("COMMA", "AND") and cursor.peek(1).kind == "YEAR":
        if cursor.peek(2).kind in {"MONTH", "DASH", "SCHOOL"}:
            break
        cursor.next()
        again = Point(Unit.MONTH, month=point.month)
        take_year(cursor, again)
        stretches.append(Stretch(again))
    return stretches


def _large(cursor: Cursor) -> list[Stretch]:
    numbered = parse_numbered(cursor)
    if numbered:
        if cursor.at("DASH") and cursor.peek(1).kind in {"ROMAN", "NUM", "ORDINAL"}:
            return [_between(cursor, numbered)]
        return [Stretch(first, last) for first, last in numbered]
    return [Stretch(point) for point in parse_seasons(cursor)]


def _between(cursor: Cursor, numbered: list[tuple[Point, Point | None]]) -> Stretch:
    """Return «IV квартал 2022 - I квартал 2023», «2 неделя марта - 1 неделя апреля»."""
    cursor.next()
    ends = parse_numbered(cursor)
    first, last = numbered[0], ends[0] if ends else (None, None)
    if len(numbered) != 1 or len(ends) != 1 or first[1] or last[1] or last[0] is None:
        raise Unread
    if first[0].unit is not last[0].unit or not (first[0].month and last[0].month):
        raise Unread
    return Stretch(first[0], last[0])


def _with_end(cursor: Cursor, stretch: Stretch) -> list[Stretch]:
    """Return the stretch with what follows its dash: «октябрь - декабрь», «31.08-15.09», «сентябрь-октябрь-ноябрь»."""
    first = stretch.first
    if first.unit not in {Unit.DAY, Unit.MONTH} or not cursor.at("DASH", "BY"):
        return [stretch]
    start = cursor.place
    cursor.take("DASH")
    cursor.take("BY")
    last = parse_point(cursor)
    if last is None:
        cursor.place = start
        return [stretch]
    if {first.unit, last.unit} == {Unit.DAY, Unit.MONTH} and first.month == last.month:
        raise Unread
    if cursor.at("DASH") and cursor.peek(1).kind == "MONTH" and last.unit is Unit.MONTH:
        cursor.next()
        further = parse_point(cursor)
        if further is None or further.month != last.month % 12 + 1 or last.month != first.month % 12 + 1 or first.year:
            raise Unread
        last = further
    if cursor.at("DASH") and _range_follows(cursor):
        raise Unread
    return [Stretch(first, last)]
