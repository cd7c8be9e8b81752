"""What several pages of reports need."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from plans.queries import project_today
from projects.models import Project


def today_in(project: Project) -> date:
    """Today where the project is."""
    return project_today(project, timezone.now())
