"""What becomes of an import: how far it came, tried again, thrown away, taken back."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from network.access import reader
from plans.access import import_for_review
from plans.models import PlanImport
from plans.queries.importing.state import is_passport
from plans.services.importing.drafts import cancel_import, reopen_import, retry_import
from plans.services.importing.undoing import undo_import
from plans.views.imports import wake
from plans.views.reviews import settled

STOP_POLLING = 286


@require_GET
def import_progress(request: HttpRequest, key: str) -> HttpResponse:
    """Show how far the saving has come; a page that polls is told to stop when it is over."""
    plan_import = import_for_review(request.user, key)
    if plan_import.state == PlanImport.State.REVIEW:
        return redirect("plans:import_review", key=plan_import.pk)
    context = {"plan_import": plan_import, "project": plan_import.project, "tab": "import"}
    if not getattr(request, "htmx", False):
        return render(request, "plans/import_progress.html", context)
    is_over = plan_import.state != PlanImport.State.SAVING
    return render(request, "plans/_import_job.html", context, status=STOP_POLLING if is_over else 200)


@require_POST
def import_retry(request: HttpRequest, key: str) -> HttpResponse:
    """Give a failed import to the worker again."""
    plan_import = import_for_review(request.user, key)
    if _done(request, retry_import, plan_import):
        wake(plan_import)
        return redirect("plans:import_progress", key=plan_import.pk)
    return settled(plan_import)


@require_POST
def import_reopen(request: HttpRequest, key: str) -> HttpResponse:
    """Back to the review of an import that could not be saved."""
    plan_import = import_for_review(request.user, key)
    if _done(request, reopen_import, plan_import):
        return redirect("plans:import_review", key=plan_import.pk)
    return settled(plan_import)


@require_POST
def import_cancel(request: HttpRequest, key: str) -> HttpResponse:
    """Throw the draft away; nothing else was kept."""
    plan_import = import_for_review(request.user, key)
    if _done(request, cancel_import, plan_import):
        messages.success(request, "Загрузка отменена, ничего не сохранено.")
    page = "projects:passport" if is_passport(plan_import) else "plans:import_upload"
    return redirect(page, slug=plan_import.project.slug)


@require_POST
def import_undo(request: HttpRequest, key: str) -> HttpResponse:
    """Take the whole import back, if nobody has gone on with what it brought."""
    plan_import = import_for_review(request.user, key)
    try:
        words = undo_import(plan_import, actor=reader(request))
    except ValidationError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, words)
    if plan_import.target is not None:
        return redirect("plans:plan_detail", pk=plan_import.target.pk)
    return redirect("plans:import_upload", slug=plan_import.project.slug)


def _done(request: HttpRequest, step: Callable[[PlanImport], None], plan_import: PlanImport) -> bool:
    """Do it, or say why not."""
    try:
        step(plan_import)
    except ValidationError as error:
        messages.error(request, error.message)
        return False
    return True
