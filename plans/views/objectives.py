"""Which items serve an objective of the project, which objectives an item serves, what nothing serves."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from network.access import reader
from plans.access import item_for_editing, visible_items, visible_plans
from plans.access.objectives import objective_for_linking, objective_for_viewing
from plans.forms.objectives import ObjectivesForm
from plans.queries.objectives import (
    item_choices,
    items_among,
    project_coverage,
    project_objectives,
    served_objectives,
)
from plans.queries.overview import project_plans
from plans.services.objectives import link_items, link_objectives
from portal.text.numbers import number_in
from portal.text.search import read_words
from projects.access import project_for_viewing
from projects.views.common import place_of

SAVED = "Сохранено, каким задачам проекта служит пункт."
LINKED = "Сохранено, какие пункты служат задаче."


@require_http_methods(["GET", "POST"])
def objective_items(request: HttpRequest, pk: int) -> HttpResponse:
    """Items that serve an objective; a coordinator chooses others by plan (`?plan=`) and words (`?q=`)."""
    objective = objective_for_viewing(request.user, pk)
    items = visible_items(request.user)
    if request.method == "POST":
        objective = objective_for_linking(request.user, pk)
        shown = items_among(objective, items, request.POST.getlist("shown"))
        chosen = items_among(objective, items, request.POST.getlist("items"))
        link_items(objective, shown, chosen, actor=reader(request))
        messages.success(request, LINKED)
        return redirect(f"{reverse('plans:objective_items', args=[pk])}?{request.GET.urlencode()}")
    words, plan_id = read_words(request.GET.get("q", "")), number_in(request.GET.get("plan", ""))
    context = {
        "project": objective.project,
        "tab": "project",
        "objective": objective,
        "plans": project_plans(visible_plans(request.user), objective.project),
        "plan_id": plan_id,
        "words": words,
        "choices": item_choices(objective, items, plan_id, words),
        "can_edit": place_of(request, objective.project).can_coordinate,
    }
    return render(request, "plans/objective_items.html", context)


@require_http_methods(["GET", "POST"])
def item_objectives(request: HttpRequest, pk: int) -> HttpResponse:
    """Objectives of the project with ticks."""
    item = item_for_editing(request.user, pk)
    rows = project_objectives(item)
    served = [str(row.pk) for row in served_objectives(item)]
    choices = [(str(row.pk), str(row)) for row in rows]
    form = ObjectivesForm(request.POST or None, choices=choices, initial={"objectives": served})
    if request.method == "POST" and (form.is_valid() or not request.POST.getlist("objectives")):
        ticked = set(request.POST.getlist("objectives"))
        link_objectives(item, [row for row in rows if str(row.pk) in ticked], actor=reader(request))
        messages.success(request, SAVED)
        return redirect("plans:item_detail", pk=pk)
    context = {"project": item.plan.project, "tab": "plan", "item": item, "plan": item.plan, "form": form}
    return render(request, "plans/item_objectives.html", context, status=422 if form.is_bound else 200)


@require_GET
def coverage(request: HttpRequest, slug: str) -> HttpResponse:
    """Objectives and works that no item serves, planned results that nothing shows."""
    project = project_for_viewing(request.user, slug)
    context = {
        "project": project,
        "tab": "project",
        "coverage": project_coverage(project),
        "can_edit": place_of(request, project).can_coordinate,
    }
    return render(request, "plans/coverage.html", context)
