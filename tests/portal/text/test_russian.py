"""Russian words for numbers, dates, lists and names."""

from __future__ import annotations

from datetime import date

import pytest

from portal.text.russian import (
    Case,
    bind_words,
    date_long,
    date_range_long,
    date_range_short,
    date_short,
    initials_first,
    join_list,
    month_name,
    plural,
    typographic_quotes,
)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "пунктов"),
        (1, "пункт"),
        (2, "пункта"),
        (4, "пункта"),
        (5, "пунктов"),
        (11, "пунктов"),
        (12, "пунктов"),
        (14, "пунктов"),
        (21, "пункт"),
        (22, "пункта"),
        (111, "пунктов"),
        (121, "пункт"),
        (-1, "пункт"),
        (-12, "пунктов"),
    ],
)
def test_plural(number: int, expected: str) -> None:
    assert plural(number, "пункт", "пункта", "пунктов") == expected


@pytest.mark.parametrize(
    ("month", "case", "expected"),
    [
        (1, Case.NOMINATIVE, "январь"),
        (1, Case.GENITIVE, "января"),
        (1, Case.PREPOSITIONAL, "январе"),
        (3, Case.GENITIVE, "марта"),
        (3, Case.PREPOSITIONAL, "марте"),
        (5, Case.GENITIVE, "мая"),
        (5, Case.PREPOSITIONAL, "мае"),
        (8, Case.GENITIVE, "августа"),
        (8, Case.PREPOSITIONAL, "августе"),
        (12, Case.NOMINATIVE, "декабрь"),
    ],
)
def test_month_name(month: int, case: Case, expected: str) -> None:
    assert month_name(month, case) == expected


@pytest.mark.parametrize("month", [0, 13])
def test_month_name_refuses_another_number(month: int) -> None:
    with pytest.raises(ValueError, match="month must be 1 to 12"):
        month_name(month)


def test_dates() -> None:
    day = date(2023, 5, 5)

    assert date_long(day) == "5\u00a0мая\u00a02023\u00a0г."
    assert date_short(day) == "05.05.2023"


@pytest.mark.parametrize(
    ("start", "end", "long", "short"),
    [
        (
            date(2022, 8, 1),
            date(2022, 11, 14),
            "с 1 августа по 14 ноября 2022 года",
            "01.08–14.11.2022",
        ),
        (
            date(2022, 9, 1),
            date(2023, 5, 31),
            "с 1 сентября 2022 года по 31 мая 2023 года",
            "01.09.2022–31.05.2023",
        ),
        (date(2023, 5, 15), date(2023, 5, 15), "15 мая 2023 г.", "15.05.2023"),
    ],
)
def test_date_ranges(start: date, end: date, long: str, short: str) -> None:
    assert date_range_long(start, end).replace("\u00a0", " ") == long
    assert date_range_short(start, end) == short


@pytest.mark.parametrize(
    ("items", "expected"),
    [([], ""), (["а"], "а"), (["а", "б"], "а и б"), (["а", "б", "в"], "а, б и в")],
)
def test_join_list(items: list[str], expected: str) -> None:
    assert join_list(items) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Лесная О.П.", "О.П.\u00a0Лесная"),
        ("Лесная О. П.", "О.П.\u00a0Лесная"),
        ("Лесная О.", "О.\u00a0Лесная"),
        ("Лесная-Полевая О.П.", "О.П.\u00a0Лесная-Полевая"),
        ("Лесная Ольга Петровна", "О.П.\u00a0Лесная"),
        ("Лесная Ольга", "Лесная Ольга"),
        ("отдел кадров школы", "отдел кадров школы"),
        ("", ""),
    ],
)
def test_initials_first(name: str, expected: str) -> None:
    assert initials_first(name) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Заря"', "«Заря»"),
        ('школа "Заря" и ("Луч")', "школа «Заря» и («Луч»)"),
        ("«Заря»", "«Заря»"),
        ("без кавычек", "без кавычек"),
    ],
)
def test_typographic_quotes(text: str, expected: str) -> None:
    assert typographic_quotes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("школа №5 и № 6", "школа №~5 и №~6"),
        ("до 15 мая 2023 г. включительно", "до 15~мая~2023~г. включительно"),
        ("О. П. Лесная", "О.~П.~Лесная"),
        ("Лесная О. П. и Лесная О.П.", "Лесная~О.~П. и Лесная~О.П."),
        ("с 2022 года", "с 2022~года"),
        ("просто слова", "просто слова"),
    ],
)
def test_bind_words(text: str, expected: str) -> None:
    assert bind_words(text) == expected.replace("~", "\u00a0")
