"""Stretches of days that orders choose by name."""

from __future__ import annotations

from datetime import date

import pytest

from reports.content.periods import month_before, month_of, quarter_of


@pytest.mark.parametrize(
    ("day", "start", "end"),
    [
        (date(2022, 11, 14), date(2022, 11, 1), date(2022, 11, 30)),
        (date(2024, 2, 1), date(2024, 2, 1), date(2024, 2, 29)),
        (date(2022, 12, 31), date(2022, 12, 1), date(2022, 12, 31)),
    ],
)
def test_month(day: date, start: date, end: date) -> None:
    assert month_of(day) == (start, end)


@pytest.mark.parametrize(
    ("day", "start", "end"),
    [
        (date(2022, 11, 14), date(2022, 10, 1), date(2022, 10, 31)),
        (date(2023, 1, 31), date(2022, 12, 1), date(2022, 12, 31)),
        (date(2024, 3, 1), date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_month_before(day: date, start: date, end: date) -> None:
    assert month_before(day) == (start, end)


@pytest.mark.parametrize(
    ("day", "start", "end"),
    [
        (date(2022, 1, 1), date(2022, 1, 1), date(2022, 3, 31)),
        (date(2022, 6, 30), date(2022, 4, 1), date(2022, 6, 30)),
        (date(2022, 11, 14), date(2022, 10, 1), date(2022, 12, 31)),
    ],
)
def test_quarter(day: date, start: date, end: date) -> None:
    assert quarter_of(day) == (start, end)
