"""«Состав плана»: rows added, moved, nested, numbered and taken out; what was changed and the way back."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from network.access import reader
from plans.access import plan_for_editing, plan_of_change
from plans.forms.structure import NO_ACTION, TOP, StructureForm
from plans.models import Plan
from plans.queries.batches import structure_changes
from plans.queries.structure import StructureRow, follows_numbering, places_for, structure_rows
from plans.services.structure.action import STALE, StalePlanError
from plans.services.structure.items import NewItem, add_item, move_row, remove_item
from plans.services.structure.numbering import renumber_plan
from plans.services.structure.sections import add_section, remove_section, rename_section
from plans.services.structure.undo import can_undo, undo_change
from plans.views.common import BY_COORDINATOR
from portal.text.numbers import number_in

UNPROCESSABLE, CONFLICT = 422, 409
CHANGES, MORE_CHANGES = 8, 100
OPENING = frozenset({"move", "rename", "remove", "purge"})


@dataclass(frozen=True, slots=True)
class Done:
    """What came of an action: the row to show, where the next one is typed, and words with the way back."""

    row: str = ""
    after: str | None = None
    words: str = ""
    batch: uuid.UUID | None = None


@require_http_methods(["GET", "POST"])
def plan_structure(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows of a plan with their headings; POST does one thing to them."""
    plan = plan_for_editing(request.user, pk)
    if request.method == "GET":
        return _page(request, plan, None)
    form = StructureForm(request.POST)
    if not form.is_valid():
        return _page(request, plan, form, UNPROCESSABLE)
    try:
        done = _act(request, plan, form)
    except StalePlanError:
        plan = plan_for_editing(request.user, pk)
        form.add_error(None, STALE)
        return _page(request, plan, form, CONFLICT)
    except ValidationError as problem:
        _tell(form, problem)
        return _page(request, plan, form, UNPROCESSABLE)
    if form.cleaned_data["reason"]:
        request.session[_reason_key(plan)] = form.cleaned_data["reason"]
    if done.words:
        undo = reverse("plans:change_undo", args=[done.batch]) if done.batch else ""
        messages.success(request, done.words, extra_tags=f"undo:{undo}" if undo else "")
    return _back(plan, done)


@require_POST
def change_undo(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """Take one action on a plan back, if its rows are as it left them."""
    plan = plan_of_change(request.user, str(batch))
    try:
        undo_change(batch, now=timezone.now(), actor=reader(request))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, "Изменение возвращено: в плане всё как было до него.")
    return redirect("plans:plan_structure", pk=plan.pk)


def _act(request: HttpRequest, plan: Plan, form: StructureForm) -> Done:
    """Do what the form asks; raises what the services raise."""
    said, row = form.cleaned_data, form.row
    match form.what:
        case "add-item" | "add-section":
            return _add(request, plan, form)
        case "up" | "down" | "in" | "out" if row:
            move_row(plan.pk, said["version"], row, form.what, actor=reader(request), reason=said["reason"])
            return Done(row=row)
        case "move" if row and said["target"]:
            moved = move_row(
                plan.pk, said["version"], row, said["target"], actor=reader(request), reason=said["reason"]
            )
            return Done(row=row, words="Строка переставлена.", batch=moved.batch)
        case "rename" if row.startswith("s"):
            title, number = said["section_title"], int(row[1:])
            rename_section(plan.pk, said["version"], number, title, actor=reader(request), reason=said["reason"])
            return Done(row=row)
        case "remove" | "purge" if row:
            return _remove(request, plan, form)
        case "renumber":
            return _renumber(request, plan, form)
    raise ValidationError(NO_ACTION)


def _add(request: HttpRequest, plan: Plan, form: StructureForm) -> Done:
    said, actor = form.cleaned_data, reader(request)
    after = None if said["after"] in {"", TOP} else said["after"]
    version, reason = said["version"], said["reason"]
    if form.what == "add-section":
        section = add_section(plan.pk, version, said["title"], after=after, actor=actor, reason=reason)
        return Done(row=f"s{section.pk}", after=f"s{section.pk}")
    new = NewItem(said["title"], said["deadline"], said["responsible"])
    item = add_item(plan.pk, version, new, after=after, actor=actor, reason=reason)
    return Done(row=f"i{item.pk}", after=f"i{item.pk}")


