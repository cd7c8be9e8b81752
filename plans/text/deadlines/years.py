"""Years of points that were written without one.

Rules: a year written once counts for what stands left of it; a month without a year right of the last one and a phrase
without any year follow the plan. School plan Y/Y+1: September-December are Y, January-July Y+1, August is Y unless
it follows June or July or closes a range. Calendar plan: its own year. Several years: only the heading can tell.
"""

from __future__ import annotations

from itertools import pairwise

from plans.text.deadlines.nodes import Point, Stretch, Unit
from plans.text.period import PeriodKind, PlanPeriod

NO_YEAR = "год не указан, и по плану он не ясен"
AUGUST = "август без года: взят август перед началом учебного года"
THIRD_QUARTER = "III квартал без года: взят конец учебного года"
_AUGUST = 8
_AUTUMN = 9
_WINTER = (1, 2)
_AUTUMN_MONTHS = (10, 11, 12)
_BY_MONTH = frozenset({Unit.DAY, Unit.MONTH, Unit.PART, Unit.WEEK, Unit.WEEKDAY, Unit.QUARTER})


def settle_years(stretches: list[Stretch], period: PlanPeriod | None) -> list[str]:
    """Give every month-based point its year where the rules are sure of it; return warnings."""
    chain = [(stretch, point) for stretch in stretches for point in stretch.points if point.unit in _BY_MONTH]
    _from_school_years(chain)
    _leftwards(chain, period)
    _ends_of_ranges(stretches)
    if period is None:
        return []
    if period.kind is PeriodKind.SPAN:
        _by_span(stretches, period)
        return []
    if any(point.is_current for _, point in chain) and period.kind is PeriodKind.SCHOOL:
        return []
    return _by_plan(stretches, period)


def _from_school_years(chain: list[tuple[Stretch, Point]]) -> None:
    """«сентябрь, май 2022/2023 уч. г.»: the school year counts for all yearless points left of it."""
    school: int | None = None
    for _, point in reversed(chain):
        if point.school is not None:
            school = point.school
        elif point.year is not None:
            school = None
        if school is not None and point.year is None:
            point.year = school_year_of(point.month, school)
            point.is_explicit = True


def school_year_of(month: int, start: int) -> int:
    """Return the calendar year of a month in the school year that begins in `start`."""
    return start if month >= _AUGUST else start + 1


def _leftwards(chain: list[tuple[Stretch, Point]], period: PlanPeriod | None) -> None:
    for (stretch, point), (next_stretch, following) in reversed(list(pairwise(chain))):
        if point.year is not None or following.year is None or not following.is_explicit:
            continue
        if stretch is next_stretch:
            point.year = following.year - (_key(point) > _key(following))
        elif point.month <= following.month:
            point.year = following.year
        else:
            point.year = _wrapped(point, following.year, period)
        point.is_explicit = point.year is not None
        point.is_open = point.year is None


def _wrapped(point: Point, year: int, period: PlanPeriod | None) -> int | None:
    """Return the year of «декабрь» in «декабрь, март 2023»: the one inside the plan, nothing if both or none are."""
    if period is None:
        return None
    inside = [candidate for candidate in (year - 1, year) if _fits(point.month, candidate, period)]
    return inside[0] if len(inside) == 1 else None


def _fits(month: int, year: int, period: PlanPeriod) -> bool:
    first = (period.start.year, period.start.month - (period.kind is PeriodKind.SCHOOL))
    return first <= (year, month) <= (period.end.year, period.end.month)


def _ends_of_ranges(stretches: list[Stretch]) -> None:
    """«сентябрь 2022 - май»: the end is the first May after the beginning."""
    for stretch in stretches:
        last = stretch.last
        if last is not None and last.year is None and stretch.first.year is not None and last.unit in _BY_MONTH:
            last.year = stretch.first.year + (_key(last) < _key(stretch.first))
            last.is_explicit = True


def _key(point: Point) -> tuple[int, int]:
    """Return what points of one year are compared by; a month counts with its first day."""
    if point.unit is Unit.WEEK:
        return point.month, 7 * point.number
    return point.month, point.day or point.first


def _by_span(stretches: list[Stretch], period: PlanPeriod) -> None:
    """A month that comes once between the first and the last day of the plan needs no year."""
    for stretch in stretches:
        points = [point for point in stretch.points if point.unit in _BY_MONTH]
        for point in points:
            years = [year for year in range(period.start.year, period.end.year + 1) if _fits(point.month, year, period)]
            if point.year is None and len(years) == 1 and not (point.is_current or point.is_open):
                point.year = years[0]


def _by_plan(stretches: list[Stretch], period: PlanPeriod) -> list[str]:
    warnings: list[str] = []
    earlier: list[int] = []
    open_stretches = [s for s in stretches if s.first.unit in _BY_MONTH]
    for stretch in open_stretches:
        if stretch.first.year is None and not stretch.first.is_open:
            _first_by_plan(stretch.first, earlier, period, open_stretches, warnings)
            _last_by_plan(stretch, period)
        earlier += [point.month for point in stretch.points]
    return warnings


def _first_by_plan(
    point: Point, earlier: list[int], period: PlanPeriod, stretches: list[Stretch], warnings: list[str]
) -> None:
    if period.kind is PeriodKind.CALENDAR:
        is_next_winter = point.month in _WINTER and any(month in _AUTUMN_MONTHS for month in earlier)
        point.year = None if is_next_winter else period.start.year + point.is_year_after
        return
    if point.is_year_after:
        return
    start = period.school_start
    point.year = school_year_of(point.month, start)
    if point.unit is Unit.QUARTER and point.number == 3:  # noqa: PLR2004 - the quarter of July to September
        if len(stretches) > 1:
            point.year = None
        else:
            warnings.append(THIRD_QUARTER)
            point.year = start + 1
    elif point.month == _AUGUST and point.unit is not Unit.QUARTER:
        if {6, 7} & set(earlier):
            point.year = start + 1
        elif any(month < _AUGUST or month >= _AUTUMN for month in earlier):
            warnings.append(AUGUST)


def _last_by_plan(stretch: Stretch, period: PlanPeriod) -> None:
    first, last = stretch.first, stretch.last
    if last is None or first.year is None or last.unit not in _BY_MONTH:
        return
    last.year = first.year + (_key(last) < _key(first))
    over = (last.year, last.month) > (period.end.year, period.end.month)
    if over or _key(last) == _key(first):
        first.year = last.year = None
