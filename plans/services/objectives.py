"""Which objectives of the project items of plans serve."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from network.models import User
from plans.models import PlanItem
from plans.services.structure.action import sign_items
from projects.models import Objective

FOREIGN = "Такой задачи в этом проекте нет."
FOREIGN_ITEM = "Такого пункта в планах этого проекта нет."


@transaction.atomic
def link_objectives(item: PlanItem, objectives: Iterable[Objective], *, actor: User | None) -> None:
    """Make these the objectives the item serves; raises ValidationError for an objective of another project."""
    wanted = list(objectives)
    if any(objective.project_id != item.plan.project_id for objective in wanted):
        raise ValidationError(FOREIGN)
    item.objectives.set(wanted)
    sign_items([item.pk], actor)


@transaction.atomic
def link_items(
    objective: Objective, shown: Iterable[PlanItem], chosen: Iterable[PlanItem], *, actor: User | None
) -> int:
    """Of the items shown make the chosen ones serve the objective and the others not; tells how many changed.

    Items that were not shown stay as they are. Raises ValidationError for an item of another project.
    """
    asked, wanted = {item.pk: item for item in shown}, {item.pk for item in chosen}
    owners = set(PlanItem.objects.filter(pk__in=asked).values_list("plan__project", flat=True))
    if owners - {objective.project_id}:
        raise ValidationError(FOREIGN_ITEM)
    served = set(objective.items.filter(pk__in=asked).values_list("pk", flat=True))
    added, dropped = (wanted & set(asked)) - served, served - wanted
    objective.items.add(*added)
    objective.items.remove(*dropped)
    sign_items(added | dropped, actor)
    return len(added | dropped)
