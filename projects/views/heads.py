"""The head of a project, its state, and a new project."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from network.access import reader
from projects.access import project_for_coordination
from projects.access.passport import (
    coordinators_for_opening,
    owners_for_opening,
    project_for_life,
    require_opener,
)
from projects.forms.heads import HeadForm, NewProjectForm
from projects.models import Project
from projects.queries.heads import coordinator_choices, owner_choices, project_parties, taken_addresses
from projects.services import NewProject, create_project
from projects.services.heads import NEXT_STATES, change_state, save_head
from projects.text.slugs import slug_of

SAVED = "Сведения о проекте сохранены."
CREATED = "Проект заведён. Заполните паспорт или сразу загрузите план."
STATE_SAVED = "Состояние проекта: {state}."
HEAD = ("title", "short_title", "topic", "goal", "starts_on", "ends_on", "country", "time_zone")


@require_http_methods(["GET", "POST"])
def project_create(request: HttpRequest) -> HttpResponse:
    """A new project: by an administrator for anybody, by a coordinator with herself."""
    require_opener(request.user)
    taken = taken_addresses()
    form = NewProjectForm(
        request.POST or None,
        organizations=owner_choices(owners_for_opening(request.user)),
        coordinators=coordinator_choices(coordinators_for_opening(request.user)),
        taken=taken,
    )
    if request.method == "POST" and form.is_valid():
        try:
            project = _created(request, form, taken)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, CREATED)
            return redirect("projects:passport", slug=project.slug)
    return render(request, "projects/project_create.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def project_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Titles, topic, goal, period, where the project is."""
    project = project_for_coordination(request.user, slug)
    form = HeadForm(request.POST or None, initial={name: getattr(project, name) for name in HEAD})
    if request.method == "POST" and form.is_valid():
        save_head(project, form.cleaned_data, actor=reader(request))
        messages.success(request, SAVED)
        return redirect("projects:passport", slug=slug)
    context = {"project": project, "tab": "project", "form": form}
    return render(request, "projects/project_edit.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def project_state(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the project stands in its life, and each step that can be taken with what it means."""
    project = project_for_life(request.user, slug)
    if request.method == "POST":
        try:
            project = change_state(project, request.POST.get("state", ""), actor=reader(request))
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        else:
            messages.success(request, STATE_SAVED.format(state=project.get_state_display()))
            return redirect("projects:passport", slug=slug)
        return redirect("projects:project_state", slug=slug)
    steps = [(state, Project.State(state).label) for state in NEXT_STATES[project.state]]
    context = {"project": project, "tab": "project", "steps": steps}
    return render(request, "projects/project_state.html", context)


def _created(request: HttpRequest, form: NewProjectForm, taken: frozenset[str]) -> Project:
    said = form.cleaned_data
    organization, coordinator = project_parties(said["organization"], said["coordinator"])
    new = NewProject(
        slug=said["slug"] or slug_of(said["short_title"], taken),
        organization=organization,
        state=said["state"],
        **{name: said[name] for name in HEAD},
    )
    return create_project(new, coordinators=[coordinator], actor=reader(request))
