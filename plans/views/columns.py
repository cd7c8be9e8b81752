"""«Графы плана»: order, headings as printed, hidden ones, one's own."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from network.access import reader
from plans.access import plan_for_editing
from plans.forms.columns import ColumnsInput
from plans.layout import FIELD_LABELS, shown_columns
from plans.models import Plan
from plans.queries.columns import filled_columns, missing_fields, next_own_column, preview_rows
from plans.services.structure.action import STALE, StalePlanError
from plans.services.structure.layout import set_columns
from plans.views.common import BY_COORDINATOR

UNPROCESSABLE, CONFLICT = 422, 409
ARRANGING = frozenset({"up", "down", "delete", "add"})
SAVED = "Графы сохранены."


@require_http_methods(["GET", "POST"])
def plan_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Columns of a plan; nothing is saved until «Сохранить», arranging them only draws the page anew."""
    plan = plan_for_editing(request.user, pk)
    if request.method == "GET":
        return _page(request, plan, ColumnsInput(tuple(plan.layout), plan.version))
    said = ColumnsInput.of(request.POST)
    if said.action in ARRANGING:
        return _page(request, plan, said.arranged(next_own_column(plan, said.columns)))
    try:
        change = set_columns(plan.pk, said.version, said.columns, actor=reader(request), reason=said.reason)
    except StalePlanError:
        return _page(request, plan_for_editing(request.user, pk), said, [STALE], CONFLICT)
    except ValidationError as problem:
        return _page(request, plan, said, problem.messages, UNPROCESSABLE)
    undo = f"undo:{reverse('plans:change_undo', args=[change.batch])}" if change else ""
    messages.success(request, SAVED, extra_tags=undo)
    return redirect("plans:plan_columns", pk=plan.pk)


def _page(
    request: HttpRequest, plan: Plan, said: ColumnsInput, errors: list[str] | None = None, status: int = 200
) -> HttpResponse:
    filled, shown = filled_columns(plan), shown_columns(said.columns)
    context = {
        "project": plan.project,
        "tab": "plan",
        "plan": plan,
        "scope": BY_COORDINATOR,
        "said": said,
        "columns": [
            (column, FIELD_LABELS.get(column["field"], "Своя графа"), _may_delete(column["field"], filled))
            for column in said.columns
        ],
        "is_arranged": list(said.columns) != plan.layout,
        "missing": missing_fields(said.columns),
        "shown": shown,
        "preview": preview_rows(plan, shown),
        "errors": errors or [],
        "needs_reason": plan.state == Plan.State.APPROVED,
    }
    return render(request, "plans/plan_columns.html", context, status=status)


def _may_delete(field: str, filled: dict[str, int]) -> bool:
    return field.startswith("extra:") and not filled.get(field)
