"""Shaped reads of projects."""

from __future__ import annotations

from django.db.models import QuerySet

from network.models import User
from projects.models import ProjectRole


def roles_of(user: User) -> QuerySet[ProjectRole]:
    """What the user does in projects, with the projects, newest first."""
    return ProjectRole.objects.filter(user=user).select_related("project").order_by("-project__starts_on", "role")
