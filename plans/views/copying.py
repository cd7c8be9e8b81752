"""A plan goes on next year."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from network.access import reader
from plans.access import plan_for_coordination
from plans.forms.life import OPEN, WHOLE, CopyForm
from plans.models import Plan
from plans.queries.life import plans_of_period
from plans.services.copying import CopyDraft, copy_draft, copy_plan, next_period
from plans.views.common import scope_today
from portal.text.numbers import number_in
from projects.views.common import today_in

COPIED = "План на новый срок создан как черновик. Проверьте замечания и утвердите его."
YEARS_AHEAD = 3


@require_http_methods(["GET", "POST"])
def plan_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """First what the plan would look like, then the plan itself; rows may be left out."""
    plan = plan_for_coordination(request.user, pk)
    form = _form(request.POST if request.method == "POST" else request.GET, plan)
    draft = _draft(form, plan)
    chosen = _ticked(request.POST) if request.method == "POST" else {row.item.pk for row in draft.rows}
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            copied = copy_plan(draft, actor=reader(request), chosen=chosen)
        except ValidationError as error:
            problem = " ".join(error.messages)
        else:
            messages.success(request, COPIED)
            return redirect("plans:plan_check", pk=copied.pk)
    context = {
        "project": plan.project,
        "tab": "plan",
        "plan": plan,
        "scope": scope_today(request, plan),
        "form": form,
        "draft": draft,
        "chosen": chosen,
        "problem": problem,
        "others": plans_of_period(plan, draft.period),
    }
    return render(request, "plans/plan_copy.html", context, status=422 if request.method == "POST" else 200)


def _form(query: QueryDict, plan: Plan) -> CopyForm:
    """The choices as asked for; what is missing is the usual: the next year, the whole plan."""
    years = [(later, _years(plan, later)) for later in range(1, YEARS_AHEAD + 1)]
    return CopyForm({"later": query.get("later", "1"), "part": query.get("part", WHOLE)}, years=years)


def _draft(form: CopyForm, plan: Plan) -> CopyDraft:
    is_good = form.is_valid()
    later = form.cleaned_data["later"] if is_good else 1
    only_open = is_good and form.cleaned_data["part"] == OPEN
    return copy_draft(plan, next_period(plan, later), today_in(plan.project), only_open=only_open)


def _ticked(posted: QueryDict) -> set[int]:
    return {pk for pk in map(number_in, posted.getlist("item")) if pk is not None}


def _years(plan: Plan, later: int) -> str:
    period = next_period(plan, later)
    if period.start.year == period.end.year:
        return str(period.start.year)
    return f"{period.start.year}/{period.end.year}"
