"""Sections move, nest and are numbered without losing one another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from projects.text.sections import DEEPEST, block_end, moved, numbers, relevelled

LEVELS = st.lists(st.integers(1, DEEPEST), min_size=1, max_size=12)


def test_a_section_goes_with_what_is_nested_in_it() -> None:
    assert block_end([1, 2, 3, 2, 1], 0) == 4
    assert moved([1, 2, 2, 1, 2], 3, -1) == [3, 4, 0, 1, 2]
    assert moved([1, 2, 2, 1, 2], 0, 1) == [3, 4, 0, 1, 2]


def test_a_nested_section_stays_in_its_own() -> None:
    assert moved([1, 2, 1, 2], 3, -1) == [0, 1, 2, 3]
    assert moved([1, 2, 1, 2], 1, 1) == [0, 1, 2, 3]
    assert moved([1], 0, -1) == [0]


def test_levels_go_down_by_one_behind_what_stands_above() -> None:
    assert relevelled([1, 1, 2], 1, 1) == [1, 2, 3]
    assert relevelled([1, 3], 1, -1) == [1, 2]
    assert relevelled([1, 1], 0, 1) == [1, 1]
    assert relevelled([1, 1], 1, -1) == [1, 1]
    assert relevelled([1, 2, 3, 4, 4], 3, 1) == [1, 2, 3, 4, 4]


def test_numbers_follow_the_order() -> None:
    assert numbers([1, 2, 2, 3, 1, 2]) == ["1", "1.1", "1.2", "1.2.1", "2", "2.1"]
    assert numbers([1, 3, 3, 2]) == ["1", "1.1", "1.2", "1.3"]
    assert numbers([]) == []


@given(LEVELS, st.data(), st.sampled_from([-1, 1]))
def test_moving_loses_nothing(levels: list[int], data: st.DataObject, step: int) -> None:
    place = data.draw(st.integers(0, len(levels) - 1))
    assert sorted(moved(levels, place, step)) == list(range(len(levels)))
    assert len(relevelled(levels, place, step)) == len(levels)


@given(LEVELS)
def test_every_section_has_a_number_of_its_own(levels: list[int]) -> None:
    assert len(set(numbers(levels))) == len(levels)
