"""Quarters, half-years, trimesters and holidays of a school year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

COUNTRY = "BY"
AUTUMN, WINTER, SPRING, SUMMER = SEASONS = ("autumn", "winter", "spring", "summer")
_DAY = timedelta(days=1)
_FIRST_SCHOOL_MONTH = 8
_QUARTERS, _HALVES, _TRIMESTERS = 4, 2, 3

# Quarters as (day, month, day, month); orders of the education ministries. Years that are not here take the default.
_KNOWN: dict[tuple[str, int], tuple[tuple[int, int, int, int], ...]] = {
    ("BY", 2022): ((1, 9, 29, 10), (8, 11, 24, 12), (9, 1, 25, 3), (3, 4, 31, 5)),
    ("BY", 2023): ((1, 9, 28, 10), (8, 11, 23, 12), (8, 1, 23, 3), (1, 4, 31, 5)),
    ("BY", 2024): ((2, 9, 26, 10), (4, 11, 24, 12), (8, 1, 22, 3), (31, 3, 31, 5)),
    ("BY", 2025): ((1, 9, 1, 11), (10, 11, 24, 12), (8, 1, 21, 3), (30, 3, 31, 5)),
    ("BY", 2026): ((1, 9, 31, 10), (9, 11, 24, 12), (11, 1, 20, 3), (29, 3, 31, 5)),
    ("RU", 2025): ((1, 9, 24, 10), (5, 11, 30, 12), (12, 1, 27, 3), (6, 4, 26, 5)),
}
_DEFAULT = ((1, 9, 31, 10), (8, 11, 31, 12), (10, 1, 25, 3), (1, 4, 31, 5))

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """Days of one school year, all inclusive.

    `is_known` is false when the usual quarters stand for the real ones, `knows_trimesters` likewise. `breaks` are
    holidays as decided, by name of `SEASONS`; those not decided follow from the quarters. `others`: calendars of
    other years by which the same project lives.
    """

    start_year: int
    quarters: tuple[Days, ...]
    half_years: tuple[Days, ...]
    lessons_start: date
    lessons_end: date
    is_known: bool = True
    country: str = COUNTRY
    trimesters: tuple[Days, ...] = ()
    knows_trimesters: bool = False
    breaks: tuple[tuple[str, Days], ...] = ()
    others: tuple[SchoolCalendar, ...] = ()

    def of_year(self, start_year: int) -> SchoolCalendar:
        """Return this calendar if it is of that year, else the project's of that year, else the country's usual one."""
        if start_year == self.start_year:
            return self
        own = next((other for other in self.others if other.start_year == start_year), None)
        return own or school_calendar(start_year, self.country)

    def seen_from(self, start_year: int) -> SchoolCalendar:
        """Return the calendar of that year, with this one and its others beside it."""
        if start_year == self.start_year:
            return self
        others = tuple(other for other in (*self.others, replace(self, others=())) if other.start_year != start_year)
        return replace(self.of_year(start_year), others=others)

    @property
    def holidays(self) -> dict[str, Days]:
        """Return autumn, winter, spring and summer holidays as decided, else the days between the quarters.

        Summer, where nothing was decided, is June to August; holidays of no length are left out.
        """
        first, second, third, fourth = self.quarters
        between = {
            AUTUMN: (first[1] + _DAY, second[0] - _DAY),
            WINTER: (second[1] + _DAY, third[0] - _DAY),
            SPRING: (third[1] + _DAY, fourth[0] - _DAY),
            SUMMER: (date(self.start_year + 1, 6, 1), date(self.start_year + 1, 8, 31)),
        } | dict(self.breaks)
        return {name: days for name, days in between.items() if days[0] <= days[1]}

    def knows_holidays(self, name: str) -> bool:
        """Tell whether these holidays were decided, or follow from quarters that were; summer is always known."""
        return self.is_known or name == SUMMER or name in dict(self.breaks)


def school_calendar(start_year: int, country: str = COUNTRY) -> SchoolCalendar:
    """Return the built-in calendar of the school year that begins in September of `start_year` (BY or RU)."""
    known = _KNOWN.get((country, start_year))

    def day(number: int, month: int) -> date:
        return date(start_year + (month < _FIRST_SCHOOL_MONTH), month, number)

    return SchoolCalendar(
        start_year=start_year,
        quarters=tuple((day(a, b), day(c, d)) for a, b, c, d in known or _DEFAULT),
        half_years=((day(1, 9), day(31, 12)), (day(1, 1), day(31, 5))),
        lessons_start=day(1, 9),
        lessons_end=day(31, 5),
        is_known=known is not None,
        country=country,
        trimesters=((day(1, 9), day(30, 11)), (day(1, 12), day(1, 3) - _DAY), (day(1, 3), day(31, 5))),
    )


def decided_calendar(
    usual: SchoolCalendar,
    *,
    quarters: tuple[Days, ...] = (),
    half_years: tuple[Days, ...] = (),
    trimesters: tuple[Days, ...] = (),
    breaks: tuple[tuple[str, Days], ...] = (),
) -> SchoolCalendar:
    """Return `usual` with what was decided in its place; quarters count only when there are all four, and so on.

    Holidays of `usual` hold as long as its quarters do.
    """
    is_known = len(quarters) == _QUARTERS
    knows_trimesters = len(trimesters) == _TRIMESTERS
    return replace(
        usual,
        quarters=quarters if is_known else usual.quarters,
        is_known=is_known or usual.is_known,
        half_years=half_years if len(half_years) == _HALVES else usual.half_years,
        trimesters=trimesters if knows_trimesters else usual.trimesters,
        knows_trimesters=knows_trimesters or usual.knows_trimesters,
        breaks=breaks if is_known else tuple((dict(usual.breaks) | dict(breaks)).items()),
    )
