"""School calendars."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from plans.text.school_calendar import decided_calendar, school_calendar


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


def test_usual_trimesters_end_with_february_whatever_its_length() -> None:
    ends = [school_calendar(year).trimesters[1][1] for year in (2022, 2023)]

    assert ends == [date(2023, 2, 28), date(2024, 2, 29)]


def test_what_was_decided_stands_in_place_of_the_usual() -> None:
    usual = school_calendar(2030)
    quarters = tuple((start, end.replace(day=20)) for start, end in usual.quarters)
    decided = decided_calendar(usual, quarters=quarters, breaks=(("summer", (date(2031, 5, 27), date(2031, 8, 31))),))

    assert (decided.quarters, decided.is_known, decided.trimesters) == (quarters, True, usual.trimesters)
    assert decided.holidays["summer"] == (date(2031, 5, 27), date(2031, 8, 31))
    assert decided.holidays["autumn"] == (date(2030, 10, 21), date(2030, 11, 7))


def test_three_quarters_are_not_a_decision() -> None:
    usual = school_calendar(2030)

    assert decided_calendar(usual, quarters=usual.quarters[:3]) == usual


def test_holidays_that_have_no_days_are_left_out() -> None:
    usual = school_calendar(2022)
    first, second, third, fourth = usual.quarters
    decided = decided_calendar(usual, quarters=((first[0], date(2022, 11, 7)), second, third, fourth))

    assert sorted(decided.holidays) == ["spring", "summer", "winter"]


def test_other_years_of_a_project_come_from_its_own_calendars() -> None:
    own = decided_calendar(school_calendar(2023), half_years=((date(2023, 9, 1), date(2023, 12, 20)),) * 2)
    calendar = replace(school_calendar(2022), others=(own,))

    assert calendar.of_year(2023) is own
    assert calendar.of_year(2024) == school_calendar(2024)
