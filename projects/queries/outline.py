"""Stages and directions of a project, their works, its criteria."""

from __future__ import annotations

from projects.models import Criterion, Direction, MatrixEntry, Project, Stage


def stages_of(project: Project) -> list[Stage]:
    """Stages in their order."""
    return list(Stage.objects.filter(project=project).order_by("order", "pk"))


def directions_of(project: Project) -> list[Direction]:
    """Directions in their order."""
    return list(Direction.objects.filter(project=project).order_by("order", "pk"))


def entries_of(project: Project) -> list[MatrixEntry]:
    """Works of the matrix, stage by stage, with their stage and direction."""
    rows = MatrixEntry.objects.filter(project=project).select_related("stage", "direction")
    return list(rows.order_by("stage__order", "stage", "direction__order", "direction", "order", "pk"))


def criteria_of(project: Project) -> list[Criterion]:
    """Criteria with their indicators, in two queries."""
    return list(Criterion.objects.filter(project=project).order_by("order", "pk").prefetch_related("indicators"))
