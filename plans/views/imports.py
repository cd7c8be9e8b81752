"""The import wizard: a file, what was read from it, a plan."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from network.access import reader
from plans.access import import_for_review, visible_imports
from plans.forms.imports import ReviewForm, UploadForm, only_shown
from plans.importing import ImportRefused
from plans.models import PlanImport
from plans.queries.importing.review import DOUBTS_SHOWN, ROWS_SHOWN, Review, review_of, row_key
from plans.queries.importing.state import last_imports, period_text
from plans.services.importing.drafts import (
    OVERTAKEN,
    StaleImportError,
    cancel_import,
    confirm_import,
    correct_import,
    start_import,
    undo_import,
)
from plans.text.period import PlanPeriod
from portal.text.russian import plural
from projects.access import project_for_coordination
from projects.models import Project

AGAIN_NEEDED = "Такой план уже загружен. Если нужен ещё один, поставьте галочку."
LAST_IMPORTS = 6
MAX_SHOWN = 5001
UNPROCESSABLE, CONFLICT = 422, 409


@require_http_methods(["GET", "POST"])
def import_upload(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose a file; a readable one leads to its review, another is refused in words and nothing is kept."""
    project = project_for_coordination(request.user, slug)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        try:
            started = _start(request, project, form)
        except ImportRefused as refused:
            form.add_error("file", refused.message)
        else:
            return redirect("plans:import_review", key=started.pk)
    imports = last_imports(visible_imports(request.user), project, LAST_IMPORTS)
    context = {"project": project, "tab": "import", "form": form, "imports": imports}
    return render(request, "plans/import_upload.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def import_review(request: HttpRequest, key: str) -> HttpResponse:
    """«Прочитано так»: look, correct, see the difference; POST keeps the corrections."""
    plan_import = import_for_review(request.user, key)
    if plan_import.state != PlanImport.State.REVIEW:
        return _settled(plan_import)
    if request.method == "GET":
        review = review_of(plan_import, _number(request.GET.get("table")), edited=_edited(request))
        return _page(request, plan_import, review)
    review, form = _posted(request, plan_import)
    if review is None or form is None:
        return _page(request, plan_import, None, status=UNPROCESSABLE)
    if not form.is_valid():
        return _page(request, plan_import, review, form, status=UNPROCESSABLE)
    try:
        correct_import(plan_import, _number(request.POST.get("version")), review.draft.table, form.corrections())
    except StaleImportError:
        return _conflict(request, plan_import, review, form)
    return _back(request, review)


@require_POST
def import_confirm(request: HttpRequest, key: str) -> HttpResponse:
    """Keep the corrections and save the plan in one transaction."""
    plan_import = import_for_review(request.user, key)
    if plan_import.state != PlanImport.State.REVIEW:
        return _settled(plan_import)
    review, form = _posted(request, plan_import)
    if review is None or form is None:
        return _page(request, plan_import, None, status=UNPROCESSABLE)
    if form.is_valid() and not form.cleaned_data["again"]:
        after = review_of(plan_import, review.draft.table, form.corrections())
        if after is not None and after.difference is not None:
            form.add_error("again", AGAIN_NEEDED)
    if form.is_valid():
        try:
            return _confirmed(request, plan_import, review, form)
        except StaleImportError:
            return _conflict(request, plan_import, review, form)
        except ValidationError as error:
            form.add_error(None, error)
    return _page(request, plan_import, review, form, status=UNPROCESSABLE)


@require_POST
def import_cancel(request: HttpRequest, key: str) -> HttpResponse:
    """Throw the draft away; nothing else was kept."""
    plan_import = import_for_review(request.user, key)
    try:
        cancel_import(plan_import)
    except ValidationError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "Загрузка отменена, ничего не сохранено.")
    return redirect("plans:import_upload", slug=plan_import.project.slug)


@require_POST
def import_undo(request: HttpRequest, key: str) -> HttpResponse:
    """Take the whole import back, if nobody has marked anything yet."""
    plan_import = import_for_review(request.user, key)
    try:
        undo_import(plan_import, actor=reader(request))
    except ValidationError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "Загрузка отменена: план убран.")
    return redirect("plans:import_upload", slug=plan_import.project.slug)


