"""The personal cabinet: what is expected of the reader and of her organisations, and all that is theirs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from network.access import can_act_for, reader
from network.models import Organization, User
from plans.access import cabinet_organizations
from reports.access.cabinet import cabinet_sources
from reports.filters import CabinetFilter
from reports.queries.cabinet import cabinet_page


@require_GET
def cabinet(request: HttpRequest) -> HttpResponse:
    """«От вас ждут» and what is hers; a person of several organisations, or who answers herself, switches."""
    user = reader(request)
    organizations = list(cabinet_organizations(user))
    organization = _chosen(request, user, organizations)
    page = cabinet_page(user, organization, cabinet_sources(user, organization), timezone.now())
    seen = CabinetFilter(request.GET, page.rows)
    context: dict[str, Any] = {
        "project": None,
        "tab": "cabinet",
        "organizations": organizations,
        "organization": organization,
        "is_person": user.person_id is not None,
        "can_mark": organization is None or can_act_for(user, organization),
        "page": page,
        "asks": seen.found(page.rows),
        "filter_form": seen.form,
        "chosen": seen.chosen,
        "asked": request.GET.get("organization", ""),
    }
    return render(request, "reports/cabinet.html", context)


def _chosen(request: HttpRequest, user: User, organizations: Sequence[Organization]) -> Organization | None:
    """Whose cabinet is asked for; `None`: the person's own."""
    asked = request.GET.get("organization", "")
    found = next((each for each in organizations if str(each.pk) == asked), None)
    if found is None and organizations and not (user.person_id is not None and asked == "me"):
        return organizations[0]
    return found
