"""What several pages of projects need."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from projects.access import Standing, standing
from projects.models import Project
from projects.queries.days import project_today


def today_in(project: Project) -> date:
    """Today where the project is."""
    return project_today(project, timezone.now())


def place_of(request: HttpRequest, project: Project) -> Standing:
    """What the reader is in the project; the frame of tabs does not ask again."""
    known: dict[int, Standing] = request.__dict__.setdefault("standings", {})
    if project.pk not in known:
        known[project.pk] = standing(request.user, project)
    return known[project.pk]


def network_frame(request: HttpRequest, project: Project, **more: object) -> dict[str, object]:
    """What every page under «Сеть» needs, and `more` of its own."""
    return {"project": project, "tab": "network", "standing": place_of(request, project), **more}


def query_without_page(request: HttpRequest) -> str:
    """What the address asks for besides the page of a list, for the links to its other pages."""
    said = request.GET.copy()
    said.pop("page", None)
    return said.urlencode()
