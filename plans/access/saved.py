"""Whose filters are whose."""

from __future__ import annotations

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from network.models import User
from plans.access.visible import reachable_projects
from plans.models import SavedFilter
from projects.models import Project


def own_filters(user: User, project: Project) -> QuerySet[SavedFilter]:
    """Filters the reader keeps in a project, by name."""
    return SavedFilter.objects.filter(user=user, project=project).order_by("name", "pk")


def filter_for_editing(user: User, pk: int) -> SavedFilter:
    """A filter of her own in a project she still reaches, or 404."""
    own = SavedFilter.objects.filter(user=user, project__in=reachable_projects(user))
    return get_object_or_404(own.select_related("project__organization"), pk=pk)
