"""How busy organisations of a network are, and where plans name its groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, QuerySet

from network.models import Group
from plans.models import CompletionMark, Plan, PlanItem, Responsibility
from plans.progress import SOON_DAYS, MarkState
from plans.queries.table import item_rows
from projects.models import Project
from projects.queries.days import project_today
from projects.queries.participants import ParticipantRow, participant_rows

OPEN = (Plan.State.DRAFT, Plan.State.APPROVED)


@dataclass(frozen=True, slots=True)
class Activity:
    """When an organisation marked last, and how many windows wait for it: overdue, or due within two weeks."""

    last_on: date | None = None
    late: int = 0
    soon: int = 0


@dataclass(frozen=True, slots=True)
class ParticipantLine:
    """A row of the list; `activity` is None where it is not for the reader's eyes."""

    row: ParticipantRow
    activity: Activity | None


@dataclass(frozen=True, slots=True)
class NamedIn:
    """A plan in which a group answers, with the number of its items."""

    plan_id: int
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group with the sizes of its two lists and the plans that name it."""

    group: Group
    people: int
    organizations: int
    plans: tuple[NamedIn, ...]

    @property
    def item_count(self) -> int:
        """Items of all plans that name the group."""
        return sum(each.count for each in self.plans)


def participant_lines(project: Project, now: datetime, readable: Collection[int] | None) -> list[ParticipantLine]:
    """All participations with what organisations do, in a fixed number of queries.

    `readable`: ids of organisations whose activity the reader may know, None for all.
    """
    today = project_today(project, now)
    rows = participant_rows(project, today)
    known = activities(project, now) if readable is None or readable else {}
    return [
        ParticipantLine(
            row,
            known.get(row.part.organization_id, Activity())
            if readable is None or row.part.organization_id in readable
            else None,
        )
        for row in rows
    ]


def activities(project: Project, now: datetime) -> Mapping[int, Activity]:
    """What the organisations of a project do, by id; those that have done nothing and owe nothing are left out."""
    today = project_today(project, now)
    last = last_marks(project)
    late: dict[int, int] = defaultdict(int)
    soon: dict[int, int] = defaultdict(int)
    items = PlanItem.objects.filter(plan__project=project, plan__state__in=OPEN)
    plans = {plan.pk: plan for plan in Plan.objects.filter(project=project, state__in=OPEN).select_related("project")}
    for row in item_rows(items, plans, dict.fromkeys(plans, today)):
        for window in row.occurrences:
            due = window.progress.due_on
            if due is None or (due - today).days > SOON_DAYS:
                continue
            counts = late if due < today else soon
            for pk in window.progress.waiting_ids:
                counts[pk] += 1
    keys = {*last, *late, *soon}
    return {pk: Activity(last.get(pk), late[pk], soon[pk]) for pk in keys}


def last_marks(project: Project, until: date | None = None) -> dict[int, date]:
    """The day on which each organisation marked last, `until` a day at most; marks taken back do not count."""
    marks = CompletionMark.objects.filter(occurrence__item__plan__project=project, organization__isnull=False)
    if until is not None:
        marks = marks.filter(created_at__date__lte=until)
    rows = marks.exclude(state=MarkState.NONE).values_list("organization").annotate(last=Max("created_at"))
    return {pk: project_today(project, last) for pk, last in rows.order_by()}


def group_lines(project: Project, groups: QuerySet[Group]) -> list[GroupLine]:
    """Groups by name with what they hold and where they answer, in three queries."""
    named: dict[int, list[NamedIn]] = defaultdict(list)
    answering = Responsibility.objects.filter(
        group__in=groups, item__plan__project=project, item__removed_at__isnull=True
    )
    counted = answering.values_list("group", "item__plan").annotate(count=Count("item", distinct=True))
    plans = Plan.objects.filter(project=project).in_bulk()
    for group, plan, count in counted.order_by("-item__plan__starts_on", "item__plan"):
        named[group].append(NamedIn(plan, plans[plan].short_title, count))
    rows = groups.annotate(
        person_count=Count("people", distinct=True), place_count=Count("organizations", distinct=True)
    )
    return [
        GroupLine(row, row.person_count, row.place_count, tuple(named[row.pk])) for row in rows.order_by("name", "pk")
    ]
