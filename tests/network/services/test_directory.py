"""Writes to the dictionaries keep history and recognise spellings."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from network.models import Membership, OrganizationAlias, User
from network.services.directory import (
    create_account,
    create_group,
    create_municipality,
    create_organization,
    create_person,
)
from tests.makers import make_organization, make_person, make_user

pytestmark = pytest.mark.django_db


def author_of(row: Any) -> User:
    author: User = row.history.latest().history_user
    return author


def test_municipality_is_there_once() -> None:
    create_municipality("Ольшанский район", "Приозёрская область", actor=None)
    with pytest.raises(ValidationError, match="уже есть в справочнике"):
        create_municipality("Ольшанский район", "Приозёрская область", actor=None)


def test_organization_is_known_under_all_its_names() -> None:
    actor = make_user()
    organization = create_organization(
        full_name="Ольшанский районный методический кабинет",
        short_name="Ольшанский РМК",
        kind="methodical_service",
        aliases=["РМК Ольшанского района", "«Ольшанский РМК»"],
        actor=actor,
    )
    names = OrganizationAlias.objects.filter(organization=organization).values_list("name", flat=True)
    assert set(names) == {"Ольшанский районный методический кабинет", "Ольшанский РМК", "РМК Ольшанского района"}
    assert author_of(organization) == actor


def test_person_and_group() -> None:
    organization, actor = make_organization(), make_user()
    person = create_person("Соколова", "Анна", "Борисовна", position="методист", organization=organization, actor=actor)
    group = create_group("методисты", organization, people=[person], organizations=[organization], actor=actor)
    assert (person.short_name, list(group.people.all())) == ("Соколова А.Б.", [person])
    assert list(group.organizations.all()) == [organization]
    assert (author_of(person), author_of(group)) == (actor, actor)


def test_account_with_a_place() -> None:
    organization = make_organization()
    person = make_person()
    user = create_account(
        "Sokolova@School.Example",
        "Верный-пароль-2022",
        person=person,
        places=[(organization, Membership.Role.EDITOR)],
        actor=None,
    )
    assert (user.email, user.person, user.is_staff) == ("sokolova@school.example", person, False)
    assert user.check_password("Верный-пароль-2022")
    assert [(place.organization, place.role) for place in user.memberships.all()] == [(organization, "editor")]


def test_administrator_account() -> None:
    user = create_account("admin@school.example", "Верный-пароль-2022", is_administrator=True, actor=None)
    assert (user.is_staff, user.is_superuser) == (True, True)


def test_second_account_of_one_address_is_refused() -> None:
    make_user("a@school.example")
    with pytest.raises(ValidationError, match="уже есть"):
        create_account("A@school.example", "Верный-пароль-2022", actor=None)
