"""The life of a plan: checked, approved, changed, closed, opened again, put away."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from network.access import reader
from plans.access import (
    edition_for_viewing,
    may_approve,
    plan_for_approval,
    plan_for_archiving,
    plan_for_checking,
    plan_for_coordination,
    plan_for_editing,
    plan_for_viewing,
    visible_marks,
)
from plans.changes import edition_headings, edition_rows
from plans.forms.life import ApprovalForm, ReasonForm
from plans.linter import grouped, lint
from plans.models import Plan
from plans.queries.changes import change_list
from plans.queries.life import approval_words, open_rows
from plans.queries.linter import lint_plan
from plans.queries.snapshots import approved_editions, chosen_editions, editions, is_genuine
from plans.services.life import archive_plan, close_plan, reopen_plan
from plans.services.plans import approve_plan
from plans.views.common import scope_today
from projects.views.common import today_in

APPROVED = "План утверждён. Дальше каждое изменение состава попадает в лист изменений."
CLOSED = "План закрыт: отметки в нём больше не меняются."
REOPENED = "План снова открыт."
RETURNED = "План возвращён из архива. Он закрыт: чтобы менять отметки, откройте его."
PUT_AWAY = "План в архиве: его можно читать и печатать."
OPEN_LABEL = "Что будет с невыполненными пунктами"
NOTE_LABEL = "Примечание"


@require_GET
def plan_check(request: HttpRequest, pk: int) -> HttpResponse:
    """What is wrong with a plan, each remark with a link; what it has been through and what comes next."""
    plan = plan_for_checking(request.user, pk)
    findings = lint(lint_plan(plan))
    context = {
        "groups": grouped(findings),
        "findings": findings,
        "editions": editions(plan),
        "may_approve": may_approve(request.user, plan.project),
    }
    return render(request, "plans/plan_check.html", _frame(request, plan) | context)


@require_http_methods(["GET", "POST"])
def plan_approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approval with the remarks in sight: they warn and do not stand in the way."""
    plan = plan_for_approval(request.user, pk)
    form = ApprovalForm(request.POST or None, initial=approval_words(plan, today_in(plan.project)))
    if request.method == "POST" and _done(
        form, lambda: approve_plan(plan, actor=reader(request), approval=form.given())
    ):
        messages.success(request, APPROVED)
        return redirect("plans:plan_check", pk=pk)
    findings = lint(lint_plan(plan))
    context = {"form": form, "findings": findings, "groups": grouped(findings), "editions": approved_editions(plan)}
    status = 422 if request.method == "POST" else 200
    return render(request, "plans/plan_approve.html", _frame(request, plan) | context, status=status)


@require_GET
def plan_changes(request: HttpRequest, pk: int) -> HttpResponse:
    """«Лист изменений»: an approved edition (`?edition=1`) against the plan now or a later edition (`?with=2`)."""
    plan = plan_for_viewing(request.user, pk)
    found = approved_editions(plan)
    base, against = chosen_editions(found, request.GET.get("edition", ""), request.GET.get("with", ""))
    changes = change_list(plan, base, against, visible_marks(request.user)) if base else None
    context = {"editions": found, "changes": changes, "may_approve": may_approve(request.user, plan.project)}
    return render(request, "plans/plan_changes.html", _frame(request, plan) | context)


@require_GET
def plan_edition(request: HttpRequest, pk: int, edition: int) -> HttpResponse:
    """An edition as it was frozen; marks in it are for those who read the whole project."""
    plan = plan_for_viewing(request.user, pk)
    snapshot = edition_for_viewing(plan, edition)
    context = {
        "edition": snapshot,
        "headings": edition_headings(snapshot.content),
        "rows": edition_rows(snapshot.content),
        "is_genuine": is_genuine(snapshot),
    }
    return render(request, "plans/plan_edition.html", _frame(request, plan) | context)


@require_http_methods(["GET", "POST"])
def plan_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Closing: what is still open is shown, and a word about it is asked for."""
    plan = plan_for_editing(request.user, pk)
    today = today_in(plan.project)
    rows = open_rows(plan, today)
    form = ReasonForm(request.POST or None, label=OPEN_LABEL if rows else NOTE_LABEL)
    if request.method == "POST" and _done(form, lambda: _close(request, plan, form)):
        messages.success(request, CLOSED)
        return redirect("plans:plan_check", pk=pk)
    context = {"form": form, "rows": rows}
    status = 422 if request.method == "POST" else 200
    return render(request, "plans/plan_close.html", _frame(request, plan) | context, status=status)


@require_http_methods(["GET", "POST"])
def plan_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """A closed plan is opened again, one of the archive comes back closed; the reason is kept."""
    plan = plan_for_coordination(request.user, pk)
    form = ReasonForm(request.POST or None, label="Причина", help_text="Останется в листе изменений.")
    words = RETURNED if plan.state == Plan.State.ARCHIVED else REOPENED
    if request.method == "POST" and _done(
        form, lambda: reopen_plan(plan, actor=reader(request), reason=form.cleaned_data["reason"])
    ):
        messages.success(request, words)
        return redirect("plans:plan_check", pk=pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "plans/plan_reopen.html", _frame(request, plan) | {"form": form}, status=status)


@require_POST
def plan_archive(request: HttpRequest, pk: int) -> HttpResponse:
    """A closed plan is put away."""
    plan = plan_for_archiving(request.user, pk)
    try:
        archive_plan(plan, actor=reader(request))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, PUT_AWAY)
    return redirect("plans:plan_check", pk=pk)


def _close(request: HttpRequest, plan: Plan, form: forms.Form) -> None:
    reason = form.cleaned_data["reason"]
    close_plan(plan, actor=reader(request), today=today_in(plan.project), reason=reason)


def _done(form: forms.Form, step: Callable[[], object]) -> bool:
    """The step was taken; else the form says why not."""
    if not form.is_valid():
        return False
    try:
        step()
    except ValidationError as problem:
        form.add_error(None, problem)
        return False
    return True


def _frame(request: HttpRequest, plan: Plan) -> dict[str, object]:
    """What every page of a plan's life shows around itself."""
    scope = scope_today(request, plan)
    can_edit = scope.can_coordinate and scope.is_open
    return {"project": plan.project, "tab": "plan", "plan": plan, "scope": scope, "can_edit": can_edit}
