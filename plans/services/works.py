"""Which works of the matrix an item serves."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from network.models import User
from plans.models import PlanItem
from plans.services.structure.action import sign_items
from projects.models import MatrixEntry

FOREIGN = "Такой работы в этом проекте нет."


@transaction.atomic
def link_works(item: PlanItem, entries: Iterable[MatrixEntry], *, actor: User | None) -> None:
    """Make these the works the item serves; raises ValidationError for a work of another project."""
    wanted = list(entries)
    if any(entry.project_id != item.plan.project_id for entry in wanted):
        raise ValidationError(FOREIGN)
    item.matrix_entries.set(wanted)
    sign_items([item.pk], actor)
