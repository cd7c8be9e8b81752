"""The form of an organisation's papers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from network.models import Organization, User
from network.services.history import save_signed
from reports.models import PaperForm


@transaction.atomic
def save_paper_form(organization: Organization, values: Mapping[str, Any], *, actor: User) -> PaperForm:
    """Write the fields that `values` names; papers made before keep what was frozen in them.

    Raises ValidationError for values out of bounds.
    """
    # The organisation is held: two first saves do not meet.
    Organization.objects.select_for_update().get(pk=organization.pk)
    form = PaperForm.objects.filter(organization=organization).first() or PaperForm(organization=organization)
    for name, value in values.items():
        setattr(form, name, value)
    return save_signed(form, actor)
