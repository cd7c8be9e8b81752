"""Paragraphs the coordinator rewrites: kept for later reports, guarded against two tabs, given back."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from network.models import User
from plans.models import Plan
from reports.models import Report, ReportText
from reports.queries import paragraphs_of, report_content
from reports.queries.texts import subject_of
from reports.services import TextConflict, reset_text, save_text
from tests.makers import history_of, make_item, make_mark, make_plan, make_user

pytestmark = pytest.mark.django_db
KEY = "summary"


@pytest.fixture
def plan() -> Plan:
    plan = make_plan()
    make_item(plan)
    return plan


@pytest.fixture
def user() -> User:
    return make_user()


def report(plan: Plan, as_of: date = date(2022, 11, 14), **fields: object) -> Report:
    return Report(project=plan.project, plan=plan, kind="progress", as_of=as_of, **fields)


def generated(plan: Plan) -> str:
    return next(paragraph.generated for paragraph in paragraphs_of(report(plan)) if paragraph.key == KEY)


def saved(plan: Plan, user: User, text: str, version: int = 0) -> ReportText | None:
    return save_text(report(plan), KEY, text, generated(plan), version, user)


def printed(plan: Plan, as_of: date = date(2022, 11, 14)) -> tuple[str, bool, bool]:
    (found,) = (each for each in report_content(report(plan, as_of)).paragraphs if each.key == KEY)
    return found.text, found.is_edited, found.is_outdated


def test_her_words_stand_in_later_reports_and_new_marks_are_told(plan: Plan, user: User) -> None:
    row = saved(plan, user, "Сделали.\r\nИ ещё.")
    assert row is not None
    assert (row.text, row.version, row.author, row.subject) == ("Сделали.\nИ ещё.", 1, user, f"plan:{plan.pk}")
    assert printed(plan) == ("Сделали.", True, False)
    make_mark(plan.items.get())
    assert printed(plan) == ("Сделали.", True, True)
    assert printed(plan, date(2023, 2, 1)) == ("Сделали.", True, True)


def test_words_of_another_plan_are_apart_and_a_period_does_not_part_those_of_a_plan(plan: Plan, user: User) -> None:
    saved(plan, user, "Сделали.")
    other = make_plan(plan.project)
    make_item(other)
    month = report(plan, starts_on=date(2022, 10, 1), ends_on=date(2022, 10, 31))
    assert [any(each.is_edited for each in paragraphs_of(of)) for of in (report(other), month)] == [False, True]


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        ("progress", "plan:1"),
        ("final", ""),
        ("activity", "2022-10-01:2022-10-31"),
        ("network", "due:2"),
        ("extract", "plan:1;organization:3;person:4;2022-10-01:2022-10-31"),
    ],
)
def test_subject_is_what_the_genre_asks_for(kind: str, subject: str) -> None:
    days = {"starts_on": date(2022, 10, 1), "ends_on": date(2022, 10, 31)}
    assert subject_of(Report(kind=kind, plan_id=1, due_id=2, organization_id=3, person_id=4, **days)) == subject


def test_editor_is_given_the_version_to_save_over(plan: Plan, user: User) -> None:
    saved(plan, user, "Сделали.")
    saved(plan, user, "Сделали всё.", version=1)
    (found,) = (each for each in paragraphs_of(report(plan)) if each.key == KEY)
    assert (found.text, found.generated, found.version) == ("Сделали всё.", generated(plan), 2)


def test_second_tab_gets_both_wordings(plan: Plan, user: User) -> None:
    saved(plan, user, "Первое.")
    with pytest.raises(TextConflict) as conflict:
        saved(plan, user, "Второе.")
    assert conflict.value.current is not None
    assert conflict.value.current.text == "Первое."
    assert printed(plan)[0] == "Первое."


def test_same_words_twice_are_no_conflict(plan: Plan, user: User) -> None:
    assert saved(plan, user, "Первое.") == saved(plan, user, "Первое.")


def test_words_reset_meanwhile_are_a_conflict_even_when_written_anew(plan: Plan, user: User) -> None:
    saved(plan, user, "Первое.")
    reset_text(report(plan), KEY, 1, user)
    with pytest.raises(TextConflict) as conflict:
        saved(plan, user, "Второе.", version=1)
    assert conflict.value.current is None
    saved(plan, user, "Третье.")
    with pytest.raises(TextConflict):
        saved(plan, user, "Второе.", version=1)


def test_words_written_meanwhile_are_not_reset(plan: Plan, user: User) -> None:
    saved(plan, user, "Первое.")
    saved(plan, user, "Второе.", version=1)
    with pytest.raises(TextConflict) as conflict:
        reset_text(report(plan), KEY, 1, user)
    assert conflict.value.current is not None
    assert (conflict.value.current.text, printed(plan)[0]) == ("Второе.", "Второе.")


def test_reset_gives_the_words_of_the_portal_back_and_keeps_hers_in_the_history(plan: Plan, user: User) -> None:
    saved(plan, user, "Первое.")
    assert reset_text(report(plan), KEY, 1, user)
    assert not reset_text(report(plan), KEY, 1, user)
    assert printed(plan) == (generated(plan), False, False)
    assert [(row.history_type, row.text, row.history_user) for row in history_of(ReportText)] == [
        ("+", "Первое.", user),
        ("-", "Первое.", user),
    ]


def test_the_words_of_the_portal_are_not_kept_as_hers(plan: Plan, user: User) -> None:
    saved(plan, user, "Первое.")
    assert saved(plan, user, f" {generated(plan)}\n", version=1) is None
    assert not ReportText.objects.exists()


def test_emptied_paragraph_is_left_out(plan: Plan, user: User) -> None:
    saved(plan, user, "  ")
    assert KEY not in {paragraph.key for paragraph in report_content(report(plan)).paragraphs}
    (found,) = (each for each in paragraphs_of(report(plan)) if each.key == KEY)
    assert (found.text, found.is_edited) == ("", True)


def test_too_long_words_and_unknown_paragraphs_are_refused(plan: Plan, user: User) -> None:
    with pytest.raises(ValidationError):
        saved(plan, user, "а" * 20_001)
    with pytest.raises(KeyError):
        save_text(report(plan), "чужой", "а", "", 0, user)
    assert not ReportText.objects.exists()
