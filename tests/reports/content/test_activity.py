"""Figures of a month are counts of facts, and a closed month says what it said."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.content.activity import (
    DOING,
    Fact,
    FactKind,
    Member,
    MemberActivity,
    first_day,
    from_json,
    judged_months,
    last_day,
    month_activity,
    month_before,
    next_month,
    sorted_by,
    to_json,
    totals,
)

OCTOBER, NOVEMBER = date(2022, 10, 1), date(2022, 11, 1)
AFTER = date(2022, 12, 5)

members = st.lists(
    st.builds(
        Member,
        id=st.integers(1, 6),
        name=st.text(max_size=5),
        district=st.text(max_size=5),
        since=st.none() | st.dates(date(2022, 1, 1), date(2023, 1, 1)),
        until=st.none() | st.dates(date(2022, 1, 1), date(2023, 1, 1)),
    ),
    unique_by=lambda each: each.id,
)
facts = st.lists(
    st.builds(
        Fact,
        kind=st.sampled_from(FactKind),
        organization_id=st.integers(1, 6),
        on=st.dates(date(2022, 8, 1), date(2022, 12, 31)),
        title=st.text(max_size=5),
        source=st.text(max_size=5),
        page=st.just("plans:item_detail"),
        args=st.tuples(st.integers(1, 9)),
    ),
    max_size=40,
)


def fact(kind: FactKind = FactKind.ON_TIME, on: date = date(2022, 10, 20), organization_id: int = 1) -> Fact:
    return Fact(kind, organization_id, on, "Встреча", "План", "plans:item_detail", (1,))


def row(*done: Fact, since: date | None = None, today: date = AFTER, month: date = NOVEMBER) -> MemberActivity:
    return month_activity([Member(1, "Центр", since=since)], done, month, today)[0]


@given(members, facts)
def test_figures_are_sums_of_facts(network: list[Member], done: list[Fact]) -> None:
    rows = month_activity(network, done, OCTOBER, AFTER)
    shown = {each.id for each in rows}
    inside = [each for each in done if first_day(each.on) == OCTOBER and each.organization_id in shown]
    counted = Counter((each.organization_id, each.kind) for each in inside)
    figures = {(each.id, kind): count for each in rows for kind, count in each.figures}
    assert figures == {(pk, kind): counted[pk, kind] for pk in shown for kind in FactKind}
    assert sum(count for _, count in totals(rows)) == len(inside)
    assert all(each.count(kind) == count for each in rows for kind, count in each.figures)


@given(members, facts)
def test_closed_month_says_what_it_said(network: list[Member], done: list[Fact]) -> None:
    rows = month_activity(network, done, OCTOBER, AFTER)
    assert from_json(json.loads(json.dumps(to_json(rows)))) == rows


@given(members, facts)
def test_order_of_facts_changes_nothing(network: list[Member], done: list[Fact]) -> None:
    assert month_activity(network, done, OCTOBER, AFTER) == month_activity(
        reversed(network), reversed(done), OCTOBER, AFTER
    )


@given(facts)
def test_silence_is_two_months_without_a_fact(done: list[Fact]) -> None:
    own = [each for each in done if each.organization_id == 1 and each.kind in DOING]
    spoke = any(first_day(each.on) in {OCTOBER, NOVEMBER} for each in own)
    assert row(*done).is_silent is not spoke


@pytest.mark.parametrize(
    ("since", "silent"), [(None, True), (OCTOBER, True), (date(2022, 10, 2), False), (date(2022, 11, 15), False)]
)
def test_whoever_has_just_joined_is_not_silent(since: date | None, silent: bool) -> None:
    assert row(since=since).is_silent is silent


def test_what_was_not_done_does_not_break_silence() -> None:
    assert row(fact(FactKind.MISSING)).is_silent
    assert not row(fact()).is_silent


def test_month_that_goes_on_is_judged_with_the_two_before_it() -> None:
    today = date(2022, 11, 10)
    assert judged_months(NOVEMBER, today) == (date(2022, 9, 1), OCTOBER, NOVEMBER)
    assert not row(fact(on=date(2022, 9, 30)), today=today).is_silent
    assert row(fact(on=date(2022, 8, 31)), today=today).is_silent


@pytest.mark.parametrize(
    ("since", "until", "shown"),
    [
        (None, None, 1),
        (date(2022, 11, 30), None, 1),
        (date(2022, 12, 1), None, 0),
        (None, NOVEMBER, 1),
        (None, date(2022, 10, 31), 0),
    ],
)
def test_only_participants_of_the_month_are_shown(since: date | None, until: date | None, shown: int) -> None:
    assert len(month_activity([Member(1, "Центр", "", since, until)], [], NOVEMBER, AFTER)) == shown


@given(st.dates(date(1900, 2, 1), date(2100, 1, 1)))
def test_months_follow_one_another(day: date) -> None:
    assert first_day(day) <= day <= last_day(day)
    assert month_before(next_month(day)) == first_day(day)
    assert (next_month(day) - last_day(day)).days == 1


def test_sorting_by_a_column_keeps_names_in_order_otherwise() -> None:
    network = [Member(1, "А"), Member(2, "Б"), Member(3, "В")]
    rows = month_activity(network, [fact(organization_id=3), fact(organization_id=2)], OCTOBER, AFTER)
    assert [each.name for each in sorted_by(rows, FactKind.ON_TIME)] == ["Б", "В", "А"]
    assert [each.name for each in sorted_by(rows, None)] == ["А", "Б", "В"]


def test_every_column_is_explained() -> None:
    assert [bool(kind.label and kind.meaning) for kind in FactKind] == [True] * len(FactKind)
