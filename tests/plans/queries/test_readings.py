"""What deadlines are read by, and readings given by hand."""

from __future__ import annotations

from datetime import date

import pytest

from plans.queries.readings import calendar_for, given_reading, window_label
from plans.text.deadlines import DeadlineKind, Window
from plans.text.period import PlanPeriod
from tests.makers import make_project


@pytest.mark.parametrize(
    ("period", "year"),
    [(PlanPeriod.school(2022), 2022), (PlanPeriod.calendar(2022), 2021), (PlanPeriod.calendar(2022, 2024), 2021)],
)
@pytest.mark.django_db
def test_calendar_is_that_of_the_first_school_year(period: PlanPeriod, year: int) -> None:
    assert calendar_for(period, make_project()).start_year == year


@pytest.mark.django_db
@pytest.mark.parametrize(("country", "end"), [("RU", date(2025, 10, 24)), ("BY", date(2025, 11, 1))])
def test_calendar_is_that_of_the_country(country: str, end: date) -> None:
    calendar = calendar_for(PlanPeriod.school(2025), make_project(country=country))
    assert calendar.quarters[0] == (date(2025, 9, 1), end)


def test_a_given_reading_is_one_window() -> None:
    last = date(2022, 10, 1)
    reading = given_reading("к осени", DeadlineKind.BOUND, None, last)
    assert (reading.text, reading.start, reading.end) == ("к осени", None, last)
    assert (reading.occurrences, reading.windows) == (1, (Window(None, last, "до 01.10.2022"),))


def test_a_given_reading_without_days_is_not_counted() -> None:
    assert given_reading("когда понадобится", DeadlineKind.ON_DEMAND, None, None).occurrences is None


@pytest.mark.parametrize(
    ("start", "end", "label"),
    [
        (None, None, ""),
        (date(2022, 10, 1), None, "с 01.10.2022"),
        (None, date(2022, 10, 1), "до 01.10.2022"),
        (date(2022, 10, 1), date(2022, 10, 5), "01.10–05.10.2022"),
    ],
)
def test_window_in_words(start: date | None, end: date | None, label: str) -> None:
    assert window_label(start, end) == label
