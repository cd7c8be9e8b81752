"""Numbers of plan items."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.text.numbering import (
    NumberingMode,
    follows_mode,
    next_number,
    read_number,
    renumbered,
    style_of,
    write_number,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1", (1,)),
        ("1.", (1,)),
        (" 10. ", (10,)),
        ("2)", (2,)),
        ("(2)", (2,)),
        ("№ 3", (3,)),
        ("№3.", (3,)),
        ("1.1", (1, 1)),
        ("1.1.", (1, 1)),
        ("1. 2. 3.", (1, 2, 3)),
        ("1.10", (1, 10)),
        ("I.", (1,)),
        ("IV", (4,)),
        ("XII.", (12,)),
        ("XCIX", (99,)),
        ("ІІ.", (2,)),
        ("ХІ", (11,)),
        ("II.3", (2, 3)),
        ("IIII", None),
        ("IIII.3", None),
        ("II.3а", None),
        ("", None),
        (".", None),
        ("0", None),
        ("1.0", None),
        ("1а", None),
        ("12.10", (12, 10)),
        ("01.09", None),
        ("01.09.2022", None),
        ("5.09.2022", None),
        ("№ п/п", None),
        ("Раздел 1", None),
        ("1\n2", None),
        ("12345", None),
    ],
)
def test_read_number(text: str, expected: tuple[int, ...] | None) -> None:
    assert read_number(text) == expected


@settings(deadline=None)
@given(st.lists(st.integers(1, 999), min_size=1, max_size=3).map(tuple))
def test_a_written_number_is_read_back(number: tuple[int, ...]) -> None:
    assert read_number(write_number(number)) == number


@settings(deadline=None)
@given(st.text())
def test_read_number_never_fails(text: str) -> None:
    number = read_number(text)

    assert number is None or all(part > 0 for part in number)


def test_write_number() -> None:
    assert [write_number(number) for number in [(), (3,), (1, 2)]] == ["", "3.", "1.2"]


@pytest.mark.parametrize(
    ("previous", "mode", "section", "opens_section", "expected"),
    [
        (None, NumberingMode.CONTINUOUS, None, False, (1,)),
        ((4,), NumberingMode.CONTINUOUS, 2, True, (5,)),
        (None, NumberingMode.PER_SECTION, 1, True, (1,)),
        ((4,), NumberingMode.PER_SECTION, 1, False, (5,)),
        ((4,), NumberingMode.PER_SECTION, 2, True, (1,)),
        (None, NumberingMode.HIERARCHICAL, 1, True, (1, 1)),
        ((1, 4), NumberingMode.HIERARCHICAL, 1, False, (1, 5)),
        ((1, 4), NumberingMode.HIERARCHICAL, 2, True, (2, 1)),
        ((4,), NumberingMode.HIERARCHICAL, None, False, (5,)),
        ((4,), NumberingMode.MANUAL, 1, False, None),
        ((4,), NumberingMode.NONE, 1, False, None),
    ],
)
def test_next_number(
    previous: tuple[int, ...] | None,
    mode: NumberingMode,
    section: int | None,
    opens_section: bool,
    expected: tuple[int, ...] | None,
) -> None:
    assert next_number(previous, mode, section=section, opens_section=opens_section) == expected


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([], "1."),
        (["1.", "2.", "3"], "1."),
        (["1", "2"], "1"),
        (["1)", "2)"], "1)"),
        (["№ 1", "№ 2"], "№ 1"),
        (["(1)", "(2)"], "(1)"),
        (["I.", "ІІ."], "I."),
        (["Раздел", "", "5"], "1"),
    ],
)
def test_style_is_that_of_most_numbers(numbers: list[str], expected: str) -> None:
    assert style_of(numbers).write((1,)) == expected


@pytest.mark.parametrize(("numbers", "expected"), [(["1.1", "1.2"], "2.3"), (["1.1.", "1.2."], "2.3."), ([], "2.3")])
def test_numbers_of_several_parts_have_their_own_ending(numbers: list[str], expected: str) -> None:
    assert style_of(numbers).write((2, 3)) == expected


PATHS: list[tuple[int, ...]] = [(), (1,), (1,), (1, 1), (2,)]


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        (NumberingMode.CONTINUOUS, ["1.", "2.", "3.", "4.", "5."]),
        (NumberingMode.PER_SECTION, ["1.", "1.", "2.", "1.", "1."]),
        (NumberingMode.HIERARCHICAL, ["1.", "1.1", "1.2", "1.1.1", "2.1"]),
        (NumberingMode.MANUAL, ["а", "б", "в", "г", "д"]),
        (NumberingMode.NONE, ["", "", "", "", ""]),
    ],
)
def test_numbers_of_a_mode(mode: NumberingMode, expected: list[str]) -> None:
    assert renumbered(["а", "б", "в", "г", "д"], PATHS, mode) == expected


def test_hierarchical_numbers_count_as_many_sections_as_the_document_does() -> None:
    paths: list[tuple[int, ...]] = [(1, 1), (1, 1), (1, 2), (2, 1)]
    assert follows_mode(["1.1", "1.2", "1.3", "2.1"], paths, NumberingMode.HIERARCHICAL)
    assert renumbered(["1.1", "", "1.2", "2.1"], paths, NumberingMode.HIERARCHICAL) == ["1.1", "1.2", "1.3", "2.1"]


def test_number_that_is_right_stays_as_it_is_written() -> None:
    assert renumbered(["1)", "2.", "4)"], [(), (), ()], NumberingMode.CONTINUOUS) == ["1)", "2.", "3)"]


@pytest.mark.parametrize(
    ("numbers", "mode", "expected"),
    [
        (["1", "2.", "3)"], NumberingMode.CONTINUOUS, True),
        (["1", "2", "4"], NumberingMode.CONTINUOUS, False),
        (["1", "", "3"], NumberingMode.CONTINUOUS, False),
        (["1", "2", "3"], NumberingMode.MANUAL, False),
        (["", "", ""], NumberingMode.NONE, True),
        (["1", "", ""], NumberingMode.NONE, False),
    ],
)
def test_numbers_follow_their_mode(numbers: list[str], mode: NumberingMode, expected: bool) -> None:
    assert follows_mode(numbers, [(), (), ()], mode) is expected


texts = st.lists(st.sampled_from(["", "1", "2.", "3)", "IV.", "№ 5", "1.1", "2.1.", "7а", "слова"]), max_size=12)
automatic = st.sampled_from([mode for mode in NumberingMode if mode is not NumberingMode.MANUAL])


@settings(max_examples=300, deadline=None)
@given(texts, automatic, st.data())
def test_renumbering_gives_what_the_mode_says_and_twice_is_once(
    numbers: list[str], mode: NumberingMode, data: st.DataObject
) -> None:
    places = st.lists(st.integers(1, 3), max_size=2).map(tuple)
    paths: list[tuple[int, ...]] = [data.draw(places) for _ in numbers]
    once = renumbered(numbers, paths, mode)
    assert follows_mode(once, paths, mode)
    assert renumbered(once, paths, mode) == once
