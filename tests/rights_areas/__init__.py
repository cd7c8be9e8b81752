"""What the addresses of each area name in the world of the rights matrix: a module an area.

Each module has `objects(ground) -> dict[str, Model]`: rows by the beginning of the names of addresses whose `pk` or
`key` mean them; the longest beginning counts. Words that members of other organisations must never read hold
`ground.canary`.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Model

from tests.rights_areas import (
    agreements,
    comments,
    files,
    indicators,
    joint_events,
    participants,
    passport,
    passport_imports,
    people,
    products,
    reports,
    reviews,
    sharing,
)
from tests.rights_areas.ground import Ground

AREAS: tuple[Callable[[Ground], dict[str, Model]], ...] = (
    files.objects,
    agreements.objects,
    passport.objects,
    passport_imports.objects,
    products.objects,
    indicators.objects,
    comments.objects,
    reports.objects,
    sharing.objects,
    reviews.objects,
    people.objects,
    participants.objects,
    joint_events.objects,
)


def area_objects(ground: Ground) -> dict[str, Model]:
    """Rows of all areas for one side of the world."""
    return {name: row for objects in AREAS for name, row in objects(ground).items()}


__all__ = ["Ground", "area_objects"]
