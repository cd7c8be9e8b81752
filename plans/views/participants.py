"""Participants of a network with what they do, its groups with the plans that name them."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from network.access import own_organizations
from plans.filters.participants import ParticipantFilter
from plans.queries.participants import group_lines, participant_lines
from plans.views.common import remember_standing
from projects.access import project_for_viewing, standing
from projects.access.participants import groups_of
from projects.views.common import query_without_page

ON_A_PAGE = 50


@require_GET
def participants(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody in the network; what others do is for those who read the project in whole."""
    project = project_for_viewing(request.user, slug)
    place = standing(request.user, project)
    remember_standing(request, project, place)
    own = {each.pk for each in own_organizations(request.user)}
    lines = participant_lines(project, timezone.now(), None if place.can_read_whole else own)
    form = ParticipantFilter(request.GET, lines, reads_whole=place.can_read_whole)
    found = form.found(lines)
    context = {
        "project": project,
        "tab": "network",
        "standing": place,
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "total": len(lines),
        "count": len(found),
        "form": form,
        "query": query_without_page(request),
    }
    return render(request, "plans/participants.html", context)


@require_GET
def groups(request: HttpRequest, slug: str) -> HttpResponse:
    """Groups that plans name together, and where they do."""
    project = project_for_viewing(request.user, slug)
    place = standing(request.user, project)
    remember_standing(request, project, place)
    lines = group_lines(project, groups_of(project))
    context = {"project": project, "tab": "network", "standing": place, "lines": lines}
    return render(request, "plans/groups.html", context)
