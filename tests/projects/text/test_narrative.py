"""Paragraphs and points of a text: nothing is lost, nothing is added."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from projects.text.narrative import Block, blocks, has_own_marks, nested


def test_points_with_marks_stand_together() -> None:
    assert blocks("Сеть растёт.\n- мастерские;\n– встречи.\n\nИтог ясен.") == [
        Block(("Сеть растёт.",)),
        Block(("- мастерские;", "– встречи."), is_list=True),
        Block(("Итог ясен.",)),
    ]


def test_numbers_and_letters_mark_points_too() -> None:
    assert [block.is_list for block in blocks("1. Первое\n2.1) второе\nа) третье\n2022 год начался")] == [True, False]


def test_an_entry_is_its_first_line_and_its_points() -> None:
    assert nested("Положение:\nправа;\n\nнагрузка") == ("Положение:", ("права;", "нагрузка"))
    assert nested("Одна строка") == ("Одна строка", ())
    assert nested("") == ("", ())


def test_points_that_bring_their_marks() -> None:
    assert has_own_marks(("- права", "- нагрузка"))
    assert not has_own_marks(("права", "нагрузка"))


@given(st.text(alphabet="аб1.) -–\n", max_size=60))
def test_every_word_stays_in_its_order(text: str) -> None:
    assert " ".join(line for block in blocks(text) for line in block.lines).split() == text.split()
    first, points = nested(text)
    assert " ".join((first, *points)).split() == text.split()
