"""The row is the job: claims, leases, failures in words, files shared by those who say the same."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.utils import timezone

from plans.models import Plan
from projects.models import ProjectRole
from reports import services
from reports.content import content_to_json, plan_content
from reports.models import Report
from reports.services import LIMITS, Limits, sandbox
from reports.services.files import storage
from tests.makers import make_item, make_mark, make_plan, make_project, make_user
from tests.reports import facts

pytestmark = pytest.mark.django_db
DAY = date(2022, 11, 14)


@pytest.fixture
def plan() -> Plan:
    plan = make_plan()
    make_item(plan)
    return plan


def ordered(plan: Plan, kind: str = "progress", as_of: date = DAY) -> Report:
    return services.order_report(plan.project, services.Order(kind, as_of, plan), author=None)


def made(plan: Plan) -> Report:
    report = ordered(plan)
    services.produce_report(report.pk)
    report.refresh_from_db()
    return report


def test_report_is_made_and_its_row_tells_so(plan: Plan) -> None:
    report = made(plan)
    paper = report.files.get()
    with paper.file.open("rb") as file:
        data = file.read()
    assert (report.state, report.step, report.percent, report.attempts) == ("done", "ready", 100, 1)
    assert (report.lease_token, report.lease_until, report.failure) == (None, None, "")
    assert (paper.size, paper.pages, data[:8]) == (len(data), 2, b"%PDF-1.7")
    assert report.finished_at is not None
    assert paper.file.name.count("/") == 2


def test_somebody_elses_work_is_not_touched(plan: Plan) -> None:
    report = ordered(plan)
    Report.objects.filter(pk=report.pk).update(
        state="running", lease_token=uuid4(), lease_until=timezone.now() + timedelta(seconds=10)
    )
    assert services.produce_report(report.pk) is None


@pytest.mark.parametrize("state", ["done", "failed"])
def test_finished_work_is_not_done_again(plan: Plan, state: str) -> None:
    report = ordered(plan)
    Report.objects.filter(pk=report.pk).update(state=state)
    assert services.produce_report(report.pk) is None


def test_work_with_a_lease_that_ran_out_is_taken_over(plan: Plan) -> None:
    report = ordered(plan)
    Report.objects.filter(pk=report.pk).update(
        state="running", lease_token=uuid4(), lease_until=timezone.now() - timedelta(seconds=1), attempts=1
    )
    assert services.orders_to_wake() == [report.pk]
    assert services.produce_report(report.pk) == "done"
    report.refresh_from_db()
    assert report.attempts == 2


def broken_off(report: Report) -> None:
    """The state a worker leaves that died while it drew the pages."""
    services.produce_report(report.pk, Limits(wall=0.0))
    Report.objects.filter(pk=report.pk).update(
        state="running", lease_token=uuid4(), lease_until=timezone.now() - timedelta(seconds=1)
    )


def test_content_is_frozen_at_the_first_attempt(plan: Plan) -> None:
    report = ordered(plan)
    broken_off(report)
    report.refresh_from_db()
    frozen, name = report.content, report.files.get().file.name
    make_mark(plan.items.get())
    services.produce_report(report.pk)
    report.refresh_from_db()
    assert (report.state, report.content, report.files.get().file.name) == ("done", frozen, name)


def test_code_is_frozen_with_the_content(plan: Plan) -> None:
    """It is printed in files of the first attempt: a report that came to say the same meanwhile has another."""
    report = ordered(plan)
    broken_off(report)
    code = Report.objects.get(pk=report.pk).code
    Report.objects.filter(pk=report.pk).update(state="failed")
    other = made(plan)
    Report.objects.filter(pk=report.pk).update(state="queued")
    services.produce_report(report.pk)
    report.refresh_from_db()
    assert (report.code, other.code != code) == (code, True)
    assert report.files.get().file.name != other.files.get().file.name


def test_tried_again_by_hand_it_says_what_holds_now(plan: Plan) -> None:
    report = ordered(plan)
    services.produce_report(report.pk, Limits(wall=0.0))
    said = Report.objects.get(pk=report.pk).content_hash
    make_mark(plan.items.get())
    services.retry_report(report, make_user())
    Report.objects.filter(pk=report.pk).update(author=None)
    services.produce_report(report.pk)
    report.refresh_from_db()
    assert (report.state, report.content_hash != said) == ("done", True)


def test_tried_again_it_leaves_a_shared_file_alone(plan: Plan) -> None:
    first, second = made(plan), made(plan)
    shared = first.files.get()
    before = shared.sha256
    Report.objects.filter(pk=second.pk).update(state="failed")
    make_mark(plan.items.get())
    services.retry_report(second, make_user())
    Report.objects.filter(pk=second.pk).update(author=None)
    services.produce_report(second.pk)
    with shared.file.open("rb") as file:
        assert hashlib.sha256(file.read()).hexdigest() == before


def test_order_is_given_up_after_three_broken_attempts(plan: Plan) -> None:
    report = ordered(plan)
    Report.objects.filter(pk=report.pk).update(
        state="running", lease_token=uuid4(), lease_until=timezone.now() - timedelta(seconds=1), attempts=3
    )
    assert services.orders_to_wake() == []
    report.refresh_from_db()
    assert (report.state, report.failure) == (
        "failed",
        "Портал трижды начинал этот отчёт, и каждый раз работа обрывалась. Попробуйте позже.",
    )


def test_fresh_orders_are_left_to_their_message(plan: Plan) -> None:
    report = ordered(plan)
    assert services.orders_to_wake() == []
    Report.objects.filter(pk=report.pk).update(created_at=timezone.now() - timedelta(seconds=6))
    assert services.orders_to_wake() == [report.pk]


def test_same_content_shares_file_and_code(plan: Plan) -> None:
    first, second = made(plan), made(plan)
    assert first.pk != second.pk
    assert (first.files.get().file.name, first.code) == (second.files.get().file.name, second.code)


def test_other_content_has_a_file_of_its_own(plan: Plan) -> None:
    first = made(plan)
    make_mark(plan.items.get())
    second = made(plan)
    assert first.files.get().file.name != second.files.get().file.name
    assert first.code != second.code


def test_lost_file_is_made_again(plan: Plan) -> None:
    first = made(plan)
    storage().delete(first.files.get().file.name)
    second = made(plan)
    assert first.files.get().file.name != second.files.get().file.name
    assert storage().exists(second.files.get().file.name)


def test_author_who_lost_the_right_gets_no_report(plan: Plan) -> None:
    author = make_user()
    role = ProjectRole.objects.create(project=plan.project, user=author, role=ProjectRole.Role.COORDINATOR)
    report = services.order_report(plan.project, services.Order("progress", DAY, plan), author)
    role.delete()
    assert services.produce_report(report.pk) == "failed"
    report.refresh_from_db()
    assert (report.failure, report.content) == ("Заказать отчёт могут координатор или директор проекта.", None)


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(wall=0.01), sandbox.TIME),
        (Limits(cpu=0), sandbox.TIME),
        (Limits(memory=60 * 2**20), sandbox.MEMORY),
        (Limits(size=1000), sandbox.SIZE),
    ],
)
def test_limits_fail_the_report_in_words(plan: Plan, limits: Limits, reason: str) -> None:
    report = ordered(plan)
    assert services.produce_report(report.pk, limits) == "failed"
    report.refresh_from_db()
    assert report.failure == reason
    assert not storage().exists(report.files.get().file.name)


@pytest.mark.parametrize("megabytes", [36, 44, 52, 64, 80, 92, 112, 128])
def test_lack_of_memory_is_told_wherever_it_strikes(megabytes: int) -> None:
    """While the interpreter reads modules, while a library is looked for, while a thread is begun, over a font.

    Rarely an interpreter that got none stands still instead; then it is its time that ends.
    """
    content = content_to_json(plan_content(facts.plan(facts.item())))
    limits = Limits(memory=megabytes * 2**20, wall=30.0)
    with pytest.raises(sandbox.RenderFailed, match=f"{sandbox.MEMORY}|{sandbox.TIME}"):
        sandbox.render_in_child(content, "x", limits=limits, beat=lambda: True)


def test_plan_that_cannot_be_read_fails_in_words(plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(layout=[{"field": "no-such", "heading": "Чужая колонка"}])
    report = made(plan)
    assert (report.state, report.failure) == (
        "failed",
        "Не получилось собрать отчёт. Попробуйте ещё раз, а если не поможет, обратитесь к администратору.",
    )


def test_work_that_was_taken_over_is_dropped() -> None:
    with pytest.raises(sandbox.LeaseLost):
        sandbox.render_in_child({"kind": "plan"}, "x", limits=LIMITS, beat=lambda: False, every=0.0)


def test_content_that_is_none_fails_in_words() -> None:
    with pytest.raises(sandbox.RenderFailed, match="Не получилось сверстать отчёт"):
        sandbox.render_in_child({"version": 1}, "x", limits=LIMITS, beat=lambda: True)


def test_child_sees_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "x")
    monkeypatch.setenv("DATABASE_URL", "x")
    assert {"SECRET_KEY", "DATABASE_URL"} & set(sandbox._environment()) == set()


def test_old_temporary_files_are_cleared_away(plan: Plan) -> None:
    report = made(plan)
    folder = Path(storage().path(report.files.get().file.name)).parent
    part = folder / "left.1.part"
    part.write_bytes(b"x")
    now = part.stat().st_mtime
    assert services.remove_leftovers(now + 3000) == 0
    assert services.remove_leftovers(now + 4000) == 1
    assert storage().exists(report.files.get().file.name)
    assert not part.exists()


def test_plan_of_another_project_is_refused(plan: Plan) -> None:
    with pytest.raises(ValueError, match="another project"):
        services.order_report(make_project(), services.Order("calendar-plan", DAY, plan), None)


def test_retry_while_the_same_is_at_work_gives_that_order(plan: Plan) -> None:
    failed = ordered(plan)
    Report.objects.filter(pk=failed.pk).update(state="failed")
    at_work = ordered(plan)
    assert services.retry_report(failed, make_user()) == at_work
