"""What becomes of a plan as a whole: draft → approved."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from network.models import User
from network.services.history import save_signed
from plans.models import Plan

NOT_DRAFT = "Утвердить можно только черновик плана."


def approve_plan(plan: Plan, *, actor: User | None) -> Plan:
    """Make a draft an approved plan; raises ValidationError for a plan that is no draft."""
    if plan.state != Plan.State.DRAFT:
        raise ValidationError(NOT_DRAFT)
    plan.state = Plan.State.APPROVED
    return save_signed(plan, actor)
