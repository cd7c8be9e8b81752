"""A loaded plan is not dropped with what people have made of it since."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from network.models import User
from plans.models import Plan, PlanImport
from plans.services.importing.undoing import ADDED_TO, PRINTED, SHARED, undo_import
from plans.services.occurrences import add_occurrence, remove_occurrence
from reports.models import Report
from reports.services import Order, order_report
from tests.makers import make_event, make_item, make_plan, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor() -> User:
    return make_user()


@pytest.fixture
def plan() -> Plan:
    plan = make_plan()
    make_item(plan)
    return plan


@pytest.fixture
def plan_import(plan: Plan, actor: User) -> PlanImport:
    return PlanImport.objects.create(
        project=plan.project, author=actor, filename="план.docx", draft={}, plan=plan, state="confirmed"
    )


def test_a_report_of_the_plan_stays_with_its_plan(plan: Plan, plan_import: PlanImport, actor: User) -> None:
    order_report(plan.project, Order(Report.Kind.PLAN, date(2022, 11, 14), plan), actor)
    with pytest.raises(ValidationError, match=PRINTED):
        undo_import(plan_import, actor=actor)
    assert (Plan.objects.count(), Report.objects.count()) == (1, 1)


def test_windows_added_by_hand_are_not_lost(plan: Plan, plan_import: PlanImport, actor: User) -> None:
    added = add_occurrence(plan.items.get(), date(2022, 11, 20), actor=actor)
    with pytest.raises(ValidationError, match=ADDED_TO):
        undo_import(plan_import, actor=actor)
    remove_occurrence(added, actor=actor)
    undo_import(plan_import, actor=actor)
    assert Plan.objects.count() == 0


def test_events_of_other_plans_are_not_torn(plan: Plan, plan_import: PlanImport, actor: User) -> None:
    other = make_item(make_plan(plan.project))
    make_event(plan.items.get().occurrences.get(), other.occurrences.get())
    with pytest.raises(ValidationError, match=SHARED):
        undo_import(plan_import, actor=actor)
    assert Plan.objects.count() == 2
