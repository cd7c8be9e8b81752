"""Accounts that have access to a project: by role in it, by place in an organisation of its network."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from network.models import Membership, Organization, User
from projects.models import Participation, Project, ProjectRole


@dataclass(frozen=True, slots=True)
class OrganizationPeople:
    """An organisation and who signs in for it, heads first."""

    organization: Organization
    places: tuple[Membership, ...]


def role_rows(roles: QuerySet[ProjectRole]) -> list[ProjectRole]:
    """Roles with their accounts, coordinators first; one query."""
    order = list(ProjectRole.Role)
    rows = roles.select_related("user__person").order_by("pk")
    return sorted(rows, key=lambda each: (order.index(ProjectRole.Role(each.role)), each.user.display_name))


def people_by_organization(organizations: QuerySet[Organization]) -> list[OrganizationPeople]:
    """Accounts of each organisation that is given, by its name; two queries."""
    places: dict[int, list[Membership]] = defaultdict(list)
    order = list(Membership.Role)
    rows = Membership.objects.filter(organization__in=organizations).select_related("user__person").order_by("pk")
    for place in sorted(rows, key=lambda each: (order.index(Membership.Role(each.role)), each.user.display_name)):
        places[place.organization_id].append(place)
    found = organizations.select_related("municipality").order_by("short_name", "pk")
    return [OrganizationPeople(each, tuple(places[each.pk])) for each in found]


def known_accounts(project: Project) -> list[User]:
    """Active accounts that see the project already: by a role, or for one of its organisations; one query."""
    parts = Participation.objects.filter(project=project).exclude(status=Participation.Status.ENDED)
    places = Membership.objects.filter(
        Q(organization__in=parts.values("organization")) | Q(organization=project.organization_id)
    )
    roles = ProjectRole.objects.filter(project=project)
    found = User.objects.filter(Q(pk__in=places.values("user")) | Q(pk__in=roles.values("user")), is_active=True)
    return sorted(found.select_related("person"), key=lambda user: (user.display_name, user.pk))


def coordinators_of(project: Project) -> list[User]:
    """Accounts that coordinate the project and may sign in."""
    roles = ProjectRole.objects.filter(project=project, role=ProjectRole.Role.COORDINATOR, user__is_active=True)
    return [role.user for role in roles.select_related("user__person").order_by("pk")]


def heads_of(organization: Organization) -> list[User]:
    """Accounts that head the organisation and may sign in."""
    places = Membership.objects.filter(organization=organization, role=Membership.Role.HEAD, user__is_active=True)
    return [place.user for place in places.select_related("user__person").order_by("pk")]
