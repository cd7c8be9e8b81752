"""The school calendar a project lives by: its own dates, the country's, the usual ones."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from plans.queries.readings import school_calendar_of
from plans.text.school_calendar import school_calendar
from projects.models import Project, SchoolTerm, SchoolYear
from tests.makers import make_project, make_school_year

pytestmark = pytest.mark.django_db
QUARTERS = (
    (date(2022, 9, 1), date(2022, 10, 22)),
    (date(2022, 11, 1), date(2022, 12, 28)),
    (date(2023, 1, 12), date(2023, 3, 18)),
    (date(2023, 3, 27), date(2023, 5, 25)),
)


@pytest.mark.parametrize("country", ["BY", "RU"])
def test_published_dates_are_those_built_in(country: str) -> None:
    project = make_project(country=country)
    for year in SchoolYear.objects.filter(country=country, project=None).values_list("start_year", flat=True):
        found, built_in = school_calendar_of(project, year), school_calendar(year, country)
        assert (found.quarters, found.is_known) == (built_in.quarters, True)


def test_published_years_are_those_known() -> None:
    rows = SchoolYear.objects.order_by("country", "start_year").values_list("country", "start_year")
    assert list(rows) == [*(("BY", year) for year in range(2022, 2027)), ("RU", 2025)]


def test_published_holidays_of_russia() -> None:
    holidays = school_calendar_of(make_project(country="RU"), 2025).holidays
    assert (holidays["autumn"], holidays["summer"]) == (
        (date(2025, 10, 25), date(2025, 11, 4)),
        (date(2026, 5, 27), date(2026, 8, 31)),
    )


def test_own_dates_of_a_project_win_over_the_country_s() -> None:
    project = make_project()
    make_school_year(2022, QUARTERS, project=project)
    assert school_calendar_of(project, 2022).quarters == QUARTERS


def test_own_dates_are_of_no_use_to_other_projects() -> None:
    make_school_year(2022, QUARTERS, project=make_project())
    assert school_calendar_of(make_project(), 2022).quarters == school_calendar(2022).quarters


def test_what_a_project_left_undecided_is_as_published() -> None:
    project = make_project(country="RU")
    days = ((date(2025, 9, 1), date(2025, 11, 21)), (date(2025, 12, 1), date(2026, 2, 20)), (date(2026, 3, 2),) * 2)
    make_school_year(2025, days, project=project, kind=SchoolTerm.Kind.TRIMESTER)
    found = school_calendar_of(project, 2025)
    assert (found.trimesters, found.knows_trimesters) == (days, True)
    assert found.holidays == school_calendar_of(make_project(country="RU"), 2025).holidays


def test_year_nobody_decided_has_the_usual_dates() -> None:
    found = school_calendar_of(make_project(), 2031)
    assert (found.is_known, found.quarters) == (False, school_calendar(2031).quarters)


def test_other_years_of_a_long_plan_are_the_project_s_too() -> None:
    project = make_project()
    make_school_year(2022, QUARTERS, project=project)
    assert school_calendar_of(project, 2021).of_year(2022).quarters == QUARTERS


@pytest.mark.parametrize("years", [1, 20])
def test_calendar_takes_two_queries(years: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    project: Project = make_project()
    for year in range(2031, 2031 + years):
        make_school_year(year, QUARTERS, project=project)
    with django_assert_num_queries(2):
        school_calendar_of(project, 2031)