def _start(request: HttpRequest, project: Project, form: UploadForm) -> PlanImport:
    file, period = form.cleaned_data["file"], form.cleaned_data["period"]
    return start_import(
        project,
        file.read(),
        file.name or "план.docx",
        PlanPeriod.parse(period) if period else None,
        author=reader(request),
    )


def _posted(request: HttpRequest, plan_import: PlanImport) -> tuple[Review | None, ReviewForm | None]:
    """The review of the table that was sent and its bound form; nothing for a table that is not there."""
    codes = request.POST.getlist("row")
    review = review_of(plan_import, _number(request.POST.get("table")))
    if review is None or not review.draft.is_plan:
        return review, None
    shown = only_shown(review.rows, codes)
    return review, ReviewForm(request.POST, review=review, shown=shown, initial_period=_period(review))


def _page(
    request: HttpRequest,
    plan_import: PlanImport,
    review: Review | None,
    form: ReviewForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    limit = min(_number(request.GET.get("shown")) or ROWS_SHOWN, MAX_SHOWN)
    if review is not None and form is None and review.draft.is_plan:
        shown = review.doubtful[: max(limit, DOUBTS_SHOWN)]
        form = ReviewForm(review=review, shown=shown, initial_period=_period(review))
    context = {
        "project": plan_import.project,
        "tab": "import",
        "plan_import": plan_import,
        "review": review,
        "form": form,
        "preview": review.rows[:limit] if review else (),
        "shown": limit,
        "next_shown": limit + ROWS_SHOWN,
    }
    return render(request, "plans/import_review.html", context, status=status)


def _conflict(request: HttpRequest, plan_import: PlanImport, review: Review, form: ReviewForm) -> HttpResponse:
    """Somebody else was quicker: what was typed stays on the page, the next attempt counts from the new version."""
    fresh = import_for_review(request.user, str(plan_import.pk))
    if fresh.state != PlanImport.State.REVIEW:
        return _settled(fresh)
    form.add_error(None, OVERTAKEN)
    return _page(request, fresh, review, form, status=CONFLICT)


def _confirmed(request: HttpRequest, plan_import: PlanImport, review: Review, form: ReviewForm) -> HttpResponse:
    version = _number(request.POST.get("version"))
    done = confirm_import(
        plan_import,
        version,
        review.draft.table,
        form.corrections(),
        actor=reader(request),
    )
    text = f"План загружен: {done.items} {plural(done.items, 'пункт', 'пункта', 'пунктов')}."
    if done.is_rest_waiting:
        text += " Остальные планы этого файла ждут на странице «Загрузка»."
    undo = reverse("plans:import_undo", args=[plan_import.pk])
    messages.success(request, text, extra_tags=f"undo:{undo}")
    return redirect("plans:plan_detail", pk=done.plan.pk)


def _settled(plan_import: PlanImport) -> HttpResponse:
    if plan_import.plan is not None:
        return redirect("plans:plan_detail", pk=plan_import.plan.pk)
    return redirect("plans:import_upload", slug=plan_import.project.slug)


def _back(request: HttpRequest, review: Review) -> HttpResponse:
    """To the page again, with as many rows as asked for and the row that was asked to be corrected."""
    asked: dict[str, str] = {"table": str(review.draft.table)}
    if shown := _number(request.POST.get("shown")):
        asked["shown"] = str(min(shown, MAX_SHOWN))
    edit = request.POST.get("edit", "")
    anchor = ""
    if row_key(edit) is not None:
        asked["edit"], anchor = edit, f"#row-{edit}"
    address = reverse("plans:import_review", args=[review.plan_import.pk])
    return HttpResponseRedirect(f"{address}?{urlencode(asked)}{anchor}")


def _edited(request: HttpRequest) -> list[tuple[int, int]]:
    return [key for code in request.GET.getlist("edit") if (key := row_key(code)) is not None]


def _number(text: str | None) -> int:
    """A number out of an address or a form; 0 for anything else."""
    return int(text) if text and text.isdecimal() and text.isascii() and len(text) <= len("999999999") else 0


def _period(review: Review) -> str:
    return review.corrections.period or ("" if review.period_is_assumed else period_text(review.period) or "")
