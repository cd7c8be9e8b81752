"""People and groups made of the names of a document."""

from __future__ import annotations

import pytest

from network.models import Group, Person
from network.queries import read_directory
from network.services.parties import NewParties, person_from
from tests.makers import make_organization, make_user

pytestmark = pytest.mark.django_db


def test_new_ones_are_made_once_and_saved_together() -> None:
    owner, member = make_organization(), make_organization()
    new = NewParties(read_directory(owner, [member]), make_user())
    assert new.person("Соколова А.Б.", "методист") is new.person("Соколова А. Б.", "")
    assert new.group("участники сети") is new.group("Участники сети")
    assert (new.group("«»"), new.group("я" * 301), new.person("—", "")) == (None, None, None)
    new.save()
    assert [(p.short_name, p.position, p.organization) for p in Person.objects.all()] == [
        ("Соколова А.Б.", "методист", owner)
    ]
    assert list(Group.objects.get().organizations.all()) == [member]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Соколова А.Б.", ("Соколова", "А.", "Б.")),
        ("Соколова Анна Борисовна", ("Соколова", "Анна", "Борисовна")),
        ("Д'Артуа-Соколова А.", ("Д'Артуа-Соколова", "А.", "")),
        ("Соколова", ("Соколова", "", "")),
    ],
)
def test_parts_of_a_name(name: str, parts: tuple[str, str, str]) -> None:
    person = person_from(name, "", None)
    assert person is not None
    assert (person.surname, person.given_name, person.patronymic) == parts


@pytest.mark.parametrize("name", ["", "А.Б.", "—", "Я" * 101])
def test_no_person_without_a_surname(name: str) -> None:
    assert person_from(name, "", None) is None
