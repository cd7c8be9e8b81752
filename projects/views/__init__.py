"""Pages of projects."""

from __future__ import annotations

from projects.views.school_years import school_year_edit, school_year_restore, school_years

__all__ = ["school_year_edit", "school_year_restore", "school_years"]
