"""Participants, their cards and people, groups, districts: as a coordinator, as a member, as a stranger."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from network.models import FormerPosition, Group, Municipality, Organization, Person, User
from projects.models import Participation, Project
from tests.makers import (
    make_group,
    make_member,
    make_municipality,
    make_organization,
    make_person,
    make_project,
    make_role,
    make_user,
)

pytestmark = pytest.mark.django_db

NEW = {"kind": "institution", "status": "active", "role": "опорная школа", "place": "Рябиновский район"}


@pytest.fixture
def coordinator() -> User:
    return make_user()


@pytest.fixture
def party() -> Organization:
    return make_organization("Ольшанский РМК", phone="1-23-45", email="rmk@school.example", address="Речная, 1")


@pytest.fixture
def project(coordinator: User, party: Organization) -> Project:
    return make_project(coordinator=coordinator, members=[party])


def signed_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def words_of(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def test_new_organization_is_written_down(client: Client, project: Project, coordinator: User) -> None:
    url = reverse("projects:participant_add", args=[project.slug])
    answer = signed_in(client, coordinator).post(url, {**NEW, "full_name": "Рябиновский лицей"})
    part = Participation.objects.get(organization__full_name="Рябиновский лицей")
    assert answer.headers["Location"] == reverse(
        "projects:organization_detail", args=[project.slug, part.organization_id]
    )
    assert (part.role, str(part.organization.municipality)) == ("опорная школа", "Рябиновский район")


@pytest.mark.parametrize("name", ["«Ольшанский» РМК", "Ольшанскй РМК"])
def test_another_spelling_is_asked_about_and_nothing_typed_is_lost(
    client: Client, project: Project, coordinator: User, party: Organization, name: str
) -> None:
    url = reverse("projects:participant_add", args=[project.slug])
    answer = signed_in(client, coordinator).post(url, {**NEW, "full_name": name})
    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Какая это организация?" in page
    assert page.count("опорная школа") >= 1
    assert "Рябиновский район" in page
    assert (Organization.objects.filter(full_name=name).count(), Municipality.objects.count()) == (0, 0)
    again = client.post(url, {**NEW, "full_name": name, "known": party.pk})
    assert "«Ольшанский РМК» уже участвует в проекте." in again.content.decode()


def test_organization_of_the_directory_takes_part_under_its_own_name(
    client: Client, project: Project, coordinator: User
) -> None:
    known = make_organization("Липовский РМК")
    url = reverse("projects:participant_add", args=[project.slug])
    signed_in(client, coordinator).post(url, {**NEW, "full_name": "липовский рмк", "known": known.pk})
    assert Participation.objects.filter(project=project, organization=known, status="active").count() == 1
    assert Organization.objects.filter(full_name="липовский рмк").count() == 0


def test_namesake_is_new_where_a_person_says_so(client: Client, project: Project, coordinator: User) -> None:
    url = reverse("projects:participant_add", args=[project.slug])
    signed_in(client, coordinator).post(url, {**NEW, "full_name": "Ольшанский РМК", "known": "new"})
    assert Organization.objects.filter(short_name="Ольшанский РМК").count() == 2


def test_part_that_ends_before_it_starts(client: Client, project: Project, coordinator: User) -> None:
    part = project.participations.get()
    url = reverse("projects:participant_edit", args=[part.pk])
    said = {"role": "школа", "status": "ended", "starts_on": "2022-09-01", "ends_on": "2022-08-01"}
    answer = signed_in(client, coordinator).post(url, said)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Участие не может закончиться раньше, чем началось." in answer.content.decode()
    client.post(url, {**said, "ends_on": "2023-05-31"})
    part.refresh_from_db()
    assert (part.role, part.status, part.ends_on) == ("школа", "ended", date(2023, 5, 31))


def test_contacts_are_for_the_organization_and_those_who_read_the_project_whole(
    client: Client, project: Project, coordinator: User, party: Organization
) -> None:
    other = make_organization()
    Participation.objects.create(project=project, organization=other)
    url = reverse("projects:organization_detail", args=[project.slug, party.pk])
    make_person("Ковалёва А.П.", organization=party)
    seen = {}
    for name, user in (("own", make_member(party)), ("other", make_member(other)), ("coordinator", coordinator)):
        page = words_of(signed_in(client, user), url)
        seen[name] = tuple(word in page for word in ("Речная, 1", "1-23-45", "rmk@school.example", "Ковалёва"))
    assert seen == {"own": (True,) * 4, "other": (True, False, False, False), "coordinator": (True,) * 4}


def test_card_names_parts_of_projects_the_reader_sees_alone(
    client: Client, project: Project, coordinator: User, party: Organization
) -> None:
    near, far = (make_organization(name, parent=party) for name in ("Ближний кабинет", "Дальний кабинет"))
    Participation.objects.create(project=project, organization=near)
    make_project(members=[far])
    url = reverse("projects:organization_detail", args=[project.slug, party.pk])
    assert list(signed_in(client, coordinator).get(url).context["parts"]) == [near]


def test_stranger_sees_no_card(client: Client, project: Project, party: Organization) -> None:
    url = reverse("projects:organization_detail", args=[project.slug, party.pk])
    assert signed_in(client, make_user()).get(url).status_code == HTTPStatus.NOT_FOUND


def test_organization_of_another_project_is_not_here(client: Client, project: Project, coordinator: User) -> None:
    foreign = make_organization()
    url = reverse("projects:organization_detail", args=[project.slug, foreign.pk])
    assert signed_in(client, coordinator).get(url).status_code == HTTPStatus.NOT_FOUND


def test_member_changes_contacts_and_never_names(client: Client, project: Project, party: Organization) -> None:
    url = reverse("projects:organization_edit", args=[project.slug, party.pk])
    said = {"phone": "7-77", "email": "", "short_name": "Дворец", "full_name": "Дворец"}
    signed_in(client, make_member(party)).post(url, said)
    party.refresh_from_db()
    assert (party.phone, party.email, party.short_name) == ("7-77", "", "Ольшанский РМК")


def test_card_is_changed_as_a_whole_by_a_coordinator(
    client: Client, project: Project, coordinator: User, party: Organization
) -> None:
    place = make_municipality("Ольшанский район")
    url = reverse("projects:organization_edit", args=[project.slug, party.pk])
    said = {
        "full_name": "Ольшанский методический кабинет",
        "short_name": "Ольшанский кабинет",
        "kind": "methodical_service",
        "municipality": place.pk,
        "parent": project.organization_id,
    }
    signed_in(client, coordinator).post(url, said)
    party.refresh_from_db()
    assert (party.short_name, party.municipality, party.parent) == ("Ольшанский кабинет", place, project.organization)
    assert party.aliases.filter(name="Ольшанский РМК").exists()


def test_ring_of_organizations_is_refused_in_words(
    client: Client, project: Project, coordinator: User, party: Organization
) -> None:
    owner = project.organization
    owner.parent = party
    owner.save()
    url = reverse("projects:organization_edit", args=[project.slug, party.pk])
    said = {"full_name": "РМК", "short_name": "РМК", "kind": "partner", "parent": owner.pk}
    answer = signed_in(client, coordinator).post(url, said)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Так получится круг" in answer.content.decode()


def test_parent_outside_the_project_is_kept(
    client: Client, project: Project, coordinator: User, party: Organization
) -> None:
    above = make_organization("Управление")
    party.parent = above
    party.save()
    url = reverse("projects:organization_edit", args=[project.slug, party.pk])
    said = {"full_name": "РМК", "short_name": "РМК", "kind": "partner", "parent": above.pk}
    signed_in(client, coordinator).post(url, said)
    party.refresh_from_db()
    assert (party.short_name, party.parent) == ("РМК", above)


def test_card_points_at_a_record_that_may_be_the_same(
    client: Client, project: Project, coordinator: User, party: Organization
) -> None:
    slip = make_organization("Ольшанскй РМК")
    Participation.objects.create(project=project, organization=slip)
    url = reverse("projects:organization_detail", args=[project.slug, party.pk])
    merge = f"{reverse('plans:organization_merge', args=[project.slug, party.pk])}?other={slip.pk}"
    assert merge in words_of(signed_in(client, coordinator), url)
    assert merge not in words_of(signed_in(client, make_member(party)), url)


def test_spelling_is_written_down_and_taken_away(
    client: Client, project: Project, coordinator: User, party: Organization
) -> None:
    url = reverse("projects:organization_spelling_add", args=[project.slug, party.pk])
    signed_in(client, coordinator).post(url, {"name": "РМК района"})
    answer = client.post(url, {"name": "«РМК района»"})
    assert (answer.status_code, "уже записано" in answer.content.decode()) == (HTTPStatus.UNPROCESSABLE_ENTITY, True)
    alias = party.aliases.get(name="РМК района")
    client.post(reverse("projects:spelling_remove", args=[project.slug, alias.pk]))
    assert not party.aliases.filter(name="РМК района").exists()
    own = party.aliases.get(name="Ольшанский РМК")
    client.post(reverse("projects:spelling_remove", args=[project.slug, own.pk]))
    assert party.aliases.filter(pk=own.pk).exists()


def test_member_adds_and_moves_her_people(client: Client, project: Project, party: Organization) -> None:
    editor = make_member(party)
    url = reverse("projects:person_add", args=[project.slug, party.pk])
    signed_in(client, editor).post(url, {"surname": "Сокол", "given_name": "Б.", "position": "методист"})
    person = Person.objects.get(surname="Сокол")
    move = reverse("projects:person_position", args=[project.slug, person.pk])
    client.post(move, {"title": "заведующий", "organization": party.pk, "since": "2023-03-01"})
    person.refresh_from_db()
    former = FormerPosition.objects.get(person=person)
    assert (person.position, person.organization) == ("заведующий", party)
    assert (former.title, former.ends_on) == ("методист", date(2023, 2, 28))
    page = words_of(client, reverse("projects:person_detail", args=[project.slug, person.pk]))
    assert page.index("заведующий") < page.index("методист")
    client.post(reverse("projects:former_position_remove", args=[project.slug, former.pk]))
    assert FormerPosition.objects.count() == 0


def test_member_puts_nobody_into_an_organization_that_is_not_hers(
    client: Client, project: Project, party: Organization
) -> None:
    person = make_person(organization=party)
    move = reverse("projects:person_position", args=[project.slug, person.pk])
    said = {"title": "директор", "organization": project.organization_id, "since": "2023-03-01"}
    answer = signed_in(client, make_member(party)).post(move, said)
    person.refresh_from_db()
    assert (answer.status_code, person.organization) == (HTTPStatus.UNPROCESSABLE_ENTITY, party)


def test_new_place_needs_a_day_and_says_so(
    client: Client, project: Project, coordinator: User, party: Organization
) -> None:
    person = make_person(organization=party, position="методист", position_since=date(2023, 9, 1))
    move = reverse("projects:person_position", args=[project.slug, person.pk])
    answer = signed_in(client, coordinator).post(move, {"title": "директор", "organization": party.pk})
    assert "Укажите, с какого числа." in answer.content.decode()
    early = client.post(move, {"title": "директор", "organization": party.pk, "since": "2023-09-01"})
    assert (early.status_code, "директор" in early.content.decode()) == (HTTPStatus.UNPROCESSABLE_ENTITY, True)


def test_people_of_others_are_nobodys_business(client: Client, project: Project, party: Organization) -> None:
    other = make_organization()
    Participation.objects.create(project=project, organization=other)
    url = reverse("projects:person_detail", args=[project.slug, make_person(organization=party).pk])
    assert signed_in(client, make_member(other)).get(url).status_code == HTTPStatus.FORBIDDEN
    expert = make_role(project, "expert")  # type: ignore[arg-type]  # the value of the choice
    assert signed_in(client, expert).get(url).status_code == HTTPStatus.FORBIDDEN


def test_group_keeps_members_the_form_does_not_show(
    client: Client, project: Project, coordinator: User, party: Organization
) -> None:
    outside, retired = make_organization(), make_person("Сокол Б.И.")
    person = make_person(organization=party)
    group = make_group(project.organization, "методисты", people=[retired], organizations=[outside])
    url = reverse("projects:group_edit", args=[project.slug, group.pk])
    said = {"name": "методисты сети", "people": [person.pk], "organizations": [party.pk]}
    signed_in(client, coordinator).post(url, said)
    group.refresh_from_db()
    assert group.name == "методисты сети"
    assert set(group.people.all()) == {person, retired}
    assert set(group.organizations.all()) == {party, outside}


def test_group_is_made_and_removed(client: Client, project: Project, coordinator: User, party: Organization) -> None:
    signed_in(client, coordinator).post(
        reverse("projects:group_add", args=[project.slug]), {"name": "наставники", "organizations": [party.pk]}
    )
    group = Group.objects.get(name="наставники")
    assert (group.organization, list(group.organizations.all())) == (project.organization, [party])
    client.post(reverse("projects:group_remove", args=[project.slug, group.pk]))
    assert Group.objects.count() == 0


def test_group_of_a_taken_name_loses_no_tick(
    client: Client, project: Project, coordinator: User, party: Organization
) -> None:
    make_group(project.organization, "методисты")
    url = reverse("projects:group_add", args=[project.slug])
    answer = signed_in(client, coordinator).post(url, {"name": "методисты", "organizations": [party.pk]})
    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Такая группа у этой организации уже есть." in page
    assert page.count(" checked") == 1


def test_district_is_added_once_renamed_and_joined(
    client: Client, project: Project, coordinator: User, party: Organization
) -> None:
    url = reverse("projects:municipalities", args=[project.slug])
    signed_in(client, coordinator).post(url, {"name": "Липовский район", "region": "Север"})
    answer = client.post(url, {"name": "Липовский район", "region": "Север"})
    assert (answer.status_code, Municipality.objects.count()) == (HTTPStatus.UNPROCESSABLE_ENTITY, 1)
    wrong = make_municipality("Липовский р-н")
    party.municipality = wrong
    party.save()
    client.post(reverse("projects:municipality_edit", args=[project.slug, wrong.pk]), {"name": "Липовский р."})
    wrong.refresh_from_db()
    assert wrong.name == "Липовский р."
    right = Municipality.objects.get(name="Липовский район")
    client.post(reverse("projects:municipality_merge", args=[project.slug, wrong.pk]), {"other": right.pk})
    party.refresh_from_db()
    assert (party.municipality, Municipality.objects.count()) == (right, 1)


def test_district_of_others_projects_is_left_alone(client: Client, project: Project, coordinator: User) -> None:
    shared = make_municipality()
    make_project(members=[make_organization(municipality=shared)])
    url = reverse("projects:municipality_edit", args=[project.slug, shared.pk])
    answer = signed_in(client, coordinator).post(url, {"name": "Иной"})
    shared.refresh_from_db()
    assert (answer.status_code, shared.name == "Иной") == (HTTPStatus.FORBIDDEN, False)
    assert "проектов, которые ведут другие" in answer.content.decode()
