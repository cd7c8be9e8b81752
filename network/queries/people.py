"""People of organisations, and what each of them was on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from network.models import FormerPosition, Group, Organization, Person


@dataclass(frozen=True, slots=True)
class Position:
    """A place somebody holds or held, days inclusive where known; `former`: its row, None for the present one."""

    title: str
    organization: Organization | None
    starts_on: date | None
    ends_on: date | None
    former: FormerPosition | None = None


def people_of(organization: Organization) -> QuerySet[Person]:
    """People of the organisation, by name."""
    return Person.objects.filter(organization=organization).order_by("surname", "given_name", "patronymic", "pk")


def former_people_of(organization: Organization) -> list[FormerPosition]:
    """Places held in the organisation by those who are no longer there, the last to leave first."""
    rows = FormerPosition.objects.filter(organization=organization).exclude(person__organization=organization)
    return list(rows.select_related("person__organization").order_by("-ends_on", "-pk"))


def positions_of(person: Person) -> list[Position]:
    """All places of a person, the present one first, then backwards in time."""
    present = Position(person.position, person.organization, person.position_since, None)
    rows = sorted(person.former_positions.select_related("organization"), key=_newest, reverse=True)
    return [present, *(Position(row.title, row.organization, row.starts_on, row.ends_on, row) for row in rows)]


def groups_with(person: Person) -> QuerySet[Group]:
    """Groups the person stands in, by name."""
    return Group.objects.filter(people=person).select_related("organization").order_by("name", "pk")


def _newest(row: FormerPosition) -> tuple[date, date, int]:
    return row.ends_on or date.min, row.starts_on or date.min, row.pk
