"""Joint events of a network: planned, changed, cancelled; their materials and their windows in plans."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from network.models import Membership, Notification, Organization, User
from network.queries.accounts import editors_of
from network.services.history import save_signed
from network.services.notifications import notify
from plans.models import Event, EventRegistration
from plans.queries.joint_events import start_of, when_of
from portal.text.clean import clean_text
from portal.text.russian import date_long, date_short
from portal.text.short import shortened
from projects.models import Project, ProjectFile
from projects.queries.people import network_of
from projects.services.files import drop_file, keep_file

MOST_TITLE: Final = 120

NO_TITLE = "Напишите, как называется событие."
NO_START = "Укажите день и час начала."
ENDS_EARLY = "Событие не может закончиться раньше, чем началось."
LATE_REGISTRATION = "Последний день заявок позже самого события: оно начинается {day}."
NO_REASON = "Напишите, почему событие отменено: это прочтут все, кто записан."
ALREADY = "Событие уже отменено."
HELD = "Событие уже состоялось: отменить его нельзя."
FOREIGN_ORGANIZER = "Проводить событие может участник проекта или само учреждение."


@dataclass(frozen=True, slots=True)
class EventInput:
    """What somebody says of an event; moments are aware, `registration_until` is inclusive where the project is."""

    title: str
    starts_at: datetime | None
    ends_at: datetime | None = None
    place: str = ""
    url: str = ""
    audience: str = ""
    description: str = ""
    organizer: Organization | None = None
    registration_until: date | None = None


def event_errors(given: EventInput, starts_on: date | None) -> Mapping[str, str]:
    """What is wrong with an event, by field, empty for a good one; `starts_on`: its first day where the project is."""
    errors: dict[str, str] = {}
    if not given.title.strip():
        errors["title"] = NO_TITLE
    if given.starts_at is None:
        errors["starts_at"] = NO_START
    elif given.ends_at is not None and given.ends_at < given.starts_at:
        errors["ends_at"] = ENDS_EARLY
    if given.registration_until and starts_on and given.registration_until > starts_on:
        errors["registration_until"] = LATE_REGISTRATION.format(day=date_short(starts_on))
    return errors


@transaction.atomic
def plan_joint_event(project: Project, given: EventInput, *, actor: User) -> Event:
    """Announce a joint event to the editors of the network; raises ValidationError by field."""
    event = _written(Event(project=project, is_joint=True), given, actor)
    words = f"Новое событие: «{_title(event)}», {when_of(event)}"
    until = f". Заявки до {date_long(event.registration_until)}" if event.registration_until else ""
    people = editors_of(*network_of(project))
    _tell(people, event, f"{words}{until}", "new", but=actor)
    return event


@transaction.atomic
def change_joint_event(event: Event, given: EventInput, *, actor: User, now: datetime) -> Event:
    """Change an event; who is registered is told of another time or place. Raises ValidationError by field."""
    before = (event.starts_at, event.ends_at, event.place, event.url)
    event = _written(event, given, actor)
    if (event.starts_at, event.ends_at, event.place, event.url) != before:
        where = f", {event.place}" if event.place else ""
        words = f"Изменились время или место: «{_title(event)}» — {when_of(event)}{where}"
        _tell(registered_people(event), event, words, f"changed-{now:%Y%m%d%H%M%S}", but=actor)
    return event


@transaction.atomic
def cancel_joint_event(event: Event, reason: str, *, actor: User) -> Event:
    """Cancel an event that has not taken place; who is registered is told why. Raises ValidationError."""
    event = Event.objects.select_for_update(of=("self",)).select_related("project").get(pk=event.pk)
    if event.state != Event.State.PLANNED:
        raise ValidationError(ALREADY if event.state == Event.State.CANCELLED else HELD)
    event.reason = clean_text(reason).strip()
    if not event.reason:
        raise ValidationError({"reason": NO_REASON})
    event.state = Event.State.CANCELLED
    save_signed(event, actor)
    words = f"Событие отменено: «{_title(event)}», {when_of(event)}. Причина: {event.reason}"
    _tell(registered_people(event), event, words, "cancelled", but=actor)
    return event


@transaction.atomic
def add_material(event: Event, name: str, content: bytes, *, title: str = "", actor: User) -> ProjectFile:
    """Keep a file with an event, open to the whole network; raises ValidationError for one that is not accepted."""
    kept = keep_file(
        event.project,
        name,
        content,
        organization=event.organizer if event.organizer_id != event.project.organization_id else None,
        audience=ProjectFile.Audience.NETWORK,
        title=clean_text(title).strip(),
        actor=actor,
    )
    event.materials.add(kept)
    return kept


@transaction.atomic
def remove_material(event: Event, material: ProjectFile, *, actor: User) -> None:
    """Take a file away from an event and its readers."""
    event.materials.remove(material)
    drop_file(material, actor=actor)


def registered_people(event: Event) -> list[User]:
    """Accounts of those who are registered and of who acts for their organisations, while these are of the network."""
    rows = EventRegistration.objects.filter(event=event, organization__in=network_of(event.project))
    acting = Membership.objects.filter(organization__in=rows.values("organization")).exclude(
        role=Membership.Role.VIEWER
    )
    either = Q(person__in=rows.filter(person__isnull=False).values("person")) | Q(pk__in=acting.values("user"))
    return list(User.objects.filter(either).distinct())


def event_path(event: Event) -> str:
    """The address of the event's page."""
    return reverse("plans:joint_event_detail", args=[event.pk])


def _written(event: Event, given: EventInput, actor: User) -> Event:
    """Save what is said, checked."""
    event.starts_at = given.starts_at
    errors = dict(event_errors(given, start_of(event).date() if given.starts_at else None))
    known = {each.pk for each in network_of(event.project)}
    if given.organizer is not None and given.organizer.pk not in known:
        errors["organizer"] = FOREIGN_ORGANIZER
    if errors:
        raise ValidationError(errors)
    for name in (field.name for field in fields(given)):
        value = getattr(given, name)
        setattr(event, name, clean_text(value).strip() if isinstance(value, str) else value)
    return save_signed(event, actor)


def _tell(people: Iterable[User], event: Event, text: str, what: str, *, but: User) -> None:
    others = [user for user in people if user.pk != but.pk]
    notify(others, Notification.Kind.EVENT, text, event_path(event), key=f"event-{event.pk}-{what}")


def _title(event: Event) -> str:
    return shortened(event.title, MOST_TITLE)
