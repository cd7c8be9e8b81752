"""Single points of the calendar: days, months, quarters, weeks, seasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from plans.text.deadlines.cursor import Cursor, Unread
from plans.text.deadlines.nodes import Point, Unit
from plans.text.deadlines.words import GENITIVE

if TYPE_CHECKING:
    from plans.text.deadlines.token import Token

_UNITS = {
    "QUARTER": (Unit.QUARTER, 4),
    "SCHOOLQ": (Unit.SCHOOL_QUARTER, 4),
    "HALF": (Unit.HALF_YEAR, 2),
    "SEMESTER": (Unit.SEMESTER, 2),
    "WEEK": (Unit.WEEK, 4),
    "DECADE": (Unit.PART, 3),
    "PART": (Unit.PART, 2),
    "WEEKDAY": (Unit.WEEKDAY, 5),
}
_PARTS = {("DECADE", 1): (1, 10), ("DECADE", 2): (11, 20), ("DECADE", 3): (21, 0), ("PART", 1): (1, 15)}
_PARTS[("PART", 2)] = (16, 0)
IN_MONTH = frozenset({Unit.WEEK, Unit.PART, Unit.WEEKDAY})
_LAST_DAY = 31
_TWO_DIGIT_YEARS = range(10, 41)
_COUNTED_WEEKS = frozenset({"недели", "недель", "тыдні"})


def whole(token: Token) -> int:
    """Return the number of a token."""
    return cast("int", token.value)


def month_of(token: Token) -> int:
    """Return the month of a token MONTH."""
    return cast("int", token.value)


def parse_point(cursor: Cursor) -> Point | None:
    """Return the day or month at the cursor with its year, or nothing."""
    point = _dated(cursor)
    if point is not None:
        take_year(cursor, point)
        cursor.take("INCLUSIVE")
    return point


def _dated(cursor: Cursor) -> Point | None:  # noqa: PLR0911 - one return a form
    token = cursor.peek()
    if token.kind == "FULL":
        cursor.next()
        day, month, year = cast("tuple[int, int, int]", token.value)
        return Point(Unit.DAY, month=month, day=day, year=year, is_explicit=True)
    if token.kind == "SHORT":
        if cursor.peek(1).kind == "MONTH":
            raise Unread
        cursor.next()
        day, month = cast("tuple[int, int]", token.value)
        return Point(Unit.DAY, month=month, day=day)
    if token.kind == "MY":
        cursor.next()
        month, year = cast("tuple[int, int]", token.value)
        return Point(Unit.MONTH, month=month, year=year, is_explicit=True)
    if token.kind == "MONTH":
        cursor.next()
        cursor.take("MONTHW")
        return Point(Unit.MONTH, month=month_of(token))
    if token.kind == "MONTHW" and cursor.peek(1).kind == "MONTH":
        cursor.next()
        return Point(Unit.MONTH, month=month_of(cursor.next()))
    if is_day(token) and cursor.peek(1).kind == "MONTH" and may_join(token, cursor.peek(1)):
        cursor.next()
        return Point(Unit.DAY, month=month_of(cursor.next()), day=whole(token))
    return None


def is_day(token: Token) -> bool:
    """Tell whether a token can be the number of a day."""
    return token.kind == "NUM" and 1 <= whole(token) <= _LAST_DAY


def may_join(number: Token, month: Token) -> bool:
    """Tell a day («1. сентября») from the number of a line («1. Сентябрь»)."""
    return not number.dot or month.text in GENITIVE


def take_year(cursor: Cursor, point: Point) -> None:
    """Step over the year that follows a point and note it: «, 2022 г.», «2022/2023 уч. г.», «текущего года»."""
    if point.year is not None:
        _take_tail(cursor)
        return
    if _take_year_after(cursor):
        point.is_year_after = True
        return
    if cursor.at("LP"):
        _take_bracketed_year(cursor, point)
        return
    start = cursor.place
    take = _take_joined_year if cursor.at("COMMA", "DASH") else _take_plain_year
    if not take(cursor, point):
        cursor.place = start


def _take_joined_year(cursor: Cursor, point: Point) -> bool:
    joint = cursor.next()
    if cursor.at("YEARS") and joint.kind == "COMMA":
        _take_school_year(cursor, point)
        return True
    if not cursor.at("YEAR"):
        return False
    if joint.kind == "DASH" and cursor.peek(1).kind == "DASH":
        raise Unread
    _take_calendar_year(cursor, point)
    return True


def _take_plain_year(cursor: Cursor, point: Point) -> bool:
    if cursor.at("YEARS"):
        _take_school_year(cursor, point)
        return True
    if cursor.at("YEAR"):
        _take_calendar_year(cursor, point)
        return True
    if cursor.at("NUM") and whole(cursor.peek()) in _TWO_DIGIT_YEARS and cursor.peek(1).kind == "G":
        point.year, point.is_explicit = whole(cursor.next()) + 2000, True
        _take_tail(cursor)
        return True
    return cursor.at("CURRENT", "SCHOOL") and _take_this_year(cursor, point)


def _take_calendar_year(cursor: Cursor, point: Point) -> None:
    point.year, point.is_explicit = whole(cursor.next()), True
    if cursor.at("SCHOOL"):
        raise Unread
    _take_tail(cursor)


def _take_year_after(cursor: Cursor) -> bool:
    """Step over «года, следующего за отчетным»."""
    start = cursor.place
    if cursor.take("G"):
        cursor.take("COMMA")
        if cursor.take_all("NEXT", "FOR", "REPORTING"):
            return True
    cursor.place = start
    return False


def _take_bracketed_year(cursor: Cursor, point: Point) -> None:
    """Step over «(2022/2023 уч. г.)» if the brackets hold nothing else."""
    start = cursor.place
    cursor.next()
    if cursor.at("YEAR", "YEARS"):
        take_year(cursor, point)
        if cursor.take("RP"):
            return
        point.year, point.school, point.is_explicit = None, None, False
    cursor.place = start


def _take_school_year(cursor: Cursor, point: Point) -> None:
    years = cursor.next()
    is_school = cursor.take("SCHOOL") is not None or "/" in years.text
    _take_tail(cursor)
    if not is_school:
        raise Unread
    point.school = cast("tuple[int, int]", years.value)[0]
    point.is_explicit = True


def _take_this_year(cursor: Cursor, point: Point) -> bool:
    start = cursor.place
    is_current = cursor.take("CURRENT") is not None
    is_school = cursor.take("SCHOOL") is not None
    if cursor.take("G") is None:
        cursor.place = start
        return False
    point.is_current = is_current and not is_school
    return True


def _take_tail(cursor: Cursor) -> None:
    if cursor.at("G"):
        cursor.next()


def parse_numbered(cursor: Cursor) -> list[tuple[Point, Point | None]]:
    """Return «II квартал», «1-2 неделя октября», «I и III четверть» as points and ranges; nothing if there is none."""
    start = cursor.place
    pairs = _ordinals(cursor)
    name = cursor.peek().kind
    if not pairs or name not in _UNITS or _is_count(cursor):
        if pairs and name == "TRIM":
            raise Unread
        cursor.place = start
        return []
    unit_token = cursor.next()
    unit, most = _UNITS[name]
    ranges = [
        (
            _numbered(unit, name, most, first, unit_token),
            _numbered(unit, name, most, last, unit_token) if last else None,
        )
        for first, last in pairs
    ]
    flat = [point for pair in ranges for point in pair if point is not None]
    if unit in IN_MONTH:
        _take_month(cursor, flat)
    else:
        last_point = flat[-1]
        take_year(cursor, last_point)
        for point in flat[:-1]:
            point.year, point.school = last_point.year, last_point.school
            point.is_explicit, point.is_current = last_point.is_explicit, last_point.is_current
    cursor.take("INCLUSIVE")
    return ranges


def _is_count(cursor: Cursor) -> bool:
    """Tell «2 недели», «двух недель» (how long) from «2-й неделе» (which)."""
    before = cursor.passed
    return before.kind == "NUM" and before.text.isdigit() and cursor.peek().text in _COUNTED_WEEKS


def _ordinals(cursor: Cursor) -> list[tuple[int, int]]:
    """Return numbers and ranges of numbers; the second of a pair is 0 for a single number, -1 is «последний»."""
    pairs: list[tuple[int, int]] = []
    start = cursor.place
    while (number := _ordinal(cursor)) is not None:
        last = 0
        if cursor.at("DASH"):
            cursor.next()
            last = _ordinal(cursor) or 0
            if not last or last <= number or number < 1:
                cursor.place = start
                return []
        pairs.append((number, last))
        if not cursor.at("COMMA", "AND"):
            return pairs
        cursor.next()
    cursor.place = start
    return []


def _ordinal(cursor: Cursor) -> int | None:
    token = cursor.peek()
    if token.kind == "LAST":
        cursor.next()
        return -1
    if token.kind in {"ROMAN", "ORDINAL"} or (token.kind == "NUM" and not token.dot):
        cursor.next()
        return whole(token)
    return None


def _numbered(unit: Unit, name: str, most: int, number: int, token: Token) -> Point:
    if number > most or number == 0:
        raise Unread
    point = Point(unit, number=number)
    if unit is Unit.QUARTER:
        if number < 0:
            raise Unread
        point.month = 3 * number - 2
    elif unit is Unit.PART:
        point.first, point.last = _PARTS[(name, most if number < 0 else number)]
    elif unit is Unit.WEEKDAY:
        point.weekday = whole(token)
    elif number < 0 and unit is not Unit.WEEK:
        raise Unread
    return point


def _take_month(cursor: Cursor, points: list[Point]) -> None:
    start = cursor.place
    cursor.take("IN")
    if cursor.at("MONTH"):
        named = parse_point(cursor)
        assert named is not None  # noqa: S101 - a MONTH always is a point
        for point in points:
            point.month, point.year, point.school = named.month, named.year, named.school
            point.is_explicit, point.is_current = named.is_explicit, named.is_current
        return
    cursor.place = start


def parse_seasons(cursor: Cursor) -> list[Point]:
    """Return «летний период», «осенью 2022», «осенние и весенние каникулы»; nothing if there is none."""
    start = cursor.place
    names: list[str] = []
    while cursor.at("SEASON"):
        names.append(str(cursor.next().value))
        joint = cursor.place
        if not (cursor.take("COMMA", "AND") and cursor.at("SEASON")):
            cursor.place = joint
            break
    if not names:
        return []
    if cursor.sees("DASH", "SEASON"):
        raise Unread
    unit = Unit.SEASON
    if cursor.take("SCHOOL") is not None and not cursor.at("HOLIDAY"):
        raise Unread
    if cursor.peek().text.startswith("оздоровительн") and cursor.peek(1).kind == "PERIOD":
        cursor.next()
    if cursor.take("HOLIDAY"):
        unit = Unit.HOLIDAYS
        cursor.take("PERIOD", "WHILE")
    elif not cursor.take("PERIOD", "WHILE", "MONTHW") and cursor.tokens[start].text.endswith(
        ("ий", "ее", "ие", "их", "ем", "яя", "ей")
    ):
        raise Unread
    points = [Point(unit, name=name) for name in names]
    take_year(cursor, points[-1])
    for point in points[:-1]:
        point.year, point.school, point.is_explicit = points[-1].year, points[-1].school, points[-1].is_explicit
    return points
