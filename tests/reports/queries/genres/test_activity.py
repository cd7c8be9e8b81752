"""Activity of the database: closed months as they were closed, open ones counted on the day of the report."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from network.models import Organization
from projects.models import Project
from reports.content import Document
from reports.models import Report
from reports.queries.genres.activity import GENRE
from reports.services.activity import close_month
from tests.makers import make_item, make_mark, make_organization, make_plan, make_project, make_user

pytestmark = pytest.mark.django_db
DAY = date(2022, 11, 14)
OCTOBER = date(2022, 10, 1)


@pytest.fixture
def member() -> Organization:
    return make_organization("Центр «Азимут»")


@pytest.fixture
def project(member: Organization) -> Project:
    return make_project(members=[member])


def told(project: Project, *days: date) -> Document:
    start, end = days or (None, None)
    return GENRE.build(Report(project=project, kind=GENRE.kind, as_of=DAY, starts_on=start, ends_on=end))


def done(document: Document) -> list[str]:
    """«Отмечено в срок» and «Отмечено позже» of the only participant."""
    return [cell.lines[0] for cell in document.tables[0].rows[0].cells[2:4]]


def test_month_of_the_day_is_meant_where_no_days_are_named(project: Project) -> None:
    document = told(project)
    assert document.title[-1].text.replace("\N{NO-BREAK SPACE}", " ") == "за ноябрь 2022 года"
    assert len(document.tables) == 1


def test_closed_month_says_what_it_was_closed_with(project: Project, member: Organization) -> None:
    item = make_item(make_plan(project), responsible=member)
    close_month(project, OCTOBER, actor=make_user(), today=date(2022, 11, 2))
    make_mark(item, organization=member, on=date(2022, 10, 20))
    october = told(project, OCTOBER, date(2022, 10, 31))
    assert (done(october), "показатели зафиксированы" in october.paragraphs[0].text) == (["–", "–"], True)


def test_what_came_after_the_day_does_not_count_yet(project: Project, member: Organization) -> None:
    plan = make_plan(project)
    for day in (date(2022, 11, 10), date(2022, 11, 20)):
        make_mark(make_item(plan, responsible=member), organization=member, on=day)
    assert done(told(project)) == ["–", "1"]


def test_months_outside_the_project_and_to_come_are_left_out(project: Project) -> None:
    document = told(project, date(2019, 1, 1), date(2022, 12, 31))
    words = document.title[-1].text.replace("\N{NO-BREAK SPACE}", " ")
    assert (words, len(document.tables[1].rows)) == ("за сентябрь 2021 – декабрь 2022 года", 15)
    assert document.paragraphs[0].text.endswith("месяц ещё не наступил.")


@pytest.mark.parametrize("rows", [1, 20])
def test_number_of_queries_does_not_grow(project: Project, rows: int, django_assert_num_queries: Any) -> None:
    plan = make_plan(project)
    for _ in range(rows):
        member = make_organization()
        project.participations.create(organization=member)
        make_mark(make_item(plan, responsible=member), organization=member)
    found = Project.objects.select_related("organization").get(pk=project.pk)
    with django_assert_num_queries(14):
        told(found, date(2022, 9, 1), date(2022, 11, 30))
