"""The dictionary of municipalities."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from network.access import reader
from network.models import Municipality
from network.queries.organizations import municipalities as all_municipalities
from network.services.directory import create_municipality
from network.services.merging import merge_municipalities
from network.services.municipalities import rename_municipality
from projects.access import project_for_coordination
from projects.access.participants import municipality_for_editing
from projects.forms.organizations import NO_PLACE, MergeForm, MunicipalityForm
from projects.models import Project
from projects.queries.participants import other_places
from projects.views.common import place_of

ADDED = "Муниципалитет добавлен."
RENAMED = "Название сохранено."
MERGED = "Теперь это один муниципалитет: «{name}»."


@require_http_methods(["GET", "POST"])
def municipalities(request: HttpRequest, slug: str) -> HttpResponse:
    """All of them, and a new one."""
    project = project_for_coordination(request.user, slug)
    form = MunicipalityForm(request.POST or None)
    if form.is_valid():
        try:
            create_municipality(form.cleaned_data["name"], form.cleaned_data["region"], actor=reader(request))
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, ADDED)
            return redirect("projects:municipalities", slug=slug)
    context = {
        "project": project,
        "tab": "network",
        "standing": place_of(request, project),
        "rows": all_municipalities(),
        "form": form,
    }
    return render(request, "projects/municipalities.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def municipality_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The name of a municipality, or the one it is the same as."""
    project, municipality = municipality_for_editing(request.user, slug, pk)
    start = {"name": municipality.name, "region": municipality.region}
    form = MunicipalityForm(request.POST or None, initial=start)
    if form.is_valid():
        try:
            rename_municipality(
                municipality, form.cleaned_data["name"], form.cleaned_data["region"], actor=reader(request)
            )
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, RENAMED)
            return redirect("projects:municipalities", slug=slug)
    return _page(request, project, municipality, form, _merge_form(None, municipality))


@require_POST
def municipality_merge(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Join it with another: its organisations belong there from now on."""
    project, municipality = municipality_for_editing(request.user, slug, pk)
    merging = _merge_form(request, municipality)
    if merging.is_valid():
        _, other = municipality_for_editing(request.user, slug, int(merging.cleaned_data["other"]))
        merge_municipalities(other, municipality, actor=reader(request))
        messages.success(request, MERGED.format(name=other))
        return redirect("projects:municipalities", slug=slug)
    form = MunicipalityForm(initial={"name": municipality.name, "region": municipality.region})
    return _page(request, project, municipality, form, merging)


def _merge_form(request: HttpRequest | None, municipality: Municipality) -> MergeForm:
    return MergeForm(request.POST if request else None, others=other_places(municipality), nothing=NO_PLACE)


def _page(
    request: HttpRequest, project: Project, municipality: Municipality, form: MunicipalityForm, merging: MergeForm
) -> HttpResponse:
    context = {
        "project": project,
        "tab": "network",
        "standing": place_of(request, project),
        "municipality": municipality,
        "form": form,
        "merging": merging,
    }
    is_wrong = form.is_bound or merging.is_bound
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    return render(request, "projects/municipality_edit.html", context, status=status)
