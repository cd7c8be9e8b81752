"""Laws of the counts: whatever the marks, the days, the organisations."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.progress import (
    CLOSING,
    Control,
    ItemFact,
    ItemState,
    MarkFact,
    MarkState,
    OccurrenceFact,
    item_progress,
    plan_progress,
    window_progress,
)
from plans.queries import project_today
from projects.models import Project

PLAN_END = date(2024, 8, 31)
ORGANIZATIONS = [1, 2, 3]
DAYS = st.dates(date(2022, 9, 1), date(2024, 8, 31))
MARKS = st.builds(
    MarkFact,
    st.sampled_from(MarkState),
    st.sampled_from([None, *ORGANIZATIONS]),
    st.none(),
    st.none() | DAYS,
)
OWING = st.none() | st.frozensets(st.sampled_from(ORGANIZATIONS))
WINDOWS = st.builds(
    lambda start, length, marks, owing, control: OccurrenceFact(
        start and start + timedelta(days=length), start, tuple(marks), owing, control
    ),
    st.none() | DAYS,
    st.integers(0, 100),
    st.lists(MARKS, max_size=4),
    OWING,
    st.none() | st.just(Control.DATED),
)
ITEMS = st.builds(
    ItemFact,
    st.sampled_from(Control),
    st.lists(WINDOWS, max_size=5).map(tuple),
    st.frozensets(st.sampled_from(ORGANIZATIONS)),
)


@given(st.lists(ITEMS, max_size=6), DAYS)
def test_states_told_and_told_apart_add_up_to_all_items(facts: list[ItemFact], today: date) -> None:
    total = plan_progress([item_progress(fact, PLAN_END, today) for fact in facts], today)
    assert sum(total.shown(state) for state in ItemState) + total.apart_count == total.items
    assert all(total.shown(state) >= 0 for state in ItemState)
    assert total.apart.keys() <= {ItemState.IN_PROGRESS, ItemState.AHEAD}


@given(st.lists(ITEMS, max_size=6), DAYS)
def test_percent_is_the_sum_of_fractions_of_what_is_due(facts: list[ItemFact], today: date) -> None:
    items = [item_progress(fact, PLAN_END, today) for fact in facts]
    due = sum((Fraction(item.due, item.total) for item in items if item.total), Fraction(0))
    closed = sum((Fraction(item.closed_due, item.total) for item in items if item.total), Fraction(0))
    assert closed <= due <= len(items)
    assert plan_progress(items, today).percent == (int(100 * closed / due) if due else None)


@given(ITEMS, DAYS)
def test_item_is_made_of_its_windows(fact: ItemFact, today: date) -> None:
    item = item_progress(fact, PLAN_END, today)
    windows = [window_progress(fact, each, PLAN_END, today) for each in fact.occurrences]
    if not windows:
        return
    counted = [each for each in windows if each.state is not ItemState.CANCELLED]
    assert (item.total, item.closed) == (len(counted), sum(each.is_closed for each in counted))
    assert (item.state is ItemState.LATE) == any(each.state is ItemState.LATE for each in windows)
    assert all(each.waiting_ids <= each.organization_ids for each in windows)


@given(ITEMS, DAYS, st.sampled_from(ORGANIZATIONS))
def test_one_more_tick_never_lessens_what_is_closed(fact: ItemFact, today: date, organization: int) -> None:
    def ticked(window: OccurrenceFact) -> OccurrenceFact:
        mine = MarkFact(MarkState.DONE, organization)
        return replace(window, marks=(*(m for m in window.marks if m.organization_id != organization), mine))

    for number in range(len(fact.occurrences)):
        more = (*fact.occurrences[:number], ticked(fact.occurrences[number]), *fact.occurrences[number + 1 :])
        windows = [window_progress(fact, each, PLAN_END, today) for each in (fact.occurrences[number], more[number])]
        assert windows[1].waiting_ids <= windows[0].waiting_ids
        is_cancelled = windows[0].state is ItemState.CANCELLED
        assert windows[1].is_closed or not windows[0].is_closed or is_cancelled


@given(ITEMS, DAYS)
def test_only_marks_and_days_close_and_nothing_closes_by_itself(fact: ItemFact, today: date) -> None:
    bare = replace(fact, occurrences=tuple(replace(each, marks=()) for each in fact.occurrences))
    item = item_progress(bare, PLAN_END, today)
    assert (item.closed, item.closed_due, item.has_mark) == (0, 0, False)
    assert item.state in {ItemState.LATE, ItemState.IN_PROGRESS, ItemState.AHEAD}


@given(WINDOWS, DAYS, DAYS)
def test_moved_window_is_due_by_its_new_day_and_by_no_other(window: OccurrenceFact, day: date, today: date) -> None:
    moved = replace(window, marks=(MarkFact(MarkState.MOVED, moved_to=day),), organization_ids=frozenset())
    found = window_progress(ItemFact(Control.NEVER, (moved,)), moved, PLAN_END, today)
    assert found.due_on == day
    assert (found.state is ItemState.LATE) == (day < today)


@given(ITEMS, DAYS, st.integers(1, 400))
def test_late_days_grow_by_the_days_that_pass(fact: ItemFact, today: date, later: int) -> None:
    now, then = (item_progress(fact, PLAN_END, day) for day in (today, today + timedelta(days=later)))
    assert then.late_days == now.late_days + later if now.late_days else then.late_days >= 0
    assert now.due <= then.due


@given(ITEMS, DAYS)
def test_cancelled_windows_count_nowhere(fact: ItemFact, today: date) -> None:
    cancelled = tuple(
        replace(each, marks=(MarkFact(MarkState.CANCELLED),), organization_ids=frozenset()) for each in fact.occurrences
    )
    item = item_progress(replace(fact, occurrences=cancelled), PLAN_END, today)
    if fact.occurrences:
        assert (item.state, item.total, item.due, item.late_days) == (ItemState.CANCELLED, 0, 0, 0)
        assert plan_progress([item], today).percent is None


@pytest.mark.parametrize(
    ("end", "first_late"),
    [
        (date(2024, 2, 29), date(2024, 3, 1)),
        (date(2023, 2, 28), date(2023, 3, 1)),
        (date(2022, 12, 31), date(2023, 1, 1)),
        (date(2023, 8, 31), date(2023, 9, 1)),
    ],
)
def test_window_is_late_on_the_day_after_its_last(end: date, first_late: date) -> None:
    fact = ItemFact(Control.DATED, (OccurrenceFact(end),))
    states = [item_progress(fact, PLAN_END, day).state is ItemState.LATE for day in (end, first_late)]
    assert states == [False, True]


ZONES = ("Europe/Minsk", "Europe/Moscow", "Asia/Almaty")


@pytest.mark.parametrize("zone", ZONES)
@given(day=DAYS)
def test_day_begins_at_midnight_where_the_project_is(zone: str, day: date) -> None:
    project = Project(time_zone=zone)
    midnight = datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)
    moments = (midnight - timedelta(seconds=1), midnight, midnight + timedelta(hours=23, minutes=59))
    assert [project_today(project, moment) for moment in moments] == [day - timedelta(days=1), day, day]


@pytest.mark.parametrize(("zone", "late"), [("Europe/Minsk", False), ("Asia/Almaty", True)])
def test_same_moment_is_late_further_east(zone: str, late: bool) -> None:
    moment = datetime(2023, 12, 31, 20, 30, tzinfo=UTC)
    fact = ItemFact(Control.DATED, (OccurrenceFact(date(2023, 12, 31)),))
    today = project_today(Project(time_zone=zone), moment)
    assert (item_progress(fact, PLAN_END, today).state is ItemState.LATE) == late


def test_closing_states_are_done_and_cancelled() -> None:
    assert {MarkState.DONE, MarkState.CANCELLED} == CLOSING
