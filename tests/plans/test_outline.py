"""Rows of a plan moved, nested, taken out and put back."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.outline import (
    ALREADY_OUT,
    FIRST,
    FIRST_SECTION,
    INSIDE_ITSELF,
    LAST,
    LAST_SECTION,
    NO_PLACE,
    NOTHING_ABOVE,
    TOO_DEEP,
    CannotMoveError,
    Line,
    Lines,
    block_of,
    changed_orders,
    inserted,
    levelled,
    moved_after,
    moved_down,
    moved_up,
    neighbours_of,
    nested_in,
    nested_out,
    put_back,
    section_paths,
    sections_of,
    spread,
    without_heading,
)


def rows(text: str) -> Lines:
    """«i1 s1 +s2 ~i3»: items, headings with a plus for each level, removed items with a tilde."""
    return tuple(Line(word.lstrip("+~"), word.count("+"), is_removed="~" in word) for word in text.split())


def words(lines: Lines) -> str:
    return " ".join("~" * line.is_removed + "+" * line.level + line.key for line in lines)


PLAN = rows("i1 s1 i2 i3 +s2 i4 s3 ~i5 i6")


def test_item_stands_in_the_heading_above_and_a_heading_in_its_parent() -> None:
    assert sections_of(PLAN) == {
        "i1": None,
        "s1": None,
        "i2": "s1",
        "i3": "s1",
        "s2": "s1",
        "i4": "s2",
        "s3": None,
        "i5": "s3",
        "i6": "s3",
    }


def test_places_of_sections() -> None:
    assert section_paths(PLAN) == [(), (1,), (1,), (1, 1), (2,)]
    assert section_paths(rows("s1 +s2 i1 +s3 i2 s4 +s5 i3")) == [(1, 1), (1, 2), (2, 1)]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("i3", "i1 s1 i3 i2 +s2 i4 s3 ~i5 i6"),
        ("i2", "i1 i2 s1 i3 +s2 i4 s3 ~i5 i6"),
        ("i6", "i1 s1 i2 i3 +s2 i4 i6 s3 ~i5"),
        ("s3", "i1 s3 ~i5 i6 s1 i2 i3 +s2 i4"),
        ("i1", FIRST),
        ("s1", FIRST_SECTION),
        ("s2", FIRST_SECTION),
        ("i9", NO_PLACE),
    ],
)
def test_up(key: str, expected: str) -> None:
    assert told(moved_up, key) == expected


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("i1", "s1 i1 i2 i3 +s2 i4 s3 ~i5 i6"),
        ("i2", "i1 s1 i3 i2 +s2 i4 s3 ~i5 i6"),
        ("i4", "i1 s1 i2 i3 +s2 s3 i4 ~i5 i6"),
        ("s1", "i1 s3 ~i5 i6 s1 i2 i3 +s2 i4"),
        ("i6", LAST),
        ("s3", LAST_SECTION),
        ("s2", LAST_SECTION),
    ],
)
def test_down(key: str, expected: str) -> None:
    assert told(moved_down, key) == expected


@pytest.mark.parametrize(
    ("key", "anchor", "expected"),
    [
        ("i6", "i2", "i1 s1 i2 i6 i3 +s2 i4 s3 ~i5"),
        ("i4", "s3", "i1 s1 i2 i3 +s2 s3 i4 ~i5 i6"),
        ("i4", None, "i4 i1 s1 i2 i3 +s2 s3 ~i5 i6"),
        ("s3", None, "s3 ~i5 i6 i1 s1 i2 i3 +s2 i4"),
        ("s2", "s3", "i1 s1 i2 i3 s3 ~i5 i6 +s2 i4"),
        ("s3", "i2", "i1 s1 i2 i3 +s2 i4 s3 ~i5 i6"),
        ("s1", "i4", INSIDE_ITSELF),
        ("i1", "i1", INSIDE_ITSELF),
        ("i1", "i99", NO_PLACE),
    ],
)
def test_below_another_row(key: str, anchor: str | None, expected: str) -> None:
    try:
        found = words(moved_after(PLAN, key, anchor))
    except CannotMoveError as reason:
        found = str(reason)
    assert found == expected


def test_section_is_nested_with_all_its_sections_and_taken_out_again() -> None:
    plan = rows("s1 i1 s2 +s3 i2 s4")
    inner = nested_in(plan, "s2")
    assert words(inner) == "s1 i1 +s2 ++s3 i2 s4"
    assert nested_out(inner, "s2") == plan


def test_sections_that_follow_become_parts_of_the_one_taken_out() -> None:
    assert sections_of(nested_out(rows("s1 +s2 +s3"), "s2"))["s3"] == "s2"


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ("i1 s1 s2", "s1", NOTHING_ABOVE),
        ("s1 +s2", "s2", NOTHING_ABOVE),
        ("s1 +s2 ++s3 s4 +s5 ++s6", "s4", TOO_DEEP),
    ],
)
def test_section_is_not_nested_where_it_cannot_be(text: str, key: str, expected: str) -> None:
    with pytest.raises(CannotMoveError, match=expected):
        nested_in(rows(text), key)


def test_outer_section_is_not_taken_out() -> None:
    with pytest.raises(CannotMoveError, match=ALREADY_OUT):
        nested_out(PLAN, "s1")


def test_without_a_heading_its_rows_belong_to_the_one_above() -> None:
    assert words(without_heading(PLAN, "s1")) == "i1 i2 i3 s2 i4 s3 ~i5 i6"
    assert words(without_heading(PLAN, "s2")) == "i1 s1 i2 i3 i4 s3 ~i5 i6"
    assert words(without_heading(PLAN, "s3")) == "i1 s1 i2 i3 +s2 i4 ~i5 i6"


def test_new_rows() -> None:
    assert words(inserted(PLAN, Line("i7"), "i2")) == "i1 s1 i2 i7 i3 +s2 i4 s3 ~i5 i6"
    assert words(inserted(PLAN, Line("s7", 2), None)) == "s7 i1 s1 i2 i3 +s2 i4 s3 ~i5 i6"


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("i2", "i4", "i2 i1 i3 i4"),
        ("i9", "i4", "i2 i3 i1 i4"),
        ("i9", "i8", "i2 i3 i4 i1"),
        (None, "i4", "i1 i2 i3 i4"),
    ],
)
def test_rows_are_put_back_beside_their_neighbours(above: str | None, below: str, expected: str) -> None:
    assert words(put_back(rows("i1 i2 i3 i4"), rows("i1"), above, below)) == expected


@pytest.mark.parametrize(
    ("orders", "expected"),
    [
        ([], []),
        ([1, 2, 3], [1, 2, 3]),
        ([-1], [1024]),
        ([10, -1, 20], [10, 15, 20]),
        ([10, 20, -1], [10, 20, 1044]),
        ([-1, 10, 20], [4, 10, 20]),
        ([30, 10, 20], [4, 10, 20]),
        ([1, -1, 2], [1024, 2048, 3072]),
        ([5, 5], [2, 5]),
        ([-1, 0], [1024, 2048]),
    ],
)
def test_orders_leave_room(orders: list[int], expected: list[int]) -> None:
    assert spread(orders) == expected


def test_only_the_row_that_moved_gets_a_new_number() -> None:
    assert changed_orders({1: 100, 2: 200, 3: 300}, [1, 3, 2, 4]) == {3: 150, 4: 1224}


def told(move: object, key: str) -> str:
    """The rows after a move, or why there is none."""
    try:
        return words(move(PLAN, key))  # type: ignore[operator]
    except CannotMoveError as reason:
        return str(reason)


@st.composite
def plans(draw: st.DrawFn) -> Lines:
    kinds = draw(st.lists(st.sampled_from(["i", "i", "i", "s", "+s", "++s", "~i"]), min_size=1, max_size=14))
    return levelled(rows(" ".join(f"{kind}{number}" for number, kind in enumerate(kinds))))


MOVES = (moved_up, moved_down, nested_in, nested_out, without_heading)


@settings(max_examples=400, deadline=None)
@given(plans(), st.data())
def test_no_row_is_lost_and_each_step_is_taken_back_exactly(plan: Lines, data: st.DataObject) -> None:
    """Every move keeps the rows, and putting the touched stretch back gives the plan as it was."""
    move = data.draw(st.sampled_from(MOVES))
    line = data.draw(st.sampled_from(plan))
    if not line.is_section and move in {nested_in, nested_out, without_heading}:
        return
    block = block_of(plan, line.key)
    above, below = neighbours_of(plan, block)
    try:
        after = move(plan, line.key)
    except CannotMoveError:
        return
    lost = {line.key} if move is without_heading else set()
    assert {row.key for row in plan} - {row.key for row in after} == lost
    assert levelled(after) == after
    assert put_back(after, block, above, below) == plan


@settings(max_examples=300, deadline=None)
@given(st.lists(st.integers(-1, 40), max_size=30))
def test_orders_grow(orders: list[int]) -> None:
    found = spread(orders)
    assert all(one < other for one, other in pairwise(found))
    assert min(found, default=0) >= 0
    if orders == sorted(set(orders)) and -1 not in orders:
        assert found == orders
