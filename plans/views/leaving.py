"""Somebody leaves: everything she has in the project on one page, handed over at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from network.access import reader
from plans.forms.leaving import LeavingForm
from plans.queries.replacement import groups_of, known_people, open_assignments
from plans.services.leaving import Leaving, Left, let_go
from portal.text.russian import plural
from projects.access import project_for_coordination
from projects.access.people import may_view
from projects.models import Project
from projects.queries.leaving import holdings_of, parties
from projects.views.common import today_in


@require_http_methods(["GET", "POST"])
def person_leave(request: HttpRequest, slug: str) -> HttpResponse:
    """First who and from which day, with everything she has; then the handing over itself."""
    project = project_for_coordination(request.user, slug)
    is_final = request.method == "POST"
    form = LeavingForm(
        request.POST or request.GET or None,
        known=parties(project, known_people(project)),
        ticks=request.POST.getlist("tick") if is_final else None,
        initial={"on": today_in(project)},
    )
    if is_final and form.is_valid() and _left(request, project, form):
        # A coordinator may let go herself, and sees the project no more.
        return redirect("projects:people", slug=slug) if may_view(request.user, slug) else redirect("plans:home")
    context = {"project": project, "tab": "network", "form": form, "found": _found(project, form)}
    return render(request, "plans/person_leave.html", context, status=422 if is_final else 200)


def _left(request: HttpRequest, project: Project, form: LeavingForm) -> bool:
    """All of it is done; else the form says why not, and nothing is."""
    said, leaver = form.cleaned_data, form.leaver
    if leaver is None:
        return False
    given = Leaving(leaver, form.successor, said["on"], said["reason"], form.items, form.holdings)
    try:
        left = let_go(project, given, today=today_in(project), actor=reader(request))
    except ValidationError as problem:
        form.add_error(None, problem)
        return False
    undo = f"undo:{reverse('plans:person_replace_undo', args=[project.slug, left.undo])}" if left.undo else ""
    messages.success(request, _words(left), extra_tags=undo)
    return True


def _words(left: Left) -> str:
    parts = []
    if left.items:
        parts.append(f"{left.items} {plural(left.items, 'пункт перешёл', 'пункта перешли', 'пунктов перешло')}")
    if left.others:
        parts.append(f"остальное передано и закрыто: {left.others}")
    return f"{'; '.join(parts)}.".capitalize()


def _found(project: Project, form: LeavingForm) -> dict[str, Any] | None:
    """Everything the leaver has, all of it ticked before anything was said; None while it is not said who and when."""
    if not form.is_bound:
        return None
    form.is_valid()
    leaver, on = form.leaver, form.cleaned_data.get("on")
    if leaver is None or on is None:
        return None
    person = leaver.person
    assignments = open_assignments(project, person, on, today_in(project)) if person else []
    holdings = holdings_of(project, leaver)
    everything = [*(each.tick for each in assignments), *(each.key for each in holdings)]
    return {
        "leaver": leaver,
        "items": assignments,
        "passing": [each for each in holdings if not each.ends],
        "ending": [each for each in holdings if each.ends],
        "ticked": set(everything if form.ticks is None else form.ticks),
        "groups": groups_of(project, person) if person else [],
    }
