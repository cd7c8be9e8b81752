"""States of items and honest counts, by example and by property."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.progress import (
    Control,
    ItemFact,
    ItemProgress,
    ItemState,
    MarkFact,
    MarkState,
    OccurrenceFact,
    Ticks,
    control_date,
    item_progress,
    latest_marks,
    occurrence_mark,
    plan_progress,
    state_shares,
)

TODAY = date(2022, 11, 14)
PLAN_END = date(2023, 8, 31)
OCTOBER = OccurrenceFact(date(2022, 10, 31), date(2022, 10, 1))
NOVEMBER = OccurrenceFact(date(2022, 11, 30), date(2022, 11, 1))
DECEMBER = OccurrenceFact(date(2022, 12, 31), date(2022, 12, 1))
DONE = MarkFact(MarkState.DONE, fact_on=date(2022, 10, 20))
CANCELLED = MarkFact(MarkState.CANCELLED)


def marked(fact: OccurrenceFact, *marks: MarkFact) -> OccurrenceFact:
    return OccurrenceFact(fact.ends_on, fact.starts_on, marks)


def item(
    *occurrences: OccurrenceFact, control: Control = Control.DATED, organizations: frozenset[int] = frozenset()
) -> ItemFact:
    return ItemFact(control, occurrences, organizations)


def progress(fact: ItemFact, today: date = TODAY) -> ItemProgress:
    return item_progress(fact, PLAN_END, today)


def by(organization: int, state: MarkState = MarkState.DONE) -> MarkFact:
    return MarkFact(state, organization)


def test_window_that_ended_without_a_mark_is_late_by_days_since_its_end() -> None:
    result = progress(item(OCTOBER))
    assert (result.state, result.late_days, result.due, result.closed_due) == (ItemState.LATE, 14, 1, 0)


def test_window_that_ends_today_is_not_late_yet() -> None:
    result = progress(item(OCTOBER), date(2022, 10, 31))
    assert (result.state, result.due, result.late_days) == (ItemState.IN_PROGRESS, 0, 0)


def test_window_is_late_on_the_next_day() -> None:
    assert progress(item(OCTOBER), date(2022, 11, 1)).late_days == 1


def test_last_day_of_february_in_a_leap_year() -> None:
    fact = item(OccurrenceFact(date(2024, 2, 29), date(2024, 2, 1)))
    states = [item_progress(fact, date(2024, 8, 31), day).state for day in (date(2024, 2, 29), date(2024, 3, 1))]
    assert states == [ItemState.IN_PROGRESS, ItemState.LATE]


def test_window_not_begun_is_ahead() -> None:
    result = progress(item(DECEMBER))
    assert (result.state, result.next_due_on, result.is_soon) == (ItemState.AHEAD, date(2022, 12, 31), False)


def test_end_within_two_weeks_is_soon() -> None:
    near = OccurrenceFact(TODAY + timedelta(days=14))
    far = OccurrenceFact(TODAY + timedelta(days=15))
    assert [progress(item(fact)).is_soon for fact in (near, far)] == [True, False]


def test_done_item_is_due_and_closed() -> None:
    result = progress(item(marked(OCTOBER, DONE)))
    assert (result.state, result.due, result.closed_due, result.is_due) == (ItemState.DONE, 1, 1, True)


def test_item_done_before_its_time_is_done_but_not_due() -> None:
    result = progress(item(marked(DECEMBER, DONE)))
    assert (result.state, result.closed, result.due, result.is_due) == (ItemState.DONE, 1, 0, False)


def test_partly_done_does_not_close() -> None:
    assert progress(item(marked(OCTOBER, MarkFact(MarkState.PARTLY)))).state == ItemState.LATE


def test_mark_before_the_window_makes_the_item_in_progress() -> None:
    assert progress(item(marked(DECEMBER, MarkFact(MarkState.IN_PROGRESS)))).state == ItemState.IN_PROGRESS


def test_cancelled_item_leaves_the_count() -> None:
    result = progress(item(marked(OCTOBER, CANCELLED)))
    assert (result.state, result.total, result.due, result.is_due, result.has_control) == (
        ItemState.CANCELLED,
        0,
        0,
        False,
        True,
    )


def test_one_cancelled_occurrence_leaves_the_count_of_its_item() -> None:
    result = progress(item(marked(OCTOBER, CANCELLED), marked(NOVEMBER, DONE), DECEMBER))
    assert (result.total, result.closed, result.state) == (2, 1, ItemState.IN_PROGRESS)


def test_moved_item_waits_for_its_new_day() -> None:
    moved = MarkFact(MarkState.MOVED, moved_to=date(2022, 12, 20))
    result = progress(item(marked(OCTOBER, moved)))
    assert (result.state, result.due, result.next_due_on) == (ItemState.MOVED, 0, date(2022, 12, 20))


def test_moved_item_is_late_after_its_new_day() -> None:
    moved = MarkFact(MarkState.MOVED, moved_to=date(2022, 11, 10))
    result = progress(item(marked(OCTOBER, moved)))
    assert (result.state, result.late_days) == (ItemState.LATE, 4)


def test_moved_without_a_day_keeps_the_old_one() -> None:
    assert progress(item(marked(OCTOBER, MarkFact(MarkState.MOVED)))).state == ItemState.LATE


def test_item_by_agreement_gets_a_control_date_when_moved_to_a_day() -> None:
    moved = MarkFact(MarkState.MOVED, moved_to=date(2022, 11, 10))
    result = progress(item(OccurrenceFact(None, marks=(moved,)), control=Control.NEVER))
    assert (result.state, result.has_control) == (ItemState.LATE, True)


@pytest.mark.parametrize(("today", "state"), [(PLAN_END, ItemState.IN_PROGRESS), (date(2023, 9, 1), ItemState.LATE)])
def test_whole_year_is_late_only_after_the_plan(today: date, state: ItemState) -> None:
    year = OccurrenceFact(date(2023, 5, 31), date(2022, 9, 1))
    assert progress(item(year, control=Control.PLAN_END), today).state == state


@pytest.mark.parametrize(("today", "state"), [(PLAN_END, ItemState.AHEAD), (date(2023, 9, 1), ItemState.LATE)])
def test_by_another_plan_is_late_only_after_the_plan(today: date, state: ItemState) -> None:
    assert progress(item(OccurrenceFact(None), control=Control.PLAN_END), today).state == state


def test_without_a_control_date_is_never_late_and_never_due() -> None:
    result = progress(item(OCTOBER, control=Control.NEVER), date(2030, 1, 1))
    assert (result.state, result.due, result.has_control, result.is_due) == (ItemState.IN_PROGRESS, 0, False, False)


def test_without_a_control_date_stays_out_of_the_denominator_even_when_done() -> None:
    done = progress(item(OccurrenceFact(None, marks=(DONE,)), control=Control.NEVER))
    late = progress(item(OCTOBER))
    total = plan_progress([done, late], TODAY)
    assert (done.state, total.due, total.done_due, total.percent, total.without_control) == (ItemState.DONE, 1, 0, 0, 1)


def test_item_never_scheduled_is_ahead_not_cancelled() -> None:
    result = progress(item())
    assert (result.state, result.total, result.has_control, result.ticks) == (ItemState.AHEAD, 1, False, None)


def test_repeated_item_counts_its_occurrences() -> None:
    result = progress(item(marked(OCTOBER, DONE), NOVEMBER, DECEMBER))
    assert (result.closed, result.total, result.is_repeated, result.is_due, result.state) == (
        1,
        3,
        True,
        False,
        ItemState.IN_PROGRESS,
    )


def test_repeated_item_with_one_occurrence_missed_is_late_and_due() -> None:
    result = progress(item(OCTOBER, NOVEMBER, DECEMBER))
    assert (result.state, result.is_due, result.late_days) == (ItemState.LATE, True, 14)


def test_percent_counts_repeated_items_by_fractions() -> None:
    whole = progress(item(marked(OCTOBER, DONE)))
    half = progress(item(OCTOBER, DECEMBER))
    total = plan_progress([whole, half], TODAY)
    assert (total.percent, total.due, total.done_due) == (66, 2, 1)


def test_nothing_due_gives_no_percent() -> None:
    assert plan_progress([progress(item(DECEMBER))], TODAY).percent is None


def test_empty_plan() -> None:
    total = plan_progress([], TODAY)
    assert (total.items, total.due, total.percent, total.states) == (0, 0, None, {})


def test_count_of_a_state_nobody_is_in_is_zero() -> None:
    total = plan_progress([progress(item(OCTOBER))], TODAY)
    assert (total.count(ItemState.LATE), total.count(ItemState.DONE)) == (1, 0)


def test_network_item_is_closed_when_each_organization_closed_it() -> None:
    both = frozenset({1, 2})
    results = [progress(item(marked(OCTOBER, *marks), organizations=both)) for marks in ([by(1)], [by(1), by(2)])]
    assert [(r.state, r.ticks) for r in results] == [(ItemState.LATE, Ticks(1, 2)), (ItemState.DONE, Ticks(2, 2))]


def test_network_item_is_closed_by_a_mark_of_the_item_itself() -> None:
    result = progress(item(marked(OCTOBER, by(1), DONE), organizations=frozenset({1, 2})))
    assert (result.state, result.ticks) == (ItemState.DONE, Ticks(1, 2))


def test_network_item_cancelled_by_all_leaves_the_count() -> None:
    marks = (by(1, MarkState.CANCELLED), by(2, MarkState.CANCELLED))
    assert progress(item(marked(OCTOBER, *marks), organizations=frozenset({1, 2}))).state == ItemState.CANCELLED


def test_network_item_cancelled_by_one_and_done_by_another_is_done() -> None:
    marks = (by(1, MarkState.CANCELLED), by(2))
    assert progress(item(marked(OCTOBER, *marks), organizations=frozenset({1, 2}))).state == ItemState.DONE


def test_network_item_begun_by_one_is_in_progress() -> None:
    result = progress(item(marked(DECEMBER, by(1)), organizations=frozenset({1, 2})))
    assert (result.state, result.ticks) == (ItemState.IN_PROGRESS, Ticks(1, 2))


def test_network_item_moved_for_all_waits_though_one_has_closed_it() -> None:
    moved = MarkFact(MarkState.MOVED, moved_to=date(2022, 12, 20))
    assert progress(item(marked(OCTOBER, by(1), moved), organizations=frozenset({1, 2}))).state == ItemState.MOVED


def test_network_item_nobody_marked_has_no_mark() -> None:
    result = progress(item(DECEMBER, organizations=frozenset({1})))
    assert (result.has_mark, result.state) == (False, ItemState.AHEAD)


def test_ticks_are_of_the_window_that_is_overdue() -> None:
    result = progress(item(marked(OCTOBER, by(1)), marked(NOVEMBER), organizations=frozenset({1, 2})))
    assert result.ticks == Ticks(1, 2)


def test_ticks_are_of_the_first_window_not_closed_when_nothing_is_overdue() -> None:
    both = frozenset({1, 2})
    result = progress(item(marked(OCTOBER, by(1), by(2)), marked(NOVEMBER, by(1)), DECEMBER, organizations=both))
    assert result.ticks == Ticks(1, 2)


def test_ticks_of_an_item_all_closed_are_of_its_last_window() -> None:
    both = frozenset({1, 2})
    result = progress(item(marked(OCTOBER, DONE), marked(NOVEMBER, by(1), DONE), organizations=both))
    assert result.ticks == Ticks(1, 2)


def test_mark_of_an_organization_nobody_waits_for_counts_where_nobody_is_waited_for() -> None:
    assert occurrence_mark(marked(OCTOBER, by(7)), frozenset()) == by(7)


def test_last_mark_counts_and_one_taken_back_does_not() -> None:
    marks = [by(1, MarkState.PARTLY), by(1), DONE, MarkFact(MarkState.NONE), by(2, MarkState.NONE)]
    assert latest_marks(marks) == (by(1),)


def test_mark_taken_back_leaves_the_item_as_without_a_mark() -> None:
    result = progress(item(marked(OCTOBER, DONE, MarkFact(MarkState.NONE))))
    assert (result.state, result.has_mark) == (ItemState.LATE, False)


days = st.dates(date(2022, 1, 1), date(2024, 12, 31))
marks = st.builds(
    MarkFact,
    st.sampled_from(MarkState),
    st.sampled_from([None, 1, 2, 3]),
    st.none(),
    st.none() | days,
)
occurrences = st.builds(OccurrenceFact, st.none() | days, st.none() | days, st.lists(marks, max_size=4).map(tuple))
items = st.builds(
    ItemFact,
    st.sampled_from(Control),
    st.lists(occurrences, max_size=5).map(tuple),
    st.frozensets(st.sampled_from([1, 2, 3])),
)


@given(items, days, days)
def test_counts_of_any_item_are_in_order(fact: ItemFact, plan_end: date, today: date) -> None:
    result = item_progress(fact, plan_end, today)
    assert 0 <= result.closed_due <= result.due <= result.total
    assert result.closed_due <= result.closed <= result.total
    assert result.late_days >= 0
    assert (result.state is ItemState.LATE) == (result.late_days > 0)
    assert (result.state is ItemState.DONE) == (0 < result.total == result.closed)
    assert (result.state is ItemState.CANCELLED) == (result.total == 0)
    assert result.ticks is None or 0 <= result.ticks.closed <= result.ticks.needed


@given(st.lists(items, max_size=6), days, days)
def test_counts_of_any_plan_are_in_order(facts: list[ItemFact], plan_end: date, today: date) -> None:
    results = [item_progress(fact, plan_end, today) for fact in facts]
    total = plan_progress(results, today)
    assert 0 <= total.done_due <= total.due <= total.items == len(facts)
    assert sum(total.states.values()) == total.items
    assert total.percent is None or 0 <= total.percent <= 100
    assert 0 <= total.without_control <= total.items


@given(items, days, days)
def test_item_without_marks_only_grows_later(fact: ItemFact, plan_end: date, today: date) -> None:
    bare = ItemFact(fact.control, tuple(OccurrenceFact(o.ends_on, o.starts_on) for o in fact.occurrences))
    now, tomorrow = (item_progress(bare, plan_end, day) for day in (today, today + timedelta(days=1)))
    assert now.due <= tomorrow.due
    assert now.late_days <= tomorrow.late_days


@pytest.mark.parametrize(
    ("control", "ends_on", "moved_to", "due_by"),
    [
        (Control.DATED, date(2022, 10, 31), None, date(2022, 10, 31)),
        (Control.DATED, None, None, None),
        (Control.PLAN_END, date(2022, 10, 31), None, PLAN_END),
        (Control.PLAN_END, date(2024, 1, 1), None, date(2024, 1, 1)),
        (Control.PLAN_END, None, None, PLAN_END),
        (Control.NEVER, date(2022, 10, 31), None, None),
        (Control.NEVER, None, date(2023, 2, 1), date(2023, 2, 1)),
        (Control.DATED, date(2022, 10, 31), date(2023, 2, 1), date(2023, 2, 1)),
    ],
)
def test_day_a_window_is_due_by(
    control: Control, ends_on: date | None, moved_to: date | None, due_by: date | None
) -> None:
    assert control_date(control, ends_on, PLAN_END, moved_to) == due_by


def test_shares_tell_how_items_stand_without_cancelled_ones() -> None:
    states = [*ItemState, ItemState.LATE, ItemState.CANCELLED]

    assert state_shares(states) == (1, 2, 2, 1)
    assert state_shares([]) == (0, 0, 0, 0)
