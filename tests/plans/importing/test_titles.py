"""Titles and periods above a table."""

from __future__ import annotations

import pytest

from plans.importing.source import Line
from plans.importing.titles import read_heading


def heading(*texts: str) -> str | None:
    return read_heading([Line(text) for text in texts]).title


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["План работы на 2023 год"], "План работы на 2023 год"),
        (["ПЛАН", "работы методической службы", "на 2023 год"], "ПЛАН работы методической службы на 2023 год"),
        (["П Л А Н", "работы совета"], "П Л А Н работы совета"),
        (["7. План реализации проекта."], "План реализации проекта"),
        (["1. План сети.", "Дорожная карта", "«Родник»"], "Дорожная карта «Родник»"),
        (
            ["Календарный план-график", "проекта «Родник» на 2021-23 г.г."],
            "Календарный план-график проекта «Родник» на 2021-23 г.г.",
        ),
        (["План работы кружка", "Цель: научить читать", "Задачи: 1. Читать"], "План работы кружка"),
        (["Критерии и показатели проекта"], "Критерии и показатели проекта"),
        (["Каляндарны план рэалізацыі праекта"], "Каляндарны план рэалізацыі праекта"),
        (["Таблица 1 – План мероприятий проекта"], "План мероприятий проекта"),
        (["План работы", "Участники сети: школы", "Итог"], "План работы"),
        (["План на 2023 год", "Чтение как основа"], "План на 2023 год"),
        (["План на 2023 год", "по теме «Чтение»"], "План на 2023 год по теме «Чтение»"),
        (["План", "«Родник»", "на 2023 год."], "План «Родник» на 2023 год"),
        (["Муниципальная дорожная карта"], "Муниципальная дорожная карта"),
        (["Тематическое планирование занятий"], "Тематическое планирование занятий"),
        (["Раздел 2. План мероприятий"], "План мероприятий"),
        (["Этапы и сроки реализации проекта"], "Этапы и сроки реализации проекта"),
        (["Планы на лето обсуждались.", "Текст"], None),
        ([], None),
    ],
)
def test_title(lines: list[str], title: str | None) -> None:
    assert heading(*lines) == title


def test_title_without_a_known_word_is_taken_from_emphasised_lines() -> None:
    lines = [Line("Обычный текст"), Line("Родник знаний", is_bold=True), Line("на 2023 год", is_centered=True)]

    assert read_heading(lines).title == "Родник знаний на 2023 год"


def test_name_of_the_institution_above_a_title_is_not_its_part() -> None:
    lines = [Line(text, is_bold=True) for text in ("Управление образования", "«Росток»", "Работа с детьми", "на год")]

    assert read_heading(lines).title == "Работа с детьми на год"


def test_name_of_an_institution_alone_stays() -> None:
    lines = [Line(text, is_bold=True) for text in ("Администрация района", "на 2023 год")]

    assert read_heading(lines).title == "Администрация района на 2023 год"


def test_numbered_heading_right_above_the_table() -> None:
    assert heading("Обычный текст", "5. Участие в конкурсах") == "Участие в конкурсах"


def test_month_above_the_first_table_is_a_section() -> None:
    found = read_heading([Line("План работы на 2023 год"), Line("Сентябрь")])

    assert (found.title, found.sections) == ("План работы на 2023 год", ("Сентябрь",))
