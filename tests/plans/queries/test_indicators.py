"""Figures counted from marks, each with its facts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from network.models import Organization
from plans.models import Evidence, Plan
from plans.progress import MarkState
from plans.queries.indicators import Figure, events_of, figures, rows_for_indicators
from projects.models import Indicator, MeasurementPeriod
from tests.makers import (
    make_direction,
    make_event,
    make_indicator,
    make_item,
    make_mark,
    make_organization,
    make_period,
    make_plan,
    make_project,
    make_stage,
)

pytestmark = pytest.mark.django_db

TODAY = date(2022, 12, 31)
NOVEMBER = (date(2022, 11, 1), date(2022, 11, 30))
Source = Indicator.Source


@pytest.fixture
def network() -> list[Organization]:
    return [make_organization("Центр Б"), make_organization("Центр В")]


@pytest.fixture
def plan(network: list[Organization]) -> Plan:
    return make_plan(make_project(members=network))


@pytest.fixture
def period(plan: Plan) -> MeasurementPeriod:
    return make_period(plan.project, "Октябрь", starts_on=date(2022, 10, 1), ends_on=date(2022, 10, 31))


def counted(
    plan: Plan, source: str, periods: list[MeasurementPeriod], today: date = TODAY, **fields: object
) -> dict[tuple[int, int | None], Figure]:
    indicator = make_indicator(plan.project, "Сделано", kind=Indicator.Kind.AUTOMATIC, source=source, **fields)
    rows = rows_for_indicators(plan.project, [plan], today)
    organizations = [part.organization for part in plan.project.participations.order_by("pk")]
    return figures(indicator, rows, events_of(plan.project), periods, organizations, today)


def numbers(found: dict[tuple[int, int | None], Figure]) -> list[Decimal | None]:
    """The project as a whole, then each participant."""
    return [figure.value for figure in found.values()]


def test_done_windows_are_counted_by_the_day_of_fact(
    plan: Plan, network: list[Organization], period: MeasurementPeriod
) -> None:
    first, second = network
    item = make_item(plan, responsible=network)
    make_mark(item, organization=first, on=date(2022, 10, 5))
    assert numbers(counted(plan, Source.ITEMS_DONE, [period])) == [0, 1, 0]
    make_mark(item, organization=second, on=date(2022, 11, 5))
    alone = make_item(plan)
    make_mark(alone, on=date(2022, 10, 20))
    make_mark(make_item(plan), MarkState.PARTLY, on=date(2022, 10, 20))
    november = make_period(plan.project, "Ноябрь", starts_on=NOVEMBER[0], ends_on=NOVEMBER[1])
    found = counted(plan, Source.ITEMS_DONE, [period, november])
    assert numbers(found) == [1, 1, 0, 1, 0, 1]
    assert [fact.row.item for fact in found[period.pk, None].facts] == [alone]
    assert [fact.window.occurrence.item for fact in found[november.pk, None].facts] == [item]


def test_mark_that_was_taken_back_or_replaced_counts_no_more(plan: Plan, period: MeasurementPeriod) -> None:
    item = make_item(plan)
    make_mark(item, participants=10)
    make_mark(item, participants=12)
    assert numbers(counted(plan, Source.PARTICIPANTS, [period])) == [12, 0, 0]
    make_mark(item, MarkState.NONE)
    assert numbers(counted(plan, Source.PARTICIPANTS, [period])) == [0, 0, 0]


def test_only_items_of_the_stage_and_direction_are_counted(plan: Plan, period: MeasurementPeriod) -> None:
    stage, direction = make_stage(plan.project), make_direction(plan.project)
    make_mark(make_item(plan, stage=stage, direction=direction))
    make_mark(make_item(plan, stage=stage))
    make_mark(make_item(plan))
    assert numbers(counted(plan, Source.ITEMS_DONE, [period], stage=stage)) == [2, 0, 0]
    assert numbers(counted(plan, Source.ITEMS_DONE, [period], stage=stage, direction=direction)) == [1, 0, 0]


def test_people_are_added_up_and_the_mark_of_the_item_itself_goes_first(
    plan: Plan, network: list[Organization], period: MeasurementPeriod
) -> None:
    first, second = network
    item = make_item(plan, responsible=network)
    make_mark(item, organization=first, participants=10)
    make_mark(item, organization=second, participants=5)
    assert numbers(counted(plan, Source.PARTICIPANTS, [period])) == [15, 10, 5]
    make_mark(item, participants=14)
    assert numbers(counted(plan, Source.PARTICIPANTS, [period])) == [14, 10, 5]


def test_organisations_count_once_however_often_they_ticked(
    plan: Plan, network: list[Organization], period: MeasurementPeriod
) -> None:
    for _ in range(2):
        make_mark(make_item(plan, responsible=network), organization=network[0])
    assert numbers(counted(plan, Source.ORGANIZATIONS, [period])) == [1, 1, 0]


def test_proofs_are_counted_by_the_mark_they_belong_to(
    plan: Plan, network: list[Organization], period: MeasurementPeriod
) -> None:
    item = make_item(plan, responsible=network)
    mark = make_mark(item, organization=network[0])
    own = make_mark(make_item(plan))
    for title in ("Приказ", "Справка"):
        Evidence.objects.create(mark=mark, title=title)
    Evidence.objects.create(mark=own, title="Протокол")
    assert numbers(counted(plan, Source.EVIDENCE, [period])) == [3, 2, 0]


def test_share_is_of_windows_whose_day_has_passed(
    plan: Plan, network: list[Organization], period: MeasurementPeriod
) -> None:
    item = make_item(plan, responsible=network)
    make_mark(item, organization=network[0])
    for _ in range(2):
        make_mark(make_item(plan))
    make_mark(make_item(plan), MarkState.CANCELLED)
    assert numbers(counted(plan, Source.SHARE_DONE, [period])) == [Decimal("66.67"), 100, 0]
    assert numbers(counted(plan, Source.SHARE_DONE, [period], date(2022, 10, 31))) == [None, None, None]


def test_one_event_of_two_plans_counts_once(plan: Plan, period: MeasurementPeriod) -> None:
    one, other = make_item(plan), make_item(plan)
    for item in (one, other):
        make_mark(item, participants=20)
    make_event(one.occurrences.get(), other.occurrences.get())
    assert numbers(counted(plan, Source.PARTICIPANTS, [period])) == [20, 0, 0]
    assert numbers(counted(plan, Source.ITEMS_DONE, [period])) == [1, 0, 0]
    assert numbers(counted(plan, Source.SHARE_DONE, [period])) == [100, None, None]
