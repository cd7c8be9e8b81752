"""The network in a period: who took part, by what paper, what was done together, whose papers are told."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from network.models import Organization
from plans.models import Event, EventRegistration
from plans.queries.scheme import Scheme, SchemeRow, scheme_of, school_year_of
from projects.charts import Link, Tie
from projects.models import Agreement, AgreementKind, Participation, Project
from tests.makers import make_item, make_mark, make_municipality, make_organization, make_plan, make_project

pytestmark = pytest.mark.django_db
YEAR = (date(2022, 9, 1), date(2023, 8, 31))
TODAY = date(2022, 11, 14)
SIGNED = {"signed_here_on": date(2022, 9, 1), "signed_there_on": date(2022, 9, 5)}


def make_paper(project: Project, organization: Organization, **fields: Any) -> Agreement:
    return Agreement.objects.create(project=project, organization=organization, **fields)


def make_joint(project: Project, came: dict[Organization, bool | None], **fields: Any) -> Event:
    """A joint event that was held; `came`: who was registered and whether anybody said she came."""
    held = {"is_joint": True, "state": Event.State.HELD, "starts_at": datetime(2022, 10, 20, 7, tzinfo=UTC)}
    event = Event.objects.create(project=project, title="Семинар сети", **{**held, **fields})
    for organization, attended in came.items():
        EventRegistration.objects.create(event=event, organization=organization, name="Осенняя П.", attended=attended)
    return event


def scheme(project: Project, **asked: Any) -> Scheme:
    return scheme_of(project, asked.pop("period", YEAR), asked.pop("today", TODAY), **asked)


def only_row(project: Project, **asked: Any) -> SchemeRow:
    (row,) = scheme(project, **asked).rows
    return row


@pytest.mark.parametrize(
    ("papers", "tie", "note", "agreement"),
    [
        ([], Tie.NONE, "договора нет", ""),
        ([{**SIGNED, "number": "5"}], Tie.SIGNED, "", "договор № 5: действует"),
        ([{**SIGNED, "ends_on": date(2023, 8, 31)}], Tie.SIGNED, "", "договор: действует до 31.08.2023"),
        ([{**SIGNED, "ends_on": date(2022, 11, 30)}], Tie.SOON, "до 30.11.2022", "договор: до 30.11.2022"),
        (
            [{**SIGNED, "starts_on": date(2022, 12, 1)}],
            Tie.SIGNED,
            "вступит в силу 01.12.2022",
            "договор: вступит в силу 01.12.2022",
        ),
        ([{"signed_here_on": date(2022, 9, 1)}], Tie.SIGNING, "на подписании", "договор: на подписании"),
        ([{}], Tie.SIGNING, "не подписан", "договор: не подписан"),
        (
            [{**SIGNED, "ends_on": date(2022, 10, 12)}],
            Tie.EXPIRED,
            "срок истёк 12.10.2022",
            "договор: срок истёк 12.10.2022",
        ),
        (
            [{**SIGNED, "terminated_on": date(2022, 10, 12)}],
            Tie.EXPIRED,
            "расторгнут 12.10.2022",
            "договор: расторгнут 12.10.2022",
        ),
        (
            [{**SIGNED, "ends_on": date(2022, 10, 12)}, {**SIGNED, "number": "9"}],
            Tie.SIGNED,
            "",
            "договор № 9: действует",
        ),
        ([{**SIGNED, "kind": AgreementKind.CONSENT}, {}], Tie.SIGNING, "не подписан", "договор: не подписан"),
        ([{**SIGNED, "kind": AgreementKind.CONSENT}], Tie.SIGNED, "", "согласие: действует"),
    ],
)
def test_paper_that_tells_how_a_participant_is_tied(
    papers: list[dict[str, Any]], tie: Tie, note: str, agreement: str
) -> None:
    organization = make_organization()
    project = make_project(members=[organization])
    for fields in papers:
        make_paper(project, organization, **fields)
    row = only_row(project)
    assert (row.tie, row.note, row.agreement) == (tie, note, agreement)


def test_papers_stand_as_on_the_last_day_of_a_period_that_is_over() -> None:
    organization = make_organization()
    project = make_project(members=[organization])
    make_paper(project, organization, **SIGNED, ends_on=date(2023, 12, 31))
    found = scheme(project, today=date(2024, 2, 1))
    assert (found.day, found.rows[0].tie) == (date(2023, 8, 31), Tie.SIGNED)


def test_who_left_before_the_period_or_came_after_it_is_not_there() -> None:
    names = ["Ушла раньше", "Ушла в тот год", "Ушла неизвестно когда", "Придёт позже", "Приглашена"]
    organizations = {name: make_organization(name) for name in names}
    project = make_project()
    status = Participation.Status
    parts: dict[str, dict[str, Any]] = {
        "Ушла раньше": {"status": status.ENDED, "ends_on": date(2022, 8, 31)},
        "Ушла в тот год": {"status": status.ENDED, "ends_on": date(2022, 10, 1)},
        "Ушла неизвестно когда": {"status": status.ENDED},
        "Придёт позже": {"starts_on": date(2023, 9, 1)},
        "Приглашена": {"status": status.INVITED},
    }
    for name, fields in parts.items():
        Participation.objects.create(project=project, organization=organizations[name], **fields)
    assert [(row.organization.short_name, row.standing) for row in scheme(project).rows] == [
        ("Приглашена", "приглашена"),
        ("Ушла в тот год", "вышла"),
    ]


def test_an_organisation_that_left_and_came_back_stands_once() -> None:
    organization = make_organization()
    project = make_project()
    status = Participation.Status
    for fields in ({"status": status.ENDED, "ends_on": date(2022, 10, 1)}, {"status": status.ACTIVE, "role": "опора"}):
        Participation.objects.create(project=project, organization=organization, **fields)
    assert [(row.role, row.standing) for row in scheme(project).rows] == [("опора", "")]


def test_rows_stand_by_municipality_then_by_name_those_without_one_last() -> None:
    lesnoy, ozerny = make_municipality("Лесной район"), make_municipality("Озёрный район")
    organizations = [
        make_organization("Университет"),
        make_organization("Центр Б", municipality=ozerny),
        make_organization("Центр В", municipality=lesnoy),
        make_organization("Центр А", municipality=ozerny),
    ]
    project = make_project(members=organizations)
    assert [(row.municipality, row.organization.short_name) for row in scheme(project).rows] == [
        ("Лесной район", "Центр В"),
        ("Озёрный район", "Центр А"),
        ("Озёрный район", "Центр Б"),
        ("", "Университет"),
    ]


def test_those_who_came_were_together_and_those_who_ran_it() -> None:
    a, b, c, d = (make_organization(name) for name in "АБВГ")
    project = make_project(members=[a, b, c, d])
    make_joint(project, {a: True, b: True, c: False}, organizer=d)
    make_joint(project, {a: None, b: None})
    found = scheme(project)
    assert [row.events for row in found.rows] == [2, 2, 0, 1]
    assert found.links == (Link(a.pk, b.pk, 2), Link(a.pk, d.pk, 1), Link(b.pk, d.pk, 1))


@pytest.mark.parametrize(
    "fields",
    [
        {"state": Event.State.PLANNED},
        {"state": Event.State.CANCELLED},
        {"is_joint": False},
        {"starts_at": datetime(2022, 8, 31, 20, 59, tzinfo=UTC)},
        {"starts_at": datetime(2023, 8, 31, 21, 0, tzinfo=UTC)},
    ],
)
def test_events_not_held_or_outside_of_the_period_in_the_zone_of_the_project_do_not_count(
    fields: dict[str, Any],
) -> None:
    a, b = make_organization("А"), make_organization("Б")
    project = make_project(members=[a, b], time_zone="Europe/Minsk")
    make_joint(project, {a: True, b: True}, **fields)
    assert scheme(project).links == ()


def test_institution_and_strangers_are_in_no_pair() -> None:
    a, stranger = make_organization("А"), make_organization("Чужая")
    project = make_project(members=[a])
    make_joint(project, {a: True, stranger: True, project.organization: True})
    found = scheme(project)
    assert (found.links, [row.events for row in found.rows]) == ((), [1])


def test_last_mark_of_an_organisation_is_told_with_its_day() -> None:
    a = make_organization("А")
    project = make_project(members=[a])
    item = make_item(make_plan(project))
    for day in (date(2022, 10, 20), date(2022, 11, 3), date(2022, 12, 1)):
        make_mark(item, organization=a, on=day)
    assert only_row(project).last_mark == date(2022, 11, 3)


def test_papers_and_marks_of_others_are_not_told() -> None:
    own, other = make_organization("А"), make_organization("Б")
    project = make_project(members=[own, other])
    item = make_item(make_plan(project))
    for organization in (own, other):
        make_paper(project, organization, **SIGNED)
        make_mark(item, organization=organization)
    rows = scheme(project, open_to={own.pk}).rows
    assert [(row.tie, row.agreement, row.note, row.last_mark, row.is_open) for row in rows] == [
        (Tie.SIGNED, "договор: действует", "", date(2022, 10, 20), True),
        (Tie.MEMBER, "", "", None, False),
    ]


def test_legend_tells_signs_that_are_met_and_how_often() -> None:
    project = make_project(members=[make_organization(), make_organization()])
    assert [(node.tie, word, count) for node, word, count in scheme(project).legend] == [(Tie.NONE, "договора нет", 2)]


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2022, 11, 14), 2022),
        (date(2022, 8, 31), 2021),
        (date(2020, 1, 1), 2021),
        (date(2030, 1, 1), 2023),
    ],
)
def test_usual_period_is_the_school_year_kept_inside_the_project(day: date, year: int) -> None:
    assert school_year_of(make_project(), day) == (date(year, 9, 1), date(year + 1, 8, 31))


@pytest.mark.parametrize("size", [1, 20])
def test_five_queries_for_any_number(size: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    organizations = [make_organization(municipality=make_municipality()) for _ in range(size)]
    project = make_project(members=organizations)
    make_joint(project, dict.fromkeys(organizations, True))
    with django_assert_num_queries(5):
        found = scheme(project)
        assert (len(found.rows), len(found.figures)) == (size, 1)
