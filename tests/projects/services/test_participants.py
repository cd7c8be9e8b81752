"""Who takes part in a project: taken in once, with sensible days, in a district that is known."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from network.models import Group, Membership, Municipality, Notification, Organization
from projects.models import Participation
from projects.services.network_groups import leave_network_groups
from projects.services.participants import NewOrganization, Part, change_part, new_place, take_in, take_in_new
from tests.makers import (
    history_of,
    make_group,
    make_member,
    make_municipality,
    make_organization,
    make_project,
    make_user,
)

pytestmark = pytest.mark.django_db

RMK = NewOrganization("Методический кабинет Липовского района", "Липовский РМК", "methodical_service")
SEPTEMBER = date(2022, 9, 1)


def test_new_organization_comes_with_its_district_and_its_part() -> None:
    project, actor = make_project(), make_user()
    new = NewOrganization(RMK.full_name, " ", RMK.kind, place=" Липовский  район ")
    part = take_in_new(project, new, Part(" опорная  школа ", starts_on=SEPTEMBER), actor=actor)
    organization = part.organization
    assert (organization.short_name, organization.kind) == (RMK.full_name, RMK.kind)
    assert (str(organization.municipality), part.role, part.status) == ("Липовский район", "опорная школа", "active")
    assert history_of(Participation).last().history_user == actor


def test_district_of_a_known_name_is_not_written_down_twice() -> None:
    known = make_municipality("Липовский район")
    assert new_place("липовский район", actor=None) == known
    assert new_place(" ", actor=None) is None


def test_district_a_slip_of_the_pen_away_is_asked_about() -> None:
    make_municipality("Липовский район")
    with pytest.raises(ValidationError, match="В справочнике есть «Липовский район»"):
        take_in_new(make_project(), NewOrganization("Центр", "", "partner", place="Липовскй район"), Part(), actor=None)
    assert (Municipality.objects.count(), Organization.objects.filter(full_name="Центр").count()) == (1, 0)


@pytest.mark.parametrize(
    ("status", "words"), [("active", "уже участвует в проекте"), ("invited", "уже в списке участников: приглашена")]
)
def test_nobody_takes_part_twice(status: str, words: str) -> None:
    project, organization = make_project(), make_organization()
    Participation.objects.create(project=project, organization=organization, status=status)
    with pytest.raises(ValidationError, match=words):
        take_in(project, organization, Part(), actor=None)
    assert Participation.objects.count() == 1


def test_who_has_left_may_come_back() -> None:
    project, organization = make_project(), make_organization()
    Participation.objects.create(project=project, organization=organization, status="ended", ends_on=SEPTEMBER)
    assert take_in(project, organization, Part(), actor=None).status == "active"
    assert Participation.objects.count() == 2


def test_editors_are_told_where_their_organization_takes_part_now() -> None:
    project, organization = make_project(short_title="Сеть"), make_organization("Центр Альфа")
    editor = make_member(organization)
    make_member(organization, Membership.Role.VIEWER)
    take_in(project, organization, Part(), actor=None)
    take_in(project, make_organization(), Part(status="invited"), actor=None)
    told = Notification.objects.values_list("user", "text")
    assert list(told) == [(editor.pk, "Центр Альфа теперь участвует в проекте «Сеть».")]


def test_whoever_runs_the_project_is_no_participant() -> None:
    project = make_project()
    with pytest.raises(ValidationError, match="само ведёт этот проект"):
        take_in(project, project.organization, Part(), actor=None)


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (Part(starts_on=SEPTEMBER, ends_on=date(2022, 8, 31)), "не может закончиться раньше"),
        (Part(status="ended"), "Укажите, по какое число"),
    ],
)
def test_days_make_sense(part: Part, words: str) -> None:
    row = Participation(project=make_project(), organization=make_organization())
    with pytest.raises(ValidationError, match=words):
        change_part(row, part, actor=None)
    assert Participation.objects.count() == 0


def test_end_of_a_part() -> None:
    row = Participation.objects.create(project=make_project(), organization=make_organization())
    change_part(row, Part("школа", "ended", SEPTEMBER, date(2023, 5, 31)), actor=None)
    row.refresh_from_db()
    assert (row.role, row.status, row.ends_on) == ("школа", "ended", date(2023, 5, 31))


def test_participant_stands_in_the_group_of_all_participants() -> None:
    project, actor = make_project(), make_user()
    everybody = make_group(project.organization, "Участники сети")
    others = make_group(project.organization, "методисты")
    known, waiting = make_organization(), make_organization()
    take_in(project, known, Part(), actor=actor)
    part = take_in(project, waiting, Part(status="invited"), actor=actor)
    assert (list(everybody.organizations.all()), others.organizations.count()) == ([known], 0)
    assert history_of(Group).last().history_user == actor
    change_part(part, Part(), actor=actor)
    assert set(everybody.organizations.all()) == {known, waiting}
    part.delete()
    leave_network_groups(project, waiting, actor=actor)
    leave_network_groups(project, known, actor=actor)
    assert list(everybody.organizations.all()) == [known]


def test_group_of_an_institution_with_two_projects_is_left_alone() -> None:
    owner = make_organization()
    project, _ = make_project(organization=owner), make_project(organization=owner)
    everybody = make_group(owner, "участники сети")
    take_in(project, make_organization(), Part(), actor=None)
    assert everybody.organizations.count() == 0
