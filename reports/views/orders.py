"""Orders of reports and their progress, files, the director's summary."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from http import HTTPStatus
from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from network.access import Reader, reader
from plans.progress import ItemState
from plans.queries import PlanTable, plan_table
from portal.text.numbers import number_in
from projects.models import Project
from projects.views.common import today_in
from reports import queries, services
from reports.access import (
    can_order,
    project_for_ordering,
    project_for_reports,
    report_for_retry,
    report_for_viewing,
    visible_reports,
)
from reports.forms.orders import OrderForm, first_words, order_query, typed_words, words_of
from reports.models import Report
from reports.queries.choices import OrderChoices
from reports.tasks import render_report

ON_A_PAGE = 20
STOP_POLLING = 286
GONE = "Файла на месте нет. Закажите документ ещё раз: он соберётся заново."
NOT_READY = "Документ ещё не готов: он собирается. Подождите немного и скачайте его со страницы отчётов."
LATE_SHOWN = 10
TYPES: Mapping[str, str] = {
    Report.Format.PDF: "application/pdf",
    Report.Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Report.Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Report.Format.ZIP: "application/zip",
}


@require_GET
def report_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what is being made, the form of a new document and the history."""
    project = project_for_reports(request.user, slug)
    return render(request, "reports/report_list.html", list_context(request, project))


@require_POST
def report_order(request: HttpRequest, slug: str) -> HttpResponse:
    """Order a document, or look at it first; the page comes back at once, whether or not the worker hears of it."""
    project = project_for_ordering(request.user, slug)
    form = OrderForm(request.POST, choices=queries.order_choices(project), today=today_in(project))
    if not form.is_valid():
        return wrong_order(request, project, form)
    if "look" in request.POST:
        return redirect(f"{reverse('reports:report_preview', args=[slug])}?{order_query(request.POST)}")
    report = services.order_report(project, form.order(), reader(request))
    wake(report)
    return to_list(report)


@require_GET
def report_status(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far an order has come; a page that polls is told to stop when it is finished."""
    report = report_for_viewing(request.user, pk)
    context = {"report": report, "project": report.project, "can_order": can_order(request.user, report.project)}
    if not getattr(request, "htmx", False):
        return render(request, "reports/report_status.html", {**context, "tab": "reports"})
    is_finished = report.state in {Report.State.DONE, Report.State.FAILED}
    response = render(request, "reports/_job.html", context, status=STOP_POLLING if is_finished else HTTPStatus.OK)
    if is_finished:
        response["HX-Trigger"] = "report-finished"
    return response


@require_GET
def report_download(request: HttpRequest, pk: int, format_: str = Report.Format.PDF) -> HttpResponseBase:
    """Give the file of a form and note who took it; without a file say honestly why."""
    report = report_for_viewing(request.user, pk)
    if report.state != Report.State.DONE:
        reason = report.failure if report.state == Report.State.FAILED else NOT_READY
        return no_file(request, report, reason, HTTPStatus.CONFLICT)
    found = queries.report_file(report, format_)
    try:
        file = found.file.open("rb") if found else None
    except FileNotFoundError:
        file = None
    if found is None or file is None:
        return no_file(request, report, GONE, HTTPStatus.GONE)
    services.record_download(report, reader(request), format_)
    return FileResponse(file, as_attachment=True, filename=found.filename, content_type=TYPES[format_])


@require_POST
def report_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a failed order back in the queue."""
    report = services.retry_report(report_for_retry(request.user, pk), reader(request))
    wake(report)
    return to_list(report)


@require_GET
def director_summary(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the honest number, the counts, what is late, and the last report."""
    project = project_for_reports(request.user, slug)
    today = today_in(project)
    plans = queries.project_plans(project)
    asked = number_in(request.GET.get("plan", ""))
    plan = queries.plan_of_day(project, today) if asked is None else get_object_or_404(plans, pk=asked)
    context: dict[str, Any] = {"project": project, "tab": "director", "plan": plan, "plans": plans, "today": today}
    if plan is not None:
        context |= summary_context(request.user, plan_table(plan, today))
    return render(request, "reports/director_summary.html", context)


def list_context(request: HttpRequest, project: Project, form: OrderForm | None = None) -> dict[str, Any]:
    """What the page of reports shows; without a form a fresh one, with what the address says typed in."""
    today = today_in(project)
    choices = queries.order_choices(project)
    reports = queries.reports_with_people(visible_reports(request.user), project)
    page = Paginator(reports, ON_A_PAGE).get_page(request.GET.get("page"))
    form = form or OrderForm(initial=_first(request, choices, today), choices=choices, today=today)
    return {
        "project": project,
        "tab": "reports",
        "at_work": list(queries.reports_at_work(reports, number_in(request.GET.get("order", "")))),
        "page": page,
        "rows": queries.standings(page.object_list),
        "can_order": can_order(request.user, project),
        "form": form,
        "corrected": next((each for each in choices.approved if str(each.pk) == form["replaces"].value()), None),
        "has_plans": bool(choices.plans),
    }


def wrong_order(request: HttpRequest, project: Project, form: OrderForm) -> HttpResponse:
    """The page of reports with what is wrong in the order."""
    context = list_context(request, project, form)
    return render(request, "reports/report_list.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _first(request: HttpRequest, choices: OrderChoices, today: date) -> dict[str, Any]:
    corrected = request.GET.get("replaces", "")
    found = next((each for each in choices.approved if str(each.pk) == corrected), None)
    if found is not None and "kind" not in request.GET:
        return words_of(found)
    wanted = request.GET.get("kind", "")
    kind = wanted if wanted in queries.GENRES else Report.Kind.PROGRESS
    plan = queries.plan_among(choices.plans, today)
    return first_words(kind, plan.pk if plan else None, today) | typed_words(request.GET) | {"kind": kind}


def summary_context(user: Reader, table: PlanTable) -> dict[str, Any]:
    """Numbers, the strip and what needs the director's eye."""
    late = [row for row in table.rows if row.progress.state is ItemState.LATE]
    late.sort(key=lambda row: -row.progress.late_days)
    report = queries.last_report(visible_reports(user), table.plan, Report.Kind.PROGRESS)
    return {
        "table": table,
        "late": late[:LATE_SHOWN],
        "late_rest": max(0, len(late) - LATE_SHOWN),
        "report": report,
        "stale": queries.marks_since([report]).get(report.pk, 0) if report else 0,
        "can_order": can_order(user, table.plan.project),
    }


def no_file(request: HttpRequest, report: Report, reason: str, status: HTTPStatus) -> HttpResponse:
    """A page with the reason instead of a file."""
    context = {"report": report, "project": report.project, "tab": "reports", "reason": reason}
    return render(request, "reports/report_download.html", context, status=status)


def to_list(report: Report) -> HttpResponse:
    """Back to the list, which shows this order on top even if it is finished by then."""
    return redirect(reverse("reports:report_list", args=[report.project.slug], query={"order": report.pk}))


def wake(report: Report) -> None:
    """Tell the worker where to look; a broker that is down costs nothing, the sweeper comes by."""

    # A named function, not a partial: Django wants its name for the log when it fails.
    def send() -> None:
        render_report.delay(report.pk)

    transaction.on_commit(send, robust=True)
