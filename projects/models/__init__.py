"""Tables of projects: the project itself, what it means to reach, its school calendar."""

from __future__ import annotations

from projects.models.calendars import SchoolTerm, SchoolYear
from projects.models.outcomes import Criterion, Indicator, MatrixEntry, PlannedResult
from projects.models.projects import (
    UNKNOWN_ZONE,
    Direction,
    Participation,
    Project,
    ProjectRole,
    Stage,
    validate_time_zone,
)

__all__ = [
    "UNKNOWN_ZONE",
    "Criterion",
    "Direction",
    "Indicator",
    "MatrixEntry",
    "Participation",
    "PlannedResult",
    "Project",
    "ProjectRole",
    "SchoolTerm",
    "SchoolYear",
    "Stage",
    "validate_time_zone",
]
