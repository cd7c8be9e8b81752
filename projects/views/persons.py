"""People of an organisation: their names, their places over time."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from network.access import reader
from network.models import Person
from network.queries.people import groups_with, positions_of
from network.services.people import change_position, edit_person, remove_former_position
from projects.access.participants import (
    can_edit_card,
    former_position_for_editing,
    organization_for_editing,
    organizations_to_move_to,
    person_for_editing,
    person_for_viewing,
)
from projects.forms.organizations import PersonForm, PositionForm, number
from projects.models import Project
from projects.queries.participants import organization_choices, organization_of
from projects.views.common import place_of, today_in

ADDED = "{name} в списке людей организации."
SAVED = "Сохранено."
MOVED = "Новая должность записана, прежняя осталась в истории."
FORGOTTEN = "Прежняя должность убрана."
NAMES = ("surname", "given_name", "patronymic", "position", "position_since")


@require_GET
def person_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Who somebody is now and was before, and the groups she stands in."""
    project, person = person_for_viewing(request.user, slug, pk)
    return _person(request, project, person, None)


@require_http_methods(["GET", "POST"])
def person_add(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Somebody new in an organisation."""
    project, organization = organization_for_editing(request.user, slug, pk)
    return _person_form(request, project, Person(organization=organization))


@require_http_methods(["GET", "POST"])
def person_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Correct what is written of somebody."""
    project, person = person_for_editing(request.user, slug, pk)
    return _person_form(request, project, person)


@require_POST
def person_position(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Another place from a day on; the one before stays in the history."""
    project, person = person_for_editing(request.user, slug, pk)
    form = _position_form(request, project, person)
    if form.is_valid():
        said = form.cleaned_data
        organization = organization_of(organizations_to_move_to(request.user, project), number(said["organization"]))
        try:
            change_position(person, said["title"], organization, said["since"], actor=reader(request))
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, MOVED)
            stays = organization is not None
            page, target = ("projects:person_detail", pk) if stays else _way_back(person)
            return redirect(page, slug=slug, pk=target)
    return _person(request, project, person_for_editing(request.user, slug, pk)[1], form)


@require_POST
def former_position_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Forget a place written down by mistake."""
    _, former = former_position_for_editing(request.user, slug, pk)
    remove_former_position(former, actor=reader(request))
    messages.success(request, FORGOTTEN)
    return redirect("projects:person_detail", slug=slug, pk=former.person_id)


def _way_back(person: Person) -> tuple[str, int]:
    """The card of the organisation somebody has left."""
    return "projects:organization_detail", person.organization_id or 0


def _person(request: HttpRequest, project: Project, person: Person, form: PositionForm | None) -> HttpResponse:
    may_edit = person.organization is not None and can_edit_card(request.user, project, person.organization)
    context = {
        **_frame(request, project, person),
        "positions": positions_of(person),
        "groups": groups_with(person),
        "can_edit": may_edit,
        "form": form or _position_form(request, project, person),
    }
    return render(request, "projects/person_detail.html", context, status=422 if form else 200)


def _person_form(request: HttpRequest, project: Project, person: Person) -> HttpResponse:
    """The names of somebody, new or known."""
    is_new = person.pk is None
    form = PersonForm(request.POST or None, initial={name: getattr(person, name) for name in NAMES})
    if form.is_valid():
        try:
            edit_person(person, form.cleaned_data, actor=reader(request))
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, ADDED.format(name=person.short_name) if is_new else SAVED)
            return redirect("projects:person_detail", slug=project.slug, pk=person.pk)
    context = {**_frame(request, project, person), "form": form}
    return render(request, "projects/person_edit.html", context, status=422 if form.is_bound else 200)


def _position_form(request: HttpRequest, project: Project, person: Person) -> PositionForm:
    choices = organization_choices(organizations_to_move_to(request.user, project))
    start = {"organization": person.organization_id, "since": today_in(project)}
    return PositionForm(request.POST or None, organizations=choices, initial=start)


def _frame(request: HttpRequest, project: Project, person: Person) -> dict[str, Any]:
    return {"project": project, "tab": "network", "standing": place_of(request, project), "person": person}
