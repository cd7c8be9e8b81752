"""The school calendar of a project: the years it lasts, its own dates in place of the published ones."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from network.access import reader
from projects.access import can_coordinate, project_for_coordination, project_for_viewing
from projects.forms.school_years import SchoolYearForm
from projects.models import Project
from projects.queries.calendars import YearDates, shown_years
from projects.services.calendars import restore_published, save_school_year

SAVED = "Даты учебного года сохранены."
RESTORED = "Своих дат у проекта больше нет: действуют опубликованные."
NOTHING_OWN = "Своих дат на этот год у проекта и не было."


@require_GET
def school_years(request: HttpRequest, slug: str) -> HttpResponse:
    """Every school year of the project with its dates and where they come from."""
    project = project_for_viewing(request.user, slug)
    context = {
        "project": project,
        "tab": "plan",
        "years": shown_years(project),
        "can_edit": can_coordinate(request.user, project),
    }
    return render(request, "projects/school_years.html", context)


@require_http_methods(["GET", "POST"])
def school_year_edit(request: HttpRequest, slug: str, start_year: int) -> HttpResponse:
    """Dates of one school year, the project's own."""
    project = project_for_coordination(request.user, slug)
    dates = _dates(project, start_year)
    form = SchoolYearForm(request.POST or None, dates=dates)
    if request.method == "POST" and form.is_valid():
        try:
            save_school_year(
                project, start_year, form.terms(), source=form.cleaned_data["source"], actor=reader(request)
            )
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, SAVED)
            return redirect("plans:deadlines_reread", slug=slug)
    context = {"project": project, "tab": "plan", "dates": dates, "form": form}
    return render(request, "projects/school_year_edit.html", context, status=422 if form.is_bound else 200)


@require_POST
def school_year_restore(request: HttpRequest, slug: str, start_year: int) -> HttpResponse:
    """«Вернуть опубликованные»."""
    project = project_for_coordination(request.user, slug)
    _dates(project, start_year)
    if restore_published(project, start_year, actor=reader(request)):
        messages.success(request, RESTORED)
        return redirect("plans:deadlines_reread", slug=slug)
    messages.info(request, NOTHING_OWN)
    return redirect("projects:school_years", slug=slug)


def _dates(project: Project, start_year: int) -> YearDates:
    """The year asked for, or 404 where the project does not last through it."""
    found = next((dates for dates in shown_years(project) if dates.start_year == start_year), None)
    if found is None:
        raise Http404
    return found
