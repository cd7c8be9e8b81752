"""Approval: a report is frozen, its correction takes its place, its author is told."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from network.models import Notification, User
from plans.models import Plan
from projects.models import ProjectRole
from reports import queries, services
from reports.models import Report
from tests.makers import make_item, make_plan, make_role, make_user

pytestmark = pytest.mark.django_db
DAY, TODAY = date(2022, 11, 14), date(2022, 11, 20)
NOW = datetime(2022, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def plan() -> Plan:
    plan = make_plan()
    make_item(plan)
    return plan


@pytest.fixture
def director(plan: Plan) -> User:
    return make_role(plan.project, ProjectRole.Role.DIRECTOR)


def make_report(plan: Plan, **fields: object) -> Report:
    given = {"project": plan.project, "plan": plan, "kind": "progress", "as_of": DAY, "state": "done"}
    return Report.objects.create(**given | fields)


def approve(report: Report, director: User, number: str = "5", on: date = TODAY) -> Report:
    return services.approve_report(report, number, on, actor=director, now=NOW, today=TODAY)


def test_approval_stands_in_the_row(plan: Plan, director: User) -> None:
    approve(make_report(plan), director, "12-р", date(2022, 11, 18))
    report = Report.objects.get()
    found = (report.approval_number, report.approved_on, report.approved_by, report.approved_at)
    assert found == ("12-р", date(2022, 11, 18), director, NOW)
    assert report.approval_words == " №\N{NO-BREAK SPACE}12-р от 18.11.2022"


def test_approval_without_a_number_has_its_day(plan: Plan, director: User) -> None:
    assert approve(make_report(plan), director, number="").approval_words == " 20.11.2022"


@pytest.mark.parametrize("state", ["queued", "running", "failed"])
def test_what_is_not_done_is_not_approved(plan: Plan, director: User, state: str) -> None:
    report = make_report(plan, state=state)
    with pytest.raises(ValidationError, match="Утвердить можно только готовый документ"):
        approve(report, director)
    assert Report.objects.get().approved_at is None


def test_day_to_come_is_refused(plan: Plan, director: User) -> None:
    with pytest.raises(ValidationError, match="Эта дата ещё не наступила"):
        approve(make_report(plan), director, on=date(2022, 11, 21))


def test_second_approval_changes_nothing(plan: Plan, director: User) -> None:
    report = approve(make_report(plan), director, "5")
    with pytest.raises(ValidationError, match="уже утверждён"):
        approve(report, director, "6")
    assert Report.objects.get().approval_number == "5"


def test_author_is_told_unless_she_approved_herself(plan: Plan, director: User) -> None:
    author = make_user()
    approve(make_report(plan, author=author), director)
    approve(make_report(plan, author=director), director)
    told = Notification.objects.get()
    assert (told.user, told.kind) == (author, Notification.Kind.REPORT)
    assert told.text.startswith("Документ утверждён № 5 от 20.11.2022: Отчёт о ходе реализации на 14.11.2022.")


def test_approved_report_is_neither_made_again_nor_tried_again(plan: Plan, director: User) -> None:
    report = approve(make_report(plan), director)
    services.retry_report(report, director)
    assert services.produce_report(report.pk) is None
    assert services.orders_to_wake() == []
    assert Report.objects.get().state == "done"


def test_approved_correction_replaces_what_it_corrects(plan: Plan, director: User) -> None:
    first = approve(make_report(plan), director)
    second = make_report(plan, replaces=first, as_of=TODAY)
    assert queries.standing_of(first).stage == "approved"
    second = approve(second, director, "6")
    assert (queries.standing_of(first).stage, queries.standing_of(second).stage) == ("replaced", "approved")
    assert queries.newer_report(first) == second


def test_draft_that_is_newer_takes_no_approved_paper_s_place(plan: Plan, director: User) -> None:
    first = approve(make_report(plan, content_hash="a"), director)
    make_report(plan, as_of=TODAY, content_hash="b")
    assert queries.newer_report(first) is None


def test_code_leads_to_the_approved_of_those_that_share_it(plan: Plan, director: User) -> None:
    first = make_report(plan, code="shared")
    second = make_report(plan, code="shared")
    assert queries.report_of_code("shared") == first
    approve(second, director)
    assert queries.report_of_code("shared") == second


def test_correction_of_another_kind_or_plan_is_not_approved(plan: Plan, director: User) -> None:
    first = approve(make_report(plan), director)
    others = (make_report(plan, kind="final", replaces=first), make_report(make_plan(plan.project), replaces=first))
    for other in others:
        with pytest.raises(ValidationError, match="он другого вида или о другом"):
            approve(other, director)
    assert queries.standing_of(first).stage == "approved"


def test_of_two_corrections_one_is_approved(plan: Plan, director: User) -> None:
    first = approve(make_report(plan), director)
    second = approve(make_report(plan, replaces=first), director, "6")
    with pytest.raises(ValidationError, match="Исправление этого документа уже утверждено"):
        approve(make_report(plan, replaces=first), director, "7")
    approve(make_report(plan, replaces=second), director, "8")
    assert [queries.standing_of(report).stage for report in (first, second)] == ["replaced", "replaced"]
