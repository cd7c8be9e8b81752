"""The stretch of time a plan is made for."""

from __future__ import annotations

from datetime import date

import pytest

from plans.text.period import PeriodKind, PlanPeriod


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022/2023", PlanPeriod(PeriodKind.SCHOOL, date(2022, 9, 1), date(2023, 8, 31))),
        ("2022-2023", PlanPeriod(PeriodKind.SCHOOL, date(2022, 9, 1), date(2023, 8, 31))),
        ("на 2022 – 2023 учебный год", PlanPeriod(PeriodKind.SCHOOL, date(2022, 9, 1), date(2023, 8, 31))),
        ("2022/23", PlanPeriod(PeriodKind.SCHOOL, date(2022, 9, 1), date(2023, 8, 31))),
        ("2022", PlanPeriod(PeriodKind.CALENDAR, date(2022, 1, 1), date(2022, 12, 31))),
        ("2022 год", PlanPeriod(PeriodKind.CALENDAR, date(2022, 1, 1), date(2022, 12, 31))),
        ("2022-2024", PlanPeriod(PeriodKind.SPAN, date(2022, 1, 1), date(2024, 12, 31))),
        ("2022–24 г.г.", PlanPeriod(PeriodKind.SPAN, date(2022, 1, 1), date(2024, 12, 31))),
    ],
)
def test_parse(text: str, expected: PlanPeriod) -> None:
    assert PlanPeriod.parse(text) == expected


@pytest.mark.parametrize(
    "text", ["", "год", "22", "1999", "2023-2022", "2022/2022", "2022/2024", "2022-2023-2024", "x2022"]
)
def test_parse_refuses_in_words(text: str) -> None:
    with pytest.raises(ValueError, match=r"Период плана .* не понят"):
        PlanPeriod.parse(text)


def test_one_year_is_no_span() -> None:
    assert PlanPeriod.calendar(2022, 2022) == PlanPeriod.calendar(2022)


@pytest.mark.parametrize(
    ("start", "year"), [(date(2022, 9, 1), 2022), (date(2022, 8, 15), 2022), (date(2023, 1, 9), 2022)]
)
def test_school_start(start: date, year: int) -> None:
    assert PlanPeriod(PeriodKind.SCHOOL, start, date(2023, 8, 31)).school_start == year
