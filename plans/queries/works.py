"""Works of the matrix as an item meets them."""

from __future__ import annotations

from collections import defaultdict

from plans.models import PlanItem
from projects.models import MatrixEntry


def works_by_place(item: PlanItem) -> list[tuple[str, list[MatrixEntry]]]:
    """Works of the item's project under «stage · direction», those of its own stage and direction first."""
    rows = MatrixEntry.objects.filter(project=item.plan.project_id).select_related("stage", "direction")
    found: dict[tuple[int, int], list[MatrixEntry]] = defaultdict(list)
    for row in rows.order_by("stage__order", "stage", "direction__order", "direction", "order", "pk"):
        found[row.stage_id, row.direction_id].append(row)
    own = (item.stage_id, item.direction_id)
    places = sorted(found, key=lambda place: -sum(one == other for one, other in zip(place, own, strict=True)))
    return [(f"{found[place][0].stage.title} · {found[place][0].direction.title}", found[place]) for place in places]


def served_works(item: PlanItem) -> list[MatrixEntry]:
    """Works the item is linked to, with their stage and direction."""
    return list(item.matrix_entries.select_related("stage", "direction").order_by("order", "pk"))
