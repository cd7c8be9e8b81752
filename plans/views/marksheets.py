"""Sheets of marks: taken away to be filled in by hand, brought back, compared, and only then written."""

from __future__ import annotations

from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from network.access import reader
from plans.access import (
    PlanScope,
    mark_sheet_for_review,
    may_mark_row,
    own_sheets,
    plan_for_viewing,
    require_marker,
    sheet_actors,
)
from plans.exporting import CONTENT_TYPES, Format, file_name, write_mark_sheet
from plans.forms.marksheets import KEEP, SheetChoiceForm, SheetConfirmForm, SheetReview, SheetUploadForm
from plans.importing import ImportRefused
from plans.models import MarkSheet, Plan
from plans.queries import PlanTable, plan_table
from plans.queries.marksheets import sheet_lines, waiting_sheets
from plans.services.marksheets import StaleSheetError, cancel_sheet, confirm_sheet, keep_sheet
from plans.views.common import remember_standing, scope_today
from plans.views.exports import IN_MEMORY, attachment
from portal.text.russian import plural
from projects.views.common import today_in

MOST_ROWS = 4_900  # with the head and the title the readers take it back
TOO_LONG = (
    "В ведомости вышло бы больше 4 900 строк, такой файл обратно не загрузить. "
    "Поставьте галочку «Только то, что ещё не отмечено» или выберите организацию."
)
OVERTAKEN = "Пока вы смотрели, кто-то поставил отметки. Ниже сравнение уже с ними: проверьте и внесите ещё раз."
MARKS = ("отметка", "отметки", "отметок")


@require_GET
def mark_sheet(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The sheet to be filled in: a row for each window, of the items themselves or of one organisation."""
    plan, scope, table = _plan(request, pk)
    form = SheetChoiceForm(_asked(request, scope, table), actors=sheet_actors(scope, table.rows))
    if not form.is_valid():
        raise Http404
    actor = form.actor.organization_id
    rows = [row for row in table.rows if may_mark_row(scope, row, actor)]
    lines = list(sheet_lines(plan, rows, actor))
    if form.cleaned_data["open"]:
        lines = [line for line in lines if not line.window.is_closed_for(actor)]
    if len(lines) > MOST_ROWS:
        messages.error(request, TOO_LONG)
        return redirect("plans:mark_sheet_upload", pk=pk)
    file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the answer closes it
    title = f"Ведомость отметок: {plan.short_title}. {form.actor.label}"
    write_mark_sheet(title, lines, file)
    return attachment(file, f"{file_name(title)}.xlsx", CONTENT_TYPES[Format.EXCEL])


@require_http_methods(["GET", "POST"])
def mark_sheet_upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a sheet, and bring it back: a readable one leads to its review, another is refused in words."""
    plan, scope, table = _plan(request, pk)
    form = SheetUploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            sheet = keep_sheet(plan, file.read(), file.name or "ведомость.xlsx", author=reader(request))
        except ImportRefused as refused:
            form.add_error("file", refused.message)
        else:
            return redirect("plans:mark_sheet_review", key=sheet.pk)
    context = {
        **_frame(request, plan, scope),
        "form": form,
        "choice": SheetChoiceForm(actors=sheet_actors(scope, table.rows)),
        "waiting": waiting_sheets(own_sheets(request.user), plan),
    }
    is_refused = request.method == "POST"
    return render(request, "plans/mark_sheet_upload.html", context, status=422 if is_refused else 200)


@require_GET
def mark_sheet_review(request: HttpRequest, key: str) -> HttpResponse:
    """What the sheet would change: new, changed, disputed and wrong rows; nothing is written yet."""
    sheet = mark_sheet_for_review(request.user, key, timezone.now())
    if sheet.state != MarkSheet.State.REVIEW:
        return redirect("plans:plan_detail", pk=sheet.plan_id)
    return _review_page(request, sheet, SheetConfirmForm(review=_review(request, sheet)))


@require_POST
def mark_sheet_confirm(request: HttpRequest, key: str) -> HttpResponse:
    """Write the marks in one transaction, taken back by one undo."""
    sheet = mark_sheet_for_review(request.user, key, timezone.now())
    if sheet.state != MarkSheet.State.REVIEW:
        return redirect("plans:plan_detail", pk=sheet.plan_id)
    form = SheetConfirmForm(request.POST, review=_review(request, sheet))
    if not form.is_valid():
        return _review_page(request, sheet, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    if form.is_stale:
        return _overtaken(request, sheet)
    targets = list(form.review.targets(form.taken))
    try:
        marks = confirm_sheet(sheet, targets, author=reader(request), today=form.review.today)
    except StaleSheetError:
        return _overtaken(request, sheet)
    except ValidationError as problem:
        form.add_error(None, problem.messages)
        return _review_page(request, sheet, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    count = len(targets)
    words = f"{plural(count, 'Внесена', 'Внесены', 'Внесено')} {count} {plural(count, *MARKS)}."
    undo = reverse("plans:marks_undo", args=[marks[0].batch])
    messages.success(request, words, extra_tags=f"undo:{undo}")
    return redirect("plans:plan_detail", pk=sheet.plan_id)


@require_POST
def mark_sheet_cancel(request: HttpRequest, key: str) -> HttpResponse:
    """Throw the sheet away; nothing of it was written."""
    sheet = mark_sheet_for_review(request.user, key, timezone.now())
    try:
        cancel_sheet(sheet)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, "Ведомость убрана, отметки не изменились.")
    return redirect("plans:mark_sheet_upload", pk=sheet.plan_id)


def _plan(request: HttpRequest, pk: int) -> tuple[Plan, PlanScope, PlanTable]:
    """The plan of somebody who may mark in it, with its rows."""
    plan = plan_for_viewing(request.user, pk)
    require_marker(request.user, plan, today_in(plan.project))
    scope = scope_today(request, plan)
    return plan, scope, plan_table(plan, today_in(plan.project), scope.readable)


def _asked(request: HttpRequest, scope: PlanScope, table: PlanTable) -> dict[str, str]:
    """What the address asks for; without a word on whose behalf, the first there is."""
    actors = sheet_actors(scope, table.rows)
    first = actors[0].key if actors else ""
    return {"who": request.GET.get("who", first), "open": request.GET.get("open", "")}


def _review(request: HttpRequest, sheet: MarkSheet) -> SheetReview:
    scope = scope_today(request, sheet.plan)
    return SheetReview(sheet, plan_table(sheet.plan, today_in(sheet.plan.project), scope.readable), scope)


def _overtaken(request: HttpRequest, sheet: MarkSheet) -> HttpResponse:
    """The choices made so far over the comparison as it is now."""
    review = _review(request, sheet)
    data = request.POST.copy()
    data["seen"] = review.digest
    for row in review.conflicts:
        data.setdefault(row.code, KEEP)
    form = SheetConfirmForm(data, review=review)
    form.add_error(None, OVERTAKEN)
    return _review_page(request, sheet, form, HTTPStatus.CONFLICT)


def _review_page(
    request: HttpRequest, sheet: MarkSheet, form: SheetConfirmForm, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    context: dict[str, Any] = {
        **_frame(request, sheet.plan, form.review.scope),
        "sheet": sheet,
        "form": form,
        "review": form.review,
    }
    return render(request, "plans/mark_sheet_review.html", context, status=status)


def _frame(request: HttpRequest, plan: Plan, scope: PlanScope) -> dict[str, Any]:
    remember_standing(request, plan.project, scope.place)
    return {"project": plan.project, "tab": "plan", "plan": plan, "scope": scope}
