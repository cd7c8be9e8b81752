"""Times without a date of their own: all year, by another plan, on demand, at an event."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from plans.text.deadlines.cursor import Cursor, Unread
from plans.text.deadlines.kinds import DeadlineKind
from plans.text.deadlines.nodes import (
    AllYear,
    ByPlan,
    Event,
    Holidays,
    Node,
    OnDemand,
    Point,
    Stretch,
    Unit,
    Unresolved,
)
from plans.text.deadlines.points import whole

if TYPE_CHECKING:
    from plans.text.deadlines.token import Token

_STOPS = frozenset("COMMA LP RP NL STOP PLUS COLON".split())  # noqa: SIM905
_DAILY = frozenset({"ежедневно", "повседневно", "штодня", "штодзенна"})
_SHORT_YEAR = frozenset({"г", "гг", "ж"})
_ONE_YEAR = frozenset({"год", "года", "году"})
_OF_THE_PLAN = ("реализаци", "проект", "эксперимент", "инновацион", "деятельност", "план", "работы")
_ADJECTIVES = 3


def parse_all_year(cursor: Cursor) -> list[Node]:
    """Return «в течение года», «постоянно», «весь период», «2022-2023 уч. год»."""
    constant = cursor.take("CONST")
    if constant is not None:
        return [AllYear(is_constant=True, is_daily=constant.text in _DAILY)]
    start = cursor.place
    cursor.take("IN", "ON", "FOR")
    is_during = cursor.take("DURING") is not None
    is_all = cursor.take("ALL") is not None
    if (is_during or is_all) and cursor.at("MONTHW") and cursor.peek(1).kind != "MONTH":
        cursor.next()
        return [_this_month(cursor)]
    named = _named_years(cursor)
    if named is not None:
        return [named]
    while cursor.at("SCHOOL", "CALENDAR", "CURRENT", "ALL"):
        is_all = cursor.next().kind != "CURRENT" or is_all
    is_reported = cursor.take_all("REPORTING", "G")
    word = cursor.passed if is_reported else cursor.take("G", "PERIOD", "WHILE", "SROK")
    is_year = word is not None and word.kind == "G" and word.text not in _SHORT_YEAR
    short_year = word is not None and word.text in _SHORT_YEAR and (is_during or is_all)
    alone = start == 0 and cursor.is_over
    if (is_year and (is_during or is_all or alone)) or short_year:
        return [AllYear()]
    is_period = word is not None and word.kind != "G" and (is_during or is_all)
    if is_period and _words_only(cursor):
        return [AllYear()]
    cursor.place = start
    return []


def _this_month(cursor: Cursor) -> Node:
    cursor.take("CURRENT")
    return Unresolved(DeadlineKind.MONTH, "не сказано, какой это месяц")


def _words_only(cursor: Cursor) -> bool:
    """Step over «реализации проекта» after «весь период»; false for a period of something else."""
    while cursor.peek().text.startswith(_OF_THE_PLAN) or cursor.at("SCHOOL", "G"):
        cursor.next()
    return not cursor.at("WORD", "PLAN")


def _named_years(cursor: Cursor) -> AllYear | None:
    """Return «2022-2023 учебный год», «2022 год», «2022-2024 гг.»."""
    start = cursor.place
    if cursor.at("YEARS"):
        token = cursor.next()
        first, last = cast("tuple[int, int]", token.value)
        is_school = cursor.take("SCHOOL") is not None
        tail = cursor.take("G")
        if is_school or "/" in token.text or (tail is not None and tail.text in _ONE_YEAR):
            return AllYear(Point(Unit.SCHOOL_YEAR, school=first, is_explicit=True))
        return AllYear(_year(first), _year(last), is_bare=tail is None)
    if cursor.at("YEAR"):
        first = whole(cursor.next())
        cursor.take("G")
        if cursor.at("MONTH", "SCHOOL") or (cursor.at("DASH", "COMMA") and cursor.peek(1).kind == "MONTH"):
            cursor.place = start
            return None
        if cursor.sees("DASH", "YEAR"):
            cursor.next()
            last = whole(cursor.next())
            is_bare = cursor.take("G") is None
            if (is_bare and not cursor.at(*_STOPS)) or last <= first:
                raise Unread
            return AllYear(_year(first), _year(last), is_bare=is_bare)
        return AllYear(_year(first))
    return None


def _year(number: int) -> Point:
    return Point(Unit.YEAR, year=number, is_explicit=True)


def parse_holidays(cursor: Cursor) -> list[Node]:
    """Return «в каникулы», «в дни школьных каникул», where nobody says which."""
    start = cursor.place
    while cursor.at("IN", "ON", "BY", "PERIOD", "DAY", "WHILE", "SCHOOL", "DURING"):
        cursor.next()
    if cursor.take("HOLIDAY"):
        cursor.take("PERIOD", "WHILE", "DAY")
        named = cursor.place
        cursor.take("LP", "COLON", "DASH")
        seasons: list[Node] = []
        while cursor.at("SEASON"):
            seasons.append(Stretch(Point(Unit.HOLIDAYS, name=str(cursor.next().value))))
            if cursor.at("COMMA", "AND") and cursor.peek(1).kind == "SEASON":
                cursor.next()
        if seasons:
            return seasons
        cursor.place = named
        return [Holidays()]
    cursor.place = start
    return []


def parse_on_demand(cursor: Cursor) -> list[Node]:
    """Return «по мере необходимости», «по запросу», «при наличии …»."""
    start = cursor.place
    if cursor.take("BY", "PRI", "IN"):
        is_measure = cursor.take("MERE") is not None
        if is_measure or cursor.at("NEED"):
            swallow(cursor)
            return [OnDemand()]
    cursor.place = start
    return []


def parse_by_plan(cursor: Cursor) -> list[Node]:
    """Return «согласно плану», «по отдельному графику», «в установленные сроки», with the plan's year if named."""
    start = cursor.place
    cursor.take("BY", "IN", "K")
    if not (cursor.take("SOGLASNO") or cursor.take("FIXED")):
        for _ in range(_ADJECTIVES):
            if cursor.at("PLAN", "AGREE"):
                break
            if not (cursor.at("WORD", "FIXED", "SCHOOL", "CALENDAR", "CURRENT") and cursor.place > start):
                break
            cursor.next()
        is_dates = cursor.at("SROK") and cursor.peek(1).kind in {"COMMA", "BY", "FIXED"} and cursor.place > start
        if not cursor.take("PLAN", "AGREE") and not is_dates:
            cursor.place = start
            return []
    return [ByPlan(swallow(cursor))]


