"""Comparison of names."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.text.names import (
    comparison_key,
    fold_lookalikes,
    folded,
    has_mixed_scripts,
    natural_key,
    near_keys,
    person_key,
)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Иванова Н. А.", "Иванова Н.А"),
        ("TMC", "ТМС"),
        ("Королёва", "КОРОЛЕВА"),
        ("ГУО «Средняя школа № 7»", 'ГУО "Средняя школа №7"'),
        ("педагог-психолог", "педагог – психолог"),
        ("и\u0306од", "йод"),
    ],
)
def test_comparison_key_of_equal_names(left: str, right: str) -> None:
    assert comparison_key(left) == comparison_key(right)


def test_comparison_key_tells_names_apart() -> None:
    assert comparison_key("Иванова Н.А.") != comparison_key("Иванова Н.О.")


@pytest.mark.parametrize(("value", "expected"), [("", ""), ("— «»", ""), ("Школа № 5", "школа5")])
def test_comparison_key(value: str, expected: str) -> None:
    assert comparison_key(value) == expected


@settings(deadline=None)
@given(st.text())
def test_comparison_key_of_a_key_is_itself(value: str) -> None:
    key = comparison_key(comparison_key(value))

    assert comparison_key(key) == key


def test_folded_texts_differ_in_neither_case_nor_yo() -> None:
    assert folded("Ёлка, № 5 STRASSE") == folded("елка, № 5 Strasse") == "елка, № 5 strasse"


def test_fold_lookalikes() -> None:
    assert fold_lookalikes("TMC и Iванов") == "ТМС и Іванов"


@pytest.mark.parametrize(
    ("word", "expected"),
    [("ТМС", False), ("TMC", False), ("ТMС", True), ("", False), ("5-11", False), ("Oтдел", True)],
)
def test_has_mixed_scripts(word: str, *, expected: bool) -> None:
    assert has_mixed_scripts(word) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Петрова Нина Андреевна", "петрована"),
        ("Петрова Н.А", "петрована"),
        ("Н. А. Петрова", "петрована"),
        ("Петрова НА", "петрована"),
        ("Петрова", "петрова"),
        ("Кара-Оол Ч. Б.", "караоолчб"),
        ("Н.А.", "на"),
        ("", ""),
    ],
)
def test_person_key(name: str, expected: str) -> None:
    assert person_key(name) == expected


def test_slips_of_the_pen_are_near_and_other_numbers_are_not() -> None:
    keys = [comparison_key(name) for name in ("Школа № 5", "Школа № 7", "Центр «Радуга»", "Центр Радугa творчества")]
    assert near_keys(comparison_key("Шкoла № 5 "), keys) == []
    assert near_keys(comparison_key("Цетр «Радуга»"), keys) == [comparison_key("Центр «Радуга»")]
    assert near_keys(comparison_key("Школа № 6"), keys) == []


def test_names_stand_as_they_are_read() -> None:
    names = ["Школа № 11", "лицей", "Школа № 2 г. Липово", "Школа", "школа № 02", "Ёлочка", "Школа № 2", "Елена", "1-я"]
    expected = [
        "1-я",
        "Елена",
        "Ёлочка",
        "лицей",
        "Школа",
        "школа № 02",
        "Школа № 2",
        "Школа № 2 г. Липово",
        "Школа № 11",
    ]
    assert sorted(names, key=natural_key) == expected


@given(st.lists(st.text()))
def test_any_names_can_be_ordered(names: list[str]) -> None:
    ordered = sorted(names, key=natural_key)
    assert all(natural_key(one) <= natural_key(other) for one, other in pairwise(ordered))
