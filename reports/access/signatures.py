"""Who adds signatures to files of a report, and who takes them."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from network.access import Reader
from reports.access.orders import (
    NOT_AN_ORDERER,
    can_approve,
    can_order,
    report_for_viewing,
    require_open,
    visible_reports,
)
from reports.models import Report, ReportSignature

NOT_A_DIRECTOR = "Сертификатом учреждения документ подписывает директор проекта."


def report_for_signatures(user: Reader, pk: int) -> Report:
    """The report to whose files the user may attach signatures; 404 for strangers, 403 for those who only read."""
    report = report_for_viewing(user, pk)
    if not can_order(user, report.project):
        raise PermissionDenied(NOT_AN_ORDERER)
    return report


def report_for_signing(user: Reader, pk: int) -> Report:
    """The report whose PDF the user signs with the certificate; 403 for everybody but a director, and in an archive."""
    report = report_for_viewing(user, pk)
    require_open(report.project)
    if not can_approve(user, report.project):
        raise PermissionDenied(NOT_A_DIRECTOR)
    return report


def signature_for_viewing(user: Reader, pk: int) -> ReportSignature:
    """A signature of a report the user sees, or 404."""
    rows = ReportSignature.objects.filter(file__report__in=visible_reports(user))
    return get_object_or_404(rows.select_related("file__report__project"), pk=pk)


def signature_for_removal(user: Reader, pk: int) -> ReportSignature:
    """A signature the user may take away if it is hers; 404 for strangers, 403 for others and in an archive."""
    signature = signature_for_viewing(user, pk)
    if not can_order(user, signature.file.report.project):
        raise PermissionDenied(NOT_AN_ORDERER)
    require_open(signature.file.report.project)
    return signature
