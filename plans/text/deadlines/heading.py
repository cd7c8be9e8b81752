"""What the heading of a section tells about its rows: a month, a school year, a calendar year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

from plans.text.deadlines.days import last_day
from plans.text.deadlines.lexer import tokenize
from plans.text.deadlines.nodes import Point, Unit
from plans.text.deadlines.token import Token
from plans.text.deadlines.words import NOMINATIVE
from plans.text.period import PeriodKind, PlanPeriod

if TYPE_CHECKING:
    from collections.abc import Sequence

_ASIDE = frozenset("YEAR YEARS G SCHOOL ON IN MONTHW PLAN COMMA LP RP DASH COLON".split())  # noqa: SIM905
_TIMELY = frozenset("MONTH YEAR YEARS FULL SHORT MY BAD QUARTER SCHOOLQ HALF SEASON".split())  # noqa: SIM905
_ASIDE_WORDS = frozenset({"работы", "работа", "мероприятий", "мероприятия", "раздел"})


@dataclass(frozen=True, slots=True)
class Heading:
    """`month` is the section's month («ОКТЯБРЬ»); `period` takes the plan's place where the plan has several years."""

    month: Point | None
    period: PlanPeriod | None


def read_heading(text: str, period: PlanPeriod | None) -> Heading:
    """Return what the heading of a section says; a year far from the plan is not believed."""
    if not text.strip():
        return Heading(None, period)
    tokens = tokenize(text)
    own = _period(tokens)
    if own is not None and period is not None and not _is_near(own, period):
        return Heading(None, period)
    month = _month(tokens)
    if own is None or (period is not None and period.kind is not PeriodKind.SPAN):
        return Heading(month, period)
    return Heading(month, own)


def _period(tokens: Sequence[Token]) -> PlanPeriod | None:
    pairs = {cast("tuple[int, int]", token.value) for token in tokens if token.kind == "YEARS"}
    years = {cast("int", token.value) for token in tokens if token.kind == "YEAR"}
    years |= {cast("tuple[int, ...]", token.value)[-1] for token in tokens if token.kind in {"FULL", "MY"}}
    if len(pairs) == 1 and not years:
        return PlanPeriod.school(pairs.pop()[0])
    if len(years) == 1 and not pairs:
        return PlanPeriod.calendar(years.pop())
    return _stage(tokens)


def _stage(tokens: Sequence[Token]) -> PlanPeriod | None:
    """Return the months of «(сентябрь 2022 - май 2023)» if the heading names no other time."""
    timely = [token for token in tokens if token.kind in _TIMELY]
    if [token.kind for token in timely] != ["MONTH", "YEAR", "MONTH", "YEAR"]:
        return None
    first_month, first, last_month, last = (cast("int", token.value) for token in timely)
    place = tokens.index(timely[2])
    if tokens[place - 1].kind not in {"DASH", "BY"} or (first, first_month) > (last, last_month):
        return None
    return PlanPeriod(PeriodKind.SPAN, date(first, first_month, 1), last_day(last, last_month))


def _is_near(own: PlanPeriod, period: PlanPeriod) -> bool:
    return own.end.year >= period.start.year - 1 and own.start.year <= period.end.year + 1


def _opens(tokens: Sequence[Token]) -> bool:
    """Tell whether a heading opens with its month and goes on with a name: «ОКТЯБРЬ 2022. Месячник …»."""
    behind = tokens[2:] if len(tokens) > 1 and tokens[1].kind == "YEAR" else tokens[1:]
    return tokens[0].text in NOMINATIVE and not any(token.kind in _TIMELY for token in behind)


def _month(tokens: list[Token]) -> Point | None:
    rest = tokens[1:] if tokens and tokens[0].kind in {"NUM", "ROMAN"} and tokens[0].dot else tokens
    left = [token for token in rest if token.kind not in _ASIDE and token.text not in _ASIDE_WORDS]
    if len(left) != 1 and rest and _opens(rest):
        left = rest[:1]
    if len(left) != 1 or left[0].kind != "MONTH":
        return None
    point = Point(Unit.MONTH, month=cast("int", left[0].value))
    years = [cast("int", token.value) for token in tokens if token.kind == "YEAR"]
    if len(years) == 1:
        point.year, point.is_explicit = years[0], True
    return point
