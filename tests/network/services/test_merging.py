"""Two organisations become one: nothing is lost, nothing is doubled, nothing is half done."""

from __future__ import annotations

from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Model
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from network.models import Group, Membership, Organization, OrganizationAlias, Person
from network.queries.merging import Joins, earliest, kept, latest, links_to, movings
from network.services.merging import merge_conflicts, merge_municipalities, merge_organizations
from plans.models import CompletionMark, Responsibility
from projects.models import Participation
from tests.makers import (
    history_of,
    make_group,
    make_item,
    make_mark,
    make_member,
    make_municipality,
    make_organization,
    make_person,
    make_plan,
    make_project,
    make_user,
)

pytestmark = pytest.mark.django_db


def names_of(organization: Organization) -> set[str]:
    return set(organization.aliases.values_list("name", flat=True))


def test_every_column_that_names_an_organization_is_found() -> None:
    named = {(link.model, link.field) for link in links_to(Organization)}
    expected: set[tuple[type[Model], str]] = set()
    for model in apps.get_models():
        if model.__name__.startswith("Historical"):
            continue
        for field in [*model._meta.concrete_fields, *model._meta.many_to_many]:
            if field.related_model is Organization:
                expected.add((model, field.name))
    assert named == expected


def test_what_names_the_one_that_goes_names_the_other() -> None:
    stays, goes, actor = make_organization("Ольшанский РМК"), make_organization("РМК Ольшанского района"), make_user()
    project = make_project(members=[goes])
    item = make_item(make_plan(project), responsible=goes)
    mark = make_mark(item, organization=goes)
    person = make_person(organization=goes)
    group = make_group(project.organization, organizations=[goes])
    member = make_member(goes)
    gone = goes.pk
    merge_organizations(stays, goes, joins={}, actor=actor)
    mark.refresh_from_db()
    person.refresh_from_db()
    assert (mark.organization, person.organization) == (stays, stays)
    assert [part.organization for part in Participation.objects.filter(project=project)] == [stays]
    assert [row.organization for row in Responsibility.objects.filter(item=item)] == [stays]
    assert list(group.organizations.all()) == [stays]
    assert [place.organization for place in member.memberships.all()] == [stays]
    assert not Organization.objects.filter(pk=gone).exists()
    assert history_of(Organization).get(id=gone, history_type="-").history_user == actor
    assert history_of(Person).last().history_user == actor
    assert history_of(Group).last().history_user == actor


def test_words_of_the_document_stay() -> None:
    stays, goes = make_organization("Ольшанский РМК"), make_organization("РМК Ольшанского района")
    item = make_item(make_plan(), responsible=goes)
    merge_organizations(stays, goes, joins={}, actor=None)
    assert Responsibility.objects.get(item=item).name_text == "РМК Ольшанского района"


def test_names_of_the_one_that_goes_are_kept_as_spellings() -> None:
    stays = make_organization("Ольшанский РМК", aliases=["Методкабинет"])
    goes = make_organization("РМК района", full_name="Районный кабинет", aliases=["«Методкабинет»", "Кабинет"])
    merge_organizations(stays, goes, joins={}, actor=None)
    assert names_of(stays) == {"Ольшанский РМК", "Методкабинет", "РМК района", "Районный кабинет", "Кабинет"}
    assert OrganizationAlias.objects.exclude(organization=stays).count() == 0


def test_places_in_both_become_one_with_the_stronger_role() -> None:
    stays, goes = make_organization(), make_organization()
    user = make_member(stays, Membership.Role.VIEWER)
    make_member(goes, Membership.Role.HEAD, user)
    merge_organizations(stays, goes, joins={}, actor=None)
    assert [(place.organization, place.role) for place in user.memberships.all()] == [(stays, "head")]


def test_groups_of_one_name_become_one_with_all_their_members_and_items() -> None:
    stays, goes = make_organization(), make_organization()
    first, second = make_person("Ковалёва А.П."), make_person("Сокол Б.И.")
    known = make_group(stays, "методисты", people=[first])
    same = make_group(goes, "методисты", people=[first, second], organizations=[goes])
    item = make_item(make_plan(), responsible=same)
    merge_organizations(stays, goes, joins={}, actor=None)
    assert list(Group.objects.all()) == [known]
    assert set(known.people.all()) == {first, second}
    assert list(known.organizations.all()) == [stays]
    assert Responsibility.objects.get(item=item).group == known


def test_card_takes_what_only_the_other_had() -> None:
    stays = make_organization(phone="1-23")
    goes = make_organization(phone="4-56", email="rmk@school.example", municipality=make_municipality("Липовский"))
    merge_organizations(stays, goes, joins={}, actor=None)
    stays.refresh_from_db()
    assert (stays.phone, stays.email, str(stays.municipality)) == ("1-23", "rmk@school.example", "Липовский")


@pytest.mark.parametrize("is_below", [True, False])
def test_family_stays_a_tree(is_below: bool) -> None:
    top = make_organization("Управление")
    goes = make_organization("Отдел", parent=top)
    middle = make_organization("Сектор", parent=goes)
    stays = make_organization("Кабинет", parent=middle if is_below else None)
    merge_organizations(stays, goes, joins={}, actor=None)
    stays.refresh_from_db()
    middle.refresh_from_db()
    assert (stays.parent, middle.parent) == (top, stays)


