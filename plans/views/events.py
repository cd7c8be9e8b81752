"""Events that stand in several plans: proposed pairs, confirmed ones."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from network.access import reader
from plans.access import event_link_for_coordination
from plans.models import Occurrence
from plans.queries.events import confirmed_events, proposed_events, window_of_project
from plans.services.events import link_event, refuse_event, unlink_event
from portal.requests import back_to
from portal.text.numbers import number_in
from projects.access import project_for_coordination
from projects.models import Project

PAGE = 30
SAME = "same"
LINKED = "Теперь это одно событие: отметка в одном плане появится и в остальных."
REFUSED = "Больше предлагать эту пару не будем."
UNLINKED = "Срок больше не связан с этим событием. Отметки остались."


@require_GET
def events(request: HttpRequest, slug: str) -> HttpResponse:
    """Pairs that may be one event, side by side, and events already confirmed."""
    project = project_for_coordination(request.user, slug)
    proposed = proposed_events(project)
    context = {
        "project": project,
        "tab": "plan",
        "proposed": proposed[:PAGE],
        "more": max(len(proposed) - PAGE, 0),
        "confirmed": confirmed_events(project),
    }
    return render(request, "plans/events.html", context)


@require_POST
def event_decide(request: HttpRequest, slug: str) -> HttpResponse:
    """«Это одно событие» or «Разные»."""
    project = project_for_coordination(request.user, slug)
    first, second = (_window(project, request.POST.get(name, "")) for name in ("first", "second"))
    is_same = request.POST.get("decision") == SAME
    try:
        if is_same:
            link_event(first, second, actor=reader(request))
        else:
            refuse_event(first, second, actor=reader(request))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, LINKED if is_same else REFUSED)
    return redirect("plans:events", slug=slug)


@require_POST
def event_unlink(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a window out of its event."""
    link = event_link_for_coordination(request.user, pk)
    unlink_event(link, actor=reader(request))
    messages.success(request, UNLINKED)
    return redirect(back_to(request, reverse("plans:events", args=[link.event.project.slug])))


def _window(project: Project, text: str) -> Occurrence:
    """The window named in the form, or 404."""
    number = number_in(text)
    found = window_of_project(project, number) if number is not None else None
    if found is None:
        raise Http404
    return found
