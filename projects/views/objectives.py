"""Objectives of a project: their words and their order; which items serve them stands a floor above."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from network.access import reader
from projects.access import project_for_coordination
from projects.access.passport import objective_for_editing
from projects.forms.passport import ObjectiveForm
from projects.models import Objective
from projects.queries.passport import objectives_of
from projects.services.objectives import remove_objective, write_objective
from projects.services.outcomes import move

SAVED = "Задача сохранена."
REMOVED = "Задача убрана. Пункты, которые ей служили, остались в планах."
STEPS = {"up": -1, "down": 1}


@require_http_methods(["GET", "POST"])
def objective_add(request: HttpRequest, slug: str) -> HttpResponse:
    """A new objective, behind the others."""
    project = project_for_coordination(request.user, slug)
    return _page(request, Objective(project=project), "Новая задача")


@require_http_methods(["GET", "POST"])
def objective_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The words of an objective; or take it out."""
    objective = objective_for_editing(request.user, pk)
    if "remove" in request.POST:
        remove_objective(objective, actor=reader(request))
        return _back(request, objective, REMOVED)
    return _page(request, objective, "Задача проекта")


@require_POST
def objective_move(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up or down."""
    objective = objective_for_editing(request.user, pk)
    move(objective, objectives_of(objective.project), STEPS.get(request.POST.get("step", ""), 0))
    return redirect(f"{reverse('projects:passport', args=[objective.project.slug])}#objectives")


def _page(request: HttpRequest, objective: Objective, heading: str) -> HttpResponse:
    form = ObjectiveForm(request.POST or None, initial={"number": objective.number, "text": objective.text})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        write_objective(objective, said["number"], said["text"], actor=reader(request))
        return _back(request, objective, SAVED)
    context = {"project": objective.project, "tab": "project", "form": form, "heading": heading, "row": objective}
    return render(request, "projects/objective_form.html", context, status=422 if form.is_bound else 200)


def _back(request: HttpRequest, objective: Objective, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(f"{reverse('projects:passport', args=[objective.project.slug])}#objectives")
