"""The plan as a table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from network.access import reader
from plans.access import PlanScope, plan_for_viewing, project_for_overview, visible_plans
from plans.access.saved import own_filters
from plans.filters import PlanFilter, chips, found_rows, is_in_view, tidy_query
from plans.models import Plan
from plans.queries import ItemRow, plan_table
from plans.queries.overview import project_plans
from plans.rendering import BY_DOCUMENT, grouped, row_view
from plans.views.common import asked_day, remember_standing, scope_today


@require_GET
def plan_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The only plan of a project at once, several as a list."""
    project = project_for_overview(request.user, slug)
    plans = project_plans(visible_plans(request.user), project)
    if len(plans) == 1:
        return redirect("plans:plan_detail", pk=plans[0].pk)
    return render(request, "plans/plan_list.html", {"project": project, "tab": "plan", "plans": plans})


@require_GET
def plan_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan with its marks, filtered and ordered; `?on=` shows it as on that day."""
    plan = plan_for_viewing(request.user, pk)
    today = asked_day(request, plan.project)
    scope = scope_today(request, plan)
    remember_standing(request, plan.project, scope.place)
    table = plan_table(plan, today, scope.readable)
    context = {
        "project": plan.project,
        "tab": "plan",
        "plan": plan,
        **kept_filters(request, plan),
        "table": table,
        "today": today,
        "on": request.GET.get("on", ""),
        "scope": scope,
        "headings": {column["field"]: column["heading"] for column in plan.layout},
    }
    return render(request, "plans/plan_detail.html", context | shown_rows(request.GET, table.rows, scope, today))


def kept_filters(request: HttpRequest, plan: Plan) -> dict[str, object]:
    """Filters the reader keeps in the project, each with whether it is the one shown; that one as it may be kept."""
    tidy = tidy_query(request.GET.urlencode())
    saved = [(each, each.query == tidy) for each in own_filters(reader(request), plan.project)]
    return {"saved": saved, "tidy": tidy, "is_kept": any(is_current for _, is_current in saved)}


def shown_rows(
    query: QueryDict | Mapping[str, str], rows: tuple[ItemRow, ...], scope: PlanScope, today: date
) -> dict[str, object]:
    """Rows that the query string leaves, grouped in the order it asks for, with the counts of the chips."""
    found = PlanFilter(query, rows)
    chosen = found.chosen
    matched = found_rows(rows, chosen)
    shown = [row for row in matched if is_in_view(row, chosen.get("view", ""), scope, today)]
    views = [row_view(row, scope) for row in shown]
    return {
        "filter": found,
        "filter_form": found.form,
        "chosen": chosen,
        "chips": chips(matched, chosen, scope, today),
        "groups": grouped(views, chosen.get("order", BY_DOCUMENT)),
        "shown_count": len(shown),
        "can_mark": any(view.may_mark for view in views),
        "here": f"?{query.urlencode()}" if isinstance(query, QueryDict) and query else "",
    }
