"""What several pages of projects need."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from projects.models import Project
from projects.queries.days import project_today


def today_in(project: Project) -> date:
    """Today where the project is."""
    return project_today(project, timezone.now())
