"""Rows of a file and items of a plan: the same ones are found, and never two for one."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.importing.matching import COMMON, Entry, likeness, match_rows

WORDS = ("семинар", "для", "наставников", "школа", "круглый", "стол", "итоги", "отчёт", "опыт", "1", "2022")
titles = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)
entries = st.lists(st.builds(Entry, st.sampled_from(("", "1", "2.", "1.1", "11")), titles, titles), max_size=12)
PLAN = (
    Entry("1.", "Семинар для наставников", "Работа с педагогами"),
    Entry("2.", "Круглый стол по итогам года", "Работа с педагогами"),
    Entry("1.", "Родительское собрание", "Работа с родителями"),
)


def pairs(*rows: Entry, items: tuple[Entry, ...] = PLAN) -> dict[int, int]:
    return match_rows(rows, items).pairs


@given(entries, entries)
def test_no_item_is_given_to_two_rows(rows: list[Entry], items: list[Entry]) -> None:
    matching = match_rows(rows, items)
    assert len(set(matching.pairs.values())) == len(matching.pairs)
    assert matching.pairs.keys() <= set(range(len(rows)))
    assert set(matching.pairs.values()) <= set(range(len(items)))


@given(entries, entries)
def test_what_is_unsure_is_matched_to_nothing_and_offers_free_items_only(rows: list[Entry], items: list[Entry]) -> None:
    matching = match_rows(rows, items)
    assert matching.unsure.keys().isdisjoint(matching.pairs)
    assert {item for places in matching.unsure.values() for item in places}.isdisjoint(matching.pairs.values())


@given(entries)
def test_the_same_file_is_matched_row_by_row(items: list[Entry]) -> None:
    assert match_rows(items, items).pairs == {place: place for place in range(len(items))}


@given(entries, st.randoms(use_true_random=False))
def test_rows_in_another_order_are_the_same_rows(items: list[Entry], chance: random.Random) -> None:
    order = list(range(len(items)))
    chance.shuffle(order)
    found = match_rows([items[place] for place in order], items)
    assert {row: items[item] for row, item in found.pairs.items()} == {
        row: items[place] for row, place in enumerate(order)
    }


def test_signs_case_and_lookalikes_do_not_count() -> None:
    assert pairs(Entry("1", "СЕМИНАР для «наcтавников»", "Работа с педагогами.")) == {0: 0}


def test_numbers_that_moved_do_not_mislead() -> None:
    section = "Работа с педагогами"
    rows = (
        Entry("1.", "Открытие проекта", section),
        Entry("2.", "Семинар для наставников", section),
        Entry("3.", "Круглый стол по итогам года", section),
    )
    assert pairs(*rows) == {1: 0, 2: 1}


def test_an_item_that_went_to_another_section_is_found() -> None:
    assert pairs(Entry("5", "Родительское собрание", "Работа с педагогами")) == {0: 2}


def test_a_reworded_item_is_found_by_number_and_section() -> None:
    assert pairs(Entry("2.", "Стол по итогам полугодия", "Работа с педагогами")) == {0: 1}


def test_a_reworded_item_is_found_by_its_title_wherever_it_stands() -> None:
    assert pairs(Entry("9", "Круглый стол по итогам учебного года", "Разное")) == {0: 1}


def test_another_item_under_the_same_number_is_asked_about() -> None:
    matching = match_rows([Entry("2.", "Выставка рисунков", "Работа с педагогами")], PLAN)
    assert (matching.pairs, matching.unsure) == ({}, {0: (1,)})


def test_of_two_alike_none_is_guessed() -> None:
    items = (Entry("", "Консультация наставников, группа один"), Entry("", "Консультация наставников, группа два"))
    matching = match_rows([Entry("", "Консультация наставников, группа")], items)
    assert (matching.pairs, matching.unsure) == ({}, {0: (0, 1)})


def test_one_item_for_two_like_rows_is_asked_about() -> None:
    rows = [Entry("", "Консультация наставников, группа один"), Entry("", "Консультация наставников, группа два")]
    matching = match_rows(rows, [Entry("", "Консультация наставников, группа")])
    assert (matching.pairs, matching.unsure) == ({}, {0: (0,), 1: (0,)})


def test_equal_rows_go_to_equal_items_one_by_one() -> None:
    row = Entry("", "Консультация")
    matching = match_rows([row, row, row], [row, row])
    assert (matching.pairs, matching.unsure) == ({0: 0, 1: 1}, {})


def test_a_number_of_parts_is_not_the_number_without_its_dots() -> None:
    assert pairs(Entry("11", "Дело"), items=(Entry("1.1", "Занятие"),)) == {}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Семинар наставников", "семинары наставника", 1.0),
        ("Семинар", "Выставка", 0.0),
        ("", "", 0.0),
        ("Круглый стол", "Круглый стол по итогам", 2 / 3),
    ],
)
def test_likeness_counts_beginnings_of_words(one: str, other: str, expected: float) -> None:
    assert likeness(one, other) == pytest.approx(expected)


def test_a_word_of_very_many_titles_finds_nobody() -> None:
    items = tuple(Entry("", f"Занятие {chr(0x430 + n % 30)}{chr(0x430 + n // 30)}щ") for n in range(COMMON + 1))
    matching = match_rows([Entry("", "Занятие новое")], items)
    assert (matching.pairs, matching.unsure) == ({}, {})
