"""Who may see and do what in a project.

A stranger is told 404, somebody who sees the project but may not act gets 403 with the reason in words.
"""

from __future__ import annotations

from projects.access.files import file_for_download, visible_files
from projects.access.projects import (
    ARCHIVED,
    NOT_COORDINATOR,
    Standing,
    can_coordinate,
    can_read_whole,
    coordinated_projects,
    direction_for_editing,
    entry_for_editing,
    project_for_coordination,
    project_for_viewing,
    project_roles,
    require_coordinator,
    result_for_editing,
    stage_for_editing,
    standing,
    visible_directions,
    visible_organizations,
    visible_participations,
    visible_projects,
    visible_roles,
    visible_stages,
    wholly_visible_projects,
)

__all__ = [
    "ARCHIVED",
    "NOT_COORDINATOR",
    "Standing",
    "can_coordinate",
    "can_read_whole",
    "coordinated_projects",
    "direction_for_editing",
    "entry_for_editing",
    "file_for_download",
    "project_for_coordination",
    "project_for_viewing",
    "project_roles",
    "require_coordinator",
    "result_for_editing",
    "stage_for_editing",
    "standing",
    "visible_directions",
    "visible_files",
    "visible_organizations",
    "visible_participations",
    "visible_projects",
    "visible_roles",
    "visible_stages",
    "wholly_visible_projects",
]
