"""What the overview of a project tells of one plan: what needs attention, what comes next, who stands where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils import timezone

from plans.models import CompletionMark, Plan
from plans.progress import CLOSING, ItemState, MarkState, state_shares
from plans.queries.table import ItemRow, OccurrenceRow, PlanTable
from projects.models import Project, Stage
from projects.queries.days import project_today

ATTENTION, NEAREST, PEOPLE, LAST_MARKS = 6, 4, 8, 5


@dataclass(frozen=True, slots=True)
class PersonShare:
    """How the items of one responsible stand; `key` is the value of the filter «Ответственный»."""

    key: str
    label: str
    done: int
    late: int
    active: int
    ahead: int

    @property
    def total(self) -> int:
        """Items the person answers for, without the cancelled ones."""
        return self.done + self.late + self.active + self.ahead


@dataclass(frozen=True, slots=True)
class StageNow:
    """The stage a project is in: its place among all."""

    number: int
    count: int
    title: str


def project_plans(plans: QuerySet[Plan], project: Project) -> list[Plan]:
    """Plans of the project among those given, newest first."""
    return list(plans.filter(project=project).select_related("project__organization").order_by("-starts_on", "pk"))


def plan_of_day(plans: Sequence[Plan], today: date, chosen: int | None = None) -> Plan | None:
    """The plan asked for, else the one whose period covers the day, else the latest begun, else the first to come.

    Of several that cover the day a calendar plan goes first: a road map lasts for years.
    """
    if chosen is not None:
        return next((plan for plan in plans if plan.pk == chosen), None)
    covering = [plan for plan in plans if plan.starts_on <= today <= plan.ends_on]
    if covering:
        return min(covering, key=lambda plan: (plan.kind != Plan.Kind.CALENDAR, plan.ends_on - plan.starts_on, plan.pk))
    return max(plans, key=lambda plan: plan.starts_on, default=None)


def stage_now(project: Project, today: date) -> StageNow | None:
    """The stage whose dates cover the day, the first of them where stages overlap."""
    stages = list(Stage.objects.filter(project=project).order_by("order", "pk"))
    for number, stage in enumerate(stages, 1):
        if (stage.starts_on or date.min) <= today <= (stage.ends_on or date.max) and (stage.starts_on or stage.ends_on):
            return StageNow(number, len(stages), stage.title)
    return None


def needing_attention(table: PlanTable) -> list[ItemRow]:
    """Overdue items, the longest first, then items under way for which nobody has written anything."""
    late = [row for row in table.rows if row.progress.state is ItemState.LATE]
    silent = [
        row
        for row in table.rows
        if row.progress.state is ItemState.IN_PROGRESS and not row.progress.has_mark and row.progress.is_soon
    ]
    return [*sorted(late, key=lambda row: -row.progress.late_days), *silent][:ATTENTION]


def nearest(table: PlanTable) -> list[ItemRow]:
    """Items whose next day comes first, today included."""
    coming = [row for row in table.rows if row.progress.next_due_on is not None]
    return sorted(coming, key=lambda row: (row.progress.next_due_on or date.max, row.item.order))[:NEAREST]


def shares(table: PlanTable) -> list[PersonShare]:
    """Items by person, those with most items first; one item counts for each of its persons."""
    states: dict[str, list[ItemState]] = {}
    labels: dict[str, str] = {}
    for row in table.rows:
        for party in row.responsibilities:
            if party.person_id:
                key = f"person-{party.person_id}"
                labels[key] = party.label
                states.setdefault(key, []).append(row.progress.state)
    found = [PersonShare(key, labels[key], *state_shares(own)) for key, own in states.items()]
    return sorted((share for share in found if share.total), key=lambda share: (-share.total, share.label))[:PEOPLE]


def plan_days(table: PlanTable) -> tuple[list[date], list[date]]:
    """Days by which items are due, and days on which those that are closed were closed; an item counts once.

    Items without a control date stand in neither list.
    """
    due, done = [], []
    for row in table.rows:
        if not row.progress.has_control or not row.progress.total:
            continue
        ends = [window.occurrence.ends_on for window in row.occurrences if window.occurrence.ends_on]
        due.append(max(ends, default=table.plan.ends_on))
        if row.progress.state is ItemState.DONE:
            project = table.plan.project
            done.append(max((_closed_on(window, project) for window in row.occurrences), default=table.today))
    return due, done


def last_marks(plan: Plan, marks: QuerySet[CompletionMark], today: date) -> list[CompletionMark]:
    """The newest marks of the plan that count on the day, among those the reader may read; taken-back ones left out.

    Written later they count where their date of fact is not later, as in `plan_table`.
    """
    zone = ZoneInfo(plan.project.time_zone) if plan.project.time_zone else timezone.get_current_timezone()
    day_end = datetime.combine(today + timedelta(days=1), time.min, tzinfo=zone)
    return list(
        marks.filter(
            Q(created_at__lt=day_end) | Q(fact_on__lte=today),
            occurrence__item__plan=plan,
            occurrence__item__removed_at__isnull=True,
        )
        .exclude(state=MarkState.NONE)
        .select_related("occurrence__item", "organization", "author__person")
        .order_by("-pk")[:LAST_MARKS]
    )


def _closed_on(window: OccurrenceRow, project: Project) -> date:
    """The day of fact, else the day the mark was written, where the project is."""
    closing = [mark for mark in window.marks if MarkState(mark.state) in CLOSING]
    return max((mark.fact_on or project_today(project, mark.created_at) for mark in closing), default=date.min)
