"""Groups that plans name together; the list with their items stands in `plans`."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from network.access import reader
from network.models import Group
from network.services.groups import edit_group, remove_group
from projects.access import project_for_coordination
from projects.access.participants import group_for_editing, organizations_of
from projects.forms.organizations import GroupForm
from projects.models import Project
from projects.queries.participants import chosen_members, group_members, organization_choices, people_choices
from projects.views.common import place_of

SAVED = "Группа сохранена."
REMOVED = "Группа «{name}» убрана."


@require_http_methods(["GET", "POST"])
def group_add(request: HttpRequest, slug: str) -> HttpResponse:
    """A new group of the project's institution."""
    project = project_for_coordination(request.user, slug)
    return _group_page(request, project, Group(organization=project.organization))


@require_http_methods(["GET", "POST"])
def group_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The name of a group and who is in it."""
    project, group = group_for_editing(request.user, slug, pk)
    return _group_page(request, project, group)


@require_POST
def group_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Delete a group that no item names."""
    _, group = group_for_editing(request.user, slug, pk)
    try:
        remove_group(group, actor=reader(request))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return redirect("projects:group_edit", slug=slug, pk=pk)
    messages.success(request, REMOVED.format(name=group.name))
    return redirect("plans:groups", slug=slug)


def _group_page(request: HttpRequest, project: Project, group: Group) -> HttpResponse:
    """The form of a group, new or there; people are those of all organisations of the project."""
    people, organizations = group_members(group)
    form = GroupForm(
        request.POST or None,
        initial={"name": group.name, "people": people, "organizations": organizations},
        organizations=organization_choices(organizations_of(project)),
        people=people_choices(project, organizations_of(project)),
    )
    if form.is_valid() and _saved(request, project, group, form):
        messages.success(request, SAVED)
        return redirect("plans:groups", slug=project.slug)
    context = {
        "project": project,
        "tab": "network",
        "standing": place_of(request, project),
        "group": group,
        "form": form,
    }
    return render(request, "projects/group_edit.html", context, status=422 if form.is_bound else 200)


def _saved(request: HttpRequest, project: Project, group: Group, form: GroupForm) -> bool:
    people, organizations = chosen_members(
        group, organizations_of(project), form.said("people"), form.said("organizations")
    )
    try:
        edit_group(group, form.cleaned_data["name"], people, organizations, actor=reader(request))
    except ValidationError as problem:
        form.add_error(None, problem)
        return False
    return True
