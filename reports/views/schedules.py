"""Reports ordered by themselves."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from network.access import reader
from projects.models import Project
from projects.views.common import today_in
from reports import queries
from reports.access import project_for_ordering, project_for_preparing, schedule_for_editing
from reports.forms.schedules import ScheduleForm, typed_schedule
from reports.models import ReportSchedule
from reports.queries.schedules import schedule_rows
from reports.services.schedules import delete_schedule, enable_schedule, save_schedule

SAVED = "Расписание сохранено. Документ закажется сам {day:%d.%m.%Y}."
ENABLED = "Расписание включено. Документ закажется сам {day:%d.%m.%Y}."
DELETED = "Расписание удалено. Готовые документы остались."


@require_GET
def schedules(request: HttpRequest, slug: str) -> HttpResponse:
    """What is ordered by itself, when next, and what went wrong."""
    project = project_for_ordering(request.user, slug)
    context = {"project": project, "tab": "reports", "rows": schedule_rows(project)}
    return render(request, "reports/schedules.html", context)


@require_http_methods(["GET", "POST"])
def schedule_create(request: HttpRequest, slug: str) -> HttpResponse:
    """A new schedule."""
    project = project_for_preparing(request.user, slug)
    form = ScheduleForm(request.POST or None, plans=list(queries.project_plans(project)))
    if request.method == "POST" and form.is_valid() and _saved(request, project, form, None):
        return redirect("reports:schedules", slug)
    return _page(request, project, form, None)


@require_http_methods(["GET", "POST"])
def schedule_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a schedule; from then on reports are ordered in the name of whoever did."""
    schedule = schedule_for_editing(request.user, pk)
    project = schedule.project
    form = ScheduleForm(
        request.POST or None, initial=typed_schedule(schedule), plans=list(queries.project_plans(project))
    )
    if request.method == "POST" and form.is_valid() and _saved(request, project, form, schedule):
        return redirect("reports:schedules", project.slug)
    return _page(request, project, form, schedule)


@require_POST
def schedule_enable(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch on what switched itself off."""
    schedule = schedule_for_editing(request.user, pk)
    try:
        kept = enable_schedule(schedule, actor=reader(request), today=today_in(schedule.project))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, ENABLED.format(day=kept.next_on))
    return redirect("reports:schedules", schedule.project.slug)


@require_POST
def schedule_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """No more orders by it."""
    schedule = schedule_for_editing(request.user, pk)
    delete_schedule(schedule, actor=reader(request))
    messages.success(request, DELETED)
    return redirect("reports:schedules", schedule.project.slug)


def _saved(request: HttpRequest, project: Project, form: ScheduleForm, schedule: ReportSchedule | None) -> bool:
    """Save; False with the reason at the form."""
    actor, today = reader(request), today_in(project)
    try:
        kept = save_schedule(project, form.said(), actor=actor, today=today, schedule=schedule)
    except ValidationError as problem:
        form.add_error(None, problem)
        return False
    messages.success(request, SAVED.format(day=kept.next_on))
    return True


def _page(request: HttpRequest, project: Project, form: ScheduleForm, schedule: ReportSchedule | None) -> HttpResponse:
    context = {"project": project, "tab": "reports", "form": form, "schedule": schedule}
    return render(request, "reports/schedule_edit.html", context, status=422 if form.is_bound else 200)
