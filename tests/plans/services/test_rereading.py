"""Deadlines after a change of the school calendar."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from plans.models import Deadline, Plan, PlanItem
from plans.queries.readings import calendar_of, period_of
from plans.queries.rereading import project_rereadings
from plans.services.items import ManualDeadline, update_item
from plans.services.marks import undo_batch
from plans.services.rereading import reread_deadlines
from plans.services.schedule import set_deadline
from plans.text.deadlines import DeadlineKind, read_deadline
from tests.makers import make_mark, make_plan, make_project, make_school_year, make_user

pytestmark = pytest.mark.django_db
QUARTERS = (
    (date(2022, 9, 1), date(2022, 10, 22)),
    (date(2022, 11, 1), date(2022, 12, 28)),
    (date(2023, 1, 12), date(2023, 3, 18)),
    (date(2023, 3, 27), date(2023, 5, 25)),
)


def add(plan: Plan, text: str) -> PlanItem:
    item = PlanItem.objects.create(plan=plan, order=plan.items.count(), title=text)
    calendar = calendar_of(plan)
    set_deadline(item, read_deadline(text, period_of(plan), calendar=calendar), period_of(plan), calendar, actor=None)
    return item


def windows(item: PlanItem) -> list[tuple[date | None, date | None]]:
    return list(item.occurrences.order_by("order").values_list("starts_on", "ends_on"))


def test_quarters_take_their_new_days_and_nothing_else_changes() -> None:
    plan = make_plan()
    items = [add(plan, text) for text in ("II четверть", "1 раз в четверть", "Октябрь 2022", "до 1 декабря")]
    make_school_year(2022, QUARTERS, project=plan.project)
    assert [each.item for each in project_rereadings(plan.project)] == items[:2]
    assert reread_deadlines(plan.project, actor=None) == 2
    assert windows(items[0]) == [QUARTERS[1]]
    # Something that repeats goes on to the end of May, whatever day lessons end on.
    assert windows(items[1]) == list(QUARTERS)
    assert windows(items[2]) == [(date(2022, 10, 1), date(2022, 10, 31))]


def test_second_time_changes_nothing() -> None:
    plan = make_plan()
    item = add(plan, "1 раз в четверть")
    make_mark(item.occurrences.get(order=3))
    undo_batch([make_mark(item.occurrences.get(order=2))], author=None)
    make_school_year(2022, QUARTERS, project=plan.project)
    reread_deadlines(plan.project, actor=None)
    before = list(item.occurrences.order_by("pk").values())
    assert (project_rereadings(plan.project), reread_deadlines(plan.project, actor=None)) == ([], 0)
    assert list(item.occurrences.order_by("pk").values()) == before


def test_window_with_a_mark_keeps_its_days_and_stays_the_only_one_of_its_name() -> None:
    plan = make_plan()
    item = add(plan, "1 раз в четверть")
    second = item.occurrences.get(order=1)
    mark = make_mark(second)
    make_school_year(2022, QUARTERS, project=plan.project)
    reread_deadlines(plan.project, actor=None)
    assert windows(item) == [QUARTERS[0], (date(2022, 11, 8), date(2022, 12, 24)), *QUARTERS[2:]]
    assert item.occurrences.get(order=1).marks.get() == mark


def test_deadlines_set_by_hand_stay() -> None:
    plan, days = make_plan(), (date(2022, 11, 10), date(2022, 12, 20))
    item = add(plan, "II четверть")
    update_item(item.pk, 1, {}, actor=None, deadline=ManualDeadline(DeadlineKind.DATE_RANGE, *days))
    make_school_year(2022, QUARTERS, project=plan.project)
    assert reread_deadlines(plan.project, actor=None) == 0
    assert windows(item) == [days]


def test_closed_plans_and_other_projects_stay() -> None:
    closed, other = make_plan(), make_plan()
    items = [add(plan, "II четверть") for plan in (closed, other)]
    make_school_year(2022, QUARTERS, project=closed.project)
    Plan.objects.filter(pk=closed.pk).update(state=Plan.State.CLOSED)
    assert [reread_deadlines(plan.project, actor=None) for plan in (closed, other)] == [0, 0]
    assert [windows(item) for item in items] == [[(date(2022, 11, 8), date(2022, 12, 24))]] * 2


def test_new_reading_is_told_beside_the_old() -> None:
    plan = make_plan()
    add(plan, "II четверть")
    make_school_year(2022, QUARTERS, project=plan.project)
    found = project_rereadings(plan.project)
    assert [(each.before, each.after) for each in found] == [
        ("II четверть, 08.11.2022–24.12.2022", "II четверть, 01.11.2022–28.12.2022")
    ]


def test_windows_with_a_mark_are_not_told_as_changing() -> None:
    plan = make_plan()
    make_mark(add(plan, "1 раз в четверть").occurrences.get(order=1))
    make_school_year(2022, QUARTERS, project=plan.project)
    found = project_rereadings(plan.project)[0]
    words = "каждую четверть, 4 раза: сентябрь 2022 – май 2023"
    assert found.before == f"{words} (01.09–29.10.2022; 09.01–25.03.2023; 03.04–31.05.2023)"
    assert found.after == f"{words} (01.09–22.10.2022; 12.01–18.03.2023; 27.03–25.05.2023)"


def test_doubt_goes_when_the_dates_are_decided() -> None:
    plan = make_plan(make_project(), starts_on=date(2030, 9, 1), ends_on=date(2031, 8, 31))
    item = add(plan, "II четверть")
    before = Deadline.objects.get(item=item).warnings
    make_school_year(2030, tuple((a.replace(year=a.year + 8), b.replace(year=b.year + 8)) for a, b in QUARTERS))
    reread_deadlines(plan.project, actor=None)
    assert (before, Deadline.objects.get(item=item).warnings) == (
        ["даты четвертей этого года не утверждены: взяты обычные"],
        [],
    )


@pytest.mark.parametrize("items", [1, 20])
def test_preview_takes_the_same_queries_for_any_number_of_items(
    items: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan = make_plan(make_project(coordinator=make_user()))
    for _ in range(items):
        add(plan, "II четверть")
    make_school_year(2022, QUARTERS, project=plan.project)
    with django_assert_num_queries(7):
        assert len(project_rereadings(plan.project)) == items
