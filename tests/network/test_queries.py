"""Names of documents found in the directory of an institution."""

from __future__ import annotations

import pytest

from network.queries import read_directory
from tests.makers import make_group, make_organization, make_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "spelling", ["Соколова А.Б.", "Соколова А. Б", "СОКОЛОВА А.Б.", "Соколова Анна Борисовна", "А.Б. Соколова"]
)
def test_person_in_any_spelling(spelling: str) -> None:
    owner = make_organization()
    person = make_person("Соколова А.Б.", organization=owner)
    assert read_directory(owner).person_named(spelling) == person


@pytest.mark.parametrize("other", ["Соколова В.Б.", "Соколов А.Б.", "Соколова А."])
def test_another_name_is_another_person(other: str) -> None:
    owner = make_organization()
    make_person("Соколова А.Б.", organization=owner)
    assert read_directory(owner).person_named(other) is None


def test_the_owners_person_comes_before_namesakes_of_the_network() -> None:
    owner, member = make_organization(), make_organization()
    theirs = make_person("Соколова А.Б.", organization=member)
    ours = make_person("Соколова А.Б.", organization=owner)
    assert read_directory(owner, [member]).people_named("Соколова А.Б.") == (ours, theirs)


def test_namesakes_are_told_by_position_or_not_at_all() -> None:
    owner = make_organization()
    make_person("Соколова А.Б.", organization=owner, position="методист")
    psychologist = make_person("Соколова А.Б.", organization=owner, position="Педагог-психолог")
    directory = read_directory(owner)
    assert directory.person_named("Соколова А.Б.", "педагог-психолог") == psychologist
    assert directory.person_named("Соколова А.Б.", "директор") is None
    assert directory.person_named("Соколова А.Б.") is None


def test_organization_in_every_recorded_spelling() -> None:
    owner = make_organization()
    member = make_organization("Ольшанский РМК", aliases=["РМК Ольшанского района"])
    directory = read_directory(owner, [member])
    assert directory.organization_named("«Ольшанский» РМК") == member
    assert directory.organization_named("РМК Ольшанского района") == member
    assert directory.organization_named("Липовский РМК") is None


def test_a_spelling_of_two_organizations_is_nobodys() -> None:
    owner = make_organization()
    members = [
        make_organization("Первая школа", aliases=["Школа"]),
        make_organization("Вторая школа", aliases=["Школа"]),
    ]
    assert read_directory(owner, members).organization_named("школа") is None


def test_organization_outside_the_network_is_not_known() -> None:
    owner = make_organization()
    make_organization("Ольшанский РМК")
    assert read_directory(owner).organization_named("Ольшанский РМК") is None


def test_group_of_the_owner_only() -> None:
    owner, member = make_organization(), make_organization()
    ours = make_group(owner, "Методисты")
    make_group(member, "Психологи")
    directory = read_directory(owner, [member])
    assert (directory.group_named("методисты"), directory.group_named("психологи")) == (ours, None)


def test_directory_takes_three_queries(django_assert_num_queries: object) -> None:
    owner, members = make_organization(), [make_organization() for _ in range(5)]
    for member in members:
        make_person(organization=member)
    with django_assert_num_queries(3):  # type: ignore[operator]
        read_directory(owner, members)
