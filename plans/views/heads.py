"""A new plan without a document, and the head of a plan: title, period, approval blocks."""

from __future__ import annotations

from typing import TypeAlias

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from network.access import reader
from plans.access import plan_for_editing
from plans.forms.heads import ApprovalForm, ApprovalFormSet, NewPlanForm, PlanHeadForm, kept_blocks
from plans.models import Plan
from plans.queries.importing.state import period_text
from plans.queries.readings import period_of
from plans.services.structure.action import STALE, StalePlanError
from plans.services.structure.head import approvals_record, create_plan, update_head
from plans.views.common import BY_COORDINATOR
from portal.text.russian import plural
from projects.access import project_for_coordination

UNPROCESSABLE, CONFLICT = 422, 409
CREATED = "План создан. Напишите первую строку и нажмите Enter."
SAVED = "Шапка плана сохранена."
Blocks: TypeAlias = "BaseFormSet[ApprovalForm]"


@require_http_methods(["GET", "POST"])
def plan_create(request: HttpRequest, slug: str) -> HttpResponse:
    """A plan typed here, not loaded from a file: it begins without a row."""
    project = project_for_coordination(request.user, slug)
    form = NewPlanForm(
        request.POST if request.method == "POST" else None, initial={"numbering": Plan.Numbering.CONTINUOUS}
    )
    if request.method == "POST" and form.is_valid():
        try:
            plan = create_plan(project, form.head(), form.cleaned_data["numbering"], actor=reader(request))
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, CREATED)
            return redirect(f"{reverse('plans:plan_structure', args=[plan.pk])}?after=top")
    context = {"project": project, "tab": "plan", "form": form}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "plans/plan_create.html", context, status=status)


@require_http_methods(["GET", "POST"])
def plan_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The head of a plan as printed; a new period has the deadlines read anew."""
    plan = plan_for_editing(request.user, pk)
    form = PlanHeadForm(request.POST if request.method == "POST" else None, initial=_words(plan))
    blocks = ApprovalFormSet(request.POST if request.method == "POST" else None, initial=approvals_record(plan))
    if request.method == "GET":
        return _page(request, plan, form, blocks, 200)
    if not (form.is_valid() and blocks.is_valid()):
        return _page(request, plan, form, blocks, UNPROCESSABLE)
    try:
        return _saved(request, plan, form, kept_blocks(blocks))
    except StalePlanError:
        return _page(request, plan, _renewed(request, plan_for_editing(request.user, pk)), blocks, CONFLICT)
    except ValidationError as problem:
        form.add_error(None, problem)
        return _page(request, plan, form, blocks, UNPROCESSABLE)


def _renewed(request: HttpRequest, plan: Plan) -> PlanHeadForm:
    """The same words on top of the version that stands now."""
    data = request.POST.copy()
    data["version"] = str(plan.version)
    form = PlanHeadForm(data, initial=_words(plan))
    form.add_error(None, STALE)
    return form


def _saved(request: HttpRequest, plan: Plan, form: PlanHeadForm, blocks: list[dict[str, str]]) -> HttpResponse:
    said = form.cleaned_data
    change, count = update_head(
        plan.pk, said["version"], form.head(), blocks, actor=reader(request), reason=said["reason"]
    )
    words = SAVED
    if count:
        words += f" По новому периоду поняты сроки {count} {plural(count, 'пункта', 'пунктов', 'пунктов')}."
    undo = f"undo:{reverse('plans:change_undo', args=[change.batch])}" if change else ""
    messages.success(request, words, extra_tags=undo)
    return redirect("plans:plan_edit", pk=plan.pk)


def _words(plan: Plan) -> dict[str, object]:
    return {
        "version": plan.version,
        "title": plan.title,
        "kind": plan.kind,
        "period": period_text(period_of(plan)),
        "period_text": plan.period_text,
    }


def _page(
    request: HttpRequest, plan: Plan, form: PlanHeadForm, blocks: BaseFormSet[ApprovalForm], status: int
) -> HttpResponse:
    context = {
        "project": plan.project,
        "tab": "plan",
        "plan": plan,
        "scope": BY_COORDINATOR,
        "form": form,
        "blocks": blocks,
        "whole": [block["text"] for block in approvals_record(plan)],
        "needs_reason": plan.state == Plan.State.APPROVED,
    }
    return render(request, "plans/plan_edit.html", context, status=status)
