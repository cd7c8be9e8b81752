"""Joint reports in every state, and the months of activity before the last one closed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from network.models import Organization, User
from plans.demo.loading import load_demo as load_plans
from projects.models import Project, ProjectRole
from reports.content.activity import first_day, last_day, month_before
from reports.models import Contribution, ReportDue
from reports.queries.contributions import marks_to_pick, participants_of
from reports.services.activity import close_month
from reports.services.contributions import (
    PartInput,
    accept_contribution,
    return_contribution,
    save_contribution,
    submit_contribution,
)
from reports.services.dues import DueInput, add_dues, close_due

TITLE = "Совместный отчёт о работе мастерских"
INSTRUCTION = (
    "Напишите коротко: какие занятия и встречи провели, сколько педагогов и детей участвовали, что получилось лучше "
    "всего и что мешало. Отметьте галочкой пункты плана, которые это подтверждают."
)
FOREST = (
    "Провели две открытые мастерские и четыре встречи пар «наставник — начинающий педагог». Участвовали 18 педагогов, "
    "11 из них работают первый год. Лучше всего прошло занятие в лесу: его повторят весной. Мешает расписание: "
    "педагогам трудно приехать в будний день."
)
SATURDAYS = (
    "Открыли мастерскую по субботам, за это время в ней побывали 26 детей и 7 педагогов. "
    "Записали три занятия на видео, ссылки передали координатору."
)
FINDINGS = (
    "Подготовили методическую копилку из девяти находок, обсудили её на районном объединении. Участвовали 14 педагогов."
)
SHORT = "Провели встречу наставников района и один мастер-класс."
BEGUN = "Подготовили методическую копилку из девяти находок,"
TEXTS = (FOREST, SATURDAYS, FINDINGS, SHORT)
REASON = "Добавьте, сколько педагогов участвовало в мастер-классе, и отметьте пункт плана, к которому он относится."
EDITOR = "editor@"
CLOSED_MONTHS = 2


@transaction.atomic
def load_demo(today: date) -> Project:
    """The whole demonstration as it stands on `today`; raises ValidationError for a day it cannot show."""
    project = load_plans(today)
    coordinator = _account(project, ProjectRole.Role.COORDINATOR)
    before, coming, spring = today - timedelta(days=40), today + timedelta(days=9), today + timedelta(days=150)
    said = DueInput(TITLE, INSTRUCTION)
    start = max(project.starts_on, before - timedelta(days=120))
    first, second, _ = add_dues(project, said, start, [before, coming, spring], actor=coordinator)
    _answer_and_close(first, coordinator, today)
    _answer_in_part(second, coordinator, today)
    _close_months(project, coordinator, today)
    return project


def _answer_and_close(due: ReportDue, coordinator: User, today: date) -> None:
    """Everybody answered but the last one; one answer came late."""
    members = participants_of(due.project)
    for number, organization in enumerate(members[:-1]):
        given = due.due_on - timedelta(days=3 - 4 * (number == 1))
        part = _give(due, organization, TEXTS[number % len(TEXTS)], _moment(due.project, given))
        accept_contribution(part, actor=coordinator, now=_moment(due.project, given + timedelta(days=2)))
    close_due(due, actor=coordinator, today=today)


def _answer_in_part(due: ReportDue, coordinator: User, today: date) -> None:
    """One is accepted, one waits, the editor's own came back, one is begun; others have not begun."""
    editor = User.objects.filter(email__startswith=EDITOR, memberships__isnull=False).first()
    own = editor.memberships.get().organization if editor else None
    members = [each for each in participants_of(due.project) if each != own]
    now = _moment(due.project, today - timedelta(days=2))
    accepted, waiting, begun = members[:3]
    accept_contribution(_give(due, accepted, FOREST, now), actor=coordinator, now=now)
    _give(due, waiting, SATURDAYS, now)
    save_contribution(due, begun, PartInput(BEGUN), actor=None)
    if own is not None:
        part = _give(due, own, SHORT, now, editor)
        return_contribution(part, REASON, actor=coordinator, now=_moment(due.project, today - timedelta(days=1)))


def _close_months(project: Project, coordinator: User, today: date) -> None:
    """The last month that is over is left to be closed by hand."""
    month = month_before(month_before(today))
    for _ in range(CLOSED_MONTHS):
        if month >= first_day(project.starts_on) and last_day(month) < today:
            close_month(project, month, actor=coordinator, today=today)
        month = month_before(month)


def _give(
    due: ReportDue, organization: Organization, text: str, now: datetime, actor: User | None = None
) -> Contribution:
    marks = list(marks_to_pick(due, organization).values_list("pk", flat=True)[:3])
    part = save_contribution(due, organization, PartInput(text, marks), actor=actor)
    return submit_contribution(part, actor=actor, now=now)


def _account(project: Project, role: str) -> User:
    found = ProjectRole.objects.filter(project=project, role=role).select_related("user").order_by("pk")
    return found[0].user


def _moment(project: Project, day: date) -> datetime:
    zone = ZoneInfo(project.time_zone or timezone.get_default_timezone_name())
    return datetime.combine(day, time(15, 20), zone)
