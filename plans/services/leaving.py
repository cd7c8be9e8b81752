"""Somebody leaves: her open items and all else she held go over to another in one transaction."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from network.models import User
from plans.services.replacement import Replacement, replace_person
from projects.models import Project
from projects.queries.leaving import Party
from projects.services.leaving import NO_PERSON, NOBODY, hand_over

SAME: Final = "Это один и тот же человек: выберите другого."
NOTHING: Final = "Отметьте галочкой хотя бы что-то одно."
ITEMS: Final = "Пункты планов"


@dataclass(frozen=True, slots=True)
class Leaving:
    """Who leaves, who takes over (nobody, where only access ends), from which day, why, and what of it all.

    `items` are ids of plan items, `holdings` keys of `projects.queries.leaving.Holding`.
    """

    leaving: Party
    coming: Party | None
    on: date
    reason: str
    items: Collection[int]
    holdings: Collection[str]


@dataclass(frozen=True, slots=True)
class Left:
    """What was done: how many items went over and how to take that back, how many other things."""

    items: int
    undo: uuid.UUID | None
    others: int


@transaction.atomic
def let_go(project: Project, given: Leaving, *, today: date, actor: User) -> Left:
    """Hand everything chosen over, or nothing: raises ValidationError in Russian, by field where it belongs to one."""
    if given.coming is not None and given.coming.key == given.leaving.key:
        raise ValidationError({"coming": SAME})
    if not given.items and not given.holdings:
        raise ValidationError(NOTHING)
    count, key = 0, None
    if given.items and given.leaving.person is not None:
        if given.coming is None:
            raise ValidationError({"coming": NOBODY})
        if given.coming.person is None:
            raise ValidationError({"coming": NO_PERSON.format(title=ITEMS, name=given.coming.name)})
        order = Replacement(given.leaving.person, given.coming.person, given.on, given.reason)
        key, count = replace_person(project, order, today=today, actor=actor, chosen=given.items)
    done = hand_over(project, given.leaving, given.coming, given.holdings, actor=actor)
    return Left(count, key, len(done))
