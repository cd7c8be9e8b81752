"""Cards of organisations: a tree stays a tree, names before stay known."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from pytest_django import DjangoAssertNumQueries

from network.models import Municipality, Organization
from network.queries.organizations import (
    alike,
    ancestors_of,
    doubles_of,
    municipalities,
    municipalities_near,
    municipality_called,
    parts_of,
    spellings_of,
)
from network.services.municipalities import rename_municipality
from network.services.organizations import add_spelling, edit_organization, remove_spelling
from tests.makers import history_of, make_municipality, make_organization, make_user

pytestmark = pytest.mark.django_db


def test_names_before_stay_spellings() -> None:
    organization, actor = make_organization("Ольшанский РМК"), make_user()
    edit_organization(organization, {"short_name": " Ольшанский  методкабинет ", "phone": "1-23"}, actor=actor)
    organization.refresh_from_db()
    assert (organization.short_name, organization.phone) == ("Ольшанский методкабинет", "1-23")
    assert set(organization.aliases.values_list("name", flat=True)) == {"Ольшанский РМК", "Ольшанский методкабинет"}
    assert history_of(Organization).last().history_user == actor


def test_nobody_belongs_to_herself() -> None:
    organization = make_organization()
    with pytest.raises(ValidationError, match="в саму себя"):
        edit_organization(organization, {"parent": organization}, actor=None)


def test_nobody_belongs_to_her_own_part() -> None:
    top = make_organization("Управление")
    middle = make_organization("Отдел", parent=top)
    low = make_organization("Кабинет", parent=middle)
    with pytest.raises(ValidationError, match="круг: «Кабинет» уже входит в «Управление»"):
        edit_organization(top, {"parent": low}, actor=None)
    kept = Organization.objects.get(pk=low.pk)
    assert (ancestors_of(kept), list(parts_of(top, Organization.objects.all()))) == ([middle, top], [middle])


def test_spelling_is_written_once_and_taken_away() -> None:
    organization = make_organization("Ольшанский РМК")
    alias = add_spelling(organization, " РМК  района", actor=None)
    assert [row.name for row in spellings_of(organization)] == ["РМК района"]
    with pytest.raises(ValidationError, match="уже записано"):
        add_spelling(organization, "«РМК» района", actor=None)
    with pytest.raises(ValidationError, match="ни одной буквы"):
        add_spelling(organization, "«—»", actor=None)
    remove_spelling(alias, actor=None)
    assert spellings_of(organization) == []


def test_own_name_stays_a_spelling() -> None:
    organization = make_organization("Ольшанский РМК")
    with pytest.raises(ValidationError, match="само название"):
        remove_spelling(organization.aliases.get(), actor=None)


def test_same_spelling_is_found_before_a_near_one() -> None:
    near, same = make_organization("Ольшанский РМКК"), make_organization("Ольшанский РМК")
    make_organization("Липовский центр творчества")
    assert alike(["«Ольшанский РМК»"]) == [same, near]
    assert alike(["Рябиновский лицей", ""]) == []


def test_records_that_may_be_one_organization() -> None:
    here, there = make_municipality(), make_municipality()
    one = make_organization("Ольшанский РМК", municipality=here)
    slip = make_organization("Ольшанскй РМК")
    make_organization("Ольшанский РМК", municipality=there)
    make_organization("Липовский лицей", municipality=here)
    assert doubles_of(one, Organization.objects.all()) == [slip]
    assert doubles_of(one, Organization.objects.filter(pk=one.pk)) == []


def test_only_spellings_of_those_asked_about_are_compared(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    one = make_organization("Ольшанский РМК")
    slip = make_organization("Ольшанскй РМКК")
    for letter in "абвгде":  # nearer, and elsewhere
        make_organization(f"Ольшанский РМК{letter}")
    asked = Organization.objects.filter(pk__in=[one.pk, slip.pk])
    with django_assert_num_queries(2):
        assert doubles_of(one, asked) == [slip]


def test_municipality_by_its_name() -> None:
    found = make_municipality("Липовский район")
    assert municipality_called("липовский  район") == found
    assert municipality_called("Липовскй район") is None
    assert municipality_called("") is None
    assert municipalities_near("Липовскй район") == [found]


def test_two_municipalities_of_one_name_are_not_told_apart() -> None:
    make_municipality("Липовский район", region="Север")
    make_municipality("Липовский район", region="Юг")
    assert municipality_called("Липовский район") is None


def test_dictionary_of_municipalities_counts_organizations() -> None:
    second, first = make_municipality("Рябиновский район"), make_municipality("Липовский район")
    make_organization(municipality=second)
    found = [(row.name, vars(row)["organization_count"]) for row in municipalities()]
    assert found == [(first.name, 0), (second.name, 1)]


def test_municipality_is_renamed_and_stays_the_only_one() -> None:
    municipality, actor = make_municipality("Липовский р-н"), make_user()
    rename_municipality(municipality, " Липовский район ", "Север", actor=actor)
    assert (municipality.name, municipality.region) == ("Липовский район", "Север")
    assert history_of(Municipality).last().history_user == actor
    other = make_municipality("Рябиновский район")
    with pytest.raises(ValidationError, match="уже есть в справочнике"):
        rename_municipality(other, "Липовский район", "Север", actor=actor)
