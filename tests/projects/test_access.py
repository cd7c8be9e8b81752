"""Who sees which rows of a project: by a role in it, by an organisation that takes part, or not at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from network.access import Reader
from network.models import Membership
from projects import access
from projects.models import Participation, Project, ProjectRole
from tests.makers import (
    make_direction,
    make_member,
    make_organization,
    make_project,
    make_role,
    make_stage,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def readers() -> dict[str, Reader]:
    """Two projects, a reader of every kind in the first; one of its two members has left."""
    own, left = make_organization(), make_organization()
    project = make_project(coordinator=make_user(), members=[own, left])
    make_project(coordinator=make_user())
    Participation.objects.filter(organization=left).update(status=Participation.Status.ENDED)
    make_stage(project)
    make_direction(project)
    return {
        "administrator": make_user(is_staff=True),
        "coordinator": project.roles.get().user,
        "expert": make_role(project, ProjectRole.Role.EXPERT),
        "member": make_member(own, Membership.Role.VIEWER),
        "left": make_member(left),
        "deactivated": make_member(own, user=make_user(is_active=False)),
        "anonymous": AnonymousUser(),
    }


@pytest.mark.parametrize(
    ("visible", "administrator", "coordinator", "expert", "member"),
    [
        (access.visible_projects, 2, 1, 1, 1),
        (access.wholly_visible_projects, 2, 1, 0, 0),
        (access.coordinated_projects, 0, 1, 0, 0),
        (access.visible_roles, 3, 2, 0, 0),
        (access.visible_stages, 1, 1, 1, 1),
        (access.visible_directions, 1, 1, 1, 1),
        (access.visible_participations, 2, 2, 2, 2),
        (access.visible_organizations, 4, 3, 3, 3),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_who_sees_how_many(
    readers: dict[str, Reader],
    visible: Callable[[Reader], QuerySet[Project]],
    administrator: int,
    coordinator: int,
    expert: int,
    member: int,
) -> None:
    found = {name: visible(reader).count() for name, reader in readers.items()}
    inside = {"administrator": administrator, "coordinator": coordinator, "expert": expert, "member": member}
    assert found == {**inside, "left": 0, "deactivated": 0, "anonymous": 0}


def test_roles_are_told_to_nobody_who_may_not_sign_in(readers: dict[str, Reader]) -> None:
    project = Project.objects.get(stages__isnull=False)
    assert access.project_roles(readers["coordinator"], project) == {"coordinator"}
    assert access.project_roles(readers["member"], project) == frozenset()
    assert access.project_roles(readers["anonymous"], project) == frozenset()
