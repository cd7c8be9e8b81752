"""Which paragraphs are headings: numbers and look, else the order of the numbers, else the look alone."""

from __future__ import annotations

import pytest

from plans.importing.passport.headings import split_tail
from tests.plans.importing.passport.documents import outline, table
from tests.plans.importing.word_files import p, run


@pytest.mark.parametrize(
    ("line", "number", "heading"),
    [
        ("1. Актуальность", "1", "Актуальность"),
        ("1 .Актуальность.", "1", "Актуальность"),
        ("1 Актуальность:", "1", "Актуальность"),
        ("1) Актуальность", "1", "Актуальность"),
        ("1.1 Актуальность", "1.1", "Актуальность"),
        ("1.1. «Мастерская» и другие", "1.1", "«Мастерская» и другие"),
        ("1.1.1. Актуальность", "1.1.1", "Актуальность"),
        ("I. Актуальность", "I", "Актуальность"),
        ("Раздел 1. Актуальность", "1", "Актуальность"),
        ("Раздел II. Актуальность", "II", "Актуальность"),
        ("1. План на 2031–2033 гг.", "1", "План на 2031–2033 гг."),
        ("1. Сроки: 2031 год", "1", "Сроки"),
    ],
)
def test_forms_of_numbers(line: str, number: str, heading: str) -> None:
    assert [(each[1], each[2]) for each in outline(p(line, bold=True), p("Слова."))] == [(number, heading)]


@pytest.mark.parametrize(
    "line", ["11 муниципалитетов работают вместе", "12.05.2031 прошёл семинар", "2031 год", "Просто слова", "1. Пункт;"]
)
def test_a_bold_line_that_is_no_numbered_heading_stays_in_the_text(line: str) -> None:
    sections = outline(p("1. Актуальность", bold=True), p(line, bold=True), p("2. Цель", bold=True))
    assert sections == [(1, "1", "Актуальность", line), (1, "2", "Цель", "")]


def test_what_goes_on_after_the_bold_words_is_text() -> None:
    colon = p(inner=run("1. Тема: ", bold=True) + run("«Мастерская»."))
    dash = p(inner=run("2. Цель проекта – ", bold=True) + run("помочь молодым."))
    assert outline(colon, dash, p("Ещё слова.")) == [
        (1, "1", "Тема", "«Мастерская»."),
        (1, "2", "Цель проекта", "помочь молодым.\nЕщё слова."),
    ]


def test_a_point_with_a_bold_beginning_is_no_heading_where_its_number_does_not_go_on() -> None:
    point = p(inner=run("1. Анализ. ", bold=True) + run("Собрать сведения."))
    sections = outline(p("1. Цель", bold=True), p("2. Задачи", bold=True), point)
    assert sections == [(1, "1", "Цель", ""), (1, "2", "Задачи", "1. Анализ. Собрать сведения.")]


def test_numbers_of_the_word_processor_are_numbers_of_headings() -> None:
    sections = outline(p("Цель", bold=True, listed=1), p("Помочь."), p("Задачи", bold=True, listed=1))
    assert sections == [(1, "1", "Цель", "Помочь."), (1, "2", "Задачи", "")]


def test_under_a_title_numbers_begin_anew_one_level_deeper() -> None:
    title = [p("Программа проекта", bold=True, center=True), p("«Мастерская»", bold=True, center=True)]
    sections = outline(p("1. Цель", bold=True), *title, p("1. Идея", bold=True), p("1.1. Новизна", bold=True))
    assert sections == [
        (1, "1", "Цель", ""),
        (1, "", "Программа проекта «Мастерская»", ""),
        (2, "1", "Идея", ""),
        (3, "1.1", "Новизна", ""),
    ]


def test_a_title_above_a_table_belongs_to_the_table() -> None:
    rows = table(["Название", "Год"], ["Сборник", "2031"])
    sections = outline(p("1. Продукты", bold=True), p("Издания сети", bold=True, center=True), rows)
    assert sections == [(1, "1", "Продукты", "")]


