"""Marks of completion and what proves them."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from network.access import reader
from plans.access import (
    MarkScope,
    PlanScope,
    also_marked,
    batch_for_undo,
    evidence_for_download,
    item_for_marking,
    plan_for_viewing,
    require_marker,
)
from plans.forms.marks import BulkMarkForm, MarkForm
from plans.models import CompletionMark, PlanItem
from plans.queries import ItemRow, item_row, plan_table
from plans.rendering import row_view
from plans.services.marks import mark_many, mark_occurrence, undo_batch
from plans.views.common import is_fragment, scope_today
from plans.views.mark_choices import bulk_choices, bulk_targets, bulk_waiting, mark_choices
from plans.views.tables import shown_rows
from portal.downloads import download
from portal.requests import back_to
from portal.text.russian import plural
from projects.views.common import today_in

ITEMS = ("пункт", "пункта", "пунктов")
UNDONE = "Отметка снята: всё как было до неё."


@require_http_methods(["GET", "POST"])
def item_mark(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a mark: a page of its own, or (htmx) a row under the item's row."""
    item, scope = item_for_marking(request.user, pk, timezone.now())
    today = today_in(item.plan.project)
    row = item_row(item, today, scope_today(request, item.plan).readable)
    choices = mark_choices(row, scope, request.POST or request.GET, today)
    also = also_marked(request.user, [each.occurrence.pk for each in row.occurrences], scope, today)
    form = MarkForm(request.POST or None, request.FILES or None, today=today, also=also, **choices)
    if request.method == "POST" and form.is_valid():
        mark = _save(request, form, row, scope)
        if mark is not None:
            return _marked(request, item, mark)
    context = {
        "project": item.plan.project,
        "tab": "plan",
        "item": item,
        "plan": item.plan,
        "view": row_view(row, scope_today(request, item.plan)),
        "form": form,
        "is_open": "close" not in request.GET,
        "next": back_to(request, f"{reverse('plans:plan_detail', args=[item.plan_id])}#item-{pk}"),
    }
    template = "plans/_item_row.html" if is_fragment(request) else "plans/item_mark.html"
    return render(request, template, context, status=422 if form.is_bound else 200)


@require_POST
def marks_bulk(request: HttpRequest, pk: int) -> HttpResponse:
    """«Выполнено» for the chosen items: one date, one text, one undo."""
    plan = plan_for_viewing(request.user, pk)
    scope, today = scope_today(request, plan), today_in(plan.project)
    require_marker(request.user, plan, today)
    rows = plan_table(plan, today, scope.readable).rows
    form = BulkMarkForm(request.POST, today=today, items=bulk_choices(rows, scope), waiting=bulk_waiting(rows, scope))
    back = back_to(request, reverse("plans:plan_detail", args=[pk]))
    marks = _marked_together(request, form, rows, scope) if form.is_valid() else []
    if marks:
        count = len(form.cleaned_data["item"])
        words = (
            f"{plural(count, 'Отмечен', 'Отмечены', 'Отмечено')} {count} {plural(count, 'пункт', 'пункта', 'пунктов')}"
        )
        messages.success(request, f"{words}: выполнено.", extra_tags=f"undo:{_undo_url(marks[0])}")
        return redirect(back)
    context = {"project": plan.project, "tab": "plan", "plan": plan, "form": form, "next": back}
    return render(request, "plans/marks_bulk.html", context, status=422)


@require_POST
def marks_undo(request: HttpRequest, batch: str) -> HttpResponse:
    """Take back marks set together; what stood before stands again."""
    marks = batch_for_undo(request.user, batch, timezone.now())
    item = marks[0].occurrence.item
    try:
        undo_batch(marks, author=reader(request))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, UNDONE)
    return redirect(back_to(request, reverse("plans:plan_detail", args=[item.plan_id])))


@require_GET
def evidence_download(request: HttpRequest, key: str) -> HttpResponseBase:
    """The file of a proof: always saved to disk, never opened inside the portal."""
    evidence = evidence_for_download(request.user, key)
    if not evidence.file:
        raise Http404
    return download(evidence.file.open(), evidence.title, evidence.content_type)


def _save(request: HttpRequest, form: MarkForm, row: ItemRow, scope: MarkScope) -> CompletionMark | None:
    """The mark as said, or `None` with the reason at the form's fields."""
    said = form.cleaned_data
    window = next(each for each in row.occurrences if str(each.occurrence.pk) == said["occurrence"])
    organization = next((org for org in row.organizations if str(org.pk) == said["organization"]), None)
    kept = [proof for mark in window.marks for proof in mark.evidence.all() if str(proof.key) in said.get("keep", [])]
    try:
        return mark_occurrence(
            window.occurrence,
            organization=organization if organization and organization.pk in scope.organization_ids else None,
            **form.fields_of_mark(),
            author=reader(request),
            today=form.today,
            evidence=form.proofs(),
            keep=kept,
        )
    except ValidationError as problem:
        form.add_error("file", problem.messages)
        return None


def _marked_together(
    request: HttpRequest, form: BulkMarkForm, rows: Sequence[ItemRow], scope: PlanScope
) -> list[CompletionMark]:
    """Marks of the chosen items, none with the reason at the form."""
    targets = bulk_targets(rows, scope, set(form.cleaned_data["item"]))
    try:
        return mark_many(targets, form.given(), author=reader(request), today=form.today)
    except ValidationError as problem:
        form.add_error(None, problem.messages)
        return []


def _marked(request: HttpRequest, item: PlanItem, mark: CompletionMark) -> HttpResponse:
    """After saving: the row drawn anew with chips and a toast (htmx), else the page one came from."""
    number = f"Пункт {item.number.rstrip('.')}" if item.number else "Пункт"
    words = f"{number}: {mark.get_state_display()}."
    if not is_fragment(request):
        messages.success(request, words, extra_tags=f"undo:{_undo_url(mark)}")
        return redirect(back_to(request, f"{reverse('plans:plan_detail', args=[item.plan_id])}#item-{item.pk}"))
    scope, today = scope_today(request, item.plan), today_in(item.plan.project)
    table = plan_table(item.plan, today, scope.readable)
    row = next(row for row in table.rows if row.item.pk == item.pk)
    context = {
        "item": item,
        "plan": item.plan,
        "view": row_view(row, scope),
        "is_open": False,
        "toast": words,
        "undo_url": _undo_url(mark),
        **shown_rows(_shown_query(request), table.rows, scope, today),
    }
    return render(request, "plans/_item_marked.html", context)


def _shown_query(request: HttpRequest) -> QueryDict:
    """What the table on the reader's screen is filtered by; nothing where the address makes no sense."""
    try:
        return QueryDict(urlsplit(request.headers.get("HX-Current-URL", "")).query)
    except ValueError:
        return QueryDict()


def _undo_url(mark: CompletionMark) -> str:
    return reverse("plans:marks_undo", args=[mark.batch])
