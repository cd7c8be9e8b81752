"""What the indicators of a project came to, those counted from marks included."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from plans.access.indicators import indicator_board, indicator_facts_for
from portal.text.numbers import number_in
from projects.access import project_for_viewing
from projects.access.indicators import giving_organizations, indicator_for_viewing
from projects.views.common import today_in


@require_GET
def indicators(request: HttpRequest, slug: str) -> HttpResponse:
    """All indicators with totals of each period and a chart of plan and fact."""
    project = project_for_viewing(request.user, slug)
    board = indicator_board(request.user, project, today_in(project))
    context = {
        "project": project,
        "tab": "project",
        "board": board,
        "can_give": bool(giving_organizations(request.user, project)),
    }
    return render(request, "plans/indicators.html", context)


@require_GET
def indicator_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One indicator: periods by participants, what proves the values."""
    indicator = indicator_for_viewing(request.user, pk)
    project = indicator.criterion.project
    board = indicator_board(request.user, project, today_in(project), only=indicator)
    context = {
        "project": project,
        "tab": "project",
        "indicator": indicator,
        "view": board.views[0],
        "periods": board.periods,
        "can_give": bool(giving_organizations(request.user, project)),
    }
    return render(request, "plans/indicator_detail.html", context)


@require_GET
def indicator_facts(request: HttpRequest, pk: int) -> HttpResponse:
    """What a figure is made of: marks the reader may read, the others only counted."""
    indicator = indicator_for_viewing(request.user, pk)
    project = indicator.criterion.project
    period, organization = (number_in(request.GET.get(name, "")) for name in ("period", "organization"))
    found = indicator_facts_for(request.user, indicator, period, organization, today_in(project))
    if found is None:
        raise Http404
    context = {"project": project, "tab": "project", "indicator": indicator, "found": found}
    return render(request, "plans/indicator_facts.html", context)
