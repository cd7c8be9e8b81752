"""Which works of the matrix an item serves."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from network.access import reader
from plans.access import item_for_editing
from plans.forms.works import WorksForm
from plans.queries.works import served_works, works_by_place
from plans.services.works import link_works

SAVED = "Сохранено, каким работам этапа служит пункт."


@require_http_methods(["GET", "POST"])
def item_works(request: HttpRequest, pk: int) -> HttpResponse:
    """Works of the project with ticks; those of the item's own stage and direction stand first."""
    item = item_for_editing(request.user, pk)
    groups = works_by_place(item)
    choices = [
        (place, [(str(work.pk), f"{work.number} {work.text}".strip()) for work in works]) for place, works in groups
    ]
    served = [str(work.pk) for work in served_works(item)]
    form = WorksForm(request.POST or None, choices=choices, initial={"works": served})
    if request.method == "POST" and (form.is_valid() or not request.POST.getlist("works")):
        ticked = set(request.POST.getlist("works"))
        link_works(item, [w for _, works in groups for w in works if str(w.pk) in ticked], actor=reader(request))
        messages.success(request, SAVED)
        return redirect("plans:item_detail", pk=pk)
    context = {"project": item.plan.project, "tab": "plan", "item": item, "plan": item.plan, "form": form}
    return render(request, "plans/item_works.html", context, status=422 if form.is_bound else 200)
