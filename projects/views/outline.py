"""Stages, directions, works and results of a project, for its coordinator; criteria for everybody who sees it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from network.access import reader
from projects.access import (
    direction_for_editing,
    entry_for_editing,
    project_for_coordination,
    result_for_editing,
    stage_for_editing,
)
from projects.forms.outline import DirectionForm, EntryForm, NewEntryForm, NewResultForm, ResultForm, StageForm
from projects.models import Direction, MatrixEntry, PlannedResult, ProjectFile, Stage
from projects.queries.outline import (
    directions_of,
    entries_of,
    result_files,
    result_steps,
    results_of,
    stages_of,
)
from projects.services.outcomes import (
    move,
    remove_entry,
    remove_part,
    remove_result,
    save_direction,
    save_stage,
    set_result,
    write_entry,
    write_result,
)

SAVED = "Сохранено."
STEPS = {"up": -1, "down": 1}


@require_GET
def outline(request: HttpRequest, slug: str) -> HttpResponse:
    """Stages, directions and works to be changed."""
    project = project_for_coordination(request.user, slug)
    context = {
        "project": project,
        "tab": "project",
        "stages": stages_of(project),
        "directions": directions_of(project),
        "entries": entries_of(project),
        "results": results_of(project),
    }
    return render(request, "projects/outline.html", context)


@require_http_methods(["GET", "POST"])
def stage_add(request: HttpRequest, slug: str) -> HttpResponse:
    """A new stage, behind the others."""
    project = project_for_coordination(request.user, slug)
    return _part_page(request, Stage(project=project, order=len(stages_of(project))), "Новый этап")


@require_http_methods(["GET", "POST"])
def stage_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The name and the days of a stage."""
    return _part_page(request, stage_for_editing(request.user, pk), "Этап")


@require_http_methods(["GET", "POST"])
def direction_add(request: HttpRequest, slug: str) -> HttpResponse:
    """A new direction, behind the others."""
    project = project_for_coordination(request.user, slug)
    return _part_page(request, Direction(project=project, order=len(directions_of(project))), "Новое направление")


@require_http_methods(["GET", "POST"])
def direction_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The name of a direction."""
    return _part_page(request, direction_for_editing(request.user, pk), "Направление")


@require_POST
def stage_move(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up or down, or away."""
    stage = stage_for_editing(request.user, pk)
    return _moved(request, stage, stages_of(stage.project))