def test_parent_that_goes_into_its_part() -> None:
    goes = make_organization("Управление")
    stays = make_organization("Кабинет", parent=goes)
    merge_organizations(stays, goes, joins={}, actor=None)
    stays.refresh_from_db()
    assert stays.parent is None


def test_part_that_goes_into_its_parent() -> None:
    stays = make_organization("Управление")
    goes = make_organization("Кабинет", parent=stays)
    merge_organizations(stays, goes, joins={}, actor=None)
    stays.refresh_from_db()
    assert stays.parent is None


def test_an_organization_is_not_merged_with_itself() -> None:
    stays = make_organization()
    with pytest.raises(ValidationError, match="одна и та же"):
        merge_organizations(stays, stays, joins={}, actor=None)


def test_an_organization_somebody_merged_meanwhile_is_told() -> None:
    stays, goes = make_organization(), make_organization()
    stale = Organization.objects.get(pk=goes.pk)
    merge_organizations(stays, goes, joins={}, actor=None)
    with pytest.raises(ValidationError, match="уже нет"):
        merge_organizations(stays, stale, joins={}, actor=None)


def test_rows_that_contradict_each_other_forbid_the_merge_and_nothing_is_half_done() -> None:
    stays, goes = make_organization("Ольшанский РМК"), make_organization("РМК района")
    project = make_project()
    for organization, role in ((stays, "школа"), (goes, "ресурсный центр")):
        Participation.objects.create(project=project, organization=organization, role=role)
    person = make_person(organization=goes)
    words = "есть у обеих, и сказано разное (роль в проекте). Исправьте у одной из них, потом объедините."
    expected = [f"Участие в проектах: «РМК района — {project}» {words}"]
    assert merge_conflicts(stays, goes, {}) == expected
    with pytest.raises(ValidationError) as caught:
        merge_organizations(stays, goes, joins={}, actor=None)
    person.refresh_from_db()
    assert (caught.value.messages, person.organization) == (expected, goes)


def test_rows_of_both_are_joined_as_told() -> None:
    stays, goes, project = make_organization(), make_organization(), make_project()
    Participation.objects.create(project=project, organization=stays, role="", starts_on=date(2022, 9, 1))
    Participation.objects.create(project=project, organization=goes, role="школа", starts_on=date(2021, 9, 1))
    joins: Joins = {Participation: {"starts_on": earliest}}
    merge_organizations(stays, goes, joins=joins, actor=None)
    part = Participation.objects.get(project=project)
    assert (part.organization, part.role, part.starts_on) == (stays, "школа", date(2021, 9, 1))


def test_participation_that_ended_stands_beside_one_that_lasts() -> None:
    stays, goes, project = make_organization(), make_organization(), make_project()
    Participation.objects.create(project=project, organization=stays, role="школа")
    Participation.objects.create(project=project, organization=goes, role="центр", status="ended")
    merge_organizations(stays, goes, joins={}, actor=None)
    assert Participation.objects.filter(organization=stays).count() == 2


def test_ways_to_join() -> None:
    early, late = date(2021, 9, 1), date(2022, 9, 1)
    assert (earliest(late, early), earliest(None, early)) == (early, None)
    assert (latest(late, early), latest(late, None)) == (late, None)
    assert kept("а", "б") == "а"


def test_preview_counts_what_goes_over() -> None:
    stays, goes, project = make_organization("А"), make_organization("Б"), make_project()
    for organization in (stays, goes):
        Participation.objects.create(project=project, organization=organization)
    make_mark(make_item(make_plan(project), responsible=goes), organization=goes)
    found = {each.title: (each.count, each.same) for each in movings(stays, goes)}
    assert found == {
        "ответственные": (1, 0),
        "отметки о выполнении": (1, 0),
        "участие в проектах": (1, 1),
        "другие написания организаций": (1, 0),
    }


def test_municipalities_become_one() -> None:
    stays, goes = make_municipality("Липовский район"), make_municipality("Липовский р-н")
    organization = make_organization(municipality=goes)
    merge_municipalities(stays, goes, actor=None)
    organization.refresh_from_db()
    assert organization.municipality == stays


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(places=st.lists(st.tuples(st.integers(0, 1), st.integers(0, 2)), max_size=6), order=st.booleans())
def test_no_mark_is_lost_or_doubled(places: list[tuple[int, int]], order: bool) -> None:
    pair = [make_organization(), make_organization()]
    plan = make_plan(make_project(members=pair))
    items = [make_item(plan, responsible=pair) for _ in range(3)]
    marks = [make_mark(items[item], organization=pair[which]).pk for which, item in places]
    before = CompletionMark.objects.count()
    stays, goes = pair if order else reversed(pair)
    merge_organizations(stays, goes, joins={}, actor=None)
    after = CompletionMark.objects.filter(pk__in=marks)
    assert CompletionMark.objects.count() == before
    assert set(after.values_list("organization", flat=True)) == ({stays.pk} if marks else set())
    assert after.count() == len(marks)
