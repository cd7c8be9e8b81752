"""The stretch of time a plan is made for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_WRITTEN = re.compile(r"(20\d\d)(?:\s*([/-])\s*(20\d\d|\d\d))?")
_TAILS = re.compile(r"(?:учебн\w*|уч|год\w*|гг|г|на|[\s.])+")
_DASHES = re.compile("[‐-―−]")
_HINT = "Период плана пишется так: 2022/2023 (учебный год), 2022 (календарный год) или 2022-2024 (несколько лет)"
_CENTURY = 100
_SUMMER = 7


class PeriodKind(StrEnum):
    """What a plan is made for: a school year, a calendar year, several calendar years."""

    SCHOOL = "school"
    CALENDAR = "calendar"
    SPAN = "span"


@dataclass(frozen=True, slots=True)
class PlanPeriod:
    """Both days inclusive: school 01.09.Y-31.08.Y+1, calendar 01.01-31.12, span 01.01.A-31.12.B."""

    kind: PeriodKind
    start: date
    end: date

    @classmethod
    def school(cls, year: int) -> PlanPeriod:
        """Return the school year that begins in September of `year`."""
        return cls(PeriodKind.SCHOOL, date(year, 9, 1), date(year + 1, 8, 31))

    @classmethod
    def calendar(cls, first: int, last: int | None = None) -> PlanPeriod:
        """Return the calendar year `first`, or all years from `first` to `last`."""
        if last is None or last == first:
            return cls(PeriodKind.CALENDAR, date(first, 1, 1), date(first, 12, 31))
        return cls(PeriodKind.SPAN, date(first, 1, 1), date(last, 12, 31))

    @property
    def school_start(self) -> int:
        """Return the first year of the school year in which the period begins."""
        return self.start.year - (self.start.month < _SUMMER)

    @classmethod
    def parse(cls, text: str) -> PlanPeriod:
        """Read «2022/2023», «2022-2023 учебный год», «2022» or «2022-2024».

        Two consecutive years are a school year with a slash and with a dash alike, since Russian plans write
        «на 2021-2022 учебный год»; only years further apart are a span. Raises ValueError with words for the user.
        """
        plain = _TAILS.sub(" ", _DASHES.sub("-", text.casefold())).strip()
        found = _WRITTEN.fullmatch(plain)
        if found is None:
            msg = f"Период плана «{text.strip()}» не понят. {_HINT}."
            raise ValueError(msg)
        first = int(found[1])
        if found[3] is None:
            return cls.calendar(first)
        last = int(found[3])
        if last < _CENTURY:
            last += first - first % _CENTURY
        if last == first + 1:
            return cls.school(first)
        if last <= first or found[2] == "/":
            msg = f"Период плана «{text.strip()}» не понят: годы должны идти по порядку. {_HINT}."
            raise ValueError(msg)
        return cls.calendar(first, last)
