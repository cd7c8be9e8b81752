"""Who is asked for a part of a joint report, and how each stands."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from network.models import Organization
from plans.progress import MarkState
from projects.models import Participation, Project
from reports.models import ReportDue
from reports.queries.contributions import (
    contribution_errands,
    due_matrix,
    dues_of,
    marks_to_pick,
    next_start,
    place_of,
    places_of,
)
from tests.makers import make_item, make_mark, make_organization, make_plan, make_project
from tests.reports.dues import make_due, make_part

pytestmark = pytest.mark.django_db
DAY = date(2022, 12, 12)


@pytest.fixture
def members() -> list[Organization]:
    return [make_organization(name) for name in ("Центр «Берег»", "Центр «Азимут»", "Центр «Вектор»")]


@pytest.fixture
def project(members: list[Organization]) -> Project:
    return make_project(members=members)


def names(due: ReportDue) -> list[str]:
    return [str(place.organization) for place in places_of(due, DAY)]


def test_without_names_everybody_who_takes_part_is_asked(project: Project, members: list[Organization]) -> None:
    Participation.objects.filter(organization=members[2]).update(status=Participation.Status.ENDED)
    assert names(make_due(project)) == ["Центр «Азимут»", "Центр «Берег»"]


def test_who_joins_after_the_day_is_not_asked(project: Project, members: list[Organization]) -> None:
    Participation.objects.filter(organization=members[0]).update(starts_on=date(2022, 12, 13))
    Participation.objects.filter(organization=members[1]).update(starts_on=DAY)
    assert names(make_due(project)) == ["Центр «Азимут»", "Центр «Вектор»"]


def test_named_are_asked_and_whoever_has_answered(project: Project, members: list[Organization]) -> None:
    due = make_due(project, members[0])
    make_part(due, members[2], "submitted")
    assert names(due) == ["Центр «Берег»", "Центр «Вектор»"]


def test_closed_report_asks_nobody_anew(project: Project, members: list[Organization]) -> None:
    due = make_due(project, state="closed")
    make_part(due, members[0], "absent")
    assert names(due) == ["Центр «Берег»"]


@pytest.mark.parametrize(
    ("state", "today", "sign", "word"),
    [
        (None, DAY, "none", "ещё не начато"),
        (None, date(2022, 12, 13), "late", "просрочено"),
        ("draft", DAY, "plan", "черновик"),
        ("draft", date(2022, 12, 13), "late", "просрочено, есть черновик"),
        ("submitted", date(2022, 12, 13), "active", "на проверке"),
        ("returned", date(2022, 12, 13), "soon", "возвращены"),
        ("accepted", date(2022, 12, 13), "done", "приняты"),
        ("absent", date(2022, 12, 13), "cancelled", "не представлены"),
    ],
)
def test_sign_and_word_of_a_part(
    project: Project, members: list[Organization], state: str | None, today: date, sign: str, word: str
) -> None:
    due = make_due(project)
    if state:
        make_part(due, members[0], state)
    place = place_of(due, members[0].pk, today)
    assert place is not None
    assert (place.sign, place.word) == (sign, word)


def test_matrix_counts_answers_and_leaves_places_of_the_unasked_empty(
    project: Project, members: list[Organization]
) -> None:
    first, second = make_due(project), make_due(project, members[0], due_on=date(2023, 5, 15))
    make_part(first, members[0], "accepted")
    make_part(first, members[1], "submitted")
    matrix = due_matrix(dues_of(ReportDue.objects.all(), project), date(2022, 12, 20))
    assert [(column.due, column.given, column.asked, column.late_days) for column in matrix.columns] == [
        (first, 2, 3, 8),
        (second, 0, 1, 0),
    ]
    assert [[place.sign if place else "" for place in row.places] for row in matrix.rows] == [
        ["active", ""],
        ["done", "none"],
        ["late", ""],
    ]


@pytest.mark.parametrize("count", [1, 20])
def test_matrix_takes_four_queries(django_assert_num_queries: DjangoAssertNumQueries, count: int) -> None:
    members = [make_organization() for _ in range(count)]
    project = make_project(members=members)
    for _ in range(count):
        due = make_due(project)
        make_part(due, members[0], "submitted")
    with django_assert_num_queries(4):
        matrix = due_matrix(dues_of(ReportDue.objects.all(), project), DAY)
    assert (len(matrix.columns), len(matrix.rows)) == (count, count)


def test_member_is_asked_until_she_has_answered(project: Project, members: list[Organization]) -> None:
    own = members[0]
    waiting, begun, returned, given, closed = (
        make_due(project, title=title) for title in ("Ждут", "Начат", "Возвращён", "Сдан", "Закрыт")
    )
    make_part(begun, own, "draft")
    make_part(returned, own, "returned")
    make_part(given, own, "submitted")
    make_part(closed, own, "absent")
    ReportDue.objects.filter(pk=closed.pk).update(state="closed")
    errands = contribution_errands([own], Project.objects.all())
    assert [(each.title, each.button, each.args) for each in errands] == [
        ("Ждут: ваша часть", "Заполнить", (waiting.pk, own.pk)),
        ("Начат: ваша часть", "Продолжить", (begun.pk, own.pk)),
        ("Возвращён: ваша часть", "Исправить", (returned.pk, own.pk)),
    ]


def test_marks_of_the_period_that_count_may_be_picked(project: Project, members: list[Organization]) -> None:
    plan, own = make_plan(project), members[0]
    inside, changed, outside, foreign, undone, removed = (make_item(plan, f"Встреча {n}") for n in range(6))
    picked = make_mark(inside, organization=own, on=date(2022, 10, 20))
    make_mark(changed, organization=own, on=date(2022, 10, 20))
    latest = make_mark(changed, MarkState.PARTLY, organization=own, on=date(2022, 11, 30))
    make_mark(outside, organization=own, on=date(2022, 12, 1))
    make_mark(foreign, organization=members[1])
    make_mark(undone, organization=own)
    make_mark(undone, MarkState.NONE, organization=own)
    make_mark(removed, organization=own)
    removed.removed_at = picked.created_at
    removed.save()
    assert list(marks_to_pick(make_due(project), own)) == [picked, latest]


def test_new_report_begins_where_the_last_one_that_is_due_ended(project: Project) -> None:
    assert next_start(project, DAY) == project.starts_on
    make_due(project, ends_on=date(2022, 10, 5), due_on=date(2022, 10, 5))
    make_due(project, ends_on=date(2023, 5, 15), due_on=date(2023, 5, 15))
    assert next_start(project, DAY) == date(2022, 10, 6)