@require_POST
def direction_move(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up or down, or away."""
    direction = direction_for_editing(request.user, pk)
    return _moved(request, direction, directions_of(direction.project))


@require_http_methods(["GET", "POST"])
def entry_add(request: HttpRequest, slug: str) -> HttpResponse:
    """A new work of a stage along a direction."""
    project = project_for_coordination(request.user, slug)
    stages, directions = stages_of(project), directions_of(project)
    choices = {"stages": [(row.pk, row.title) for row in stages], "directions": [(r.pk, r.title) for r in directions]}
    form = NewEntryForm(request.POST or None, initial=request.GET.dict(), **choices)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        stage = next(row for row in stages if str(row.pk) == said["stage"])
        direction = next(row for row in directions if str(row.pk) == said["direction"])
        entry = MatrixEntry(project=project, stage=stage, direction=direction)
        write_entry(entry, said["number"], said["text"], actor=reader(request))
        return _back(request, project.slug)
    context = {"project": project, "tab": "project", "form": form, "heading": "Новая работа", "entry": None}
    return render(request, "projects/outline_form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def entry_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The words of a work; or take it out of the table."""
    entry = entry_for_editing(request.user, pk)
    if "remove" in request.POST:
        remove_entry(entry, actor=reader(request))
        return _back(request, entry.project.slug)
    form = EntryForm(request.POST or None, initial={"number": entry.number, "text": entry.text})
    if request.method == "POST" and form.is_valid():
        write_entry(entry, form.cleaned_data["number"], form.cleaned_data["text"], actor=reader(request))
        return _back(request, entry.project.slug)
    context = {"project": entry.project, "tab": "project", "form": form, "heading": "Работа этапа", "entry": entry}
    return render(request, "projects/outline_form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def result_add(request: HttpRequest, slug: str) -> HttpResponse:
    """A new planned result of a stage."""
    project = project_for_coordination(request.user, slug)
    stages = stages_of(project)
    form = NewResultForm(request.POST or None, stages=[(row.pk, row.title) for row in stages])
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        stage = next(row for row in stages if str(row.pk) == said["stage"])
        write_result(PlannedResult(project=project, stage=stage), said["number"], said["text"], actor=reader(request))
        return _back(request, project.slug)
    context = {"project": project, "tab": "project", "form": form, "heading": "Новый результат", "entry": None}
    return render(request, "projects/outline_form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def result_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The words of a planned result, whether it is reached, what shows it, who said so; or take it out."""
    result = result_for_editing(request.user, pk)
    if "remove" in request.POST:
        remove_result(result, actor=reader(request))
        return _back(request, result.project.slug)
    files = result_files(result)
    initial = {name: getattr(result, name) for name in ("number", "text", "state", "evidence")}
    choices = [(file.pk, file.title) for file in files]
    form = ResultForm(request.POST or None, request.FILES or None, initial=initial, files=choices)
    if request.method == "POST" and form.is_valid():
        try:
            _set_result(request, result, form, files)
        except ValidationError as problem:
            form.add_error("file", problem.messages)
        else:
            return _back(request, result.project.slug)
    context = {"project": result.project, "tab": "project", "form": form, "result": result, "files": files}
    context["steps"] = result_steps(result)
    return render(request, "projects/result_edit.html", context, status=422 if form.is_bound else 200)


def _set_result(request: HttpRequest, result: PlannedResult, form: ResultForm, files: list[ProjectFile]) -> None:
    said = form.cleaned_data
    gone = set(said.get("drop", []))
    set_result(
        result,
        said["state"],
        said["evidence"],
        upload=form.upload(),
        audience=said["audience"] or ProjectFile.Audience.NETWORK,
        dropped=[file for file in files if str(file.pk) in gone],
        actor=reader(request),
    )
    if (said["number"], said["text"]) != (result.number, result.text):
        write_result(result, said["number"], said["text"], actor=reader(request))


def _part_page(request: HttpRequest, row: Stage | Direction, heading: str) -> HttpResponse:
    """The form of a stage or a direction, new or there."""
    names = ("title", "period_text", "starts_on", "ends_on") if isinstance(row, Stage) else ("title",)
    kind = StageForm if isinstance(row, Stage) else DirectionForm
    form = kind(request.POST or None, initial={name: getattr(row, name) for name in names})
    if request.method == "POST" and form.is_valid():
        save = save_stage if isinstance(row, Stage) else save_direction
        save(row, form.cleaned_data, actor=reader(request))  # type: ignore[arg-type]
        return _back(request, row.project.slug, "projects:outline")
    context = {"project": row.project, "tab": "project", "form": form, "heading": heading, "entry": None}
    return render(request, "projects/outline_form.html", context, status=422 if form.is_bound else 200)


def _moved(request: HttpRequest, row: Stage | Direction, siblings: list[Stage] | list[Direction]) -> HttpResponse:
    """Up, down, or (`step=remove`) away where nothing stands in it."""
    try:
        if request.POST.get("step") == "remove":
            remove_part(row, actor=reader(request))
        else:
            move(row, siblings, STEPS.get(request.POST.get("step", ""), 0))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    return redirect("projects:outline", slug=row.project.slug)


def _back(request: HttpRequest, slug: str, page: str = "plans:matrix") -> HttpResponse:
    messages.success(request, SAVED)
    return redirect(reverse(page, args=[slug]))
