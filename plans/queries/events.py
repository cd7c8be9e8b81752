"""One real event in several plans: which windows are it, which may be, what is said of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import F, QuerySet

from plans.likeness import Candidate, like_pairs
from plans.models import Event, EventLink, Occurrence, Plan, PlanItem
from plans.queries.readings import window_label
from projects.models import Project

OPEN = (Plan.State.DRAFT, Plan.State.APPROVED)
MOST_WINDOWS = 3_000


def twin_windows(occurrence_ids: Collection[int]) -> Mapping[int, list[Occurrence]]:
    """Windows of other items that a person confirmed to be the same event, by window; those of removed items apart."""
    confirmed = EventLink.State.CONFIRMED
    links = (
        EventLink.objects.filter(
            event__links__occurrence__in=occurrence_ids,
            event__links__state=confirmed,
        )
        .annotate(origin=F("event__links__occurrence"))
        .filter(state=confirmed, occurrence__item__removed_at__isnull=True)
        .exclude(occurrence=F("origin"))
        .select_related("occurrence__item__plan__project", "occurrence__item__deadline")
        .order_by("occurrence__item__plan", "occurrence")
    )
    found: dict[int, list[Occurrence]] = defaultdict(list)
    for link in links:
        found[link.origin].append(link.occurrence)
    return found


@dataclass(frozen=True, slots=True)
class Side:
    """One window of an event in its plan, with the words of that plan."""

    occurrence: Occurrence
    link: EventLink | None = None

    @property
    def item(self) -> PlanItem:
        """The item the window belongs to."""
        return self.occurrence.item

    @property
    def days(self) -> str:
        """Days of the window in words."""
        return window_label(self.occurrence.starts_on, self.occurrence.ends_on)


@dataclass(frozen=True, slots=True)
class SharedEvent:
    """Windows that are, or may be, one event; `event` only where a person confirmed it."""

    sides: tuple[Side, ...]
    event: Event | None = None

    @property
    def difference(self) -> str:
        """How the days of the plans differ, in words; empty where they are the same."""
        days = {(side.occurrence.starts_on, side.occurrence.ends_on) for side in self.sides}
        if len(days) < 2:  # noqa: PLR2004 - one set of days: nothing differs
            return ""
        return "Даты в планах разные: " + "; ".join(
            f"{side.item.plan.short_title} — {side.days or 'без дат'}" for side in self.sides
        )


def confirmed_events(project: Project) -> list[SharedEvent]:
    """Events of the project that stand in several plans, as confirmed, in one query."""
    found: dict[int, tuple[Event, list[Side]]] = {}
    for link in _links(project).filter(state=EventLink.State.CONFIRMED):
        found.setdefault(link.event_id, (link.event, []))[1].append(Side(link.occurrence, link))
    return [SharedEvent(tuple(sides), event) for event, sides in found.values() if len(sides) > 1]


def proposed_events(project: Project) -> list[SharedEvent]:
    """Pairs of windows of different plans that may be one event, the likest first; decided pairs are left out.

    Only windows of open plans with both days known, three thousand at most: the latest.
    """
    windows = (
        Occurrence.objects.filter(
            item__plan__project=project,
            item__removed_at__isnull=True,
            item__plan__state__in=OPEN,
            ends_on__isnull=False,
        )
        .select_related("item__plan__project", "item__deadline", "item__section")
        .order_by("-ends_on", "pk")[:MOST_WINDOWS]
    )
    known = {row.pk: row for row in windows}
    candidates = [
        Candidate(row.pk, row.item.plan_id, row.title or row.item.title, row.starts_on or row.ends_on, row.ends_on)
        for row in known.values()
        if row.ends_on is not None
    ]
    decided: dict[int, set[int]] = defaultdict(set)
    for event, occurrence in _links(project).values_list("event", "occurrence"):
        decided[occurrence].add(event)
    return [
        SharedEvent((Side(known[pair.first]), Side(known[pair.second])))
        for pair in like_pairs(candidates)
        if not decided[pair.first] & decided[pair.second]
    ]


def window_of_project(project: Project, pk: int) -> Occurrence | None:
    """A window of an open plan of the project."""
    return open_windows(project).select_related("item__plan__project").filter(pk=pk).first()


def open_windows(project: Project) -> QuerySet[Occurrence]:
    """Windows of open plans of the project."""
    return Occurrence.objects.filter(
        item__plan__project=project, item__removed_at__isnull=True, item__plan__state__in=OPEN
    )


def _links(project: Project) -> QuerySet[EventLink]:
    return (
        EventLink.objects.filter(event__project=project, occurrence__item__removed_at__isnull=True)
        .select_related("event", "occurrence__item__plan__project", "occurrence__item__deadline")
        .order_by("-event", "occurrence__item__plan", "occurrence")
    )
