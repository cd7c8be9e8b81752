"""The directory in which names of documents are found, and the search in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Subquery

from network.models import Group, Organization, OrganizationAlias, Person
from portal.fulltext import Texts, found
from portal.text.names import comparison_key, person_key
from portal.text.search import Words

MOST_FOUND = 200


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


def found_people(people: QuerySet[Person], words: Words) -> QuerySet[Person]:
    """People of the queryset by name and position, with their organisation; to be sliced by the caller."""
    texts = Texts(("surname", "given_name", "patronymic"), ("position",))
    return found(people, texts, words).select_related("organization")


def found_organizations(organizations: QuerySet[Organization], words: Words) -> QuerySet[Organization]:
    """Organisations of the queryset by any of their spellings; to be sliced by the caller."""
    if not words:
        return organizations.none()
    by_name = found(organizations, Texts(("short_name", "full_name")), words).values("pk")[:MOST_FOUND]
    spelled = OrganizationAlias.objects.filter(organization__in=organizations)
    by_alias = found(spelled, Texts(("name",)), words).values("organization")[:MOST_FOUND]
    either = Q(pk__in=Subquery(by_name)) | Q(pk__in=Subquery(by_alias))
    return Organization.objects.filter(either).select_related("municipality").order_by("short_name", "pk")


def _same(one: str, other: str) -> bool:
    return bool(one) and comparison_key(one) == comparison_key(other)
