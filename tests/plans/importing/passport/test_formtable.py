"""A passport drawn as a table of two columns."""

from __future__ import annotations

from tests.plans.importing.passport.documents import outline, table
from tests.plans.importing.word_files import p


def test_rows_are_sections() -> None:
    rows = table(["Наименование проекта", "«Мастерская»"], ["Цель", "Помочь молодым"], ["Задачи", "Собрать;\nОбучить."])
    assert outline(p("Паспорт", bold=True, center=True), rows) == [
        (1, "", "Паспорт", ""),
        (1, "", "Наименование проекта", "«Мастерская»"),
        (1, "", "Цель", "Помочь молодым"),
        (1, "", "Задачи", "Собрать;\nОбучить."),
    ]


def test_rows_may_be_numbered() -> None:
    rows = table(["1.", "Тема", "«Мастерская»"], ["2.", "Цель", "Помочь"], ["3.", "Сроки", "2031 год"])
    assert outline(rows) == [
        (1, "1", "Тема", "«Мастерская»"),
        (1, "2", "Цель", "Помочь"),
        (1, "3", "Сроки", "2031 год"),
    ]


def test_another_table_is_none() -> None:
    rows = table(["Критерий", "Показатель"], ["Охват", "Число"], ["Качество", "Отзывы"])
    assert outline(p("1. Критерии", bold=True), rows) == [(1, "1", "Критерии", "")]


def test_a_frame_of_one_column_is_text() -> None:
    assert outline(p("1. Цель", bold=True), table(["Помочь."], ["Обучить."])) == [(1, "1", "Цель", "Помочь.\nОбучить.")]
