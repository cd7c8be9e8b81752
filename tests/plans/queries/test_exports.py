"""Rows of extracts: what is meant and nothing else, in the state of what is meant."""

from __future__ import annotations

from datetime import date

import pytest

from network.models import Organization
from plans.models import Plan
from plans.progress import ItemState, MarkState
from plans.queries import plan_table
from plans.queries.exports import ORGANIZATION, ExtractRows, Party, extract_rows, plan_months, plan_parties
from tests.makers import (
    make_group,
    make_item,
    make_mark,
    make_monthly_item,
    make_organization,
    make_person,
    make_plan,
    make_project,
)

pytestmark = pytest.mark.django_db
TODAY = date(2022, 11, 14)
OCTOBER = date(2022, 10, 1)


def extract(plan: Plan, party: Party | None = None, month: date | None = None) -> ExtractRows:
    return extract_rows(plan_table(plan, TODAY).rows, party, month, TODAY)


@pytest.fixture
def shared() -> tuple[Plan, Organization, Organization]:
    """An item of October that two organisations tick."""
    a, b = make_organization("Центр А"), make_organization("Центр Б")
    plan = make_plan(make_project(members=[a, b]))
    make_item(plan, responsible=make_group(plan.project.organization, organizations=[a, b]))
    return plan, a, b


def state_for(plan: Plan, organization: Organization) -> ItemState:
    [row] = extract(plan, Party(ORGANIZATION, organization.pk, "")).due
    return row.progress.state


def test_item_stands_for_an_organization_as_she_marked_it(shared: tuple[Plan, Organization, Organization]) -> None:
    plan, a, b = shared
    make_mark(plan.items.get(), organization=a)
    assert (plan_table(plan, TODAY).rows[0].progress.state, state_for(plan, a), state_for(plan, b)) == (
        ItemState.LATE,
        ItemState.DONE,
        ItemState.LATE,
    )


def test_mark_of_the_item_counts_for_each_organization(shared: tuple[Plan, Organization, Organization]) -> None:
    plan, a, b = shared
    make_mark(plan.items.get(), organization=a, state=MarkState.IN_PROGRESS)
    make_mark(plan.items.get(), reason="Закрыт за всех")
    assert [state_for(plan, each) for each in (a, b)] == [ItemState.DONE, ItemState.DONE]


def test_cancelled_for_one_is_not_cancelled_for_the_other(shared: tuple[Plan, Organization, Organization]) -> None:
    plan, a, b = shared
    make_mark(plan.items.get(), MarkState.CANCELLED, organization=a)
    assert [state_for(plan, each) for each in (a, b)] == [ItemState.CANCELLED, ItemState.LATE]


def test_month_has_the_state_of_its_own_window() -> None:
    plan = make_plan()
    item = make_monthly_item(plan)
    for window in item.occurrences.order_by("order")[:2]:
        make_mark(window, text=window.label)
    [row] = extract(plan, month=OCTOBER).due
    assert (row.progress.state, row.progress.total, row.mark and row.mark.text) == (ItemState.DONE, 1, "октябрь 2022")
    [row] = extract(plan, month=date(2023, 1, 1)).due
    assert (row.progress.state, row.mark, row.evidence) == (ItemState.AHEAD, None, ())


def test_year_turns_after_december() -> None:
    plan = make_plan()
    make_item(plan, windows=[(date(2022, 12, 1), date(2022, 12, 31))])
    make_item(plan, windows=[(date(2022, 12, 1), date(2023, 1, 1))])
    found = extract(plan, month=date(2022, 12, 1))
    assert (len(found.due), len(found.lasting)) == (1, 1)


def test_months_are_those_in_which_something_begins_or_ends() -> None:
    plan = make_plan()
    make_item(plan, windows=[(date(2022, 9, 5), date(2022, 11, 30)), (None, None)])
    make_item(plan, windows=[(None, date(2023, 5, 15))])
    assert plan_months(plan_table(plan, TODAY).rows) == [date(2022, 9, 1), date(2022, 11, 1), date(2023, 5, 1)]


def test_parties_are_people_first_with_their_groups() -> None:
    project = make_project()
    plan = make_plan(project)
    person, organization = make_person("Белый К.К."), make_organization("Центр А")
    group = make_group(project.organization, people=[person], organizations=[organization])
    make_item(plan, responsible=[person, group])
    assert [(party.label, party.groups) for party in plan_parties(plan_table(plan, TODAY).rows)] == [
        ("Белый К.К.", frozenset({group.pk})),
        ("Центр А", frozenset()),
    ]
