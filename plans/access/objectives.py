"""Who may link items of plans to objectives of the project."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from network.access import Reader
from projects.access import require_coordinator, visible_projects
from projects.models import Objective


def objective_for_viewing(user: Reader, pk: int) -> Objective:
    """An objective of a visible project, or 404."""
    rows = Objective.objects.filter(project__in=visible_projects(user))
    return get_object_or_404(rows.select_related("project__organization"), pk=pk)


def objective_for_linking(user: Reader, pk: int) -> Objective:
    """An objective to link; 404 for strangers, 403 for those who only read."""
    objective = objective_for_viewing(user, pk)
    require_coordinator(user, objective.project)
    return objective
