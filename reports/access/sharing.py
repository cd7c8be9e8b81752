"""Who gives links to a report, and what a link opens."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from network.access import Reader
from network.links import secret_digest
from reports.access.orders import NOT_AN_ORDERER, can_order, report_for_viewing, visible_reports
from reports.models import Report, ShareLink


def report_for_sharing(user: Reader, pk: int) -> Report:
    """The report whose links the user gives and takes back; 404 for strangers, 403 for those who only read."""
    report = report_for_viewing(user, pk)
    if not can_order(user, report.project):
        raise PermissionDenied(NOT_AN_ORDERER)
    return report


def link_for_revoking(user: Reader, pk: int) -> ShareLink:
    """The link to take back; 404 for strangers, 403 for those who only read."""
    links = ShareLink.objects.filter(report__in=visible_reports(user)).select_related("report__project")
    link = get_object_or_404(links, pk=pk)
    if not can_order(user, link.report.project):
        raise PermissionDenied(NOT_AN_ORDERER)
    return link


def link_of_token(token: str, now: datetime) -> ShareLink | None:
    """The link whose secret this is, while it opens its report; `None` for an expired, revoked or unknown one alike.

    It opens no more than its author may give now: it is shut while she has no role in the project or no account.
    """
    links = ShareLink.objects.filter(revoked_at__isnull=True, expires_at__gt=now, report__state=Report.State.DONE)
    found = links.select_related("report__project__organization", "report__plan", "author")
    link = found.filter(token_hash=secret_digest(token)).first()
    return link if link and can_order(link.author, link.report.project) else None
