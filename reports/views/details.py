"""One report: its files, what came after it, its approval, what it says on screen."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from network.access import reader
from projects.views.common import today_in
from reports import queries, services
from reports.access import can_approve, can_order, report_for_approval, report_for_viewing
from reports.content import content_from_json, is_readable
from reports.forms.approval import ApprovalForm
from reports.models import Report
from reports.screen import screen_html

OF_OLD = "Этот документ собран прежней версией портала, на экране его уже не показать. Скачайте его готовые файлы."


@require_GET
def report_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The report with its files, versions, approval, links and signatures."""
    report = report_for_viewing(request.user, pk)
    return render(request, "reports/report_detail.html", detail_context(request, report))


@require_GET
def report_read(request: HttpRequest, pk: int) -> HttpResponse:
    """What the finished report says, on screen; frozen as its files are."""
    report = report_for_viewing(request.user, pk)
    if report.content is None:
        raise Http404
    try:
        paper = screen_html(content_from_json(report.content))
    except (KeyError, TypeError, ValueError):
        context = _frame(report) | {"paper": "", "reason": OF_OLD}
        return render(request, "reports/report_read.html", context, status=HTTPStatus.NOT_FOUND)
    return render(request, "reports/report_read.html", _frame(report) | {"paper": paper, "reason": ""})


@require_POST
def report_approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze the report under a number and a day."""
    report = report_for_approval(request.user, pk)
    form = ApprovalForm(request.POST, today=today_in(report.project))
    if form.is_valid() and _approve(request, report, form):
        messages.success(request, "Документ утверждён. На странице проверки по QR-коду это уже видно.")
        return redirect("reports:report_detail", pk)
    context = detail_context(request, report, form=form)
    return render(request, "reports/report_detail.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def detail_context(request: HttpRequest, report: Report, **more: object) -> dict[str, Any]:
    """What the page of one report shows; `more` replaces forms that came back with errors."""
    downloads, count = queries.downloads_of(report)
    standing = queries.standing_of(report)
    may_approve = can_approve(request.user, report.project) and standing.stage in {
        queries.Stage.FRESH,
        queries.Stage.STALE,
    }
    today = today_in(report.project)
    return (
        _frame(report)
        | {
            "can_order": can_order(request.user, report.project),
            "is_readable": is_readable(report.content),
            "files": [file for file in report.files.all() if file.sha256],
            "standing": standing,
            "versions": queries.versions_of(report),
            "downloads": downloads,
            "download_count": count,
            "form": ApprovalForm(initial={"on": today}, today=today) if may_approve else None,
        }
        | more
    )


def _approve(request: HttpRequest, report: Report, form: ApprovalForm) -> bool:
    said = form.cleaned_data
    try:
        services.approve_report(
            report,
            said["number"],
            said["on"],
            actor=reader(request),
            now=timezone.now(),
            today=today_in(report.project),
        )
    except ValidationError as problem:
        form.add_error(None, problem)
        return False
    return True


def _frame(report: Report) -> dict[str, Any]:
    return {"project": report.project, "tab": "reports", "report": report}