def swallow(cursor: Cursor) -> Point | None:
    """Step over the rest of «по плану работы …» up to a mark or a new deadline; return the year named as «на … год»."""
    named: Point | None = None
    while not cursor.at(*_STOPS):
        if cursor.at("ON", "FOR") and cursor.peek(1).kind in {"YEAR", "YEARS", "MONTH"}:
            cursor.next()
            named = _plan_year(cursor)
        elif cursor.at("OT") and cursor.peek(1).kind in {"FULL", "NUM", "SHORT"}:
            cursor.next()
            while cursor.at("FULL", "NUM", "SHORT", "MONTH", "YEAR", "G"):
                cursor.next()
        elif cursor.at("NO") and cursor.peek(1).kind in {"NUM", "BAD"}:
            cursor.place += 2
        elif _is_plain(cursor.peek()):
            cursor.next()
        else:
            break
    return named


def _plan_year(cursor: Cursor) -> Point | None:
    token = cursor.next()
    if token.kind == "MONTH":
        cursor.take("YEAR")
        cursor.take("G")
        return None
    is_span = cursor.take_all("DASH", "YEAR")
    is_school = cursor.take("SCHOOL") is not None or "/" in token.text
    tail = cursor.take("G")
    if is_span:
        return None
    if token.kind == "YEARS":
        if not is_school and (tail is None or tail.text not in _ONE_YEAR):
            return None
        return Point(Unit.SCHOOL_YEAR, school=cast("tuple[int, int]", token.value)[0], is_explicit=True)
    return _year(whole(token))


_PLAIN = frozenset(
    [
        "WORD",
        "PLAN",
        "AGREE",
        "SROK",
        "FIXED",
        "NEED",
        "SOGLASNO",
        "G",
        "SCHOOL",
        "CALENDAR",
        "AND",
        "IN",
        "BY",
        "FROM",
        "ON",
        "DASH",
        "CURRENT",
        "PERIOD",
        "MERE",
        "PRI",
        "NOT",
        "FOR",
        "OT",
        "K",
        "WHILE",
        "ALL",
    ],
)


def _is_plain(token: Token) -> bool:
    return token.kind in _PLAIN


def parse_event(cursor: Cursor) -> list[Node]:
    """Return an event with all the words behind it: nothing after «до начала ГИА» can be dated safely."""
    start = cursor.place
    is_event = False
    if cursor.take("BY", "IN", "ON") is not None:
        is_event = cursor.at("EVENT")
    elif cursor.at("EVENT", "FOR"):
        is_event = True
    cursor.place = start
    if not is_event:
        is_event = _leads_to_event(cursor)
    if not is_event:
        cursor.place = start
        return []
    cursor.place = cursor.length
    return [Event(cursor.text(start).rstrip(" ),;"))]


def _leads_to_event(cursor: Cursor) -> bool:
    """Tell whether «до …», «в период …», «в день …», «к …», «в течение 3 дней …», «не позднее чем за …» opens here."""
    cursor.take("IN", "ON")
    if cursor.take("WHILE", "PERIOD", "DAY", "BEGIN", "END", "MIDDLE"):
        return not cursor.is_over
    if cursor.peek().kind in {"SROK", "PRI"} and cursor.peek(1).text.startswith("проведени"):
        return True
    if cursor.take("DURING", "NOT"):
        cursor.take("LATER")
        cursor.take("CHEM")
        return cursor.at(
            "NUM", "CARDINAL", "WORD", "FOR", "EVENT", "PERIOD", "HOLIDAY", "WEEK", "SCHOOLQ", "DAY", "ALL"
        )
    if cursor.take("TO", "K"):
        return cursor.at("WORD", "BEGIN", "END", "EVENT", "DAY", "HOLIDAY", "PLAN", "WHILE", "SCHOOL", "MIDDLE")
    return False
