"""Who comes to a joint event: registered, withdrawn, ticked when it is over."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from simple_history.utils import bulk_create_with_history

from network.models import Notification, Organization, Person, User
from network.queries.accounts import editors_of
from network.services.history import delete_signed, save_many_signed, save_signed
from network.services.notifications import notify
from plans.models import Event, EventRegistration
from plans.queries.attendance import proposals_of
from portal.text.clean import clean_text
from portal.text.names import comparison_key
from portal.text.short import shortened
from projects.queries.days import project_today

MOST_NAME: Final = 200
MOST_POSITION: Final = 300
MOST_PEOPLE: Final = 100
MOST_REGISTERED: Final = 200
"""People of one organisation at one event."""
MOST_TITLE: Final = 160

NOBODY = "Отметьте людей из списка или впишите фамилии, по одной в строке."
TOO_MANY = "За один раз можно записать не больше {most} человек."
FULL = (
    "От одной организации на событие можно записать не больше {most} человек, записано уже {here}. "
    "Уберите из списка тех, кто не придёт."
)
CANCELLED = "Событие тем временем отменили: записаться на него нельзя."
LONG_NAME = "Слишком длинно: «{name}…». В каждой строке — фамилия, имя, отчество и через запятую должность."
TICKED = "Явка уже отмечена: убрать из списка можно только того, кто не пришёл."
AHEAD = "Событие ещё не началось: явку отмечают, когда оно прошло."
PROPOSED = "Явка на событии «{title}» отмечена: по ней можно поставить отметку вашей организации в плане."
NOBODY_REGISTERED = "На событие никто не записан. Сначала запишите тех, кто был."


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who is to come; `person` where the directory knows her."""

    name: str
    position: str = ""
    person: Person | None = None


def guests_of_lines(text: str) -> list[Guest]:
    """People of a text, one a line: the name, then after a comma the position. Empty lines are left out."""
    found = []
    for line in clean_text(text).split("\n"):
        name, _, position = line.partition(",")
        if name.strip():
            found.append(Guest(" ".join(name.split()), " ".join(position.split())))
    return found


@transaction.atomic
def register(
    event: Event, organization: Organization, guests: Sequence[Guest], *, actor: User
) -> list[EventRegistration]:
    """Register people of an organisation; those who are registered already are left as they are.

    Gives the new ones. Raises ValidationError where there is nobody to register, a line is too long, the organisation
    has too many registered, or the event was cancelled meanwhile; nobody is registered then.
    """
    if not guests:
        raise ValidationError(NOBODY)
    if len(guests) > MOST_PEOPLE:
        raise ValidationError(TOO_MANY.format(most=MOST_PEOPLE))
    for guest in guests:
        if len(guest.name) > MOST_NAME or len(guest.position) > MOST_POSITION:
            raise ValidationError(LONG_NAME.format(name=guest.name[:40]))
    event = Event.objects.select_for_update().get(pk=event.pk)
    if event.state == Event.State.CANCELLED:
        raise ValidationError(CANCELLED)
    here = list(EventRegistration.objects.filter(event=event, organization=organization).values_list("name", flat=True))
    known = {comparison_key(name) for name in here}
    rows = []
    for guest in guests:
        key = comparison_key(guest.name)
        if key not in known:
            known.add(key)
            said = {"name": guest.name, "position": guest.position, "person": guest.person}
            rows.append(EventRegistration(event=event, organization=organization, author=actor, **said))
    if rows and len(here) + len(rows) > MOST_REGISTERED:
        raise ValidationError(FULL.format(most=MOST_REGISTERED, here=len(here)))
    return list(bulk_create_with_history(rows, EventRegistration, default_user=actor)) if rows else []


def withdraw(registration: EventRegistration, *, actor: User) -> None:
    """Take somebody off the list; raises ValidationError for one who came."""
    if registration.attended:
        raise ValidationError(TICKED)
    delete_signed(registration, actor)


@transaction.atomic
def save_attendance(event: Event, came: Collection[int], *, actor: User, now: datetime) -> Event:
    """Say of all who are registered whether they came (ids in `came`) and that the event took place.

    Raises ValidationError before the event begins, where nobody is registered, and where it was cancelled.
    """
    event = Event.objects.select_for_update(of=("self",)).select_related("project").get(pk=event.pk)
    if event.state == Event.State.CANCELLED:
        raise ValidationError(CANCELLED)
    if event.starts_at is None or now < event.starts_at:
        raise ValidationError(AHEAD)
    rows = list(EventRegistration.objects.filter(event=event).order_by("pk"))
    if not rows:
        raise ValidationError(NOBODY_REGISTERED)
    changed = [row for row in rows if row.attended is not (row.pk in came)]
    for row in changed:
        row.attended = row.pk in came
    save_many_signed(changed, ["attended"], actor)
    if event.state != Event.State.HELD:
        event.state = Event.State.HELD
        save_signed(event, actor)
    _propose_marks(event, actor, project_today(event.project, now))
    return event


def _propose_marks(event: Event, actor: User, today: date) -> None:
    """Tell the editors of organisations that came, once, that the attendance gives marks of their own."""
    waiting = [each.organization for each in proposals_of(event, today) if each.organization and not each.is_marked]
    people = [user for user in editors_of(*waiting) if user != actor]
    text = PROPOSED.format(title=shortened(event.title, MOST_TITLE))
    path = reverse("plans:joint_event_marks", args=[event.pk])
    notify(people, Notification.Kind.EVENT, text, path, key=f"event-{event.pk}-marks")
