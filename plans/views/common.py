"""What several pages of plans need: the day, where to go back to, what stands on a page of a project."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from network.models import User
from plans.queries import project_today
from projects.models import Project

WRONG_DAY = "День в адресе страницы написан неверно. Нужно так: 2022-11-14."


def reader(request: HttpRequest) -> User:
    """The signed-in reader; pages that need one are never reached by others."""
    if not isinstance(request.user, User):
        raise BadRequest
    return request.user


def today_in(project: Project) -> date:
    """Today where the project is."""
    return project_today(project, timezone.now())


def asked_day(request: HttpRequest, project: Project) -> date:
    """The day of `?on=2022-11-14`, else today; raises BadRequest for anything else."""
    text = request.GET.get("on", "")
    if not text:
        return today_in(project)
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise BadRequest(WRONG_DAY) from problem


def back_to(request: HttpRequest, default: str) -> str:
    """The page named by `next`, if it is one of this portal's, else `default`."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_own = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if asked.startswith("/") and is_own else default


def is_fragment(request: HttpRequest) -> bool:
    """The page asks by htmx for a piece of itself."""
    return bool(getattr(request, "htmx", False))
