"""Stages and directions of a project, their works, its results."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from simple_history.utils import get_history_manager_for_model

from network.models import User
from projects.models import Direction, MatrixEntry, PlannedResult, Project, ProjectFile, Stage


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


@dataclass(frozen=True, slots=True)
class ResultStep:
    """How a planned result stood after somebody changed it."""

    made_at: datetime
    author: User | None
    state: str
    evidence: str


def results_of(project: Project) -> list[PlannedResult]:
    """Planned results, stage by stage, with their stage."""
    rows = PlannedResult.objects.filter(project=project).select_related("stage")
    return list(rows.order_by("stage__order", "stage", "order", "pk"))


def result_files(result: PlannedResult) -> list[ProjectFile]:
    """Files that show the result."""
    return list(result.files.order_by("pk"))


def result_steps(result: PlannedResult) -> list[ResultStep]:
    """Who said what of the result and when, the latest first; how it first came is not told."""
    trail = get_history_manager_for_model(PlannedResult).filter(id=result.pk)
    found: list[ResultStep] = []
    before: tuple[str, str] | None = None
    for line in trail.select_related("history_user__person").order_by("history_id"):
        said = (line.state, line.evidence)
        if before is not None and said != before:
            found.append(ResultStep(line.history_date, line.history_user, line.get_state_display(), line.evidence))
        before = said
    return found[::-1]
