"""Who may see who has access to a project, and change it: coordinators, administrators, heads in their own house."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from network.access import Reader, own_organizations
from network.models import Membership, Organization
from projects.access.invitations import headed_organizations
from projects.access.leading import LED_BY_OTHERS, housed_organizations
from projects.access.projects import (
    ARCHIVED,
    can_read_whole,
    coordinated_projects,
    project_for_viewing,
    visible_projects,
    visible_roles,
)
from projects.models import Participation, Project, ProjectRole

NOT_A_MANAGER: Final = "Доступ меняют координатор проекта, администратор и руководитель организации у своих."
ABOVE_YOU: Final = "Руководителя организации меняет только координатор проекта."
# Names of these are known to everybody who takes part; who reviews and who watches is not.
PUBLIC_ROLES: Final = (ProjectRole.Role.COORDINATOR, ProjectRole.Role.DIRECTOR)


@dataclass(frozen=True, slots=True)
class PeopleScope:
    """What the reader sees and changes among those who have access.

    By id: `own` organisations, those of the project she is head of (`headed`), those whose accounts she keeps as
    coordinator (`housed`).
    """

    project: Project
    reads_whole: bool
    manages: bool
    own: frozenset[int]
    headed: frozenset[int]
    housed: frozenset[int]

    def may_change(self, place: Membership) -> bool:
        """A place may be changed or ended by the reader."""
        is_below = place.role != Membership.Role.HEAD
        return place.organization_id in self.housed or (place.organization_id in self.headed and is_below)


def may_view(user: Reader, slug: str) -> bool:
    """The user sees the project at all."""
    return visible_projects(user).filter(slug=slug).exists()


def people_scope(user: Reader, slug: str) -> PeopleScope:
    """What the user may look at and change; 404 for strangers."""
    project = project_for_viewing(user, slug)
    is_open = project.state != Project.State.ARCHIVED
    parts = Participation.objects.filter(project=project).exclude(status=Participation.Status.ENDED)
    headed = headed_organizations(user).filter(pk__in=parts.values("organization"))
    manages = is_open and (user.is_staff or coordinated_projects(user).filter(pk=project.pk).exists())
    return PeopleScope(
        project,
        reads_whole=can_read_whole(user, project),
        manages=manages,
        own=frozenset(own_organizations(user).values_list("pk", flat=True)),
        headed=frozenset(headed.values_list("pk", flat=True)) if is_open else frozenset(),
        housed=_housed(user, project) if manages else frozenset(),
    )


def _housed(user: Reader, project: Project) -> frozenset[int]:
    parts = Participation.objects.filter(project=project).exclude(status=Participation.Status.ENDED)
    found = Organization.objects.filter(Q(pk__in=parts.values("organization")) | Q(pk=project.organization_id))
    return frozenset(housed_organizations(user, found).values_list("pk", flat=True))


def scope_for_managing(user: Reader, slug: str) -> PeopleScope:
    """As `people_scope`, for whoever gives and takes roles of the project; 403 with the reason for others."""
    scope = people_scope(user, slug)
    if not scope.manages:
        raise PermissionDenied(ARCHIVED if scope.project.state == Project.State.ARCHIVED else NOT_A_MANAGER)
    return scope


def shown_roles(scope: PeopleScope) -> QuerySet[ProjectRole]:
    """Roles in the project that the reader may know of."""
    roles = ProjectRole.objects.filter(project=scope.project)
    return roles if scope.reads_whole else roles.filter(role__in=PUBLIC_ROLES)


def shown_organizations(scope: PeopleScope) -> QuerySet[Organization]:
    """Organisations whose people the reader may know: all of the project, else her own."""
    parts = Participation.objects.filter(project=scope.project).exclude(status=Participation.Status.ENDED)
    found = Organization.objects.filter(Q(pk__in=parts.values("organization")) | Q(pk=scope.project.organization_id))
    return found if scope.reads_whole else found.filter(pk__in=scope.own)


def role_for_revoking(user: Reader, pk: int) -> ProjectRole:
    """A role to take away; 404 for those who do not read the project in whole, 403 for those who only read."""
    role = get_object_or_404(visible_roles(user).select_related("project", "user__person"), pk=pk)
    scope_for_managing(user, role.project.slug)
    return role


def place_for_changing(user: Reader, slug: str, pk: int) -> tuple[PeopleScope, Membership]:
    """A place in an organisation of the project; 404 where the reader does not see it, 403 where she only sees."""
    scope = people_scope(user, slug)
    places = Membership.objects.filter(organization__in=shown_organizations(scope))
    place = get_object_or_404(places.select_related("user__person", "organization"), pk=pk)
    if scope.may_change(place):
        return scope, place
    if scope.project.state == Project.State.ARCHIVED:
        raise PermissionDenied(ARCHIVED)
    if scope.manages:
        raise PermissionDenied(LED_BY_OTHERS.format(name=place.organization))
    raise PermissionDenied(ABOVE_YOU if place.organization_id in scope.headed else NOT_A_MANAGER)
