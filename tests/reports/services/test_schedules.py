"""Reports ordered by themselves: their days, rights, failures, two workers at once."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from network.models import Letter, Notification, User
from plans.models import Plan
from projects.models import Project, ProjectRole
from reports.models import Report, ReportSchedule
from reports.services.schedules import (
    MOST_SCHEDULES,
    ScheduleInput,
    delete_schedule,
    enable_schedule,
    order_due_reports,
    save_schedule,
)
from tests.makers import make_item, make_plan, make_project, make_role, make_user

pytestmark = pytest.mark.django_db
TODAY = date(2022, 11, 14)
FORMATS = ("pdf", "docx")


@pytest.fixture
def owner() -> User:
    return make_user("coordinator@school.example")


@pytest.fixture
def project(owner: User) -> Project:
    return make_project(coordinator=owner, slug="mentors", starts_on=date(2022, 9, 1))


@pytest.fixture
def plan(project: Project) -> Plan:
    plan = make_plan(project)
    make_item(plan)
    return plan


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, 0, tzinfo=UTC)


def monthly(project: Project, owner: User, day: int = 5, kind: str = "progress") -> ReportSchedule:
    return save_schedule(project, ScheduleInput(kind, FORMATS, day=day), actor=owner, today=TODAY)


def test_monthly_schedule_orders_once_and_goes_on(project: Project, plan: Plan, owner: User) -> None:
    schedule = monthly(project, owner)
    assert schedule.next_on == date(2022, 12, 5)
    assert order_due_reports(noon(date(2022, 12, 4))) == []
    (pk,) = order_due_reports(noon(date(2022, 12, 5)))
    assert order_due_reports(noon(date(2022, 12, 5))) == []
    report = Report.objects.get(pk=pk)
    assert (report.kind, report.plan, report.author, report.as_of) == ("progress", plan, owner, date(2022, 12, 5))
    assert report.formats == list(FORMATS)
    schedule.refresh_from_db()
    assert (schedule.next_on, schedule.last_report) == (date(2023, 1, 5), report)


def test_day_that_was_slept_through_is_ordered_once(project: Project, plan: Plan, owner: User) -> None:
    schedule = monthly(project, owner)
    (pk,) = order_due_reports(noon(date(2023, 2, 20)))
    schedule.refresh_from_db()
    assert Report.objects.get(pk=pk).as_of == date(2023, 2, 20)
    assert schedule.next_on == date(2023, 3, 5)


def test_schedule_for_today_orders_today(project: Project, plan: Plan, owner: User) -> None:
    assert monthly(project, owner, day=14).next_on == TODAY


def test_day_begins_in_the_time_zone_of_the_project(project: Project, plan: Plan, owner: User) -> None:
    Project.objects.filter(pk=project.pk).update(time_zone="Asia/Vladivostok")
    monthly(project, owner)
    before, after = datetime(2022, 12, 4, 13, 59, tzinfo=UTC), datetime(2022, 12, 4, 14, 1, tzinfo=UTC)
    assert [len(order_due_reports(now)) for now in (before, after)] == [0, 1]


def test_archived_project_orders_nothing_by_itself(project: Project, plan: Plan, owner: User) -> None:
    monthly(project, owner)
    Project.objects.filter(pk=project.pk).update(state=Project.State.ARCHIVED)
    assert order_due_reports(noon(date(2022, 12, 5))) == []


def test_given_days_end(project: Project, plan: Plan, owner: User) -> None:
    said = ScheduleInput("progress", FORMATS, dates=(date(2022, 12, 12), date(2022, 10, 5), date(2023, 5, 15)))
    schedule = save_schedule(project, said, actor=owner, today=TODAY)
    made = [len(order_due_reports(noon(day))) for day in (date(2022, 12, 12), date(2023, 5, 15), date(2024, 1, 1))]
    schedule.refresh_from_db()
    assert (made, schedule.next_on) == ([1, 1, 0], None)


def test_days_that_are_all_past_are_refused(project: Project, owner: User) -> None:
    said = ScheduleInput("progress", FORMATS, dates=(date(2022, 10, 5),))
    with pytest.raises(ValidationError, match="уже прошли"):
        save_schedule(project, said, actor=owner, today=TODAY)


def test_schedules_of_a_project_are_bounded(project: Project, owner: User) -> None:
    for _ in range(MOST_SCHEDULES):
        monthly(project, owner)
    with pytest.raises(ValidationError, match="уже 30 расписаний"):
        monthly(project, owner)


def test_activity_is_ordered_for_the_month_before(project: Project, plan: Plan, owner: User) -> None:
    monthly(project, owner, kind="activity")
    (pk,) = order_due_reports(noon(date(2022, 12, 5)))
    report = Report.objects.get(pk=pk)
    assert (report.plan, report.starts_on, report.ends_on) == (None, date(2022, 11, 1), date(2022, 11, 30))


def test_owner_without_her_role_orders_nothing_and_it_is_said(project: Project, plan: Plan, owner: User) -> None:
    schedule = monthly(project, owner)
    ProjectRole.objects.filter(user=owner).delete()
    assert order_due_reports(noon(date(2022, 12, 5))) == []
    schedule.refresh_from_db()
    assert (schedule.failures, Report.objects.count()) == (1, 0)
    assert "больше не координатор и не директор проекта" in schedule.failure


def test_report_made_before_does_not_end_the_row_of_failures(project: Project, plan: Plan, owner: User) -> None:
    schedule = monthly(project, owner)
    (pk,) = order_due_reports(noon(date(2022, 12, 5)))
    Report.objects.filter(pk=pk).update(state="done")
    ProjectRole.objects.filter(user=owner).delete()
    seen = []
    for day in (date(2023, 1, 5), date(2023, 2, 5), date(2023, 3, 5)):
        order_due_reports(noon(day))
        order_due_reports(noon(day))
        schedule.refresh_from_db()
        seen.append((schedule.failures, schedule.disabled_at is not None))
    assert seen == [(1, False), (2, False), (3, True)]
    assert [letter.to for letter in Letter.objects.all()] == [owner.email]


def test_project_without_a_plan_is_a_failure_in_words(project: Project, owner: User) -> None:
    schedule = monthly(project, owner)
    assert order_due_reports(noon(date(2022, 12, 5))) == []
    schedule.refresh_from_db()
    assert (schedule.failures, schedule.failure) == (1, "В проекте нет плана, по которому собрать документ.")


def fail_next(schedule: ReportSchedule, day: date) -> None:
    """The order of the day is made and fails; the next run counts it."""
    (pk,) = order_due_reports(noon(day))
    Report.objects.filter(pk=pk).update(state="failed", failure="Не получилось собрать отчёт.")
    for _ in range(2):
        order_due_reports(noon(day))
    schedule.refresh_from_db()


def test_third_failure_switches_off_and_tells_the_owner(project: Project, plan: Plan, owner: User) -> None:
    schedule = monthly(project, owner)
    seen = []
    for day in (date(2022, 12, 5), date(2023, 1, 5), date(2023, 2, 5)):
        fail_next(schedule, day)
        seen.append((schedule.failures, schedule.disabled_at is not None))
    assert seen == [(1, False), (2, False), (3, True)]
    assert schedule.failure == "Не получилось собрать отчёт."
    assert order_due_reports(noon(date(2023, 3, 5))) == []
    assert [each.user for each in Notification.objects.all()] == [owner]
    letter = Letter.objects.get()
    assert (letter.to, "Не получилось собрать отчёт." in letter.body) == (owner.email, True)


def test_report_that_was_made_ends_the_row_of_failures(project: Project, plan: Plan, owner: User) -> None:
    schedule = monthly(project, owner)
    fail_next(schedule, date(2022, 12, 5))
    (pk,) = order_due_reports(noon(date(2023, 1, 5)))
    Report.objects.filter(pk=pk).update(state="done")
    order_due_reports(noon(date(2023, 1, 6)))
    schedule.refresh_from_db()
    assert (schedule.failures, schedule.failure) == (0, "")


def test_switched_on_again_it_orders_in_the_name_of_who_did(project: Project, plan: Plan, owner: User) -> None:
    schedule = monthly(project, owner)
    ReportSchedule.objects.update(failures=3, failure="…", disabled_at=noon(TODAY))
    director = make_role(project, ProjectRole.Role.DIRECTOR)
    kept = enable_schedule(schedule, actor=director, today=date(2023, 2, 6))
    assert (kept.failures, kept.failure, kept.disabled_at, kept.next_on) == (0, "", None, date(2023, 3, 5))
    (pk,) = order_due_reports(noon(date(2023, 3, 5)))
    assert Report.objects.get(pk=pk).author == director


def test_what_was_ordered_today_is_not_ordered_today_again(project: Project, plan: Plan, owner: User) -> None:
    schedule = monthly(project, owner, day=14)
    assert len(order_due_reports(noon(TODAY))) == 1
    said = ScheduleInput("progress", ("pdf",), day=14)
    kept = save_schedule(project, said, actor=owner, today=TODAY, schedule=schedule)
    switched = enable_schedule(schedule, actor=owner, today=TODAY)
    assert [each.next_on for each in (kept, switched)] == [date(2022, 12, 14)] * 2
    assert order_due_reports(noon(TODAY)) == []


def test_what_failed_today_is_ordered_today_again(project: Project, plan: Plan, owner: User) -> None:
    schedule = monthly(project, owner, day=14)
    fail_next(schedule, TODAY)
    assert enable_schedule(schedule, actor=owner, today=TODAY).next_on == TODAY


def test_deleted_schedule_is_not_saved(project: Project, plan: Plan, owner: User) -> None:
    schedule = monthly(project, owner)
    ReportSchedule.objects.all().delete()
    said = ScheduleInput("progress", FORMATS, day=7)
    with pytest.raises(ValidationError, match="его удалили"):
        save_schedule(project, said, actor=owner, today=TODAY, schedule=schedule)


def test_schedule_that_breaks_does_not_stop_the_others(
    project: Project, plan: Plan, owner: User, caplog: pytest.LogCaptureFixture
) -> None:
    broken = monthly(project, owner, kind="activity")
    fine = monthly(project, owner)
    ReportSchedule.objects.filter(pk=broken.pk).update(rule="dates", day=None, dates=["когда-нибудь"])
    (pk,) = order_due_reports(noon(date(2022, 12, 5)))
    for schedule in (broken, fine):
        schedule.refresh_from_db()
    assert (fine.last_report_id, fine.failures, broken.failures) == (pk, 0, 1)
    assert broken.failure.startswith("Заказать документ не получилось.")
    assert [record.getMessage() for record in caplog.records] == [f"schedule {broken.pk} was not run"]


def test_two_workers_make_one_order(project: Project, plan: Plan, owner: User) -> None:
    monthly(project, owner)
    stale = list(ReportSchedule.objects.select_related("project", "plan", "owner"))
    order_due_reports(noon(date(2022, 12, 5)))
    from reports.services import schedules

    assert [schedules._run(schedule, noon(date(2022, 12, 5))) for schedule in stale] == [None]
    assert Report.objects.count() == 1


def test_reports_outlive_their_schedule(project: Project, plan: Plan, owner: User) -> None:
    schedule = monthly(project, owner)
    order_due_reports(noon(date(2022, 12, 5)))
    delete_schedule(schedule, actor=owner)
    assert (ReportSchedule.objects.count(), Report.objects.count()) == (0, 1)
