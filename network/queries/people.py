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

    def covers(self, day: date) -> bool:
        """Held on the day, as far as its days are known."""
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)


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


def position_on(person: Person, day: date) -> Position | None:
    """What the person was on a day; None for a day before all that is known.

    A former place whose days cover the day goes before the present one, if it is not known since when that is held.
    """
    present, *former = positions_of(person)
    if present.starts_on is not None and present.starts_on <= day:
        return present
    held = next((place for place in former if place.covers(day)), None)
    return held or (present if present.starts_on is None else None)


def groups_with(person: Person) -> QuerySet[Group]:
    """Groups the person stands in, by name."""
    return Group.objects.filter(people=person).select_related("organization").order_by("name", "pk")


def _newest(row: FormerPosition) -> tuple[date, date, int]:
    return row.ends_on or date.min, row.starts_on or date.min, row.pk
