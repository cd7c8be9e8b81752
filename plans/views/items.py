"""One item: its page and its editing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from network.access import reader
from plans.access import (
    PlanScope,
    item_for_editing,
    item_for_viewing,
    mark_scope,
    talk_about_item,
    visible_evidence,
    visible_items,
    visible_marks,
    visible_twins,
)
from plans.forms.items import ItemForm
from plans.models import Plan, PlanItem
from plans.models.items import LINK_FIELDS
from plans.queries import item_row, mark_log
from plans.queries.history import item_edits
from plans.queries.item import (
    document_cells,
    extra_columns,
    item_compound,
    link_choices,
    link_rows,
    neighbours,
    network_ticks,
    other_parties,
    proof_ids,
    text_columns,
    understood_parties,
    undoable_marks,
)
from plans.queries.objectives import served_objectives
from plans.queries.works import served_works
from plans.rendering import row_view
from plans.services.items import Conflict, update_item
from plans.views.common import asked_day, scope_today
from plans.views.conflicts import Difference, chosen_theirs, differences, item_words, renewed
from projects.views.comments import talk_context
from projects.views.common import today_in

SAVED = "Пункт сохранён."


@require_GET
def item_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about one item: the document's words, the deadline, marks, changes."""
    item = item_for_viewing(request.user, pk)
    today = asked_day(request, item.plan.project)
    scope = scope_today(request, item.plan)
    row = item_row(item, today, scope.readable)
    context = _words_of(request, item) | {
        "view": row_view(row, scope),
        "ticks": network_ticks(row),
        "others": other_parties(item, today),
        "can_edit": scope.can_coordinate and scope.is_open,
        "twins": visible_twins(request.user, row.occurrences),
        "talk": talk_context(request, talk_about_item(request.user, item), reverse("plans:item_comment", args=[pk])),
        **_marks(request, item, scope),
    }
    return render(request, "plans/item_detail.html", context)


def _words_of(request: HttpRequest, item: PlanItem) -> dict[str, object]:
    """What the document says of an item, what it belongs to, and what became of its words."""
    before, after = neighbours(visible_items(request.user), item)
    return {
        "project": item.plan.project,
        "tab": "plan",
        "item": item,
        "plan": item.plan,
        "cells": document_cells(item),
        "works": served_works(item),
        "objectives": served_objectives(item),
        "compound": item_compound(item),
        "edits": item_edits(item),
        "before": before,
        "after": after,
    }


def _marks(request: HttpRequest, item: PlanItem, scope: PlanScope) -> dict[str, Any]:
    """The timeline of an item and what its reader may do about it."""
    log = list(mark_log(item, visible_marks(request.user)))
    acting = mark_scope(request.user, item, today_in(item.plan.project))
    return {
        "log": log,
        "files": proof_ids(visible_evidence(request.user), log),
        "may_mark": bool(acting),
        "may_move": acting.for_item,
        "undoable": undoable_marks(log, None if scope.can_coordinate else request.user.pk) if acting else set(),
    }


@require_http_methods(["GET", "POST"])
def item_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Words and deadline of an item; where two people edit at once, the second sees both texts and chooses."""
    item = item_for_editing(request.user, pk)
    form = ItemForm(
        request.POST or None,
        initial=item_words(item),
        links=link_choices(item),
        columns=text_columns(item),
        extras=extra_columns(item),
    )
    found: list[Difference] = []
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, form, item)
        except Conflict as conflict:
            found, status = differences(form, conflict.current), 409
            form = renewed(form, request.POST, conflict.current, link_choices(conflict.current))
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, SAVED)
            return redirect("plans:item_detail", pk=pk)
    context = _edit_context(item) | {"form": form, "differences": found}
    return render(request, "plans/item_edit.html", context, status=status)


def _edit_context(item: PlanItem) -> dict[str, object]:
    return {
        "project": item.plan.project,
        "tab": "plan",
        "item": item,
        "plan": item.plan,
        "parties": understood_parties(item),
        "needs_reason": item.plan.state == Plan.State.APPROVED,
    }


def _save(request: HttpRequest, form: ItemForm, item: PlanItem) -> None:
    """Give the service the words that are the writer's own; those she left to the other person are not touched."""
    theirs = chosen_theirs(request.POST)
    changes = form.changes(skipped=theirs)
    links = link_rows(item, {name: changes[name] for name in LINK_FIELDS if name in changes})
    update_item(
        item.pk,
        form.cleaned_data["version"],
        changes | links,
        actor=reader(request),
        deadline_text=None if "deadline_text" in theirs else form.cleaned_data["deadline_text"],
        deadline=form.manual(),
        reason=form.cleaned_data["reason"],
    )
