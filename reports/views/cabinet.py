"""The personal cabinet: what is expected of the reader and of her organisations."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from network.access import can_act_for, reader
from plans.access import cabinet_marks, cabinet_organizations, items_for_organization, items_for_person
from plans.filters.cabinet import CabinetFilter
from plans.queries.cabinet import asks_of, own_marks


@require_GET
def cabinet(request: HttpRequest) -> HttpResponse:
    """«От вас ждут» and own marks; a person of several organisations, or who answers herself, switches between them."""
    user = reader(request)
    organizations = list(cabinet_organizations(user))
    asked = request.GET.get("organization", "")
    organization = next((org for org in organizations if str(org.pk) == asked), None)
    is_person = user.person_id is not None
    if organization is None and organizations and not (is_person and asked == "me"):
        organization = organizations[0]
    items = items_for_organization(user, organization) if organization else items_for_person(user)
    asks = asks_of(items, organization, timezone.now())
    seen = CabinetFilter(request.GET, asks)
    context = {
        "project": None,
        "tab": "cabinet",
        "organizations": organizations,
        "organization": organization,
        "is_person": is_person,
        "can_mark": organization is None or can_act_for(user, organization),
        "asks": seen.found(asks),
        "all_count": len(asks),
        "filter_form": seen.form,
        "chosen": seen.chosen,
        "asked": asked,
        "marks": own_marks(cabinet_marks(user, organization)),
    }
    return render(request, "reports/cabinet.html", context)
