"""A draft becomes an approved plan, once."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from plans.models import Plan
from plans.services.plans import NOT_DRAFT, approve_plan
from tests.makers import history_of, make_plan, make_user

pytestmark = pytest.mark.django_db


def test_a_draft_is_approved_by_somebody() -> None:
    plan, actor = make_plan(state=Plan.State.DRAFT), make_user()
    approve_plan(plan, actor=actor)
    plan.refresh_from_db()
    assert plan.state == Plan.State.APPROVED
    assert history_of(Plan).last().history_user == actor


@pytest.mark.parametrize("state", [Plan.State.APPROVED, Plan.State.CLOSED])
def test_a_plan_is_approved_once(state: Plan.State) -> None:
    with pytest.raises(ValidationError, match=NOT_DRAFT):
        approve_plan(make_plan(state=state), actor=None)
