"""Who sees a project, who changes it, and rows that hang on it directly."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from network.access import Reader, own_organizations
from network.models import Organization
from projects.models import Direction, MatrixEntry, Participation, PlannedResult, Project, ProjectRole, Stage

ARCHIVED = "Проект в архиве: в нём ничего нельзя менять."
NOT_COORDINATOR = "Это может делать только координатор проекта."


def project_roles(user: Reader, project: Project) -> frozenset[str]:
    """Roles of the user in the project, empty for members and strangers."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    return frozenset(ProjectRole.objects.filter(project=project, user=user).values_list("role", flat=True))


def wholly_visible_projects(user: Reader) -> QuerySet[Project]:
    """Projects read in whole, marks and files of all members included: by role, or as administrator."""
    if not user.is_authenticated or not user.is_active:
        return Project.objects.none()
    if user.is_staff:
        return Project.objects.all()
    roles = ProjectRole.objects.filter(user=user).exclude(role=ProjectRole.Role.EXPERT)
    return Project.objects.filter(pk__in=roles.values("project"))


def coordinated_projects(user: Reader) -> QuerySet[Project]:
    """Projects the user coordinates and may change now."""
    if not user.is_authenticated or not user.is_active:
        return Project.objects.none()
    roles = ProjectRole.objects.filter(user=user, role=ProjectRole.Role.COORDINATOR)
    return Project.objects.filter(pk__in=roles.values("project")).exclude(state=Project.State.ARCHIVED)


def visible_projects(user: Reader) -> QuerySet[Project]:
    """Projects the user has a role in or whose network her organisation is active in; all for an administrator."""
    if not user.is_authenticated or not user.is_active:
        return Project.objects.none()
    if user.is_staff:
        return Project.objects.all()
    return Project.objects.filter(
        Q(pk__in=ProjectRole.objects.filter(user=user).values("project"))
        | Q(pk__in=_active_participations(user).values("project")),
    )


def can_coordinate(user: Reader, project: Project) -> bool:
    """The user is a coordinator of a project that is not archived."""
    return coordinated_projects(user).filter(pk=project.pk).exists()


def can_read_whole(user: Reader, project: Project) -> bool:
    """The user reads the whole project, not only her organisation's part."""
    return wholly_visible_projects(user).filter(pk=project.pk).exists()


@dataclass(frozen=True, slots=True)
class Standing:
    """What a user is in a project, all that its frame of tabs needs."""

    can_coordinate: bool = False
    can_read_whole: bool = False
    is_member: bool = False
    is_seeing: bool = False
    """Pages of the project itself are open; not to somebody who only answers for items of its plans."""


def standing(user: Reader, project: Project) -> Standing:
    """The user's standing in the project, read in one query."""
    found = (
        Project.objects.filter(pk=project.pk)
        .values_list(
            Exists(coordinated_projects(user).filter(pk=OuterRef("pk"))),
            Exists(wholly_visible_projects(user).filter(pk=OuterRef("pk"))),
            Exists(_active_participations(user).filter(project=OuterRef("pk"))),
            Exists(visible_projects(user).filter(pk=OuterRef("pk"))),
        )
        .first()
    )
    return Standing(*found) if found else Standing()


def project_for_viewing(user: Reader, slug: str) -> Project:
    """The project, or 404."""
    return get_object_or_404(visible_projects(user).select_related("organization"), slug=slug)


def project_for_coordination(user: Reader, slug: str) -> Project:
    """The project to change; 404 for strangers, 403 for those who only read or where it is archived."""
    project = project_for_viewing(user, slug)
    require_coordinator(user, project)
    return project


def require_coordinator(user: Reader, project: Project) -> None:
    """Raise `PermissionDenied` with the reason unless the user may change the project now."""
    if can_coordinate(user, project):
        return
    raise PermissionDenied(ARCHIVED if project.state == Project.State.ARCHIVED else NOT_COORDINATOR)


def stage_for_editing(user: Reader, pk: int) -> Stage:
    """A stage to change; 404 for strangers, 403 for those who only read."""
    stage = get_object_or_404(visible_stages(user).select_related("project"), pk=pk)
    require_coordinator(user, stage.project)
    return stage


def direction_for_editing(user: Reader, pk: int) -> Direction:
    """A direction to change; as `stage_for_editing`."""
    direction = get_object_or_404(visible_directions(user).select_related("project"), pk=pk)
    require_coordinator(user, direction.project)
    return direction


def entry_for_editing(user: Reader, pk: int) -> MatrixEntry:
    """A work of the matrix to change; as `stage_for_editing`."""
    rows = MatrixEntry.objects.filter(project__in=visible_projects(user))
    entry = get_object_or_404(rows.select_related("project", "stage", "direction"), pk=pk)
    require_coordinator(user, entry.project)
    return entry


def result_for_editing(user: Reader, pk: int) -> PlannedResult:
    """A planned result to change; as `stage_for_editing`."""
    rows = PlannedResult.objects.filter(project__in=visible_projects(user))
    result = get_object_or_404(rows.select_related("project", "stage"), pk=pk)
    require_coordinator(user, result.project)
    return result


def visible_roles(user: Reader) -> QuerySet[ProjectRole]:
    """Roles in projects read in whole."""
    return ProjectRole.objects.filter(project__in=wholly_visible_projects(user))


def visible_stages(user: Reader) -> QuerySet[Stage]:
    """Stages of visible projects."""
    return Stage.objects.filter(project__in=visible_projects(user))


def visible_directions(user: Reader) -> QuerySet[Direction]:
    """Directions of visible projects."""
    return Direction.objects.filter(project__in=visible_projects(user))


def visible_participations(user: Reader) -> QuerySet[Participation]:
    """Who takes part in visible projects is known to the whole network."""
    return Participation.objects.filter(project__in=visible_projects(user))


def visible_organizations(user: Reader) -> QuerySet[Organization]:
    """Organisations of visible projects, the institution that runs them included."""
    projects = visible_projects(user)
    return Organization.objects.filter(
        Q(pk__in=Participation.objects.filter(project__in=projects).values("organization"))
        | Q(pk__in=projects.values("organization")),
    )


def _active_participations(user: Reader) -> QuerySet[Participation]:
    return Participation.objects.filter(
        organization__in=own_organizations(user),
        status=Participation.Status.ACTIVE,
    )
