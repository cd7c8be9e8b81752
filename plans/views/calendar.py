"""Plans by days: a month as a table or a list, a year as a strip."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from plans.access import project_for_overview, visible_plans
from plans.charts import axis_of, strip_of, years_of
from plans.filters import found_rows
from plans.filters.calendar import CalendarFilter, month_shown, neighbours
from plans.models import Plan
from plans.queries.calendar import entries_of, month_page, months_of, overdue_rows, rows_of_plans
from plans.queries.overview import plan_of_day, project_plans
from plans.queries.year import stage_spans, strip_items, year_of_day
from plans.rendering import row_view
from plans.views.common import asked_day, remember_standing, scope_today
from portal.text.numbers import number_in
from projects.models import Project

LIST = "list"


@require_GET
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """A month of the project's plans: `?month=2022-10&plan=…&responsible=…&state=…&view=list&on=…`."""
    project = project_for_overview(request.user, slug)
    today = asked_day(request, project)
    plans = project_plans(visible_plans(request.user), project)
    context = {
        "project": project,
        "tab": "calendar",
        "today": today,
        "on": request.GET.get("on", ""),
        "view": LIST if request.GET.get("view") == LIST else "month",
        "plans": plans,
    }
    if not plans:
        return render(request, "plans/calendar_empty.html", context)
    return render(request, "plans/calendar.html", context | _month(request, project, plans, today))


@require_GET
def year_strip(request: HttpRequest, slug: str) -> HttpResponse:
    """Twelve months of one plan as a picture: `?plan=…&year=0&page=1`, and what the calendar is filtered by."""
    project = project_for_overview(request.user, slug)
    today = asked_day(request, project)
    plans = project_plans(visible_plans(request.user), project)
    asked = request.GET.get("plan", "")
    plan = plan_of_day(plans, today, number_in(asked))
    if asked and plan is None:
        raise Http404
    context = {"project": project, "tab": "calendar", "today": today, "on": request.GET.get("on", ""), "view": "year"}
    if plan is None:
        return render(request, "plans/calendar_empty.html", context | {"plans": plans})
    return render(request, "plans/year_strip.html", context | {"plan": plan} | _year(request, plan, plans, today))


def _month(request: HttpRequest, project: Project, plans: list[Plan], today: date) -> dict[str, object]:
    scope = scope_today(request, plans[0])
    remember_standing(request, project, scope.place)
    asked = number_in(request.GET.get("plan", ""))
    shown = [plan for plan in plans if plan.pk == asked] or plans
    rows = rows_of_plans(shown, today, scope.readable)
    months = months_of(shown)
    seen = CalendarFilter(request.GET, plans, rows, months)
    first = month_shown(seen.chosen.get("month", ""), months, today)
    found = found_rows(rows, {name: value for name, value in seen.chosen.items() if name == "responsible"})
    entries = entries_of(found)
    wanted = seen.chosen.get("state", "")
    before, after = neighbours(first, months)
    return {
        "filter_form": seen.form,
        "chosen": seen.chosen,
        "page": month_page([entry for entry in entries if not wanted or entry.state == wanted], first, today),
        "month_value": f"{first:%Y-%m}",
        "before": before,
        "after": after,
        "is_many": len(shown) > 1,
        "overdue": [row_view(row, scope) for row in overdue_rows(found)],
        "whole": [entry for entry in entries if entry.is_whole],
        "undated": [entry for entry in entries if not entry.is_whole and entry.last_day is None],
        "rest": _rest(request, seen.chosen),
    }


def _year(request: HttpRequest, plan: Plan, plans: list[Plan], today: date) -> dict[str, object]:
    scope = scope_today(request, plan)
    remember_standing(request, plan.project, scope.place)
    rows = rows_of_plans([plan], today, scope.readable)
    seen = CalendarFilter({**request.GET.dict(), "plan": str(plan.pk)}, plans, rows, [])
    years = years_of(plan.starts_on, plan.ends_on)
    asked = number_in(request.GET.get("year", ""))
    year = asked if asked is not None and asked < years else year_of_day(plan, today, years)
    found = found_rows(rows, {name: value for name, value in seen.chosen.items() if name != "plan"})
    strip = strip_of(strip_items(found), axis_of(plan.starts_on, year, years, stage_spans(plan.project)), today)
    number = number_in(request.GET.get("page", "")) or 1
    page = strip.pages[min(number, len(strip.pages)) - 1] if strip.pages else None
    return {
        "filter_form": seen.form,
        "chosen": seen.chosen,
        "strip": strip,
        "page": page,
        "year": year,
        "years": [(number, axis_of(plan.starts_on, number)) for number in range(years)] if years > 1 else [],
        "rest": _rest(request, seen.chosen),
    }


def _rest(request: HttpRequest, chosen: Mapping[str, str]) -> str:
    """What links to other months and views keep of the query string."""
    kept = {name: chosen[name] for name in ("plan", "responsible", "state") if name in chosen}
    if request.GET.get("on"):
        kept["on"] = request.GET["on"]
    return urlencode(kept)
