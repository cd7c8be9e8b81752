"""Titles and periods above a table."""

from __future__ import annotations

import pytest

from plans.importing.draft import DraftPeriod
from plans.importing.source import Line
from plans.importing.titles import find_period, read_heading


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
        (["Муниципальная дорожная карта"], "Муниципальная дорожная карта"),
        (["Планы на лето обсуждались.", "Текст"], None),
        ([], None),
    ],
)
def test_title(lines: list[str], title: str | None) -> None:
    assert heading(*lines) == title


def test_title_without_a_known_word_is_taken_from_emphasised_lines() -> None:
    lines = [Line("Обычный текст"), Line("Родник знаний", is_bold=True), Line("на 2023 год", is_centered=True)]

    assert read_heading(lines).title == "Родник знаний на 2023 год"


def test_numbered_heading_right_above_the_table() -> None:
    assert heading("Обычный текст", "5. Участие в конкурсах") == "Участие в конкурсах"


def test_month_above_the_first_table_is_a_section() -> None:
    found = read_heading([Line("План работы на 2023 год"), Line("Сентябрь")])

    assert (found.title, found.sections) == ("План работы на 2023 год", ("Сентябрь",))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("План на 2022/2023 учебный год", DraftPeriod("на 2022/2023 учебный год", "2022/2023")),
        ("План на 2021-2022 учебный год", DraftPeriod("на 2021-2022 учебный год", "2021-2022")),
        ("План на 2021 – 2022 уч. г.", DraftPeriod("на 2021 – 2022 уч. г.", "2021–2022")),
        ("План на 2022/23 уч.год", DraftPeriod("на 2022/23 уч.год", "2022/23")),
        ("План на 2023/2024 навучальны год", DraftPeriod("на 2023/2024 навучальны год", "2023/2024")),
        ("План 2022/2023", DraftPeriod("2022/2023", "2022/2023")),
        ("План на 2022 – 2024 годы", DraftPeriod("на 2022 – 2024 годы", None, "2022", "2024")),
        ("Карта на 2021-23г.г.", DraftPeriod("на 2021-23г.г.", None, "2021", "2023")),
        ("План на 2023 год", DraftPeriod("на 2023 год", None, "2023", "2023")),
        ("План на октябрь 2023 года", DraftPeriod("на октябрь 2023 года", None, "2023-10", "2023-10")),
        ("январь 2020 – сентябрь 2020", DraftPeriod("январь 2020 – сентябрь 2020", None, "2020-01", "2020-09")),
        ("на сентябрь - май 2024 г.", DraftPeriod("на сентябрь - май 2024 г.", None, "2023-09", "2024-05")),
        ("Образовательная цифра - 2022", DraftPeriod()),
        ("План на 20015/2016 год", DraftPeriod()),
        ("План на 2024-2021 годы", DraftPeriod()),
        ("План работы", DraftPeriod()),
    ],
)
def test_period(text: str, period: DraftPeriod) -> None:
    assert find_period(text) == period
