"""Joint events of a network: the list, who comes, what is asked of an organisation."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from network.models import Organization, Person
from plans.models import Event, EventLink, EventRegistration, Occurrence, PlanItem
from plans.queries.events import open_windows
from plans.text.moments import moments_in_words
from portal.fulltext import Texts, found
from portal.text.names import folded
from portal.text.russian import Case, month_name
from portal.text.search import read_words
from projects.models import Project

LONGEST: Final = timedelta(days=31)  # a window that ends much later is no window of this event
MOST_PROPOSED: Final = 30


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event of a list: how many are registered in all and by the reader's organisations."""

    event: Event
    registered: int
    own: int

    @property
    def when(self) -> str:
        """Its moments in words."""
        return when_of(self.event)

    @property
    def words(self) -> str:
        """All that a search looks through."""
        event = self.event
        return " ".join((event.title, event.place, event.audience, event.description, str(event.organizer or "")))

    @property
    def start(self) -> datetime:
        """Its beginning where the project is."""
        return start_of(self.event)

    @property
    def month(self) -> str:
        """The month of its beginning as a day is told: «октября»."""
        return month_name(self.start.month, Case.GENITIVE)


@dataclass(frozen=True, slots=True)
class Party:
    """Those an organisation registered, in the order of names; `count` also where the names are not shown."""

    organization: Organization
    people: tuple[EventRegistration, ...]
    count: int
    came: int


def start_of(event: Event) -> datetime:
    """The beginning in the project's time zone; raises ValueError for an event without a day."""
    if event.starts_at is None:
        raise ValueError(event.pk)
    return timezone.localtime(event.starts_at, _zone(event.project))


def end_of(event: Event) -> datetime | None:
    """The end in the project's time zone, where it is known."""
    return timezone.localtime(event.ends_at, _zone(event.project)) if event.ends_at else None


def day_of(event: Event) -> date:
    """The last day of the event where its project is."""
    return (end_of(event) or start_of(event)).date()


def is_over(event: Event, today: date) -> bool:
    """It took place, was cancelled, or its last day is over."""
    return event.state != Event.State.PLANNED or day_of(event) < today


def when_of(event: Event) -> str:
    """«15 октября 2022 г., 10:00–12:30» where the project is."""
    return moments_in_words(start_of(event), end_of(event))


def event_rows(
    events: QuerySet[Event], own_ids: Collection[int], today: date, *, past: bool = False, words: str = ""
) -> list[EventRow]:
    """Events to come, the next one first, or (`past`) those that are over or cancelled, the latest first; one query.

    `words` are looked for in all that the list tells of an event.
    """
    own = Count("registrations", filter=Q(registrations__organization__in=list(own_ids)))
    shaped = events.select_related("project", "organizer").annotate(own=own, registered=Count("registrations"))
    rows = [EventRow(event, event.registered, event.own) for event in shaped.order_by("starts_at", "pk")]
    asked = read_words(words)
    pattern = re.compile(asked.pattern, re.IGNORECASE) if asked else None
    kept = [
        row
        for row in rows
        if is_over(row.event, today) is past and (pattern is None or pattern.search(folded(row.words)))
    ]
    return kept[::-1] if past else kept


def parties_of(event: Event, readable: frozenset[int] | None) -> list[Party]:
    """Who is registered, by organisation; names only of organisations in `readable` (`None`: of all)."""
    rows = EventRegistration.objects.filter(event=event).select_related("organization", "person", "author__person")
    parties: dict[int, list[EventRegistration]] = {}
    for row in rows.order_by("organization__short_name", "organization", "name", "pk"):
        parties.setdefault(row.organization_id, []).append(row)
    return [
        Party(
            organization=people[0].organization,
            people=tuple(people) if readable is None or pk in readable else (),
            count=len(people),
            came=sum(row.attended is True for row in people),
        )
        for pk, people in parties.items()
    ]


def people_to_register(event: Event, organization: Organization) -> list[Person]:
    """People of the organisation the directory knows and nobody has registered yet."""
    taken = EventRegistration.objects.filter(event=event, organization=organization, person__isnull=False)
    people = Person.objects.filter(organization=organization).exclude(pk__in=taken.values("person"))
    return list(people.order_by("surname", "given_name", "pk"))


def linked_windows(event: Event) -> list[EventLink]:
    """Windows of plans that are the event, with their items and plans."""
    links = EventLink.objects.filter(
        event=event, state=EventLink.State.CONFIRMED, occurrence__item__removed_at__isnull=True
    )
    return list(
        links.select_related("occurrence__item__plan__project", "occurrence__item__deadline").order_by(
            "occurrence__item__plan", "occurrence"
        )
    )


def seen_windows(links: Sequence[EventLink], items: QuerySet[PlanItem]) -> list[EventLink]:
    """Those of the windows whose items are among the given."""
    seen = set(items.filter(pk__in=[link.occurrence.item_id for link in links]).values_list("pk", flat=True))
    return [link for link in links if link.occurrence.item_id in seen]


def proposed_windows(event: Event, words: str = "") -> list[Occurrence]:
    """Windows of open plans that may be the event, thirty at most: by words of their items, else those of its days.

    Windows that are the event already are left out.
    """
    windows = open_windows(event.project).exclude(
        event_links__in=EventLink.objects.filter(event=event, state=EventLink.State.CONFIRMED)
    )
    asked = read_words(words)
    if asked:
        items = found(PlanItem.objects.filter(plan__project=event.project), Texts(("title",)), asked)[:MOST_PROPOSED]
        windows = windows.filter(item__in=[item.pk for item in items])
    else:
        first, last = start_of(event).date(), day_of(event)
        windows = windows.filter(starts_on__lte=last, ends_on__gte=first, ends_on__lte=last + LONGEST)
    shaped = windows.select_related("item__plan__project", "item__deadline")
    return list(shaped.order_by("ends_on", "item__plan", "pk")[:MOST_PROPOSED])


def _zone(project: Project) -> ZoneInfo | None:
    return ZoneInfo(project.time_zone) if project.time_zone else None
