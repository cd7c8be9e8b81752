"""Quarters, half-years and holidays of a school year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

COUNTRY = "BY"
_DAY = timedelta(days=1)
_FIRST_SCHOOL_MONTH = 8

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


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """Days of one school year, all inclusive. `is_known` is false when the usual dates stand for the real ones."""

    start_year: int
    quarters: tuple[tuple[date, date], ...]
    half_years: tuple[tuple[date, date], ...]
    lessons_start: date
    lessons_end: date
    is_known: bool = True
    country: str = COUNTRY

    def of_year(self, start_year: int) -> SchoolCalendar:
        """Return this calendar if it is of that year, else the stored one of that year in the same country."""
        return self if start_year == self.start_year else school_calendar(start_year, self.country)

    @property
    def holidays(self) -> dict[str, tuple[date, date]]:
        """Return autumn, winter, spring and summer holidays: the days between the quarters, summer up to 31 August."""
        first, second, third, fourth = self.quarters
        return {
            "autumn": (first[1] + _DAY, second[0] - _DAY),
            "winter": (second[1] + _DAY, third[0] - _DAY),
            "spring": (third[1] + _DAY, fourth[0] - _DAY),
            "summer": (date(self.start_year + 1, 6, 1), date(self.start_year + 1, 8, 31)),
        }


def school_calendar(start_year: int, country: str = COUNTRY) -> SchoolCalendar:
    """Return the calendar of the school year that begins in September of `start_year` (BY or RU)."""
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
    )
