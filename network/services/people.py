"""People of the directory: their names, and their places over time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction

from network.models import FormerPosition, Organization, Person, User
from network.services.history import delete_signed, save_signed
from portal.text.clean import one_line
from portal.text.russian import date_long

TOO_EARLY: Final = "Прежняя должность началась {since}: новая не может начаться раньше или в тот же день."
ONE_DAY: Final = timedelta(days=1)
FIELDS: Final = ("surname", "given_name", "patronymic", "position", "position_since")


def edit_person(person: Person, said: Mapping[str, Any], *, actor: User | None) -> Person:
    """Correct what is written of a person, new or known; a change of place is `change_position`."""
    for name in FIELDS:
        if name in said:
            value = said[name]
            setattr(person, name, one_line(value) if isinstance(value, str) else value)
    return save_signed(person, actor)


@transaction.atomic
def change_position(
    person: Person, title: str, organization: Organization | None, since: date, *, actor: User | None
) -> FormerPosition:
    """Give a person another place from a day on; the one before ends the day before that and stays known.

    Raises ValidationError where the place before began on that day or later.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.position_since is not None and since <= person.position_since:
        raise ValidationError({"since": TOO_EARLY.format(since=date_long(person.position_since))})
    former = FormerPosition(
        person=person,
        title=person.position,
        organization=person.organization,
        starts_on=person.position_since,
        ends_on=since - ONE_DAY,
    )
    save_signed(former, actor)
    person.position, person.organization, person.position_since = " ".join(title.split()), organization, since
    save_signed(person, actor)
    return former


def remove_former_position(former: FormerPosition, *, actor: User | None) -> None:
    """Forget a place that was written down by mistake; history keeps it."""
    delete_signed(former, actor)
