"""One person takes over from another."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from network.access import reader
from plans.forms.replacement import ReplacementForm
from plans.queries.replacement import Assignment, answering_people, groups_of, known_people, open_assignments
from plans.services.replacement import Replacement, new_person, replace_person, undo_replacement
from portal.text.numbers import number_in
from portal.text.russian import plural
from projects.access import project_for_coordination
from projects.models import Project
from projects.views.common import today_in

UNDONE = "Замена отменена: отвечают те же, кто и до неё."


@require_http_methods(["GET", "POST"])
def person_replace(request: HttpRequest, slug: str) -> HttpResponse:
    """First who and from which day, with what would go over; then the replacement itself, undone as one."""
    project = project_for_coordination(request.user, slug)
    given = request.POST or request.GET
    form = ReplacementForm(
        given or None,
        leaving=answering_people(project),
        known=known_people(project),
        is_final=request.method == "POST",
        initial={"on": today_in(project)},
    )
    if request.method == "POST" and form.is_valid() and _replaced(request, project, form):
        return redirect("plans:person_replace", slug=slug)
    found = _preview(project, form) if form.is_bound else None
    context = {
        "project": project,
        "tab": "plan",
        "form": form,
        "found": found,
        "chosen": _chosen(request.POST, found or []),
        "groups": groups_of(project, form.cleaned_data["leaving"]) if found is not None else [],
    }
    return render(request, "plans/person_replace.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def person_replace_undo(request: HttpRequest, slug: str, key: uuid.UUID) -> HttpResponse:
    """Give everything back to whoever answered before."""
    project = project_for_coordination(request.user, slug)
    try:
        undo_replacement(project, key, now=timezone.now(), actor=reader(request))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, UNDONE)
    return redirect("plans:person_replace", slug=slug)


def _replaced(request: HttpRequest, project: Project, form: ReplacementForm) -> bool:
    """The replacement is made; else the form says why not, and nobody new was written down."""
    said: dict[str, Any] = form.cleaned_data
    try:
        with transaction.atomic():
            coming = said["coming"] or new_person(project, said["name"], said["position"], actor=reader(request))
            given = Replacement(said["leaving"], coming, said["on"], said["reason"])
            chosen = {pk for pk in map(number_in, request.POST.getlist("item")) if pk is not None}
            key, count = replace_person(project, given, today=today_in(project), actor=reader(request), chosen=chosen)
    except ValidationError as problem:
        form.add_error(None, problem)
        return False
    words = f"{count} {plural(count, 'пункт перешёл', 'пункта перешли', 'пунктов перешло')} к {coming}."
    undo = reverse("plans:person_replace_undo", args=[project.slug, key])
    messages.success(request, words, extra_tags=f"undo:{undo}")
    return True


def _preview(project: Project, form: ReplacementForm) -> list[Assignment] | None:
    """Items that would go over; None while it is not said from whom and since when."""
    form.is_valid()
    leaving, on = form.cleaned_data.get("leaving"), form.cleaned_data.get("on")
    return open_assignments(project, leaving, on, today_in(project)) if leaving and on else None


def _chosen(posted: QueryDict, found: list[Assignment]) -> set[int]:
    """Items to hand over: as ticked, all of them before anything was said."""
    if not posted:
        return {each.item.pk for each in found}
    return {pk for pk in map(number_in, posted.getlist("item")) if pk is not None}
