"""Joint reports: their calendar, how each organisation stands, asking for them and closing them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from network.access import own_organizations, reader
from portal.text.russian import join_list, plural
from projects.access import project_for_coordination
from projects.models import Project
from projects.views.common import today_in
from reports.access import due_for_coordination, due_for_reading, project_for_dues, visible_dues
from reports.forms import DueEditForm, DueForm
from reports.models import ReportDue
from reports.queries.contributions import asked_now, due_matrix, dues_of, next_start, participants_of, places_of
from reports.services.dues import add_dues, close_due, delete_due, edit_due, reopen_due

NOT_GIVEN = "Отчёт закрыт. Сведения не представили: {names}."
ALL_GIVEN = "Отчёт закрыт: сведения представили все."


@require_GET
def due_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The calendar of joint reports; a member sees her own organisations in it."""
    project, place = project_for_dues(request.user, slug)
    today = today_in(project)
    own = None if place.can_read_whole else [each.pk for each in own_organizations(request.user)]
    matrix = due_matrix(dues_of(visible_dues(request.user), project), today, own)
    context = _frame(project) | {"matrix": matrix, "today": today, "is_whole": place.can_read_whole}
    return render(request, "reports/due_list.html", context)


@require_http_methods(["GET", "POST"])
def due_create(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for a report on one day or many."""
    project = project_for_coordination(request.user, slug)
    first = {"starts_on": next_start(project, today_in(project))}
    form = DueForm(request.POST or None, initial=first, participants=participants_of(project))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            dues = add_dues(project, form.said(), told["starts_on"], told["days"], actor=reader(request))
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            count = len(dues)
            messages.success(request, f"Запрошено: {count} {plural(count, 'отчёт', 'отчёта', 'отчётов')}.")
            return redirect("reports:due_list", project.slug)
    context = _frame(project) | {"form": form, "due": None}
    return render(request, "reports/due_edit.html", context, status=422 if form.is_bound else 200)


@require_GET
def due_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One report with the parts of all who are asked."""
    due = due_for_reading(request.user, pk)
    places = places_of(due, today_in(due.project))
    context = _frame(due.project) | {
        "due": due,
        "places": places,
        "given": [each for each in places if each.is_given and each.sign != "cancelled"],
    }
    return render(request, "reports/due_detail.html", context)


@require_http_methods(["GET", "POST"])
def due_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a report that stands."""
    due = due_for_coordination(request.user, pk)
    form = DueEditForm(request.POST or None, initial=_words(due), participants=asked_now(due))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            edit_due(due, form.said(), told["starts_on"], told["ends_on"], told["due_on"], actor=reader(request))
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, "Отчёт изменён.")
            return redirect("reports:due_detail", due.pk)
    context = _frame(due.project) | {"form": form, "due": due}
    return render(request, "reports/due_edit.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def due_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a report; the page names those who will stand as not having answered."""
    due = due_for_coordination(request.user, pk)
    today, problems = today_in(due.project), []
    if request.method == "POST":
        try:
            missing = close_due(due, actor=reader(request), today=today)
        except ValidationError as problem:
            problems = problem.messages
        else:
            names = join_list(str(each) for each in missing)
            messages.success(request, NOT_GIVEN.format(names=names) if missing else ALL_GIVEN)
            return redirect("reports:due_detail", due.pk)
    missing_places = [place for place in places_of(due, today) if not place.is_given]
    context = _frame(due.project) | {"due": due, "missing": missing_places, "problems": problems}
    return render(request, "reports/due_close.html", context, status=422 if problems else 200)


@require_POST
def due_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take answers again."""
    due = reopen_due(due_for_coordination(request.user, pk), actor=reader(request))
    messages.success(request, "Отчёт снова открыт: участники могут дописать сведения.")
    return redirect("reports:due_detail", due.pk)


@require_POST
def due_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a report back that nobody has begun."""
    due = due_for_coordination(request.user, pk)
    try:
        delete_due(due, actor=reader(request))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return redirect("reports:due_detail", due.pk)
    messages.success(request, f"Запрос убран: {due.title}.")
    return redirect("reports:due_list", due.project.slug)


def _frame(project: Project) -> dict[str, Any]:
    return {"project": project, "tab": "network"}


def _words(due: ReportDue) -> dict[str, Any]:
    chosen = [str(each.pk) for each in due.organizations.all()]
    fields = ("title", "instruction", "starts_on", "ends_on", "due_on")
    return {name: getattr(due, name) for name in fields} | {"organizations": chosen}
