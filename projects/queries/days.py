"""What day it is where a project is."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from projects.models import Project


def project_today(project: Project, now: datetime) -> date:
    """Today in the project's time zone; without one of its own, in that of the portal."""
    return timezone.localtime(now, ZoneInfo(project.time_zone) if project.time_zone else None).date()
