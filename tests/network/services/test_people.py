"""Places of people over time, and the groups they stand in."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from network.models import FormerPosition, Group, Person
from network.queries.people import former_people_of, groups_with, people_of, positions_of
from network.services.groups import edit_group, remove_group
from network.services.people import change_position, edit_person, remove_former_position
from tests.makers import history_of, make_group, make_item, make_organization, make_person, make_plan, make_user

pytestmark = pytest.mark.django_db

SEPTEMBER = date(2022, 9, 1)


def test_place_before_ends_the_day_before() -> None:
    old, new, actor = make_organization("Лицей"), make_organization("Дворец"), make_user()
    person = make_person(organization=old, position="учитель", position_since=date(2020, 9, 1))
    former = change_position(person, "методист", new, SEPTEMBER, actor=actor)
    person.refresh_from_db()
    assert (person.position, person.organization, person.position_since) == ("методист", new, SEPTEMBER)
    assert (former.title, former.organization) == ("учитель", old)
    assert (former.starts_on, former.ends_on) == (date(2020, 9, 1), date(2022, 8, 31))
    authors = [history_of(model).last().history_user for model in (Person, FormerPosition)]
    assert authors == [actor, actor]
    assert (list(people_of(new)), former_people_of(old), former_people_of(new)) == ([person], [former], [])


@pytest.mark.parametrize("since", [date(2022, 9, 1), date(2022, 8, 1)])
def test_new_place_does_not_begin_before_the_present_one(since: date) -> None:
    person = make_person(position="методист", position_since=SEPTEMBER)
    with pytest.raises(ValidationError, match="новая не может начаться раньше"):
        change_position(person, "заведующий", None, since, actor=None)


def test_places_stand_from_the_present_one_backwards() -> None:
    person = make_person(position="педагог")
    change_position(person, "методист", None, SEPTEMBER, actor=None)
    person.refresh_from_db()
    change_position(person, "заведующий", None, date(2023, 3, 1), actor=None)
    person.refresh_from_db()
    assert [place.title for place in positions_of(person)] == ["заведующий", "методист", "педагог"]


def test_place_before_is_forgotten() -> None:
    person = make_person(position="педагог")
    former = change_position(person, "методист", None, SEPTEMBER, actor=None)
    remove_former_position(former, actor=None)
    assert len(positions_of(person)) == 1


def test_correction_is_no_change_of_place() -> None:
    person, actor = make_person("Ковалёва А.П."), make_user()
    edit_person(person, {"surname": " Ковалева ", "position": "методист"}, actor=actor)
    person.refresh_from_db()
    assert (person.short_name, person.position, len(positions_of(person))) == ("Ковалева А.П.", "методист", 1)
    assert history_of(Person).last().history_user == actor


def test_group_and_who_is_in_it() -> None:
    organization, actor = make_organization(), make_user()
    person, partner = make_person(organization=organization), make_organization()
    group = edit_group(Group(organization=organization), " методисты ", [person], [partner], actor=actor)
    assert (group.name, list(group.people.all()), list(group.organizations.all())) == ("методисты", [person], [partner])
    assert list(groups_with(person)) == [group]
    edit_group(group, "методисты", [], [], actor=actor)
    assert (group.people.count(), group.organizations.count()) == (0, 0)


def test_group_of_a_taken_name_is_refused() -> None:
    organization = make_organization()
    make_group(organization, "методисты")
    with pytest.raises(ValidationError, match="уже есть"):
        edit_group(Group(organization=organization), "методисты", [], [], actor=None)


def test_group_that_items_name_is_not_removed() -> None:
    organization = make_organization()
    group, free = make_group(organization, "методисты"), make_group(organization, "наставники")
    make_item(make_plan(), responsible=group)
    with pytest.raises(ValidationError, match="называют пункты"):
        remove_group(group, actor=None)
    remove_group(free, actor=None)
    assert list(Group.objects.all()) == [group]
