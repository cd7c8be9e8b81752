"""The passport of a project to be read, and its sections to be written, moved, numbered and brought back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from network.access import reader
from projects.access import project_for_coordination, project_for_viewing
from projects.access.passport import may_change_state, removed_section_project, section_for_editing
from projects.forms.passport import NewSectionForm, SectionForm
from projects.models import PassportSection, Project
from projects.queries.outline import stages_of
from projects.queries.passport import missing_headings, objectives_of, removed_sections, section_texts, sections_of
from projects.services.passport import (
    WORDS,
    SectionConflict,
    add_section,
    move_section,
    nest_section,
    number_sections,
    remove_section,
    restore_section,
    return_section,
    write_section,
)
from projects.views.common import place_of

SAVED = "Раздел сохранён."
REMOVED = "Раздел «{heading}» убран из паспорта."
RETURNED = "Раздел возвращён на своё место."
RESTORED = "Прежний текст возвращён. Тот, что стоял, остался в истории."
NUMBERED = "Разделы пронумерованы по порядку."
AS_NUMBERED = "Номера и так стоят по порядку."
UNPROCESSABLE, CONFLICT = 422, 409
LONGEST_ID = 18
STEPS = {"up": -1, "down": 1}
LEVELS = {"in": 1, "out": -1}


@require_GET
def passport(request: HttpRequest, slug: str) -> HttpResponse:
    """The project in the words of its document, with contents at the side."""
    project = project_for_viewing(request.user, slug)
    sections = sections_of(project)
    context = {
        "project": project,
        "tab": "project",
        "sections": sections,
        "objectives": objectives_of(project),
        "stages": stages_of(project),
        "headings": missing_headings(sections),
        "can_edit": place_of(request, project).can_coordinate,
        "may_change_state": project.state == Project.State.ARCHIVED and may_change_state(request.user, project),
    }
    return render(request, "projects/passport.html", context)


@require_http_methods(["GET", "POST"])
def passport_section_add(request: HttpRequest, slug: str) -> HttpResponse:
    """A new section: under a usual heading (`?heading=`) or one of its own."""
    project = project_for_coordination(request.user, slug)
    rows = sections_of(project)
    initial = {"heading": request.GET.get("heading", "")[:300]}
    form = NewSectionForm(request.POST or None, initial=initial, sections=[(row.pk, str(row)) for row in rows])
    if request.method == "POST" and form.is_valid():
        behind = next((row for row in rows if str(row.pk) == form.cleaned_data["behind"]), None)
        section = add_section(project, form.cleaned_data, behind=behind, actor=reader(request))
        return _back(request, section, SAVED)
    context = {"project": project, "tab": "project", "form": form, "headings": missing_headings(rows)}
    return render(
        request, "projects/passport_section_add.html", context, status=UNPROCESSABLE if form.is_bound else 200
    )


@require_http_methods(["GET", "POST"])
def passport_section_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The words of a section; where two people write at once, the second sees both texts."""
    section = section_for_editing(request.user, pk)
    initial = {"version": section.version, **{name: getattr(section, name) for name in WORDS}}
    form = SectionForm(request.POST or None, initial=initial)
    theirs, status = None, UNPROCESSABLE if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            write_section(pk, form.cleaned_data["version"], form.cleaned_data, actor=reader(request))
        except SectionConflict as conflict:
            theirs, status = conflict.current, CONFLICT
            form = SectionForm({**request.POST.dict(), "version": theirs.version})
        else:
            return _back(request, section, SAVED)
    context = {"project": section.project, "tab": "project", "section": section, "form": form, "theirs": theirs}
    return render(request, "projects/passport_section_edit.html", context, status=status)


@require_POST
def passport_section_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Up, down, deeper, higher; or away, which the next page offers to take back."""
    section = section_for_editing(request.user, pk)
    step = request.POST.get("step", "")
    if step in STEPS:
        move_section(section, STEPS[step], actor=reader(request))
    elif step in LEVELS:
        nest_section(section, LEVELS[step], actor=reader(request))
    elif step == "remove":
        return _removed(request, section)
    return redirect(f"{reverse('projects:passport', args=[section.project.slug])}#s-{pk}")


@require_http_methods(["GET", "POST"])
def passport_section_history(request: HttpRequest, pk: int) -> HttpResponse:
    """Texts the section had, each of which can be brought back."""
    section = section_for_editing(request.user, pk)
    if request.method == "POST":
        chosen = request.POST.get("text", "")
        if len(chosen) > LONGEST_ID:
            raise Http404
        try:
            restore_section(section, int(chosen) if chosen.isdecimal() else 0, actor=reader(request))
        except (ValidationError, SectionConflict) as problem:
            messages.error(request, " ".join(getattr(problem, "messages", [str(problem)])))
        else:
            return _back(request, section, RESTORED)
        return redirect("projects:passport_section_history", pk=pk)
    context = {"project": section.project, "tab": "project", "section": section, "texts": section_texts(section)}
    return render(request, "projects/passport_section_history.html", context)


@require_GET
def passport_removed(request: HttpRequest, slug: str) -> HttpResponse:
    """Sections that were taken out."""
    project = project_for_coordination(request.user, slug)
    context = {"project": project, "tab": "project", "removed": removed_sections(project)}
    return render(request, "projects/passport_removed.html", context)


@require_POST
def passport_section_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a removed section back to its place."""
    project = removed_section_project(request.user, pk)
    try:
        section = return_section(project, pk, actor=reader(request))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return redirect("projects:passport", slug=project.slug)
    return _back(request, section, RETURNED)


@require_POST
def passport_number(request: HttpRequest, slug: str) -> HttpResponse:
    """Number all sections in their order."""
    project = project_for_coordination(request.user, slug)
    changed = number_sections(project, actor=reader(request))
    messages.success(request, NUMBERED if changed else AS_NUMBERED)
    return redirect("projects:passport", slug=slug)


def _removed(request: HttpRequest, section: PassportSection) -> HttpResponse:
    pk, slug = section.pk, section.project.slug
    try:
        remove_section(section, actor=reader(request))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return redirect(f"{reverse('projects:passport', args=[slug])}#s-{pk}")
    undo = reverse("projects:passport_section_return", args=[pk])
    messages.success(request, REMOVED.format(heading=section.heading), extra_tags=f"undo:{undo}")
    return redirect("projects:passport", slug=slug)


def _back(request: HttpRequest, section: PassportSection, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(f"{reverse('projects:passport', args=[section.project.slug])}#s-{section.pk}")
