"""Who keeps schedules of reports."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from network.access import Reader
from projects.access import wholly_visible_projects
from reports.access.orders import NOT_AN_ORDERER, can_order, require_open
from reports.models import ReportSchedule


def schedule_for_editing(user: Reader, pk: int) -> ReportSchedule:
    """The schedule to change; 404 for strangers, 403 for those who only read, and in an archive."""
    rows = ReportSchedule.objects.filter(project__in=wholly_visible_projects(user))
    schedule = get_object_or_404(rows.select_related("project__organization", "plan", "owner__person"), pk=pk)
    if not can_order(user, schedule.project):
        raise PermissionDenied(NOT_AN_ORDERER)
    require_open(schedule.project)
    return schedule
