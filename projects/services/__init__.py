"""Every write to projects."""

from __future__ import annotations

from projects.services.projects import (
    NO_COORDINATOR,
    NewProject,
    NewStage,
    add_directions,
    add_participant,
    add_stages,
    create_project,
    grant_role,
    require_a_coordinator,
    revoke_role,
)

__all__ = [
    "NO_COORDINATOR",
    "NewProject",
    "NewStage",
    "add_directions",
    "add_participant",
    "add_stages",
    "create_project",
    "grant_role",
    "require_a_coordinator",
    "revoke_role",
]
