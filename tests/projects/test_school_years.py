"""A project's own dates of a school year: the rules, the writing, the pages."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from network.models import User
from projects.models import Project, SchoolTerm, SchoolYear
from projects.queries.calendars import school_years, shown_years, years_of
from projects.services.calendars import restore_published, save_school_year, term_errors
from tests.makers import history_of, make_member, make_organization, make_project, make_school_year, make_user

Kind = SchoolTerm.Kind
QUARTERS = {
    1: (date(2022, 9, 1), date(2022, 10, 22)),
    2: (date(2022, 11, 1), date(2022, 12, 28)),
    3: (date(2023, 1, 12), date(2023, 3, 18)),
    4: (date(2023, 3, 27), date(2023, 5, 25)),
}
HALVES = {1: (date(2022, 9, 1), date(2022, 12, 28)), 2: (date(2023, 1, 12), date(2023, 5, 25))}


def without(number: int) -> dict[int, tuple[date, date]]:
    return {key: days for key, days in QUARTERS.items() if key != number}


def test_good_dates_have_no_errors() -> None:
    assert term_errors(2022, {Kind.QUARTER: QUARTERS, Kind.HALF_YEAR: HALVES, Kind.HOLIDAY: {}}) == {}


@pytest.mark.parametrize(
    ("terms", "place", "words"),
    [
        (
            {Kind.QUARTER: QUARTERS | {2: (date(2022, 12, 28), date(2022, 11, 1))}},
            (Kind.QUARTER, 2),
            "II четверть: конец раньше начала.",
        ),
        (
            {Kind.QUARTER: QUARTERS | {2: (date(2022, 10, 22), date(2022, 12, 28))}},
            (Kind.QUARTER, 2),
            "II четверть начинается 22.10.2022, а предыдущая часть года ещё идёт до 22.10.2022.",
        ),
        (
            {Kind.QUARTER: QUARTERS | {1: (date(2022, 8, 31), date(2022, 10, 22))}},
            (Kind.QUARTER, 1),
            "I четверть: нужны даты учебного года, с 01.09.2022 по 31.08.2023.",
        ),
        ({Kind.QUARTER: without(3)}, (Kind.QUARTER, 3), "Укажите все четыре четверти или ни одной."),
        ({Kind.HALF_YEAR: {1: HALVES[1]}}, (Kind.HALF_YEAR, 2), "Укажите оба полугодия или ни одного."),
        (
            {Kind.QUARTER: QUARTERS, Kind.HOLIDAY: {1: (date(2022, 10, 20), date(2022, 10, 30))}},
            (Kind.HOLIDAY, 1),
            "Осенние каникулы заходят на уроки: I четверть идёт с 01.09.2022 по 22.10.2022.",
        ),
    ],
)
def test_wrong_dates_are_told_where_they_stand(
    terms: dict[str, dict[int, tuple[date, date]]], place: tuple[str, int], words: str
) -> None:
    assert term_errors(2022, terms) == {place: words}


@pytest.mark.django_db
def test_own_dates_are_written_once() -> None:
    project, actor = make_project(), make_user()
    for _ in range(2):
        save_school_year(project, 2022, {Kind.QUARTER: QUARTERS}, source="Приказ № 14", actor=actor)
    year = SchoolYear.objects.get(project=project)
    assert (year.source, year.country, year.terms.count()) == ("Приказ № 14", "BY", 4)
    assert school_years(project)[2022].own == {Kind.QUARTER: QUARTERS}
    assert [row.history_user for row in history_of(SchoolTerm).filter(year=year)] == [actor] * 4


@pytest.mark.django_db
def test_dates_that_are_as_published_are_not_the_project_s_own() -> None:
    project = make_project()
    published = school_years(project)[2022].published
    assert save_school_year(project, 2022, published, actor=None) is None
    assert SchoolYear.objects.filter(project=project).exists() is False


@pytest.mark.django_db
def test_terms_left_out_are_taken_away() -> None:
    project = make_project()
    save_school_year(project, 2022, {Kind.QUARTER: QUARTERS, Kind.HALF_YEAR: HALVES}, actor=None)
    save_school_year(project, 2022, {Kind.HALF_YEAR: HALVES}, actor=None)
    assert school_years(project)[2022].own == {Kind.HALF_YEAR: HALVES}


@pytest.mark.django_db
def test_wrong_dates_are_not_written() -> None:
    project = make_project()
    with pytest.raises(ValidationError) as refusal:
        save_school_year(project, 2022, {Kind.QUARTER: without(1)}, actor=None)
    assert refusal.value.messages == ["Укажите все четыре четверти или ни одной."]
    assert SchoolYear.objects.filter(project=project).exists() is False


@pytest.mark.django_db
def test_published_dates_come_back() -> None:
    project = make_project()
    make_school_year(2022, tuple(QUARTERS.values()), project=project)
    assert [restore_published(project, 2022, actor=None) for _ in range(2)] == [True, False]
    assert school_years(project)[2022].is_own is False


@pytest.mark.django_db
def test_years_of_a_project_are_those_it_lasts_through() -> None:
    project = make_project(starts_on=date(2022, 8, 31), ends_on=date(2024, 9, 1))
    make_school_year(2019, tuple(QUARTERS.values()), project=project)
    assert years_of(project) == [2021, 2022, 2023, 2024]
    assert [year.start_year for year in shown_years(project)] == [2019, 2021, 2022, 2023, 2024]


@pytest.fixture
def coordinator(client: Client) -> User:
    user = make_user()
    client.force_login(user)
    return user


@pytest.fixture
def project(coordinator: User) -> Project:
    return make_project(coordinator=coordinator)


def edit_url(project: Project, year: int = 2022) -> str:
    return reverse("projects:school_year_edit", args=[project.slug, year])


def posted(quarters: dict[int, tuple[date, date]], **more: str) -> dict[str, Any]:
    days = {f"quarter_{number}_starts": start.isoformat() for number, (start, _) in quarters.items()}
    return days | {f"quarter_{number}_ends": end.isoformat() for number, (_, end) in quarters.items()} | more


@pytest.mark.django_db
def test_page_tells_where_dates_come_from(client: Client, project: Project) -> None:
    make_school_year(2022, tuple(QUARTERS.values()), project=project)
    words = client.get(reverse("projects:school_years", args=[project.slug])).content.decode()
    assert [words.count(text) for text in ("Даты этого проекта.", "Опубликованы.", "взяты обычные")] == [1, 1, 1]


@pytest.mark.django_db
def test_saving_leads_to_the_deadlines_it_touches(client: Client, project: Project) -> None:
    answer = client.post(edit_url(project), posted(QUARTERS, source="Приказ № 14"))
    assert (answer.status_code, answer["Location"]) == (302, reverse("plans:deadlines_reread", args=[project.slug]))
    assert school_years(project)[2022].own == {Kind.QUARTER: QUARTERS}


@pytest.mark.django_db
def test_wrong_dates_come_back_with_everything_typed(client: Client, project: Project) -> None:
    answer = client.post(edit_url(project), posted(without(3), source="Приказ № 14"))
    words = answer.content.decode()
    assert answer.status_code == 422
    assert ("Укажите все четыре четверти или ни одной." in words, 'value="Приказ № 14"' in words) == (True, True)


@pytest.mark.django_db
def test_one_day_of_two_is_asked_for(client: Client, project: Project) -> None:
    answer = client.post(edit_url(project), {"holiday_4_starts": "2023-05-26"})
    assert (answer.status_code, "Укажите обе даты" in answer.content.decode()) == (422, True)


@pytest.mark.django_db
def test_year_the_project_does_not_last_through_is_not_found(client: Client, project: Project) -> None:
    assert client.get(edit_url(project, 2030)).status_code == 404


@pytest.mark.django_db
def test_button_brings_the_published_dates_back(client: Client, project: Project) -> None:
    make_school_year(2022, tuple(QUARTERS.values()), project=project)
    answer = client.post(reverse("projects:school_year_restore", args=[project.slug, 2022]))
    assert (answer.status_code, school_years(project)[2022].is_own) == (302, False)


@pytest.mark.django_db
def test_member_reads_and_stranger_sees_nothing(client: Client) -> None:
    organization = make_organization()
    project = make_project(members=[organization])
    urls = [reverse("projects:school_years", args=[project.slug]), edit_url(project)]
    found = []
    for user in (make_member(organization), make_user()):
        client.force_login(user)
        found.append([client.get(url).status_code for url in urls])
    assert found == [[200, 403], [404, 404]]


@pytest.mark.django_db
@pytest.mark.parametrize("years", [1, 20])
def test_page_takes_the_same_queries_for_any_number_of_years(
    client: Client, coordinator: User, years: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    project = make_project(coordinator=coordinator, starts_on=date(2022, 9, 1), ends_on=date(2022 + years, 8, 31))
    for year in range(2022, 2022 + years):
        make_school_year(year, tuple(QUARTERS.values()), project=project)
    client.get(reverse("network:account"))  # the first page of a session is also written down in it
    with django_assert_num_queries(8):
        client.get(reverse("projects:school_years", args=[project.slug]))


@pytest.mark.django_db
def test_administrator_publishes_a_year_of_a_country(client: Client) -> None:
    client.force_login(make_user(is_staff=True, is_superuser=True))
    page = reverse("admin:projects_schoolyear_add")
    posted = {
        "country": "RU",
        "start_year": "2026",
        "source": "Рекомендации министерства",
        "terms-TOTAL_FORMS": "1",
        "terms-INITIAL_FORMS": "0",
        "terms-0-kind": Kind.HOLIDAY,
        "terms-0-order": "1",
        "terms-0-starts_on": "24.10.2026",
        "terms-0-ends_on": "01.11.2026",
    }
    assert [client.get(page).status_code, client.post(page, posted).status_code] == [200, 302]
    holidays = school_years(make_project(country="RU"))[2026].published
    assert holidays == {Kind.HOLIDAY: {1: (date(2026, 10, 24), date(2026, 11, 1))}}


@pytest.mark.django_db
def test_a_year_stands_once_for_a_country_and_once_for_a_project() -> None:
    project = make_project()
    SchoolYear.objects.create(country="BY", start_year=2040)
    SchoolYear.objects.create(country="BY", start_year=2040, project=project)
    for owner in (None, project):
        with pytest.raises(ValidationError) as refusal:
            SchoolYear(country="BY", start_year=2040, project=owner).full_clean()
        assert refusal.value.messages == ["Календарь этого учебного года уже есть: исправьте его."]
