"""Start page and overview of a project."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from network.access import reader
from plans.access import PlanScope, project_for_overview, reachable_projects, visible_marks, visible_plans
from plans.charts import bar, plan_and_fact
from plans.models import Plan
from plans.queries import PlanTable, plan_table
from plans.queries.overview import (
    last_marks,
    nearest,
    needing_attention,
    plan_days,
    plan_of_day,
    project_plans,
    shares,
    stage_now,
)
from plans.rendering import row_view
from plans.views.common import asked_day, scope_today
from portal.text.numbers import number_in
from projects.access import standing
from projects.access.passport import may_open
from projects.queries.notes import project_notes


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """One project: its overview, or the cabinet for somebody who only takes part in it; several: their list."""
    projects = list(reachable_projects(reader(request)))
    if len(projects) == 1:
        place = standing(request.user, projects[0])
        if place.is_member and not place.can_read_whole:
            return redirect("reports:cabinet")
        return redirect("plans:overview", slug=projects[0].slug)
    return render(request, "plans/home.html", {"projects": projects, "may_open": may_open(request.user)})


@require_GET
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """How the project's plan stands on a day: `?plan=` chooses the plan, `?on=` the day."""
    project = project_for_overview(request.user, slug)
    today = asked_day(request, project)
    plans = project_plans(visible_plans(request.user), project)
    asked = request.GET.get("plan", "")
    plan = plan_of_day(plans, today, number_in(asked))
    if asked and plan is None:
        raise Http404
    place = standing(request.user, project)
    context = {
        "project": project,
        "tab": "overview",
        "today": today,
        "on": request.GET.get("on", ""),
        "plans": plans,
        "plan": plan,
        "stage": stage_now(project, today),
        "standing": place,
        "notes": project_notes(project, today) if place.can_read_whole else None,
    }
    if plan is None:
        return render(request, "plans/overview_empty.html", context)
    scope = scope_today(request, plan)
    table = plan_table(plan, today, scope.readable)
    return render(request, "plans/overview.html", context | _facts(request, plan, table, scope))


def _facts(request: HttpRequest, plan: Plan, table: PlanTable, scope: PlanScope) -> dict[str, object]:
    due, done = plan_days(table)
    people = shares(table)
    largest = max((share.total for share in people), default=1)
    return {
        "table": table,
        "progress": table.progress,
        "attention": [row_view(row, scope) for row in needing_attention(table)],
        "nearest": nearest(table),
        "chart": plan_and_fact(due, done, plan.starts_on, plan.ends_on, table.today),
        "people": [(share, _segments(share.done, share.late, share.active, share.ahead, largest)) for share in people],
        "marks": last_marks(plan, visible_marks(request.user), table.today),
    }


def _segments(done: int, late: int, active: int, ahead: int, largest: int) -> object:
    return bar([("done", done), ("late", late), ("active", active), ("plan", ahead)], largest)
