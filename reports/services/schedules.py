"""Reports ordered by themselves: kept, run when their day comes, switched off when they go wrong."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from network.models import Notification, SentLetter, User
from network.services.history import delete_signed, save_signed
from network.services.letters import log_letter, queue_letter
from network.services.notifications import notify
from plans.models import Plan
from plans.queries import project_today
from projects.models import Project
from reports.access import can_order
from reports.content.schedule import next_day, period_before
from reports.models import Report, ReportSchedule
from reports.queries import GENRES, plan_of_day
from reports.queries.genres.genre import Subject
from reports.services.orders import Order, order_report

logger = logging.getLogger(__name__)

MOST_FAILURES: Final = 3
MOST_SCHEDULES: Final = 30
WORTH: Final = timedelta(days=3)
ALL_PAST = "Все эти дни уже прошли. Укажите дни впереди."
TOO_MANY = "В проекте уже {most} расписаний. Удалите ненужные."
LOST_ROLE = "{name} больше не координатор и не директор проекта. Сохраните расписание от своего имени."
NO_PLAN = "В проекте нет плана, по которому собрать документ."
NOT_RUN = "Заказать документ не получилось. Сохраните расписание ещё раз или обратитесь к администратору."
DELETED = "Этого расписания больше нет: его удалили. Вернитесь к списку."
OFF = "Расписание выключено после трёх неудач: {kind}, {project}."


@dataclass(frozen=True, slots=True)
class ScheduleInput:
    """What is to be ordered and when: `day` of each month, or `dates`. Without `plan` that of the day is taken."""

    kind: str
    formats: Sequence[str]
    day: int | None = None
    dates: Sequence[date] = ()
    plan: Plan | None = None


@transaction.atomic
def save_schedule(
    project: Project, said: ScheduleInput, *, actor: User, today: date, schedule: ReportSchedule | None = None
) -> ReportSchedule:
    """Write a schedule, new or changed; reports are ordered in the name of whoever saved it last.

    What was ordered today already is not ordered today again. Raises ValidationError where no day is left, or there
    are too many, or the schedule was deleted meanwhile.
    """
    if schedule is None and ReportSchedule.objects.filter(project=project).count() >= MOST_SCHEDULES:
        raise ValidationError(TOO_MANY.format(most=MOST_SCHEDULES))
    kept = _held(schedule) if schedule else ReportSchedule(project=project)
    kept.kind, kept.formats, kept.plan = said.kind, list(said.formats), said.plan
    kept.rule = ReportSchedule.Rule.DATES if said.day is None else ReportSchedule.Rule.MONTHLY
    kept.day, kept.dates = said.day, [each.isoformat() for each in sorted(set(said.dates))]
    return _start(kept, actor, today)


@transaction.atomic
def enable_schedule(schedule: ReportSchedule, *, actor: User, today: date) -> ReportSchedule:
    """Let it order again, in the name of whoever switched it on. Raises ValidationError where no day is left."""
    return _start(_held(schedule), actor, today)


def delete_schedule(schedule: ReportSchedule, *, actor: User) -> None:
    """No more orders; reports that were made stay."""
    delete_signed(schedule, actor)


def order_due_reports(now: datetime) -> list[int]:
    """Order what is due on the day of each project and give the ids of the orders; failures of earlier ones first.

    An archived project orders nothing by itself.
    """
    _count_outcomes(now)
    # The earliest place on Earth is fourteen hours ahead: its day may have begun already.
    begun = (now + timedelta(hours=14)).date()
    waiting = ReportSchedule.objects.filter(disabled_at__isnull=True, next_on__lte=begun)
    waiting = waiting.exclude(project__state=Project.State.ARCHIVED)
    orders = [_tried(schedule, now) for schedule in waiting.select_related("project", "plan", "owner").order_by("pk")]
    return [report.pk for report in orders if report is not None]


def days_of(schedule: ReportSchedule) -> tuple[date, ...]:
    """Given days of the rule."""
    return tuple(date.fromisoformat(each) for each in schedule.dates)


def _start(schedule: ReportSchedule, actor: User, today: date) -> ReportSchedule:
    last = schedule.last_report
    is_ordered = last is not None and last.as_of == today and last.state != Report.State.FAILED
    after = today if is_ordered else today - timedelta(days=1)
    schedule.next_on = next_day(schedule.day, days_of(schedule), after)
    if schedule.next_on is None:
        raise ValidationError({"dates": ALL_PAST})
    schedule.owner = actor
    schedule.failures, schedule.failure, schedule.disabled_at = 0, "", None
    return save_signed(schedule, actor)


def _held(schedule: ReportSchedule) -> ReportSchedule:
    """The schedule as it is now; the worker waits. Call in a transaction."""
    held = ReportSchedule.objects.select_for_update().filter(pk=schedule.pk).first()
    if held is None:
        raise ValidationError(DELETED)
    return held


def _tried(schedule: ReportSchedule, now: datetime) -> Report | None:
    """Run one; what goes wrong with it is its own failure, the others go on."""
    try:
        return _run(schedule, now)
    except Exception:
        logger.exception("schedule %s was not run", schedule.pk)
    try:
        with transaction.atomic():
            _fail(schedule, NOT_RUN, now)
    except Exception:
        logger.exception("the failure of schedule %s was not counted", schedule.pk)
    return None


@transaction.atomic
def _run(schedule: ReportSchedule, now: datetime) -> Report | None:
    """Order what is due; of two workers one does, the other finds the day moved on."""
    today = project_today(schedule.project, now)
    if schedule.next_on is None or schedule.next_on > today:
        return None
    following = next_day(schedule.day, days_of(schedule), today)
    same = ReportSchedule.objects.filter(pk=schedule.pk, next_on=schedule.next_on, disabled_at__isnull=True)
    if not same.update(next_on=following):
        return None
    if not can_order(schedule.owner, schedule.project):
        _fail(schedule, LOST_ROLE.format(name=schedule.owner.display_name), now)
        return None
    plan = schedule.plan or plan_of_day(schedule.project, today)
    subjects = GENRES[schedule.kind].subjects if schedule.kind in GENRES else frozenset()
    if plan is None and Subject.PLAN in subjects:
        _fail(schedule, NO_PLAN, now)
        return None
    report = order_report(schedule.project, _order(schedule, plan, subjects, today), schedule.owner)
    ReportSchedule.objects.filter(pk=schedule.pk).update(last_report=report)
    return report


def _order(schedule: ReportSchedule, plan: Plan | None, subjects: frozenset[Subject], today: date) -> Order:
    on = schedule.next_on or today
    period = period_before(schedule.day, days_of(schedule), on, schedule.project.starts_on)
    starts_on, ends_on = period if Subject.PERIOD in subjects else (None, None)
    return Order(
        schedule.kind,
        today,
        plan if Subject.PLAN in subjects else None,
        starts_on=starts_on,
        ends_on=ends_on,
        options=schedule.options,
        formats=tuple(schedule.formats),
    )


def _count_outcomes(now: datetime) -> None:
    """A report that was made ends the row of failures, one that failed lengthens it, once each."""
    made = ReportSchedule.objects.filter(last_report__state=Report.State.DONE, failures__gt=0)
    made.filter(disabled_at__isnull=True).update(failures=0, failure="")
    failed = ReportSchedule.objects.filter(last_report__state=Report.State.FAILED, disabled_at__isnull=True)
    for schedule in failed.select_related("last_report", "project", "owner").order_by("pk"):
        try:
            _count(schedule, now)
        except Exception:
            logger.exception("the outcome of schedule %s was not counted", schedule.pk)


@transaction.atomic
def _count(schedule: ReportSchedule, now: datetime) -> None:
    """Count a failed report; of two workers the one that lets go of it does."""
    same = ReportSchedule.objects.filter(pk=schedule.pk, last_report=schedule.last_report)
    if same.update(last_report=None) and schedule.last_report:
        _fail(schedule, schedule.last_report.failure, now)


def _fail(schedule: ReportSchedule, reason: str, now: datetime) -> None:
    """Count a failure; the third in a row switches the schedule off and tells its owner. Call in a transaction."""
    held = ReportSchedule.objects.select_for_update().get(pk=schedule.pk)
    held.failures += 1
    held.failure = reason
    # A report that was made before would end the row of failures.
    held.last_report = None
    is_off = held.failures >= MOST_FAILURES
    held.disabled_at = now if is_off else None
    held.save(update_fields=["failures", "failure", "last_report", "disabled_at"])
    if is_off:
        _tell(schedule, reason, now)


def _tell(schedule: ReportSchedule, reason: str, now: datetime) -> None:
    owner, path = schedule.owner, reverse("reports:schedules", args=[schedule.project.slug])
    if not owner.is_active:
        return
    text = OFF.format(kind=schedule.get_kind_display(), project=schedule.project.short_title)
    notify([owner], Notification.Kind.REPORT, text, path)
    context = {"schedule": schedule, "reason": reason, "link": f"{settings.PUBLIC_URL}{path}"}
    body = render_to_string("reports/letters/schedule_off.txt", context)
    queue_letter(owner.email, text.rstrip("."), body, expires_at=now + WORTH)
    log_letter(owner, SentLetter.Kind.REPORT, text)
