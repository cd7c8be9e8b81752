"""Who is in projects: roles of a user, the network of a project."""

from __future__ import annotations

from django.db.models import QuerySet

from network.models import Organization, User
from projects.models import Participation, Project, ProjectRole


def roles_of(user: User) -> QuerySet[ProjectRole]:
    """What the user does in projects, with the projects, newest first."""
    return ProjectRole.objects.filter(user=user).select_related("project").order_by("-project__starts_on", "role")


def active_network(project: Project) -> list[Organization]:
    """Organisations that take part in the project now."""
    parts = Participation.objects.filter(project=project, status=Participation.Status.ACTIVE)
    return [part.organization for part in parts.select_related("organization").order_by("pk")]
