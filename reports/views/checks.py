"""The public page behind the QR code of a paper."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from portal.limits import limited
from reports import queries

A_MINUTE = 60


@login_not_required
@require_GET
@limited("report-check", A_MINUTE)
def report_check(request: HttpRequest, code: str) -> HttpResponse:
    """Tell whoever scanned the QR code what document this is and whether a newer one took its place."""
    report = queries.report_of_code(code)
    if report is None:
        raise Http404
    context = {
        "report": report,
        "newer": queries.newer_report(report),
        "sums": queries.sums_of_code(code),
    }
    response = render(request, "reports/report_check.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
