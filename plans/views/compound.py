"""An item with several deadlines in one cell: split among its sub-items, and joined again."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from network.access import reader
from plans.access import item_for_editing
from plans.forms.compound import SplitForm
from plans.models import Plan
from plans.queries.item import is_split, item_compound
from plans.services.compound import join_item, split_item

SPLIT, JOINED = "У каждого подпункта теперь свой срок.", "У пункта снова один срок."


@require_http_methods(["GET", "POST"])
def item_split(request: HttpRequest, pk: int) -> HttpResponse:
    """Show which deadline goes to which sub-item; POST splits the item, or joins a split one."""
    item = item_for_editing(request.user, pk)
    compound, is_joined = item_compound(item), not is_split(item)
    needs_reason = item.plan.state == Plan.State.APPROVED
    form = SplitForm(request.POST if request.method == "POST" else None, needs_reason=needs_reason)
    if request.method == "POST" and form.is_valid():
        reason, actor = form.cleaned_data["reason"], reader(request)
        try:
            if form.cleaned_data["join"]:
                join_item(item, actor=actor, reason=reason)
            else:
                split_item(item, compound.pairs if compound else (), actor=actor, reason=reason)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, JOINED if form.cleaned_data["join"] else SPLIT)
            return redirect("plans:item_detail", pk=pk)
    context = {"project": item.plan.project, "tab": "plan", "item": item, "plan": item.plan, "form": form}
    context |= {"compound": compound, "is_joined": is_joined, "needs_reason": needs_reason}
    status = 422 if request.method == "POST" else 200
    return render(request, "plans/item_split.html", context, status=status)
