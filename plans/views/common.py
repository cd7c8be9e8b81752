"""What several pages of plans need: the day asked for, and whether only a piece of the page is."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import BadRequest
from django.http import HttpRequest

from plans.access import PlanScope, plan_scope
from plans.models import Plan
from projects.access import Standing
from projects.models import Project
from projects.views.common import today_in

# What pages that only a coordinator opens tell the tabs of a plan, without asking the database again.
BY_COORDINATOR = PlanScope(can_coordinate=True, can_read_whole=True, is_open=True)
WRONG_DAY = "День в адресе страницы написан неверно. Нужно так: 2022-11-14."


def scope_today(request: HttpRequest, plan: Plan) -> PlanScope:
    """What the reader may do today with the rows of a plan she sees, whatever day the page shows."""
    return plan_scope(request.user, plan, today_in(plan.project))


def asked_day(request: HttpRequest, project: Project) -> date:
    """The day of `?on=2022-11-14`, else today; raises BadRequest for anything else."""
    text = request.GET.get("on", "")
    if not text:
        return today_in(project)
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise BadRequest(WRONG_DAY) from problem


def remember_standing(request: HttpRequest, project: Project, place: Standing) -> None:
    """Spare the frame of tabs its question of what the reader is in the project."""
    request.__dict__.setdefault("standings", {})[project.pk] = place


def is_fragment(request: HttpRequest) -> bool:
    """The page asks by htmx for a piece of itself."""
    return bool(getattr(request, "htmx", False))
