"""Who may invite whom: coordinators and administrators into any organisation of a project, a head into her own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from network.access import Reader
from network.links import secret_digest
from network.models import Membership, Organization, Person
from projects.access.leading import housed_organizations, keeps_house
from projects.access.projects import (
    ARCHIVED,
    coordinated_projects,
    project_for_viewing,
    visible_projects,
    wholly_visible_projects,
)
from projects.models import Participation, Project, ProjectInvitation

NOT_INVITING: Final = "Приглашать людей могут координатор проекта и руководитель организации."


@dataclass(frozen=True, slots=True)
class InvitingScope:
    """What the reader may do with invitations into the project."""

    project: Project
    organizations: tuple[Organization, ...]
    may_give_roles: bool
    may_change: bool

    def organization(self, pk: str) -> Organization:
        """One of the organisations by its number as text."""
        return next(each for each in self.organizations if str(each.pk) == pk)


def headed_organizations(user: Reader) -> QuerySet[Organization]:
    """Organisations the user is head of."""
    if not user.is_authenticated or not user.is_active:
        return Organization.objects.none()
    heading = Membership.objects.filter(user=user, role=Membership.Role.HEAD)
    return Organization.objects.filter(pk__in=heading.values("organization"))


def visible_invitations(user: Reader) -> QuerySet[ProjectInvitation]:
    """All of projects read in whole, else those into organisations the user is head of."""
    return ProjectInvitation.objects.filter(
        Q(project__in=wholly_visible_projects(user))
        | Q(project__in=visible_projects(user), role="", invitation__organization__in=headed_organizations(user)),
    )


def inviting_scope(user: Reader, slug: str) -> InvitingScope:
    """What the user may do with invitations; 404 for strangers, 403 for those who neither invite nor read all."""
    project = project_for_viewing(user, slug)
    is_open = project.state != Project.State.ARCHIVED
    if is_open and (user.is_staff or coordinated_projects(user).filter(pk=project.pk).exists()):
        return InvitingScope(project, _organizations(user, project), may_give_roles=True, may_change=True)
    headed = tuple(headed_organizations(user).filter(pk__in=_parts(project)).order_by("short_name", "pk"))
    if headed:
        return InvitingScope(project, headed, may_give_roles=False, may_change=is_open)
    if wholly_visible_projects(user).filter(pk=project.pk).exists():
        return InvitingScope(project, (), may_give_roles=False, may_change=False)
    raise PermissionDenied(NOT_INVITING)


def scope_for_inviting(user: Reader, slug: str) -> InvitingScope:
    """As `inviting_scope`, for whoever invites; 403 with the reason for all others."""
    scope = inviting_scope(user, slug)
    if not scope.may_change:
        raise PermissionDenied(ARCHIVED if scope.project.state == Project.State.ARCHIVED else NOT_INVITING)
    return scope


def invitation_for_changing(user: Reader, pk: int) -> ProjectInvitation:
    """An invitation to take back or renew; 404 for those who do not see it, 403 for those who only read."""
    rows = visible_invitations(user).select_related(
        "project", "project__organization", "invitation__organization", "invitation__person"
    )
    found = get_object_or_404(rows, pk=pk)
    scope = scope_for_inviting(user, found.project.slug)
    is_own = found.invitation.organization_id in {each.pk for each in scope.organizations}
    is_above = bool(found.role) or found.invitation.role == Membership.Role.HEAD
    if not is_own or (is_above and not scope.may_give_roles):
        raise PermissionDenied(NOT_INVITING)
    return found


def invitation_of_link(secret: str) -> ProjectInvitation:
    """The invitation a link leads to; raises Http404 for any other text."""
    rows = ProjectInvitation.objects.select_related(
        "project", "project__organization", "invitation__organization", "invitation__created_by__person"
    )
    found = rows.filter(invitation__token_hash=secret_digest(secret)).first()
    if found is None:
        raise Http404
    return found


def people_to_invite(scope: InvitingScope) -> QuerySet[Person]:
    """People of the organisations who have no account yet."""
    found = Person.objects.filter(organization__in=scope.organizations, user__isnull=True)
    return found.select_related("organization").order_by("surname", "given_name", "pk")


def still_invites(of: ProjectInvitation) -> bool:
    """Whoever made the link may invite so to this day: a link gives no more than its maker has now."""
    maker = of.invitation.created_by
    if maker is None or not visible_projects(maker).filter(pk=of.project_id).exists():
        return False
    try:
        scope = inviting_scope(maker, of.project.slug)
    except PermissionDenied:
        return False
    is_above = bool(of.role) or of.invitation.role == Membership.Role.HEAD
    is_housed = keeps_house(maker, of.invitation.organization)
    return scope.may_change and is_housed and (scope.may_give_roles or not is_above)


def _organizations(user: Reader, project: Project) -> tuple[Organization, ...]:
    """The institution and everybody who takes part or is invited, by name, as far as the user keeps their house."""
    wanted = Q(pk__in=_parts(project)) | Q(pk=project.organization_id)
    return tuple(housed_organizations(user, Organization.objects.filter(wanted)).order_by("short_name", "pk"))


def _parts(project: Project) -> QuerySet[Participation, int]:
    parts = Participation.objects.filter(project=project).exclude(status=Participation.Status.ENDED)
    return parts.values_list("organization", flat=True)
