"""Paragraphs and points of a text: nothing is lost, nothing is added."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from projects.text.narrative import Block, Nested, blocks, nested


def test_points_with_marks_stand_together() -> None:
    assert blocks("Сеть растёт.\n- мастерские;\n– встречи.\n\nИтог ясен.") == [
        Block(("Сеть растёт.",)),
        Block(("- мастерские;", "– встречи."), is_list=True),
        Block(("Итог ясен.",)),
    ]


def test_numbers_and_letters_mark_points_too() -> None:
    assert [block.is_list for block in blocks("1. Первое\n2.1) второе\nа) третье\n2022 год начался")] == [True, False]


def test_an_entry_is_its_first_line_and_its_points() -> None:
    assert nested("Положение:\nправа;\n\nнагрузка") == Nested("Положение:", ("права;", "нагрузка"))
    assert nested("Одна строка") == Nested("Одна строка", ())
    assert nested("") == Nested("", ())


def test_points_that_bring_their_marks() -> None:
    assert nested("Положение:\n- права\n- нагрузка").has_marks
    assert not nested("Положение:\nправа\nнагрузка").has_marks


@given(st.text(alphabet="аб1.) -–\n", max_size=60))
def test_every_word_stays_in_its_order(text: str) -> None:
    assert " ".join(line for block in blocks(text) for line in block.lines).split() == text.split()
    entry = nested(text)
    assert " ".join((entry.first, *entry.points)).split() == text.split()
