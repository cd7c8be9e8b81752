"""The scheme of a network on screen, and the same as a picture to take away."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from io import BytesIO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET

from plans.access.scheme import open_organizations
from plans.forms.scheme import PeriodForm
from plans.queries.scheme import Scheme, scheme_of, school_year_of
from portal.downloads import download
from portal.text.numbers import number_in
from projects.access import project_for_viewing
from projects.models import Project
from projects.views.common import today_in

SVG = "image/svg+xml"


@require_GET
def scheme(request: HttpRequest, slug: str) -> HttpResponse:
    """The network in a period as a picture and as a table: `?since=2022-09-01&until=2023-08-31`."""
    project = project_for_viewing(request.user, slug)
    today = today_in(project)
    form = PeriodForm(request.GET)
    found = _scheme(request, project, form, today)
    context = {
        "project": project,
        "tab": "network",
        "form": form,
        "scheme": found,
        "errors": [error for errors in form.errors.values() for error in errors],
        "today": today,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "plans/scheme.html", context, status=status)


@require_GET
def scheme_svg(request: HttpRequest, slug: str) -> FileResponse:
    """The picture alone, with its legend: `?since=…&until=…&sheet=2`; 404 for a sheet there is not."""
    project = project_for_viewing(request.user, slug)
    found = _scheme(request, project, PeriodForm(request.GET), today_in(project))
    sheet = number_in(request.GET.get("sheet", "1")) or 0
    if not 1 <= sheet <= len(found.figures):
        raise Http404
    context = {"scheme": found, "figure": found.figures[sheet - 1]}
    text = render_to_string("plans/scheme_svg.svg", context)
    name = f"Схема сети, {found.starts_on:%d.%m.%Y}–{found.ends_on:%d.%m.%Y}"
    name += f", лист {sheet}" if len(found.figures) > 1 else ""
    return download(BytesIO(text.encode()), f"{name}.svg", SVG)


def _scheme(request: HttpRequest, project: Project, form: PeriodForm, today: date) -> Scheme:
    period = form.period(school_year_of(project, today))
    return scheme_of(project, period, today, open_organizations(request.user, project))
