"""Names in documents → people, groups and organisations of the network: found, or made where nobody fits."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.db import transaction
from simple_history.utils import bulk_create_with_history

from network.models import Group, Organization, OrganizationAlias, Person, User
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


@dataclass(frozen=True)
class Directory:
    """Everybody an institution and its network are known to have, by comparison key. Read once for many names."""

    owner: Organization
    network: tuple[Organization, ...]
    people: Mapping[str, tuple[Person, ...]]
    groups: Mapping[str, Group]
    organizations: Mapping[str, tuple[Organization, ...]]

    def people_named(self, name: str) -> tuple[Person, ...]:
        """People whose surname and initials are those of the name, the owner's own first."""
        return self.people.get(person_key(name), ())

    def person_named(self, name: str, position: str = "") -> Person | None:
        """The one person of that name; with namesakes the one of that position; None if it cannot be told."""
        found = self.people_named(name)
        if len(found) > 1:
            found = tuple(person for person in found if _same(person.position, position))
        return found[0] if len(found) == 1 else None

    def group_named(self, name: str) -> Group | None:
        """The owner's group of that name in any spelling."""
        return self.groups.get(comparison_key(name))

    def organization_named(self, name: str) -> Organization | None:
        """The organisation known under that spelling; None if there is none or more than one."""
        found = self.organizations.get(comparison_key(name), ())
        return found[0] if len(found) == 1 else None


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
                group._history_user = self.actor  # type: ignore[attr-defined]  # noqa: SLF001
                group.organizations.add(*self.directory.network)


def read_directory(owner: Organization, network: Iterable[Organization] = ()) -> Directory:
    """The directory of an institution and the organisations of its network, in three queries.

    Nobody outside them is looked at: a namesake elsewhere must not get rights by chance.
    """
    members = tuple(network)
    known = {owner.pk: owner, **{organization.pk: organization for organization in members}}
    people: dict[str, list[Person]] = defaultdict(list)
    for person in Person.objects.filter(organization__in=known).order_by("pk"):
        people[person_key(f"{person.surname} {person.given_name} {person.patronymic}")].append(person)
    organizations: dict[str, dict[int, Organization]] = defaultdict(dict)
    for alias in OrganizationAlias.objects.filter(organization__in=known).order_by("pk"):
        organizations[alias.key][alias.organization_id] = known[alias.organization_id]
    for organization in known.values():
        for name in (organization.short_name, organization.full_name):
            organizations[comparison_key(name)][organization.pk] = organization
    return Directory(
        owner=owner,
        network=members,
        people={
            key: tuple(sorted(found, key=lambda person: (person.organization_id != owner.pk, person.pk)))
            for key, found in people.items()
        },
        groups={comparison_key(group.name): group for group in Group.objects.filter(organization=owner)},
        organizations={key: tuple(found.values()) for key, found in organizations.items()},
    )


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


def _same(one: str, other: str) -> bool:
    return bool(one) and comparison_key(one) == comparison_key(other)
