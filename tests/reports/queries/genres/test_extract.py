"""The extract of a plan of the database: the rows that its page shows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from network.models import Organization, Person
from plans.models import Plan
from reports.content import Document, Signer
from reports.models import Report
from reports.queries.genres.extract import GENRE
from tests.makers import (
    make_group,
    make_item,
    make_mark,
    make_monthly_item,
    make_organization,
    make_person,
    make_plan,
    make_project,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db
DAY = date(2022, 11, 14)


@pytest.fixture
def member() -> Organization:
    return make_organization("Центр «Азимут»")


@pytest.fixture
def person() -> Person:
    return make_person("Зимина О.К.", position="методист")


@pytest.fixture
def plan(member: Organization) -> Plan:
    return make_plan(make_project(members=[member]))


def extract(plan: Plan, **fields: Any) -> Document:
    return GENRE.build(Report(project=plan.project, plan=plan, kind=GENRE.kind, as_of=DAY, **fields))


def numbers(document: Document) -> list[list[str]]:
    """Numbers of the rows of each table."""
    return [[row.cells[0].lines[0] for row in table.rows if not row.heading] for table in document.tables]


def test_person_gets_her_items_and_those_of_her_groups(plan: Plan, person: Person) -> None:
    group = make_group(plan.project.organization, "методисты", people=[person])
    make_section(plan, "Пустой раздел")
    section = make_section(plan, "Практический этап")
    for responsible in (person, "Другой", group):
        make_item(plan, responsible=responsible, section=section)
    document = extract(plan, person=person)
    assert numbers(document) == [["1", "3"]]
    assert [row.heading for row in document.tables[0].rows if row.heading] == ["Практический этап"]
    assert document.title[-1].text == "Зимина О.К., методист"


def test_organization_gets_what_it_owes_as_it_marked_it(plan: Plan, member: Organization) -> None:
    other = make_organization("Центр «Полюс»")
    group = make_group(plan.project.organization, organizations=[member, other])
    item = make_item(plan, responsible=group)
    make_item(plan, responsible=other)
    make_mark(item, organization=member, text="Сдали список")
    document = extract(plan, organization=member)
    assert numbers(document) == [["1"]]
    assert document.paragraphs[1].text == "В выписке 1 пункт из 2 пунктов плана: выполнен 1."


def test_nobody_and_no_days_mean_the_month_of_the_day(plan: Plan) -> None:
    make_item(plan)
    make_monthly_item(plan)
    document = extract(plan)
    assert (numbers(document), document.title[-1].text.replace("\N{NO-BREAK SPACE}", " ")) == (
        [["2"]],
        "за ноябрь 2022 года",
    )


def test_stretch_and_party_narrow_together(plan: Plan, person: Person) -> None:
    make_item(plan, responsible=person)
    make_item(plan)
    make_monthly_item(plan, responsible=person)
    document = extract(plan, person=person, starts_on=date(2022, 11, 1), ends_on=date(2022, 12, 31))
    assert numbers(document) == [["3"]]
    whole = extract(plan, person=person, starts_on=date(2022, 9, 15))
    assert (numbers(whole), whole.title[-1].text.replace("\N{NO-BREAK SPACE}", " ")) == (
        [["1", "3"]],
        "с 15 сентября 2022 года по 31 августа 2023 года",
    )


def test_person_and_organization_together_mean_what_waits_for_both(
    plan: Plan, person: Person, member: Organization
) -> None:
    both: list[list[Person | Organization]] = [[person], [member], [person, member]]
    for responsible in both:
        make_item(plan, responsible=responsible)
    document = extract(plan, person=person, organization=member)
    assert (numbers(document), [line.text for line in document.title[2:]]) == (
        [["3"]],
        ["Центр «Азимут»", "Зимина О.К., методист"],
    )


def test_who_made_it_signs(plan: Plan) -> None:
    author = make_user()
    make_person("Яснова И.Л.", user=author, position="секретарь")
    assert extract(plan, author=author).signers == (Signer("Секретарь", "И.Л.\N{NO-BREAK SPACE}Яснова"),)
    assert extract(plan).signers == (Signer("Координатор проекта", ""),)


@pytest.mark.parametrize("rows", [1, 20])
def test_number_of_queries_does_not_grow(plan: Plan, person: Person, rows: int, django_assert_num_queries: Any) -> None:
    for _ in range(rows):
        make_mark(make_item(plan, responsible=person, section=make_section(plan)))
    found = Plan.objects.select_related("project__organization").get(pk=plan.pk)
    with django_assert_num_queries(9):
        extract(found, person=person)
