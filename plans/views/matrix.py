"""Stages and directions of a project with what the plans do for them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from plans.access import project_for_overview, visible_plans
from plans.queries.calendar import rows_of_plans
from plans.queries.matrix import project_matrix
from plans.queries.overview import project_plans
from plans.views.common import asked_day, scope_today
from projects.access import standing, visible_files


@require_GET
def matrix(request: HttpRequest, slug: str) -> HttpResponse:
    """The table of all plans together; `?on=` shows it as on that day."""
    project = project_for_overview(request.user, slug)
    today = asked_day(request, project)
    plans = project_plans(visible_plans(request.user), project)
    readable = scope_today(request, plans[0]).readable if plans else frozenset()
    rows = rows_of_plans(plans, today, readable) if plans else ()
    context = {
        "project": project,
        "tab": "project",
        "today": today,
        "matrix": project_matrix(project, rows, today, visible_files(request.user)),
        "can_edit": standing(request.user, project).can_coordinate,
    }
    return render(request, "plans/matrix.html", context)
