"""Windows laid out over a month."""

from __future__ import annotations

from datetime import date

import pytest

from plans.models import Plan
from plans.progress import ItemState, MarkState
from plans.queries import plan_table
from plans.queries.calendar import Entry, entries_of, month_page, months_of, overdue_rows, rows_of_plans
from plans.text.deadlines import DeadlineKind
from tests.makers import Window, make_group, make_item, make_mark, make_monthly_item, make_organization, make_plan

pytestmark = pytest.mark.django_db
TODAY, OCTOBER = date(2022, 11, 14), date(2022, 10, 1)
YEAR = (date(2022, 9, 1), date(2023, 8, 31))


@pytest.fixture
def plan() -> Plan:
    return make_plan()


def entries(plan: Plan) -> list[Entry]:
    return entries_of(plan_table(plan, TODAY).rows)


def days(plan: Plan, first: date = OCTOBER) -> dict[int, list[str]]:
    return {
        day.day.day: [entry.row.item.title for entry in day.entries]
        for day in month_page(entries(plan), first, TODAY).days
    }


def within(plan: Plan, first: date = OCTOBER) -> list[str]:
    return [entry.row.item.title for entry in month_page(entries(plan), first, TODAY).within]


def dated(plan: Plan, *windows: Window, kind: DeadlineKind = DeadlineKind.DATE_RANGE) -> None:
    make_item(plan, "Дело", kind=kind, windows=windows)


def test_single_day_stands_at_it(plan: Plan) -> None:
    dated(plan, (date(2022, 10, 20), date(2022, 10, 20)))
    assert (days(plan), within(plan)) == ({20: ["Дело"]}, [])


def test_bound_stands_at_its_last_day(plan: Plan) -> None:
    dated(plan, (None, date(2022, 10, 20)), kind=DeadlineKind.BOUND)
    assert days(plan) == {20: ["Дело"]}


def test_a_few_days_stand_at_each(plan: Plan) -> None:
    dated(plan, (date(2022, 9, 30), date(2022, 10, 2)))
    assert days(plan) == {1: ["Дело"], 2: ["Дело"]}


def test_longer_ones_stand_within_the_month_and_their_last_day_is_counted(plan: Plan) -> None:
    dated(plan, (date(2022, 9, 1), date(2022, 10, 31)))
    page = month_page(entries(plan), OCTOBER, TODAY)
    assert (days(plan), within(plan), within(plan, date(2022, 11, 1))) == ({}, ["Дело"], [])
    assert [day.day for week in page.weeks for day in week if day.closing] == [date(2022, 10, 31)]


def test_moved_one_stands_at_its_new_day(plan: Plan) -> None:
    make_mark(make_item(plan, "Дело"), MarkState.MOVED, moved_to=date(2022, 12, 6))
    found = entries(plan)[0]
    assert (days(plan), within(plan), days(plan, date(2022, 12, 1))) == ({}, [], {6: ["Дело"]})
    assert (found.when, found.state) == ("перенесён на 06.12.2022", ItemState.MOVED)


def test_whole_year_and_undated_stand_at_no_day(plan: Plan) -> None:
    make_item(plan, "Весь год", kind=DeadlineKind.ALL_YEAR, windows=[YEAR])
    make_item(plan, "По требованию", kind=DeadlineKind.ON_DEMAND, windows=[(None, None)])
    assert (days(plan), within(plan)) == ({}, [])
    assert [(entry.is_whole, entry.last_day is None) for entry in entries(plan)] == [(True, False), (False, True)]


def test_each_window_has_a_state_of_its_own(plan: Plan) -> None:
    item = make_monthly_item(plan)
    make_mark(item)
    assert [entry.state.value for entry in entries(plan)] == ["done", "late", "active", *["plan"] * 6]


def test_window_of_a_group_is_closed_by_all_even_where_marks_are_not_read(plan: Plan) -> None:
    both = [make_organization(), make_organization()]
    item = make_item(plan, responsible=make_group(plan.project.organization, organizations=both))
    for organization in both:
        make_mark(item, organization=organization)
    row = plan_table(plan, TODAY, frozenset({both[0].pk})).rows[0]
    assert [entry.state for entry in entries_of([row])] == [ItemState.DONE]


def test_overdue_stands_first(plan: Plan) -> None:
    both = (date(2022, 10, 20), date(2022, 10, 20))
    make_mark(make_item(plan, "Сделано", windows=[both]))
    make_item(plan, "Просрочено", windows=[both])
    make_item(plan, "Давно просрочено", windows=[(None, date(2022, 9, 20))])
    assert days(plan) == {20: ["Просрочено", "Сделано"]}
    assert [row.item.title for row in overdue_rows(plan_table(plan, TODAY).rows)] == ["Давно просрочено", "Просрочено"]


def test_weeks_are_whole_and_hold_the_month(plan: Plan) -> None:
    page = month_page([], date(2023, 2, 1), TODAY)
    assert [len(week) for week in page.weeks] == [7, 7, 7, 7, 7]
    assert sum(day.is_inside for week in page.weeks for day in week) == 28
    assert page.weeks[0][0].day.weekday() == 0


def test_29_february_is_a_day() -> None:
    page = month_page([], date(2024, 2, 1), date(2024, 2, 29))
    assert [day.day.day for week in page.weeks for day in week if day.is_today] == [29]


def test_months_are_those_of_the_plans() -> None:
    plans = [
        Plan(starts_on=date(2022, 11, 15), ends_on=date(2023, 1, 10)),
        Plan(starts_on=date(2023, 1, 1), ends_on=date(2023, 2, 28)),
    ]
    assert [f"{day:%Y-%m}" for day in months_of(plans)] == ["2022-11", "2022-12", "2023-01", "2023-02"]


def test_rows_stand_plan_by_plan(plan: Plan) -> None:
    other = make_plan(plan.project)
    make_item(plan, "Второй")
    make_item(other, "Первый")
    assert [row.item.title for row in rows_of_plans([other, plan], TODAY, None)] == ["Первый", "Второй"]
