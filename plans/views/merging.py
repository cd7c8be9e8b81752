"""Two organisations of the directory that are one."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from network.access import reader
from network.models import Organization
from network.queries.merging import movings
from plans.queries.merging import both_marked
from plans.services.merging import conflicts_of, merge_organizations
from projects.access.participants import organization_for_merging, organizations_of, require_merge
from projects.forms.organizations import MergeForm, number
from projects.models import Project
from projects.queries.participants import merge_candidates, organization_of
from projects.views.common import network_frame

MERGED = "Теперь это одна организация: «{name}». Названия второй остались среди написаний."


@require_http_methods(["GET", "POST"])
def organization_merge(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """First which is the other and what would go over, then the merge itself."""
    project, organization = organization_for_merging(request.user, slug, pk)
    given = request.POST or request.GET
    form = MergeForm(given or None, others=merge_candidates(organizations_of(project), organization))
    other = _other(project, form)
    if other is not None:
        require_merge(request.user, organization, other)
    pair = None if other is None else _pair(form, organization, other)
    if request.method == "POST" and pair is not None:
        stays = _merged(request, form, *pair)
        if stays is not None:
            messages.success(request, MERGED.format(name=stays))
            return redirect("projects:organization_detail", slug=slug, pk=stays.pk)
    context = {**network_frame(request, project, organization=organization), "form": form, **_preview(pair)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return render(request, "plans/organization_merge.html", context, status=status)


def _other(project: Project, form: MergeForm) -> Organization | None:
    return organization_of(organizations_of(project), number(form.cleaned_data["other"])) if form.is_valid() else None


def _pair(form: MergeForm, this: Organization, other: Organization) -> tuple[Organization, Organization]:
    """The one that stays, then the one that goes."""
    return (other, this) if form.cleaned_data["keep"] == "other" else (this, other)


def _merged(request: HttpRequest, form: MergeForm, stays: Organization, goes: Organization) -> Organization | None:
    """The one that stayed; None where the form now says why they are two."""
    try:
        return merge_organizations(stays, goes, actor=reader(request))
    except ValidationError as problem:
        form.add_error(None, problem)
        return None


def _preview(pair: tuple[Organization, Organization] | None) -> dict[str, Any]:
    if pair is None:
        return {"stays": None}
    stays, goes = pair
    return {
        "stays": stays,
        "goes": goes,
        "movings": movings(stays, goes),
        "conflicts": conflicts_of(stays, goes),
        "both_marked": both_marked(stays, goes),
    }
