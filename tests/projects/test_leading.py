"""Whose house an organisation is: a coordinator of one project is a stranger in those others work with too."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from network.models import Membership, Organization, User
from network.services.invitations import InvitationGone, NewInvitation
from projects.access.invitations import inviting_scope
from projects.access.leading import LED_BY_OTHERS, led_organizations
from projects.access.participants import can_edit_card, group_for_editing
from projects.access.people import people_scope
from projects.models import Participation, Project, ProjectRole
from projects.services import revoke_role
from projects.services.invitations import NO_LONGER, accept_invitation, invite
from tests.makers import make_group, make_member, make_organization, make_project, make_role, make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 10, 5, 12, tzinfo=ZoneInfo("Europe/Minsk"))


@pytest.fixture
def project() -> Project:
    return make_project()


@pytest.fixture
def coordinator(project: Project) -> User:
    return make_role(project, ProjectRole.Role.COORDINATOR)


@pytest.fixture
def shared(project: Project) -> Organization:
    """A participant that takes part in a project of somebody else too."""
    organization = make_organization("Школа № 7")
    for each in (project, make_project()):
        Participation.objects.create(project=each, organization=organization)
    return organization


def test_coordinator_leads_those_who_are_in_her_projects_only(
    project: Project, coordinator: User, shared: Organization
) -> None:
    own = make_organization()
    Participation.objects.create(project=project, organization=own)
    everybody = Organization.objects.filter(pk__in=[own.pk, shared.pk])
    assert list(led_organizations(coordinator, everybody)) == [own]
    assert set(led_organizations(make_user(is_staff=True), everybody)) == {own, shared}
    assert list(led_organizations(make_user(is_active=False), everybody)) == []


def test_coordinator_neither_invites_into_it_nor_edits_it(
    project: Project, coordinator: User, shared: Organization, client: Client
) -> None:
    member = make_member(shared)
    client.force_login(coordinator)
    page = client.get(reverse("projects:people", args=[project.slug]))
    place = Membership.objects.get(user=member)
    ended = client.post(reverse("projects:membership_end", args=[project.slug, place.pk]))
    assert shared not in inviting_scope(coordinator, project.slug).organizations
    assert can_edit_card(coordinator, project, shared) is False
    assert shared.pk not in people_scope(coordinator, project.slug).housed
    assert member.email not in page.content.decode()
    assert ended.status_code == 403
    assert LED_BY_OTHERS.format(name=shared) in ended.content.decode()


def test_its_own_people_edit_it_in_either_project(project: Project, shared: Organization) -> None:
    assert can_edit_card(make_member(shared), project, shared) is True


def test_group_that_two_projects_name_is_kept_by_who_leads_both(project: Project, coordinator: User) -> None:
    group = make_group(project.organization)
    assert group_for_editing(coordinator, project.slug, group.pk)[1] == group
    make_project(organization=project.organization)
    with pytest.raises(PermissionDenied):
        group_for_editing(coordinator, project.slug, group.pk)


def test_link_gives_no_more_than_its_maker_has_now(project: Project, coordinator: User) -> None:
    organization = make_organization()
    Participation.objects.create(project=project, organization=organization)
    make_role(project, ProjectRole.Role.COORDINATOR)
    made = invite(
        project, NewInvitation(organization, Membership.Role.EDITOR.value), now=NOW, actor=coordinator
    ).invitation
    revoke_role(ProjectRole.objects.get(user=coordinator), actor=None)
    newcomer = make_user()
    with pytest.raises(InvitationGone) as caught:
        accept_invitation(made.to_project, newcomer, today=date(2022, 10, 6), now=NOW + timedelta(days=1))
    assert str(caught.value) == NO_LONGER
    assert not Membership.objects.filter(user=newcomer).exists()
