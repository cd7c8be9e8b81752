"""What is expected of a person or of her organisation in all plans at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from network.models import Organization
from plans.models import CompletionMark, Occurrence, Plan, PlanItem
from plans.progress import ItemState, MarkState
from plans.queries.table import ItemRow, item_rows, plan_table
from projects.models import Project
from projects.queries.days import project_today

LAST_MARKS = 10
FORGOTTEN = timedelta(days=62)


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that is expected: an item's first open window, by an organisation or (`None`) by the person herself.

    `closed` of `total`: windows of the item she has done with, of those that are hers.
    """

    row: ItemRow
    occurrence: Occurrence
    organization: Organization | None
    due_on: date | None
    late_days: int
    closed: int = 0
    total: int = 1

    @property
    def words(self) -> str:
        """All that the search of a cabinet looks through."""
        item = self.row.item
        deadline = item.deadline.text if hasattr(item, "deadline") else ""
        return f"{item.number} {item.title} {deadline} {self.occurrence.label} {self.occurrence.title}"

    @property
    def is_late(self) -> bool:
        """The day has passed."""
        return self.late_days > 0


def asks_of(items: QuerySet[PlanItem], organization: Organization | None, now: datetime) -> list[Ask]:
    """What the items wait for, the soonest first, those without a day last. `None`: what they wait for as a whole."""
    plans = {plan.pk: plan for plan in Plan.objects.filter(items__in=items).distinct().select_related("project")}
    todays = {pk: project_today(plan.project, now) for pk, plan in plans.items()}
    found = [_ask(row, organization, todays) for row in item_rows(items, plans, todays)]
    asks = [ask for ask in found if ask is not None]
    return sorted(asks, key=lambda ask: (ask.due_on is None, ask.due_on or date.max, ask.row.item.pk))


def own_marks(marks: QuerySet[CompletionMark]) -> list[CompletionMark]:
    """The newest of the marks with what a list shows, taken-back ones left out."""
    return list(
        marks.exclude(state=MarkState.NONE)
        .select_related("occurrence__item__plan", "organization", "author__person")
        .prefetch_related("evidence")
        .order_by("-pk")[:LAST_MARKS]
    )


def _ask(row: ItemRow, organization: Organization | None, todays: Mapping[int, date]) -> Ask | None:
    window = row.first_open(organization.pk if organization else None)
    if window is None:
        return None
    today, due_on = todays[row.item.plan_id], window.progress.due_on
    late_days = max((today - due_on).days, 0) if due_on is not None else 0
    if organization is None:
        return Ask(row, window.occurrence, None, due_on, late_days, row.progress.closed, row.progress.total)
    own = [each for each in row.occurrences if organization.pk in each.progress.organization_ids]
    closed = sum(each.is_closed_for(organization.pk) for each in own)
    return Ask(row, window.occurrence, organization, due_on, late_days, closed, len(own))


def late_counts(projects: QuerySet[Project], now: datetime) -> list[tuple[Plan, int]]:
    """Open plans of the projects that have overdue items, with how many; those over for two months are left alone."""
    plans = Plan.objects.filter(project__in=projects, state__in=[Plan.State.DRAFT, Plan.State.APPROVED])
    found = []
    lately = plans.filter(ends_on__gte=now.date() - FORGOTTEN)
    for plan in lately.select_related("project").order_by("project", "-starts_on", "pk"):
        count = plan_table(plan, project_today(plan.project, now)).progress.count(ItemState.LATE)
        if count:
            found.append((plan, count))
    return found
