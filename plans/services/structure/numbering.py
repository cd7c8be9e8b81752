"""Numbers of a plan's items, given anew by its mode."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from network.models import User
from network.services.history import save_signed
from plans.models import Plan, PlanChange
from plans.services.structure.action import Action

NO_MODE = "Выберите, как нумеровать пункты."


@transaction.atomic
def renumber_plan(
    plan_id: int, version: int | None, mode: str, *, actor: User | None, reason: str = ""
) -> PlanChange | None:
    """Make the mode the plan's own and give its items their numbers; the change, `None` where all stand right.

    By hand all numbers stay as they are written. Raises StalePlanError, or ValidationError in Russian.
    """
    if mode not in Plan.Numbering.values:
        raise ValidationError({"numbering": NO_MODE})
    action = Action.start(plan_id, version, actor=actor, reason=reason)
    plan, lines = action.plan, action.before.lines
    numbers = action.numbers_by(lines, mode)
    if not numbers and plan.numbering == mode:
        return None
    action.record_numbers(numbers, numbering=(plan.numbering, mode))
    if plan.numbering != mode:
        plan.numbering = mode
        save_signed(plan, actor)
    action.finish(lines, numbers)
    return action.changes[0]
