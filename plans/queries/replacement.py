"""What one person answers for in a project and another is to take over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from network.models import Person
from plans.models import Plan, PlanItem, Responsibility
from plans.queries.life import FINISHED
from plans.queries.table import ItemRow, item_rows
from projects.models import Project
from projects.queries import active_network

PARTY_VALUES = (
    "role",
    "person_id",
    "group_id",
    "organization_id",
    "text",
    "name_text",
    "position",
    "starts_on",
    "ends_on",
)
SHUT = (Plan.State.CLOSED, Plan.State.ARCHIVED)


@dataclass(frozen=True, slots=True)
class Assignment:
    """One item that goes over to another person, with the responsibility that ends."""

    row: ItemRow
    party: Responsibility

    @property
    def item(self) -> PlanItem:
        """The item itself."""
        return self.row.item

    @property
    def tick(self) -> str:
        """Name of its tick among other things that go over."""
        return f"item-{self.item.pk}"

    @property
    def deadline_text(self) -> str:
        """Its deadline in the words of the document."""
        return self.item.deadline.text if hasattr(self.item, "deadline") else ""


def answering_people(project: Project) -> QuerySet[Person]:
    """People who answer for something in open plans of the project, by surname."""
    answering = Responsibility.objects.filter(_open_in(project), person__isnull=False)
    return Person.objects.filter(pk__in=answering.values("person")).order_by("surname", "given_name", "pk")


def known_people(project: Project) -> QuerySet[Person]:
    """People who may take over: those of the institution and its network, and those its plans name."""
    organizations = [project.organization, *active_network(project)]
    named = Responsibility.objects.filter(item__plan__project=project, person__isnull=False)
    found = Q(organization__in=organizations) | Q(pk__in=named.values("person"))
    return Person.objects.filter(found).order_by("surname", "given_name", "pk")


def groups_of(project: Project, person: Person) -> list[str]:
    """Names of groups the person stands in that answer for items of open plans: those are changed elsewhere."""
    answering = Responsibility.objects.filter(_open_in(project), group__people=person)
    return list(answering.values_list("group__name", flat=True).order_by("group__name").distinct())


def open_assignments(project: Project, person: Person, on: date, today: date) -> list[Assignment]:
    """Items of open plans with something left to do that the person answers for on a day or after it.

    Ordered by plan and document; what is done or cancelled stays with whoever answered for it.
    """
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    parties = {
        party.item_id: party
        for party in Responsibility.objects.filter(_open_in(project), lasting, person=person).order_by("-order", "-pk")
    }
    wanted = PlanItem.objects.filter(pk__in=parties)
    plans = {
        plan.pk: plan for plan in Plan.objects.filter(project=project).exclude(state__in=SHUT).select_related("project")
    }
    rows = item_rows(wanted, plans, dict.fromkeys(plans, today))
    found = [Assignment(row, parties[row.item.pk]) for row in rows if row.progress.state not in FINISHED]
    order = {pk: place for place, pk in enumerate(plans)}
    return sorted(found, key=lambda each: order[each.item.plan_id])


def party_records(item_ids: Sequence[int]) -> Mapping[int, list[dict[str, Any]]]:
    """Who answers for items, in plain values as the list of changes keeps them; one query."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = Responsibility.objects.filter(item__in=item_ids).order_by("item_id", "order", "pk")
    for row in rows.values("item_id", *PARTY_VALUES):
        item_id = row.pop("item_id")
        days = {name: str(row[name]) for name in ("starts_on", "ends_on") if row[name]}
        found[item_id].append(row | days)
    return found


def _open_in(project: Project) -> Q:
    return Q(item__plan__project=project, item__removed_at__isnull=True) & ~Q(item__plan__state__in=SHUT)
