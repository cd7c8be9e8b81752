"""An organisation of a network: taken in, its part in the project; the list of all stands in `plans`."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from network.access import reader
from network.queries.organizations import alike
from projects.access import project_for_coordination
from projects.access.participants import participation_for_editing, participation_for_viewing
from projects.forms.organizations import number
from projects.forms.participants import NewParticipantForm, PartForm
from projects.models import Participation, Project
from projects.queries.participants import municipality_of, places
from projects.services.participants import NewOrganization, change_part, take_in, take_in_new
from projects.views.common import place_of, today_in

TAKEN_IN = "«{name}» в списке участников."
SAVED = "Участие сохранено."


@require_http_methods(["GET", "POST"])
def participant_add(request: HttpRequest, slug: str) -> HttpResponse:
    """A new participant; one that may be in the directory already is asked about, never written down twice."""
    project = project_for_coordination(request.user, slug)
    form = NewParticipantForm(request.POST or None, places=places(), initial={"starts_on": today_in(project)})
    if request.method == "POST":
        form.offer(alike([request.POST.get("full_name", ""), request.POST.get("short_name", "")]))
    if form.is_valid():
        part = _taken_in(request, project, form)
        if part is not None:
            messages.success(request, TAKEN_IN.format(name=part.organization))
            return redirect("projects:organization_detail", slug=slug, pk=part.organization_id)
    context = {"project": project, "tab": "network", "standing": place_of(request, project), "form": form}
    return render(request, "projects/participant_add.html", context, status=422 if form.is_bound else 200)


@require_GET
def participant_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The card of the organisation in the project of this participation."""
    part = participation_for_viewing(request.user, pk)
    return redirect("projects:organization_detail", slug=part.project.slug, pk=part.organization_id)


@require_http_methods(["GET", "POST"])
def participant_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What an organisation does in the project, since when, and until when."""
    part = participation_for_editing(request.user, pk)
    names = ("role", "status", "starts_on", "ends_on")
    form = PartForm(request.POST or None, initial={name: getattr(part, name) for name in names})
    if form.is_valid() and _changed(request, part, form):
        messages.success(request, SAVED)
        return redirect("projects:organization_detail", slug=part.project.slug, pk=part.organization_id)
    context = {
        "project": part.project,
        "tab": "network",
        "standing": place_of(request, part.project),
        "part": part,
        "form": form,
    }
    return render(request, "projects/participant_edit.html", context, status=422 if form.is_bound else 200)


def _taken_in(request: HttpRequest, project: Project, form: NewParticipantForm) -> Participation | None:
    """The new participation; None where the form now says what is wrong."""
    said = form.cleaned_data
    municipality = municipality_of(number(said["municipality"]))
    new = NewOrganization(said["full_name"], said["short_name"], said["kind"], municipality, said["place"])
    try:
        if form.chosen is not None:
            return take_in(project, form.chosen, form.part(), actor=reader(request))
        return take_in_new(project, new, form.part(), actor=reader(request))
    except ValidationError as problem:
        form.add_error(None, problem)
        return None


def _changed(request: HttpRequest, part: Participation, form: PartForm) -> bool:
    try:
        change_part(part, form.part(), actor=reader(request))
    except ValidationError as problem:
        form.add_error(None, problem)
        return False
    return True
