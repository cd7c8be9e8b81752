"""Who may order, see and download reports."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from network.access import Reader
from projects.access import ARCHIVED, can_read_whole, project_for_viewing, project_roles, wholly_visible_projects
from projects.models import Project, ProjectRole
from reports.models import Report, ReportDownload

NOT_A_READER = "Отчёты проекта видят координатор, директор и наблюдатель."
NOT_AN_ORDERER = "Заказать отчёт могут координатор или директор проекта."
NOT_A_DIRECTOR = "Утвердить документ может только директор проекта."


def visible_reports(user: Reader) -> QuerySet[Report]:
    """Reports of projects the user reads in whole: a report tells of all members."""
    return Report.objects.filter(project__in=wholly_visible_projects(user))


def visible_downloads(user: Reader) -> QuerySet[ReportDownload]:
    """Who took visible reports."""
    return ReportDownload.objects.filter(report__in=visible_reports(user))


def project_for_reports(user: Reader, slug: str) -> Project:
    """The project whose reports may be read; 404 for strangers, 403 for members."""
    project = project_for_viewing(user, slug)
    if not can_read_whole(user, project):
        raise PermissionDenied(NOT_A_READER)
    return project


def can_order(user: Reader, project: Project) -> bool:
    """Coordinators and directors order reports, of archived projects too."""
    return bool(project_roles(user, project) & {ProjectRole.Role.COORDINATOR, ProjectRole.Role.DIRECTOR})


def project_for_ordering(user: Reader, slug: str) -> Project:
    """The project a report may be ordered for; 404 for strangers, 403 for others."""
    project = project_for_viewing(user, slug)
    if not can_order(user, project):
        raise PermissionDenied(NOT_AN_ORDERER)
    return project


def report_for_viewing(user: Reader, pk: int) -> Report:
    """The report, or 404."""
    return get_object_or_404(visible_reports(user).select_related("project", "plan", "author"), pk=pk)


def report_for_retry(user: Reader, pk: int) -> Report:
    """The failed report to try again; 404 for strangers, 403 for those who only read."""
    report = report_for_viewing(user, pk)
    if not can_order(user, report.project):
        raise PermissionDenied(NOT_AN_ORDERER)
    return report


def is_open(project: Project) -> bool:
    """Papers of an archived project are ordered and downloaded, nothing else is done with them."""
    return project.state != Project.State.ARCHIVED


def require_open(project: Project) -> None:
    """Raise PermissionDenied for an archived project."""
    if not is_open(project):
        raise PermissionDenied(ARCHIVED)


def project_for_preparing(user: Reader, slug: str) -> Project:
    """The project whose papers are rewritten or scheduled; 404 for strangers, 403 for others and in an archive."""
    project = project_for_ordering(user, slug)
    require_open(project)
    return project


def can_approve(user: Reader, project: Project) -> bool:
    """Only a director approves: the coordinator prepares the paper, she does not sign it. Nobody in an archive."""
    return is_open(project) and ProjectRole.Role.DIRECTOR in project_roles(user, project)


def report_for_approval(user: Reader, pk: int) -> Report:
    """The report to approve; 404 for strangers, 403 for those who only read or prepare it, and in an archive."""
    report = report_for_viewing(user, pk)
    require_open(report.project)
    if not can_approve(user, report.project):
        raise PermissionDenied(NOT_A_DIRECTOR)
    return report
