"""Shaped reads of plans: what counts on a day, who reads what, and at what price."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from plans.models import CompletionMark, Evidence, Plan
from plans.progress import Control, ItemState, MarkState, Ticks
from plans.queries import control_of, item_row, mark_log, plan_table, project_today
from plans.queries.overview import plan_days
from plans.text.deadlines import DeadlineKind
from tests.makers import (
    make_group,
    make_item,
    make_mark,
    make_monthly_item,
    make_organization,
    make_person,
    make_plan,
    make_project,
    make_responsibility,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db
TODAY = date(2022, 11, 14)


def full_plan(rows: int) -> Plan:
    """A plan where every row has all that a row can have."""
    project = make_project()
    first, second = make_organization(), make_organization()
    group = make_group(project.organization, organizations=[first, second])
    plan = make_plan(project)
    section = make_section(plan)
    for _ in range(rows):
        item = make_item(plan, section=section, responsible=[make_person(), group, first, "специалисты"])
        mark = make_mark(item, organization=second, author=make_user())
        Evidence.objects.create(mark=mark, title="Протокол", url="https://school.example/1")
    return Plan.objects.select_related("project").get(pk=plan.pk)


@pytest.mark.parametrize("rows", [1, 20])
def test_whole_plan_is_read_in_six_queries(rows: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    plan = full_plan(rows)
    with django_assert_num_queries(6):
        table = plan_table(plan, TODAY)
        shown = [
            (row.item.plan, row.item.section, row.item.deadline, str(row.responsibilities[0]), row.mark)
            for row in table.rows
        ]
    assert len(shown) == rows


def test_rows_stand_in_the_order_of_the_document() -> None:
    plan = make_plan()
    make_item(plan, "Второй", order=2)
    make_item(plan, "Первый", order=1)
    assert [row.item.title for row in plan_table(plan, TODAY).rows] == ["Первый", "Второй"]


def test_counts_of_a_plan() -> None:
    plan = make_plan()
    make_mark(make_item(plan))
    make_item(plan)
    make_item(plan, windows=[(date(2022, 12, 1), date(2022, 12, 31))])
    make_item(plan, windows=[(None, None)], kind=DeadlineKind.ON_DEMAND)
    progress = plan_table(plan, TODAY).progress
    assert (progress.items, progress.due, progress.done_due, progress.percent) == (4, 2, 1, 50)
    assert progress.states == {ItemState.DONE: 1, ItemState.LATE: 1, ItemState.AHEAD: 2}


def test_item_without_a_deadline_is_never_late() -> None:
    item = make_item(make_plan())
    item.deadline.delete()
    item = type(item).objects.get(pk=item.pk)
    assert item_row(item, date(2030, 1, 1)).progress.state == ItemState.IN_PROGRESS


def test_groups_are_ticked_by_their_organizations_in_order_of_names() -> None:
    project = make_project()
    second, first = make_organization("Б"), make_organization("А")
    group = make_group(project.organization, organizations=[second, first])
    item = make_item(make_plan(project), responsible=[group, first])
    make_mark(item, organization=first)
    row = item_row(item, TODAY)
    assert (row.organizations, row.progress.ticks) == ((first, second), Ticks(1, 2))
    assert row.occurrences[0].closed_by == {first.pk}


def test_mark_taken_back_is_not_shown() -> None:
    item = make_item(make_plan())
    make_mark(item)
    make_mark(item, MarkState.NONE)
    row = item_row(item, TODAY)
    assert (row.mark, row.occurrences[0].marks, row.progress.state) == (None, (), ItemState.LATE)


def test_last_mark_of_several_occurrences_is_shown() -> None:
    item = make_monthly_item(make_plan())
    first, second = item.occurrences.order_by("order")[:2]
    make_mark(second)
    last = make_mark(first)
    row = item_row(item, TODAY)
    assert (row.mark, row.occurrences[1].own_mark, row.progress.closed, row.progress.total) == (
        last,
        row.occurrences[1].marks[0],
        2,
        9,
    )


def test_older_day_is_seen_as_it_was() -> None:
    item = make_item(make_plan())
    make_mark(item, on=date(2022, 11, 10))
    states = [item_row(item, day).progress.state for day in (date(2022, 11, 9), date(2022, 11, 10))]
    assert states == [ItemState.LATE, ItemState.DONE]


def test_mark_written_later_counts_from_its_date_of_fact() -> None:
    item = make_item(make_plan())
    make_mark(item, on=date(2023, 3, 1), fact_on=date(2022, 10, 20))
    states = [item_row(item, day).progress.state for day in (date(2022, 10, 19), date(2022, 10, 20))]
    assert states == [ItemState.IN_PROGRESS, ItemState.DONE]


def test_mark_written_later_and_taken_back_does_not_count_on_an_older_day() -> None:
    item = make_item(make_plan())
    make_mark(item, on=date(2023, 3, 1), fact_on=date(2022, 10, 20))
    make_mark(item, MarkState.NONE, on=date(2023, 3, 2))
    assert item_row(item, TODAY).progress.state == ItemState.LATE


def test_member_reads_marks_of_her_organization_and_of_the_item_and_counts_of_all() -> None:
    own, other = make_organization(), make_organization()
    project = make_project()
    item = make_item(make_plan(project), responsible=make_group(project.organization, organizations=[own, other]))
    mine = make_mark(item, organization=own)
    foreign = make_mark(item, organization=other)
    for mark in (mine, foreign):
        Evidence.objects.create(mark=mark, title="Протокол", number=str(mark.pk))
    row = item_row(item, TODAY, frozenset({own.pk}))
    assert (row.occurrences[0].marks, row.mark, row.progress.state) == ((mine,), mine, ItemState.DONE)
    assert [proof.mark for proof in row.evidence] == [mine]


def test_member_does_not_get_files_of_the_coordinator() -> None:
    item = make_item(make_plan())
    mark = make_mark(item)
    Evidence.objects.create(mark=mark, title="Протокол", number="1")
    assert [len(item_row(item, TODAY, readable).evidence) for readable in (None, frozenset({1}))] == [1, 0]


def test_responsibles_stand_in_their_order() -> None:
    item = make_item(make_plan())
    make_responsibility(item, "вторые", order=2)
    make_responsibility(item, "первые", order=1)
    assert [party.label for party in item_row(item, TODAY).responsibilities] == ["первые", "вторые"]


def test_log_gives_the_newest_first(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    item = make_item(make_plan())
    first, second = make_mark(item, author=make_user()), make_mark(item, MarkState.PARTLY, author=make_user())
    make_mark(make_item(item.plan))
    with django_assert_num_queries(2):
        log = [
            (mark, str(mark.author), list(mark.evidence.all())) for mark in mark_log(item, type(first).objects.all())
        ]
    assert log == [(second, str(second.author), []), (first, str(first.author), [])]


@pytest.mark.parametrize(
    ("zone", "day"),
    [("", date(2022, 11, 15)), ("Europe/Minsk", date(2022, 11, 15)), ("Europe/Kaliningrad", date(2022, 11, 14))],
)
def test_today_is_the_day_in_the_time_zone_of_the_project(zone: str, day: date) -> None:
    moment = datetime(2022, 11, 14, 21, 30, tzinfo=UTC)
    assert project_today(make_project(time_zone=zone), moment) == day


def test_moscow_midnight() -> None:
    project = make_project(time_zone="Europe/Moscow")
    moments = [datetime(2024, 2, 28, 20, 59, tzinfo=UTC), datetime(2024, 2, 28, 21, 0, tzinfo=UTC)]
    assert [project_today(project, moment) for moment in moments] == [date(2024, 2, 28), date(2024, 2, 29)]


@pytest.mark.parametrize(
    ("kind", "control"),
    [
        (DeadlineKind.MONTH, Control.DATED),
        (DeadlineKind.ALL_YEAR, Control.PLAN_END),
        (DeadlineKind.BY_OTHER_PLAN, Control.PLAN_END),
        (DeadlineKind.ON_DEMAND, Control.NEVER),
        (DeadlineKind.EVENT, Control.NEVER),
        (DeadlineKind.UNKNOWN, Control.NEVER),
    ],
)
def test_what_the_end_of_a_window_is_worth(kind: DeadlineKind, control: Control) -> None:
    assert control_of(kind) is control


def test_day_of_closing_is_that_of_the_project() -> None:
    """A cancelling mark has no date of fact: it closes its item on the day it was written where the project is."""
    plan = make_plan(make_project(time_zone="Asia/Almaty"))
    mark = make_mark(make_monthly_item(plan), MarkState.DONE)
    CompletionMark.objects.filter(pk=mark.pk).update(state=MarkState.CANCELLED, fact_on=None, reason="Нет заявок")
    for occurrence in plan.items.get().occurrences.all()[1:]:
        make_mark(occurrence, on=date(2022, 10, 1))
    moment = datetime(2022, 10, 31, 20, 0, tzinfo=UTC)
    CompletionMark.objects.filter(pk=mark.pk).update(created_at=moment)
    assert plan_days(plan_table(plan, date(2023, 6, 1)))[1] == [date(2022, 11, 1)]
