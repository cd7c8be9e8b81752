"""School calendars."""

from __future__ import annotations

from datetime import date

import pytest

from plans.text.school_calendar import school_calendar


def test_known_year() -> None:
    year = school_calendar(2022)

    assert year.quarters == (
        (date(2022, 9, 1), date(2022, 10, 29)),
        (date(2022, 11, 8), date(2022, 12, 24)),
        (date(2023, 1, 9), date(2023, 3, 25)),
        (date(2023, 4, 3), date(2023, 5, 31)),
    )
    assert year.half_years == ((date(2022, 9, 1), date(2022, 12, 31)), (date(2023, 1, 1), date(2023, 5, 31)))
    assert (year.lessons_start, year.lessons_end, year.is_known) == (date(2022, 9, 1), date(2023, 5, 31), True)


def test_holidays_lie_between_the_quarters() -> None:
    assert school_calendar(2022).holidays == {
        "autumn": (date(2022, 10, 30), date(2022, 11, 7)),
        "winter": (date(2022, 12, 25), date(2023, 1, 8)),
        "spring": (date(2023, 3, 26), date(2023, 4, 2)),
        "summer": (date(2023, 6, 1), date(2023, 8, 31)),
    }


def test_other_years_take_the_usual_dates() -> None:
    year = school_calendar(2030, "RU")

    assert year.is_known is False
    assert year.quarters[1] == (date(2030, 11, 8), date(2030, 12, 31))


@pytest.mark.parametrize("start", range(2022, 2027))
def test_quarters_follow_one_another(start: int) -> None:
    days = [day for quarter in school_calendar(start).quarters for day in quarter]

    assert days == sorted(set(days))
    assert all(0 <= day.year - start <= 1 for day in days)
