"""When a report is ordered by itself, and which stretch it tells of."""

from __future__ import annotations

from datetime import date

import pytest

from reports.content.schedule import day_of_month, days_words, next_day, period_before


@pytest.mark.parametrize(
    ("year", "month", "day", "found"),
    [
        (2022, 11, 5, date(2022, 11, 5)),
        (2022, 11, 31, date(2022, 11, 30)),
        (2023, 2, 31, date(2023, 2, 28)),
        (2024, 2, 30, date(2024, 2, 29)),
    ],
)
def test_day_of_a_short_month_is_its_last(year: int, month: int, day: int, found: date) -> None:
    assert day_of_month(year, month, day) == found


@pytest.mark.parametrize(
    ("day", "after", "found"),
    [
        (5, date(2022, 11, 4), date(2022, 11, 5)),
        (5, date(2022, 11, 5), date(2022, 12, 5)),
        (5, date(2022, 12, 20), date(2023, 1, 5)),
        (31, date(2023, 1, 31), date(2023, 2, 28)),
        (31, date(2023, 2, 28), date(2023, 3, 31)),
        (30, date(2024, 2, 29), date(2024, 3, 30)),
    ],
)
def test_monthly_goes_on_to_the_next_month(day: int, after: date, found: date) -> None:
    assert next_day(day, (), after) == found


def test_given_days_come_in_order_and_end() -> None:
    days = (date(2023, 5, 15), date(2022, 12, 12), date(2022, 10, 5))
    afters = [date(2022, 10, 4), date(2022, 10, 5), date(2023, 1, 1), date(2023, 5, 15)]
    assert [next_day(None, days, after) for after in afters] == [
        date(2022, 10, 5),
        date(2022, 12, 12),
        date(2023, 5, 15),
        None,
    ]


def test_every_day_of_four_years_has_one_order_a_month() -> None:
    for day in range(1, 32):
        at, found = date(2020, 12, 31), []
        while at.year < 2025:
            at = next_day(day, (), at) or at
            found.append((at.year, at.month))
        assert found[:48] == [(year, month) for year in range(2021, 2025) for month in range(1, 13)]


def test_monthly_report_tells_of_the_month_before() -> None:
    assert period_before(5, (), date(2023, 1, 5), date(2022, 9, 1)) == (date(2022, 12, 1), date(2022, 12, 31))


def test_report_of_a_given_day_goes_on_where_the_one_before_ended() -> None:
    days = (date(2022, 10, 5), date(2022, 12, 12))
    start = date(2022, 9, 1)
    assert period_before(None, days, date(2022, 12, 12), start) == (date(2022, 10, 6), date(2022, 12, 12))
    assert period_before(None, days, date(2022, 10, 5), start) == (start, date(2022, 10, 5))
    assert period_before(None, days, date(2022, 8, 1), start) == (date(2022, 8, 1), date(2022, 8, 1))


def test_rule_in_words() -> None:
    days = (date(2022, 10, 5), date(2022, 12, 12))
    assert [days_words(5, ()), days_words(31, ()), days_words(None, days)] == [
        "каждый месяц, 5-го числа",
        "каждый месяц, 31-го числа, в коротком месяце в последний день",
        "05.10.2022, 12.12.2022",
    ]
