"""The register of normative acts: what is there, many pasted at once, one corrected."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from network.access import reader
from projects.access import project_for_coordination, project_for_viewing
from projects.access.passport import act_for_editing
from projects.forms.acts import FORCE, SORTS, ActForm, PastedActs, PasteForm, act_choice
from projects.models import NormativeAct, Project
from projects.queries.acts import act_rows, acts_of, chosen_rows, kinds_of, new_doubts, new_line
from projects.services.acts import add_acts, remove_act, write_act
from projects.text.acts import read_act
from projects.views.common import place_of

SAVED = "Акт сохранён."
REMOVED = "Акт убран из реестра."
ADDED = "Добавлено актов: {count}."
NOTHING_TAKEN = "Ничего не добавлено: отметьте хотя бы один акт."
PARTS = ("text", "level", "kind", "number", "dated_on", "issuer", "title", "is_in_force", "note", "url")


@require_GET
def acts(request: HttpRequest, slug: str) -> HttpResponse:
    """Acts the project rests on, with those that look like one act pointed out."""
    project = project_for_viewing(request.user, slug)
    every = acts_of(project)
    kinds = kinds_of(every)
    choice = act_choice(request.GET, kinds)
    rows = act_rows(every)
    context = {
        "project": project,
        "tab": "project",
        "total": len(every),
        "rows": chosen_rows(rows, choice),
        "doubtful": sum(bool(row.doubts) for row in rows),
        "choice": choice,
        "levels": NormativeAct.Level.choices,
        "kinds": kinds,
        "forces": FORCE,
        "sorts": SORTS,
        "can_edit": place_of(request, project).can_coordinate,
    }
    return render(request, "projects/acts.html", context)


@require_http_methods(["GET", "POST"])
def acts_paste(request: HttpRequest, slug: str) -> HttpResponse:
    """Acts pasted a line each: first shown as they were understood, saved only after that."""
    project = project_for_coordination(request.user, slug)
    if "acts-TOTAL_FORMS" in request.POST:
        return _pasted(request, project)
    form = PasteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        rows = form.rows()
        found = [new_line(row["text"], read_act(row["text"]), place) for place, row in enumerate(rows, 1)]
        doubts = new_doubts(acts_of(project), found)
        return _preview(request, project, PastedActs(initial=rows, prefix="acts"), doubts)
    context = {"project": project, "tab": "project", "form": form}
    return render(request, "projects/acts_paste.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def act_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """One act: its parts, its file; read anew from its words; or take it out."""
    act = act_for_editing(request.user, pk)
    if "remove" in request.POST:
        remove_act(act, actor=reader(request))
        messages.success(request, REMOVED)
        return redirect("projects:acts", slug=act.project.slug)
    form = _act_form(request, act)
    if request.method == "POST" and "reread" not in request.POST and form.is_valid():
        try:
            said = {name: form.cleaned_data[name] for name in PARTS}
            write_act(act, said, upload=form.upload(), drop=form.cleaned_data["drop"], actor=reader(request))
        except ValidationError as problem:
            form.add_error("file", problem.messages)
        else:
            messages.success(request, SAVED)
            return redirect("projects:acts", slug=act.project.slug)
    is_wrong = form.is_bound and "reread" not in request.POST
    context = {"project": act.project, "tab": "project", "act": act, "form": form}
    return render(request, "projects/act_edit.html", context, status=422 if is_wrong else 200)


def _act_form(request: HttpRequest, act: NormativeAct) -> ActForm:
    """The form as it was posted; with `reread` its parts are those read from the words again."""
    initial = {name: getattr(act, name) for name in PARTS}
    if "reread" in request.POST:
        reading = read_act(request.POST.get("text", ""))
        parts = {name: getattr(reading, name) or "" for name in ("kind", "number", "dated_on", "issuer", "title")}
        return ActForm(initial=initial | request.POST.dict() | parts)
    if request.method == "POST":
        return ActForm(request.POST, request.FILES, initial=initial)
    return ActForm(initial=initial)


def _pasted(request: HttpRequest, project: Project) -> HttpResponse:
    rows = PastedActs(request.POST, prefix="acts")
    if not rows.is_valid():
        return _preview(request, project, rows, {}, status=422)
    taken = [row for row in rows.cleaned_data if row.get("take")]
    if not taken:
        messages.error(request, NOTHING_TAKEN)
        return _preview(request, project, rows, {}, status=422)
    add_acts(project, taken, actor=reader(request))
    messages.success(request, ADDED.format(count=len(taken)))
    return redirect("projects:acts", slug=project.slug)


def _preview(
    request: HttpRequest, project: Project, rows: object, doubts: dict[int, list[str]], status: int = 200
) -> HttpResponse:
    forms = [(form, doubts.get(place, [])) for place, form in enumerate(rows, 1)]  # type: ignore[arg-type, var-annotated]
    context = {"project": project, "tab": "project", "formset": rows, "forms": forms}
    return render(request, "projects/acts_preview.html", context, status=status)
