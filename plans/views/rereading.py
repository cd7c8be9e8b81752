"""Which deadlines a change of the school calendar touches, and their new reading."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from network.access import reader
from plans.queries.rereading import project_rereadings
from plans.services.rereading import reread_deadlines
from portal.text.russian import plural
from projects.access import project_for_coordination

SETTLED = "Все сроки уже посчитаны по этому календарю."


@require_http_methods(["GET", "POST"])
def deadlines_reread(request: HttpRequest, slug: str) -> HttpResponse:
    """«Пересчитать сроки»: what would change, then, on the button, the change itself."""
    project = project_for_coordination(request.user, slug)
    if request.method == "POST":
        count = reread_deadlines(project, actor=reader(request))
        words = f"Пересчитаны сроки {count} {plural(count, 'пункта', 'пунктов', 'пунктов')}."
        messages.success(request, words if count else SETTLED)
        return redirect("projects:school_years", slug=slug)
    context = {"project": project, "tab": "plan", "rereadings": project_rereadings(project)}
    return render(request, "plans/deadlines_reread.html", context)
