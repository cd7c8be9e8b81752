"""Objectives of a project."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from network.models import User
from network.services.history import delete_signed, save_signed
from portal.text.clean import clean_text
from projects.models import Objective

NO_TEXT = "Напишите задачу: пустую строку не сохранить."


@transaction.atomic
def write_objective(objective: Objective, number: str, text: str, *, actor: User | None) -> Objective:
    """Save a new objective, behind the others, or a changed one; raises ValidationError by field."""
    objective.number, objective.text = clean_text(number).strip(), clean_text(text).strip()
    if not objective.text:
        raise ValidationError({"text": NO_TEXT})
    if objective.pk is None:
        last = Objective.objects.filter(project=objective.project).aggregate(last=Max("order"))["last"]
        objective.order = 0 if last is None else last + 1
    return save_signed(objective, actor)


def remove_objective(objective: Objective, *, actor: User | None) -> None:
    """Take an objective out; items that served it stay in their plans."""
    delete_signed(objective, actor)
