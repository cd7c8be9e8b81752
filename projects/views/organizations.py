"""The card of an organisation in a project, its spellings."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from network.access import reader
from network.models import Organization
from network.queries.organizations import doubles_of, parts_of, spellings_of
from network.queries.people import former_people_of, people_of
from network.services.organizations import CONTACTS, add_spelling, edit_organization, remove_spelling
from projects.access import can_coordinate, visible_organizations, visible_projects
from projects.access.participants import (
    can_edit_card,
    can_see_contacts,
    organization_for_coordination,
    organization_for_editing,
    organization_for_viewing,
    organizations_of,
    spelling_for_editing,
)
from projects.forms.organizations import ContactsForm, OrganizationForm, SpellingForm, number
from projects.models import Project
from projects.queries.agreements import states_of
from projects.queries.participants import (
    municipality_of,
    organization_choices,
    organization_of,
    other_participations,
    parents_for,
    participation_in,
    places,
)
from projects.views.common import network_frame, place_of, today_in

SAVED = "Карточка сохранена."
SPELLED = "Написание записано: по нему организация теперь узнаётся в документах."
FORGOTTEN = "Написание убрано."
NAMES = ("full_name", "short_name", "kind", "municipality", "parent")


@require_GET
def organization_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Everything the reader may know of an organisation of the network."""
    project, organization = organization_for_viewing(request.user, slug, pk)
    return _card(request, project, organization, SpellingForm())


@require_http_methods(["GET", "POST"])
def organization_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The card: all of it for a coordinator, contacts for the organisation itself."""
    project, organization = organization_for_editing(request.user, slug, pk)
    whole = can_coordinate(request.user, project)
    form = _card_form(request, project, organization, whole=whole)
    if form.is_valid() and _saved(request, project, organization, form):
        messages.success(request, SAVED)
        return redirect("projects:organization_detail", slug=slug, pk=pk)
    context = {**network_frame(request, project, organization=organization), "form": form, "is_whole": whole}
    return render(request, "projects/organization_edit.html", context, status=422 if form.is_bound else 200)


@require_POST
def organization_spelling_add(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One more spelling the organisation is recognised under."""
    project, organization = organization_for_coordination(request.user, slug, pk)
    form = SpellingForm(request.POST)
    if form.is_valid():
        try:
            add_spelling(organization, form.cleaned_data["name"], actor=reader(request))
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, SPELLED)
            return redirect("projects:organization_detail", slug=slug, pk=pk)
    return _card(request, project, organization, form)


@require_POST
def spelling_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Recognise the organisation under this spelling no more."""
    _, alias = spelling_for_editing(request.user, slug, pk)
    try:
        remove_spelling(alias, actor=reader(request))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, FORGOTTEN)
    return redirect("projects:organization_detail", slug=slug, pk=alias.organization_id)


def _card(request: HttpRequest, project: Project, organization: Organization, form: SpellingForm) -> HttpResponse:
    """The card, with the form of spellings for a coordinator."""
    sees_people = can_see_contacts(request.user, project, organization)
    place = place_of(request, project)
    context = {
        **network_frame(request, project, organization=organization),
        "part": participation_in(project, organization),
        "paper": states_of(project, today_in(project)).get(organization.pk) if sees_people else None,
        "others": other_participations(organization, visible_projects(request.user), project),
        "parts": parts_of(organization, visible_organizations(request.user)),
        "sees_people": sees_people,
        "people": people_of(organization) if sees_people else [],
        "former": former_people_of(organization) if sees_people else [],
        "spellings": spellings_of(organization) if place.can_coordinate else [],
        "doubles": doubles_of(organization, organizations_of(project)) if place.can_coordinate else [],
        "form": form,
        "can_edit": can_edit_card(request.user, project, organization),
    }
    return render(request, "projects/organization_detail.html", context, status=422 if form.is_bound else 200)


def _card_form(request: HttpRequest, project: Project, organization: Organization, *, whole: bool) -> Form:
    start = {name: getattr(organization, name) for name in CONTACTS}
    if not whole:
        return ContactsForm(request.POST or None, initial=start)
    start |= {"full_name": organization.full_name, "short_name": organization.short_name, "kind": organization.kind}
    start |= {"municipality": organization.municipality_id or "", "parent": organization.parent_id or ""}
    parents = organization_choices(parents_for(organizations_of(project), organization))
    return OrganizationForm(request.POST or None, initial=start, places=places(), parents=parents)


def _saved(request: HttpRequest, project: Project, organization: Organization, form: Form) -> bool:
    said = {name: form.cleaned_data[name] for name in (*NAMES, *CONTACTS) if name in form.cleaned_data}
    if "municipality" in said:
        said["municipality"] = municipality_of(number(said["municipality"]))
        said["parent"] = organization_of(parents_for(organizations_of(project), organization), number(said["parent"]))
    try:
        edit_organization(organization, said, actor=reader(request))
    except ValidationError as problem:
        form.add_error(None, problem)
        return False
    return True
