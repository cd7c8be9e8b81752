"""People and groups that a document names and nobody knew: made of their names, saved together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from django.db import transaction
from simple_history.utils import bulk_create_with_history

from network.models import Group, Organization, Person, User
from network.queries import Directory
from portal.text.names import comparison_key, person_key

NETWORK_GROUPS: Final = frozenset(
    comparison_key(name)
    for name in (
        "участники сети",
        "все участники сети",
        "организации сети",
        "участники сетевого взаимодействия",
        "сетевые партнёры",
        "члены сети",
        "удзельнікі сеткі",
    )
)
MAX_GROUP_NAME: Final = 300
MAX_NAME: Final = 100
_INITIALS: Final = re.compile(r"[^\W\d_]\.?")


@dataclass
class NewParties:
    """People and groups that a document names and the directory does not have; filled, then saved at once."""

    directory: Directory
    actor: User | None
    people: dict[str, Person] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)

    def person(self, name: str, position: str) -> Person | None:
        """The person to be made, one for all spellings of the name; None if the name is not one of a person."""
        key = person_key(name)
        if key not in self.people:
            person = person_from(name, position, self.directory.owner)
            if person is None:
                return None
            self.people[key] = person
        return self.people[key]

    def group(self, name: str) -> Group | None:
        """The group to be made; None if the words are too long for a name."""
        key = comparison_key(name)
        if not key or len(name) > MAX_GROUP_NAME:
            return None
        return self.groups.setdefault(key, Group(name=name, organization=self.directory.owner))

    @transaction.atomic
    def save(self) -> None:
        """Save all in two inserts with history; a group of the network's members gets them all."""
        bulk_create_with_history(list(self.people.values()), Person, default_user=self.actor)
        bulk_create_with_history(list(self.groups.values()), Group, default_user=self.actor)
        for key, group in self.groups.items():
            if key in NETWORK_GROUPS:
                group._history_user = self.actor  # type: ignore[attr-defined]
                group.organizations.add(*self.directory.network)


def person_from(name: str, position: str, organization: Organization | None) -> Person | None:
    """A person not saved yet, of «Фамилия И.О.» or a full name; None if there is no surname to find."""
    words = re.findall(r"[^\W\d_][\w'’-]*\.?", name.strip())
    full = [word for word in words if not _INITIALS.fullmatch(word)]
    if not full or any(len(word) > MAX_NAME for word in words):
        return None
    surname = full[0]
    given, patronymic = ([*(word for word in words if word is not surname), "", ""])[:2]
    return Person(
        surname=surname,
        given_name=given,
        patronymic=patronymic,
        position=position[:300],
        organization=organization,
    )
