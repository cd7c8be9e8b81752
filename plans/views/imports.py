"""The import wizard: a file or a pasted table, what was read from it, a plan."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from network.access import reader
from plans.access import import_for_review, plan_for_editing, visible_imports, visible_plans
from plans.forms.imports import ReviewForm
from plans.forms.uploads import UploadForm
from plans.importing import ImportRefused
from plans.models import Plan, PlanImport
from plans.queries.importing.review import Review
from plans.queries.importing.state import growing_plans, is_passport, last_imports
from plans.resources import compare_rows
from plans.services.importing.drafts import (
    StaleImportError,
    confirm_import,
    correct_import,
    order_import,
    start_import,
    start_pasted_import,
)
from plans.services.importing.jobs import LONG
from plans.tasks import save_import
from plans.text.period import PlanPeriod
from plans.views.reviews import (
    CONFLICT,
    UNPROCESSABLE,
    back_to_review,
    conflict_page,
    edited_rows,
    number_of,
    posted,
    review_page,
    reviewed,
    settled,
)
from projects.access import project_for_coordination
from projects.models import Project

AGAIN_NEEDED = "Такой план уже загружен. Если нужен ещё один, поставьте галочку."
PLAN_MOVED_ON = "Пока вы сверяли, план изменили. Ниже сверка с тем, что в нём теперь: посмотрите и загрузите ещё раз."
LAST_IMPORTS = 6


@require_http_methods(["GET", "POST"])
def import_upload(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose a file or paste a table; a readable one leads to its review, another is refused and nothing is kept."""
    project = project_for_coordination(request.user, slug)
    plans = growing_plans(visible_plans(request.user), project)
    chosen = str(number_of(request.GET.get("plan")) or "")
    form = UploadForm(request.POST or None, request.FILES or None, plans=plans, chosen=chosen)
    if request.method == "POST" and not form.is_bound:
        form = UploadForm({}, {}, plans=plans)
    if form.is_bound and form.is_valid():
        try:
            started = _start(request, project, form)
        except ImportRefused as refused:
            form.add_error("file" if form.cleaned_data["file"] else "pasted", refused.message)
        else:
            return redirect("plans:import_review", key=started.pk)
    imports = last_imports(visible_imports(request.user), project, LAST_IMPORTS)
    context = {"project": project, "tab": "import", "form": form, "imports": imports}
    return render(request, "plans/import_upload.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def import_review(request: HttpRequest, key: str) -> HttpResponse:
    """«Прочитано так»: look, correct, see the difference; POST keeps the corrections."""
    plan_import = import_for_review(request.user, key)
    if plan_import.state != PlanImport.State.REVIEW or is_passport(plan_import):
        return settled(plan_import)
    if request.method == "GET":
        review = reviewed(plan_import, number_of(request.GET.get("table")), edited=edited_rows(request))
        return review_page(request, plan_import, review)
    review, form = posted(request, plan_import)
    if review is None or form is None:
        return review_page(request, plan_import, None, status=UNPROCESSABLE)
    if not form.is_valid():
        return review_page(request, plan_import, review, form, status=UNPROCESSABLE)
    try:
        correct_import(plan_import, number_of(request.POST.get("version")), review.draft.table, form.corrections())
    except StaleImportError:
        return conflict_page(request, plan_import, review, form)
    return back_to_review(request, review)


@require_POST
def import_confirm(request: HttpRequest, key: str) -> HttpResponse:
    """Keep the corrections and save the table in one transaction, a long one by the worker."""
    plan_import = import_for_review(request.user, key)
    if plan_import.state != PlanImport.State.REVIEW:
        return settled(plan_import)
    review, form = posted(request, plan_import)
    if review is None or form is None:
        return review_page(request, plan_import, None, status=UNPROCESSABLE)
    if review.target is not None and request.POST.get("seen", "") != review.target.digest:
        form.add_error(None, PLAN_MOVED_ON)
        return review_page(request, plan_import, review, form, status=CONFLICT)
    if form.is_valid():
        _require_again(plan_import, review, form)
    if form.is_valid():
        try:
            return _confirmed(request, plan_import, review, form)
        except StaleImportError:
            return conflict_page(request, plan_import, review, form)
        except ValidationError as error:
            form.add_error(None, error)
    return review_page(request, import_for_review(request.user, key), review, form, status=UNPROCESSABLE)


def _start(request: HttpRequest, project: Project, form: UploadForm) -> PlanImport:
    said, author = form.cleaned_data, reader(request)
    period = PlanPeriod.parse(said["period"]) if said["period"] else None
    target: Plan | None = plan_for_editing(request.user, int(said["target"])) if said["target"] else None
    if said["file"]:
        file = said["file"]
        return start_import(project, file.read(), file.name or "план", period, author=author, target=target)
    return start_pasted_import(project, said["pasted_html"], said["pasted"], period, author=author, target=target)


def _require_again(plan_import: PlanImport, review: Review, form: ReviewForm) -> None:
    """Ask once more before the same plan is loaded twice."""
    if form.cleaned_data["again"]:
        return
    after = reviewed(plan_import, review.draft.table, form.corrections())
    if after is not None and after.difference is not None:
        form.add_error("again", AGAIN_NEEDED)


def _confirmed(request: HttpRequest, plan_import: PlanImport, review: Review, form: ReviewForm) -> HttpResponse:
    version, table, actor = number_of(request.POST.get("version")), review.draft.table, reader(request)
    if review.taken > LONG:
        order_import(plan_import, version, table, form.corrections(), actor=actor)
        wake(plan_import)
        return redirect("plans:import_progress", key=plan_import.pk)
    corrections = form.corrections()
    done = confirm_import(plan_import, version, table, corrections, compare_rows, actor=actor, now=timezone.now())
    text = done.words
    if done.is_rest_waiting:
        text += " Остальные планы этого файла ждут на странице «Загрузка»."
    messages.success(request, text, extra_tags=f"undo:{reverse('plans:import_undo', args=[plan_import.pk])}")
    return settled(plan_import)


def wake(plan_import: PlanImport) -> None:
    """Tell the worker where to look; a broker that is down costs nothing, the sweeper comes by."""

    # A named function, not a partial: Django wants its name for the log when it fails.
    def send() -> None:
        save_import.delay(str(plan_import.pk))

    transaction.on_commit(send, robust=True)
