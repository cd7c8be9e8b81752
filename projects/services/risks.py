"""Risks of a project."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from network.models import User
from network.services.history import delete_signed, save_signed
from portal.text.clean import clean_text
from projects.models import Risk

NO_TEXT = "Напишите, что может пойти не так."
TEXTS: Final = ("text", "measures")
GIVEN: Final = ("likelihood", "impact", "owner", "review_on", "state")


@transaction.atomic
def write_risk(risk: Risk, said: Mapping[str, Any], *, actor: User | None) -> Risk:
    """Save a new risk, behind the others, or a changed one; raises ValidationError by field."""
    for name in TEXTS:
        setattr(risk, name, clean_text(said[name]).strip())
    for name in GIVEN:
        setattr(risk, name, said[name])
    if not risk.text:
        raise ValidationError({"text": NO_TEXT})
    if risk.pk is None:
        last = Risk.objects.filter(project=risk.project).aggregate(last=Max("order"))["last"]
        risk.order = 0 if last is None else last + 1
    return save_signed(risk, actor)


def remove_risk(risk: Risk, *, actor: User | None) -> None:
    """Take a risk out of the register."""
    delete_signed(risk, actor)