def _remove(request: HttpRequest, plan: Plan, form: StructureForm) -> Done:
    said, actor, number = form.cleaned_data, reader(request), int(form.row[1:])
    version, reason, now = said["version"], said["reason"], timezone.now()
    if form.row.startswith("i"):
        change = remove_item(plan.pk, version, number, now=now, actor=actor, reason=reason)
        return Done(words=f"Пункт «{change.subject[:80]}» убран из плана.", batch=change.batch)
    is_whole = form.what == "purge"
    change = remove_section(plan.pk, version, number, with_items=is_whole, now=now, actor=actor, reason=reason)
    words = "Раздел убран вместе с пунктами." if is_whole else "Раздел убран, его пункты остались."
    return Done(words=words, batch=change.batch)


def _renumber(request: HttpRequest, plan: Plan, form: StructureForm) -> Done:
    said = form.cleaned_data
    change = renumber_plan(plan.pk, said["version"], said["numbering"], actor=reader(request), reason=said["reason"])
    if change is None:
        return Done(words="Номера и так стоят по порядку.")
    return Done(words="Номера расставлены заново.", batch=change.batch)


def _tell(form: StructureForm, problem: ValidationError) -> None:
    """Errors of fields beside their fields, of a row's name beside the field it was typed into."""
    if not hasattr(problem, "error_dict"):
        form.add_error(None, problem)
        return
    for name, found in problem.message_dict.items():
        place = "section_title" if name == "title" and form.what == "rename" else name
        form.add_error(place if place in form.fields else None, found)


def _back(plan: Plan, done: Done) -> HttpResponse:
    address = reverse("plans:plan_structure", args=[plan.pk])
    if done.after:
        return HttpResponseRedirect(f"{address}?after={done.after}")
    return HttpResponseRedirect(f"{address}#row-{done.row}" if done.row else address)


def _page(request: HttpRequest, plan: Plan, form: StructureForm | None, status: int = 200) -> HttpResponse:
    rows = structure_rows(plan)
    limit = MORE_CHANGES if number_in(request.GET.get("changes", "")) else CHANGES
    changes, has_more = structure_changes(plan, limit)
    reason = request.session.get(_reason_key(plan), "")
    context = {
        "project": plan.project,
        "tab": "plan",
        "plan": plan,
        "scope": BY_COORDINATOR,
        "rows": rows,
        "form": form or StructureForm(initial={"numbering": plan.numbering, "reason": reason}),
        "needs_reason": plan.state == Plan.State.APPROVED,
        "follows": follows_numbering(plan, rows),
        "items": sum(not row.is_section for row in rows),
        "changes": [(each, not each.is_undone and all(map(can_undo, each.changes))) for each in changes],
        "has_more": has_more,
    }
    return render(request, "plans/plan_structure.html", context | _asked(request, rows, form), status=status)


def _asked(request: HttpRequest, rows: list[StructureRow], form: StructureForm | None) -> dict[str, object]:
    """Where the new row is typed, and which row is open; a row that is gone is neither."""
    keys = {row.key for row in rows}
    after = request.GET.get("after", "") if form is None else str(form.data.get("after", ""))
    opened = request.GET.get("open", "") if form is None else form.row if form.what in OPENING else ""
    has_place = after in keys or after == TOP
    return {
        "after": after if has_place else rows[-1].key if rows else TOP,
        "is_typing": has_place,
        "opened": opened if opened in keys else "",
        "places": places_for(rows, opened) if opened in keys else (),
    }


def _reason_key(plan: Plan) -> str:
    """Why the last change was made is asked once for several: the next one has it typed in already."""
    return f"reason-{plan.pk}"
