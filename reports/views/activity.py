"""Activity of a network by month: the table, the facts behind a figure, closing and opening again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from network.access import reader
from portal.text.russian import Case, month_name
from portal.text.search import read_words
from projects.access import project_for_coordination
from projects.models import Project
from projects.views.common import today_in
from reports.access.activity import ActivityScope, project_for_activity, require_facts
from reports.content.activity import FactKind, MemberActivity, first_day, sorted_by, totals
from reports.forms.activity import ReopenMonthForm
from reports.queries.activity import MonthReport, closed_months, month_log, month_report, project_months
from reports.services.activity import close_month, reopen_month

SILENT = "silent"


@require_GET
def activity(request: HttpRequest, slug: str) -> HttpResponse:
    """What each participant did in a month."""
    project, scope = project_for_activity(request.user, slug)
    context = _table(request, project, scope) | {"form": ReopenMonthForm()}
    return render(request, "reports/activity.html", context)


@require_GET
def activity_facts(request: HttpRequest, slug: str, organization: int) -> HttpResponse:
    """What stands behind the figures of one participant."""
    project, scope = project_for_activity(request.user, slug)
    report = month_report(project, _month(request, project), today_in(project))
    row = report.row_of(organization)
    if row is None:
        raise Http404
    require_facts(scope, organization)
    kind = _kind(request.GET.get("kind", ""))
    groups = [
        (each, [fact for fact in row.facts if fact.kind is each])
        for each, count in row.figures
        if count and kind in {None, each}
    ]
    context = _frame(project, report) | {"row": row, "kind": kind, "groups": groups}
    return render(request, "reports/activity_facts.html", context)


@require_POST
def activity_close(request: HttpRequest, slug: str) -> HttpResponse:
    """Freeze a month."""
    project = project_for_coordination(request.user, slug)
    month = _month(request, project)
    try:
        close_month(project, month, actor=reader(request), today=today_in(project))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, f"Месяц закрыт: {_title(month)}. Участники видят показатели друг друга.")
    return redirect(_address(project, month))


@require_POST
def activity_reopen(request: HttpRequest, slug: str) -> HttpResponse:
    """Compute a closed month anew."""
    project = project_for_coordination(request.user, slug)
    month = _month(request, project)
    closed = month_report(project, month, today_in(project)).closed
    if closed is None:
        return redirect(_address(project, month))
    form = ReopenMonthForm(request.POST)
    if not form.is_valid():
        _, scope = project_for_activity(request.user, slug)
        context = _table(request, project, scope) | {"form": form}
        return render(request, "reports/activity.html", context, status=422)
    reopen_month(closed, form.cleaned_data["reason"], actor=reader(request))
    messages.success(request, f"Месяц открыт снова: {_title(month)} считается по тому, что есть сейчас.")
    return redirect(_address(project, month))


def _table(request: HttpRequest, project: Project, scope: ActivityScope) -> dict[str, Any]:
    report = month_report(project, _month(request, project), today_in(project))
    rows = scope.rows_of(report)
    sort = _kind(request.GET.get("sort", ""))
    query, only = request.GET.get("q", "")[:200], request.GET.get("only", "")
    shown = sorted_by(_found(rows, query, only), sort)
    return _frame(project, report) | {
        "rows": [(row, scope.reads_facts_of(row.id)) for row in shown],
        "all_count": len(rows),
        "silent_count": sum(row.is_silent for row in rows),
        "totals": totals(shown),
        "sort": sort,
        "q": query,
        "only": only,
        "scope": scope,
        "log": month_log(project, report.month) if scope.is_whole else [],
    }


def _found(rows: Sequence[MemberActivity], query: str, only: str) -> list[MemberActivity]:
    words = read_words(query)
    named = [row for row in rows if not (words and words.missing_from(f"{row.name} {row.district}"))]
    return [row for row in named if row.is_silent] if only == SILENT else named


def _frame(project: Project, report: MonthReport) -> dict[str, Any]:
    months = project_months(project, today_in(project))
    closed = closed_months(project)
    return {
        "project": project,
        "tab": "network",
        "report": report,
        "title": _title(report.month),
        "months": [(f"{each:%Y-%m}", _title(each), each in closed) for each in months],
        "month": f"{report.month:%Y-%m}",
        "before": max((f"{each:%Y-%m}" for each in months if each < report.month), default=""),
        "after": min((f"{each:%Y-%m}" for each in months if each > report.month), default=""),
        "kinds": list(FactKind),
    }


def _month(request: HttpRequest, project: Project) -> date:
    """The month of `month=2022-10` where the project has it; the last one otherwise."""
    months = project_months(project, today_in(project))
    asked = request.POST.get("month", "") or request.GET.get("month", "")
    last = months[0] if months else first_day(project.starts_on)
    return next((each for each in months if f"{each:%Y-%m}" == asked), last)


def _kind(text: str) -> FactKind | None:
    return FactKind(text) if text in set(FactKind) else None


def _title(month: date) -> str:
    return f"{month_name(month.month, Case.NOMINATIVE)} {month.year}"


def _address(project: Project, month: date) -> str:
    return f"{reverse('reports:activity', args=[project.slug])}?month={month:%Y-%m}"
