"""Acts that a passport names."""

from __future__ import annotations

import pytest

from plans.importing.passport import SectionDraft
from plans.importing.passport.acts import acts_of

HEADING = "Нормативно-правовое обеспечение"


def acts(text: str, heading: str = HEADING) -> list[tuple[str, str]]:
    return [(act.level, act.text) for act in acts_of([SectionDraft("1", heading, text)])]


def test_levels_and_semicolons() -> None:
    text = "Федеральный уровень: Закон № 1 «О школе; и не только»; Приказ № 2.\nРегиональный уровень: Приказ № 3;"
    assert acts(text) == [
        ("Федеральный уровень", "Закон № 1 «О школе; и не только»"),
        ("Федеральный уровень", "Приказ № 2."),
        ("Региональный уровень", "Приказ № 3"),
    ]


def test_a_level_stands_for_the_lines_below_it() -> None:
    text = "Муниципальный уровень:\n1. Приказ № 3;\n- Приказ № 4."
    assert acts(text) == [("Муниципальный уровень", "Приказ № 3"), ("Муниципальный уровень", "Приказ № 4.")]


def test_acts_of_a_sentence() -> None:
    text = (
        "На федеральном уровне основными документами являются Закон от 29.12.2012 № 273-ФЗ, "
        "Приказ Министерства № 5 «О сети, приказ и порядок», распоряжение от 8 мая 2031 г. № 9-р."
    )
    assert acts(text) == [
        ("Федеральный уровень", "Закон от 29.12.2012 № 273-ФЗ"),
        ("Федеральный уровень", "Приказ Министерства № 5 «О сети, приказ и порядок»"),
        ("Федеральный уровень", "распоряжение от 8 мая 2031 г. № 9-р"),
    ]


def test_a_sentence_with_a_colon() -> None:
    assert acts("На городском уровне: Приказ № 3; Приказ № 4.") == [
        ("Городской уровень", "Приказ № 3"),
        ("Городской уровень", "Приказ № 4"),
    ]


def test_paragraphs_after_the_acts_are_no_acts() -> None:
    text = "Республиканский уровень: Приказ № 3\nВсе документы лежат на сайте.\nНа региональном уровне их нет."
    assert acts(text) == [("Республиканский уровень", "Приказ № 3")]


def test_a_level_with_nothing_below_it() -> None:
    assert acts("Федеральный уровень:\n;\n- ") == []


def test_lines_that_are_acts_without_a_level() -> None:
    assert acts("Проект опирается на законы.\n• Приказ управления от 01.02.2031 № 15 «О сети»;") == [
        ("", "Приказ управления от 01.02.2031 № 15 «О сети»")
    ]


def test_an_act_told_twice_is_one() -> None:
    assert acts("Региональный уровень: Приказ № 3; Приказ № 3") == [("Региональный уровень", "Приказ № 3")]


@pytest.mark.parametrize("heading", ["Актуальность", "Нормативные акты сетевого взаимодействия"])
def test_other_sections_give_no_acts(heading: str) -> None:
    assert acts("Федеральный уровень: Закон № 1", heading) == []
