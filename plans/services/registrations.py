"""Who comes to a joint event: registered, withdrawn, ticked when it is over."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from simple_history.utils import bulk_create_with_history

from network.models import Organization, Person, User
from network.services.history import delete_signed, save_many_signed, save_signed
from plans.models import Event, EventRegistration
from portal.text.clean import clean_text
from portal.text.names import comparison_key

MOST_NAME: Final = 200
MOST_POSITION: Final = 300
MOST_PEOPLE: Final = 100

NOBODY = "Отметьте людей из списка или впишите фамилии, по одной в строке."
TOO_MANY = "За один раз можно записать не больше {most} человек."
CANCELLED = "Событие тем временем отменили: записаться на него нельзя."
LONG_NAME = "Слишком длинно: «{name}…». В каждой строке — фамилия, имя, отчество и через запятую должность."
TICKED = "Явка уже отмечена: убрать из списка можно только того, кто не пришёл."
AHEAD = "Событие ещё не началось: явку отмечают, когда оно прошло."
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

    Gives the new ones. Raises ValidationError where there is nobody to register, a line is too long, or the event was
    cancelled meanwhile; nobody is registered then.
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
    here = EventRegistration.objects.filter(event=event, organization=organization)
    known = {comparison_key(name) for name in here.values_list("name", flat=True)}
    rows = []
    for guest in guests:
        key = comparison_key(guest.name)
        if key not in known:
            known.add(key)
            said = {"name": guest.name, "position": guest.position, "person": guest.person}
            rows.append(EventRegistration(event=event, organization=organization, author=actor, **said))
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
    return event
