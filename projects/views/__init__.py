"""Pages of projects."""

from __future__ import annotations

from projects.views.files import file_download
from projects.views.outline import (
    criteria,
    direction_add,
    direction_edit,
    direction_move,
    entry_add,
    entry_edit,
    outline,
    result_edit,
    stage_add,
    stage_edit,
    stage_move,
)
from projects.views.school_years import school_year_edit, school_year_restore, school_years

__all__ = [
    "criteria",
    "direction_add",
    "direction_edit",
    "direction_move",
    "entry_add",
    "entry_edit",
    "file_download",
    "outline",
    "result_edit",
    "school_year_edit",
    "school_year_restore",
    "school_years",
    "stage_add",
    "stage_edit",
    "stage_move",
]