def test_without_a_look_the_order_of_numbers_tells_headings_from_points() -> None:
    lines = [
        "1. Цель",
        "Помочь.",
        "2. Задачи",
        "1. Собрать;",
        "2. Обучить;",
        "3. Проверить.",
        "2.1. Сроки",
        "3. Итоги – сборник.",
    ]
    assert outline(*map(p, lines)) == [
        (1, "1", "Цель", "Помочь."),
        (1, "2", "Задачи", "1. Собрать;\n2. Обучить;\n3. Проверить."),
        (2, "2.1", "Сроки", ""),
        (1, "3", "Итоги", "сборник."),
    ]


def test_without_a_look_a_table_between_numbers_changes_nothing() -> None:
    rows = table(["Название", "Год"], ["Сборник", "2031"])
    assert outline(p("1. Цель"), rows, p("2. Задачи")) == [(1, "1", "Цель", ""), (1, "2", "Задачи", "")]


def test_a_title_ends_at_a_table() -> None:
    rows = table(["Название", "Год"], ["Сборник", "2031"])
    title = p("Издания", bold=True)
    assert outline(title, rows, p("«Мастерская»", bold=True, center=True)) == [
        (1, "", "Издания", ""),
        (1, "", "«Мастерская»", ""),
    ]


def test_without_a_look_numbers_begin_anew_before_a_number_of_the_second_level() -> None:
    lines = ["1. Цель", "2. Задачи", "1. Идея", "1.1. Новизна"]
    assert [(each[1], each[2]) for each in outline(*map(p, lines))] == [
        ("1", "Цель"),
        ("2", "Задачи"),
        ("1", "Идея"),
        ("1.1", "Новизна"),
    ]


def test_without_a_look_numbers_begin_anew_behind_a_table_and_below_a_centred_line() -> None:
    rows = table(["Название", "Год"], ["Сборник", "2031"])
    lines = [p("1. Цель"), p("2. Издания"), p("Список", center=True), rows, p("1. Сроки"), p("Программа", center=True)]
    assert outline(*lines, p("1. Идея"), p("1.1. Новизна")) == [
        (1, "1", "Цель", ""),
        (1, "2", "Издания", ""),
        (1, "1", "Сроки", ""),
        (1, "", "Программа", ""),
        (2, "1", "Идея", ""),
        (3, "1.1", "Новизна", ""),
    ]


def test_a_bold_heading_may_be_broken_into_paragraphs() -> None:
    lines = [p("1. Актуальность для", bold=True), p("развития сети", bold=True), p("Жирный абзац.", bold=True)]
    assert outline(*lines, p("слова.")) == [(1, "1", "Актуальность для развития сети", "Жирный абзац.\nслова.")]


def test_bold_lines_are_headings_where_nothing_is_numbered() -> None:
    inline = p(inner=run("Сроки: ", bold=True) + run("2031 год."))
    assert outline(p("Цель", bold=True), p("Помочь."), p("Задачи:", bold=True), inline) == [
        (1, "", "Цель", "Помочь."),
        (1, "", "Задачи", ""),
        (1, "", "Сроки", "2031 год."),
    ]


def test_a_table_of_contents_holds_no_headings() -> None:
    contents = [p("1. Цель\t3"), p("2. Задачи ........ 5")]
    assert outline(*contents, p("1. Цель", bold=True)) == [(1, "1", "Цель", "")]


def test_a_document_without_headings_has_no_sections() -> None:
    assert outline(p("Слова."), p("Ещё слова.")) == []


@pytest.mark.parametrize(
    ("text", "is_plain", "parts"),
    [
        ("Риски – нет средств", True, ("Риски", "нет средств")),
        ("Риски – нет средств", False, ("Риски – нет средств", "")),
        ("План на 2031 – 2033 годы", True, ("План на 2031 – 2033 годы", "")),
        ("Формы (в том числе: семинары)", True, ("Формы (в том числе: семинары)", "")),
        ("Итоги:", True, ("Итоги", "")),
        ("Встреча в 10:30", True, ("Встреча в 10:30", "")),
    ],
)
def test_where_a_heading_ends_in_its_line(text: str, is_plain: bool, parts: tuple[str, str]) -> None:
    assert split_tail(text, 0, is_plain=is_plain) == parts
