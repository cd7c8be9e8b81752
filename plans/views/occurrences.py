"""Windows of an item one by one: one more by hand, one postponed."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from network.access import reader
from plans.access import NOT_WHOLE, also_marked, item_for_marking, mark_scope, occurrence_for_marking
from plans.forms.occurrences import MoveForm, OccurrenceForm
from plans.models import CompletionMark, Occurrence
from plans.queries.marks import standing_move
from plans.services.marks import mark_occurrence
from plans.services.occurrences import add_occurrence, remove_occurrence
from portal.requests import back_to
from portal.text.russian import date_short
from projects.views.common import today_in

REMOVED = "Добавленный срок убран."


@require_http_methods(["GET", "POST"])
def occurrence_add(request: HttpRequest, pk: int) -> HttpResponse:
    """One more window of an item: a day and words."""
    item, scope = item_for_marking(request.user, pk, timezone.now())
    if not scope.for_item:
        raise PermissionDenied(NOT_WHOLE)
    form = OccurrenceForm(request.POST or None, initial={"on": today_in(item.plan.project)})
    if request.method == "POST" and form.is_valid():
        try:
            added = add_occurrence(item, **form.cleaned_data, actor=reader(request))
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            undo = reverse("plans:occurrence_remove", args=[added.pk])
            messages.success(request, f"Добавлен срок: {added.label}.", extra_tags=f"undo:{undo}")
            return redirect("plans:item_detail", pk=pk)
    context = {"project": item.plan.project, "tab": "plan", "item": item, "plan": item.plan, "form": form}
    return render(request, "plans/occurrence_add.html", context, status=422 if form.is_bound else 200)


@require_POST
def occurrence_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a window added by hand away again."""
    occurrence = occurrence_for_marking(request.user, pk, timezone.now())
    try:
        remove_occurrence(occurrence, actor=reader(request))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, REMOVED)
    return redirect("plans:item_detail", pk=occurrence.item_id)


@require_http_methods(["GET", "POST"])
def occurrence_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Postpone one window: a new day and the reason."""
    occurrence = occurrence_for_marking(request.user, pk, timezone.now())
    item, today = occurrence.item, today_in(occurrence.item.plan.project)
    form = MoveForm(request.POST or None, today=today, ends_on=occurrence.ends_on, initial=standing_move(occurrence))
    mark = _moved(request, occurrence, form) if request.method == "POST" and form.is_valid() else None
    if mark is not None:
        words = f"{occurrence.label or 'Срок'} → {date_short(form.cleaned_data['moved_to'])}"
        messages.success(request, words, extra_tags=f"undo:{reverse('plans:marks_undo', args=[mark.batch])}")
        return redirect(back_to(request, reverse("plans:item_detail", args=[item.pk])))
    context = {
        "project": item.plan.project,
        "tab": "plan",
        "item": item,
        "plan": item.plan,
        "occurrence": occurrence,
        "form": form,
        "also": also_marked(request.user, [pk], mark_scope(request.user, item, today), today).get(pk, []),
    }
    return render(request, "plans/occurrence_move.html", context, status=422 if form.is_bound else 200)


def _moved(request: HttpRequest, occurrence: Occurrence, form: MoveForm) -> CompletionMark | None:
    """The mark that postpones, or `None` with the reason at the form."""
    try:
        return mark_occurrence(
            occurrence,
            state="moved",
            moved_to=form.cleaned_data["moved_to"],
            reason=form.cleaned_data["reason"],
            author=reader(request),
            today=form.today,
        )
    except ValidationError as problem:
        form.add_error(None, problem.messages)
        return None
