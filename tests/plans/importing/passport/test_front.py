"""What stands above the first section."""

from __future__ import annotations

from plans.importing.passport.draft import FrontDraft
from plans.importing.passport.front import front_of
from tests.plans.importing.passport.documents import read
from tests.plans.importing.word_files import p, run


def test_lines_are_put_together_and_understood() -> None:
    lines = (
        "Форум «Точка роста - 2031»",
        "Муниципальное учреждение",
        "«Методический центр",
        "Речного района»",
        "Номинация: «Сети»",
        "Проект",
        "«Мастерская»",
        "ст. Речная, 2031 г.",
    )
    assert front_of(lines) == FrontDraft(
        lines,
        contest="Форум «Точка роста - 2031»",
        organisation="Муниципальное учреждение «Методический центр Речного района»",
        nomination="«Сети»",
        place_year="ст. Речная, 2031 г.",
        title="Мастерская",
    )


def test_a_front_page_that_tells_nothing() -> None:
    assert front_of(["Пояснения"]) == FrontDraft(("Пояснения",))


def test_the_topic_of_the_section_comes_before_that_of_the_front_page() -> None:
    passport = read(
        p("Тема: «Старая»", center=True),
        p(inner=run("1. Тема проекта: ", bold=True) + run("«Новая».")),
        p("2. Цель", bold=True),
    )
    assert passport.title == "Новая"


def test_a_reasoning_about_the_topic_is_no_topic() -> None:
    assert read(p("1. Обоснование темы", bold=True), p("Тема важна.")).title is None


def test_a_document_without_sections_is_all_front_page() -> None:
    assert read(p("Слова."), p("Ещё.")).front.lines == ("Слова.", "Ещё.")
