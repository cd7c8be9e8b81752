"""Writes to the dictionaries: municipalities, organisations with their spellings, people, groups, accounts."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from network.models import Group, Membership, Municipality, Organization, Person, User
from network.services.history import save_signed
from network.services.organizations import add_spellings


def create_municipality(name: str, region: str = "", *, actor: User | None) -> Municipality:
    """Add a municipality; raises ValidationError if it is there already."""
    municipality = Municipality(name=name, region=region)
    return save_signed(municipality, actor)


@transaction.atomic
def create_organization(
    *,
    full_name: str,
    short_name: str,
    kind: str,
    municipality: Municipality | None = None,
    aliases: Iterable[str] = (),
    actor: User | None,
) -> Organization:
    """Add an organisation; both its names become spellings it is recognised under, beside `aliases`."""
    organization = Organization(full_name=full_name, short_name=short_name, kind=kind, municipality=municipality)
    save_signed(organization, actor)
    add_spellings(organization, aliases, actor=actor)
    return organization


def create_person(
    surname: str,
    given_name: str = "",
    patronymic: str = "",
    *,
    position: str = "",
    organization: Organization | None = None,
    actor: User | None,
) -> Person:
    """Add somebody whom plans name."""
    person = Person(
        surname=surname,
        given_name=given_name,
        patronymic=patronymic,
        position=position,
        organization=organization,
    )
    return save_signed(person, actor)


@transaction.atomic
def create_group(
    name: str,
    owner: Organization,
    *,
    people: Iterable[Person] = (),
    organizations: Iterable[Organization] = (),
    actor: User | None,
) -> Group:
    """Add a group of an organisation with its members; it may be empty."""
    group = Group(name=name, organization=owner)
    save_signed(group, actor)
    group.people.add(*people)
    group.organizations.add(*organizations)
    return group


@transaction.atomic
def create_account(
    email: str,
    password: str,
    *,
    name: str = "",
    person: Person | None = None,
    places: Iterable[tuple[Organization, str]] = (),
    is_administrator: bool = False,
    actor: User | None,
) -> User:
    """Add an account with its places in organisations: pairs of organisation and `Membership.Role`."""
    user = User(email=email.lower(), name=name, person=person, is_staff=is_administrator, is_superuser=is_administrator)
    user.set_password(password)
    save_signed(user, actor)
    for organization, role in places:
        place = Membership(user=user, organization=organization, role=role)
        save_signed(place, actor)
    return user
