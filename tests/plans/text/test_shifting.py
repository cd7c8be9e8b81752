"""Years in the words of a plan, moved with it to another school year; what is no year of the plan stays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.text.period import PlanPeriod
from plans.text.shifting import DoubtKind, shift_date, shift_years

PERIOD = PlanPeriod.school(2022)


@pytest.mark.parametrize(
    ("text", "shifted"),
    [
        ("Октябрь 2022", "Октябрь 2023"),
        ("октябрь 2022 г.", "октябрь 2023 г."),
        ("Октябрь2022", "Октябрь2023"),
        ("Октябрь\u00a02022\u00a0г.", "Октябрь\u00a02023\u00a0г."),
        ("Кастрычнік 2022", "Кастрычнік 2023"),
        ("Сентябрь, декабрь 2022, май 2023", "Сентябрь, декабрь 2023, май 2024"),
        ("сентябрь 2022 – май 2023", "сентябрь 2023 – май 2024"),
        ("2022/2023", "2023/2024"),
        ("2022/2023 учебный год", "2023/2024 учебный год"),
        ("2022-2023 уч. г.", "2023-2024 уч. г."),
        ("2022–2023 учебный год", "2023–2024 учебный год"),
        ("2022/23 учебный год", "2023/24 учебный год"),
        ("22/23 уч. год", "23/24 уч. год"),
        ("до 25.12.2022", "до 25.12.2023"),
        ("до25.12.2022г.", "до25.12.2023г."),
        ("до 25.12.22", "до 25.12.23"),
        ("с 01.09.2022 по 31.05.2023", "с 01.09.2023 по 31.05.2024"),
        ("23.01-23.02.2023", "23.01-23.02.2024"),
        ("2022-12-25", "2023-12-25"),
        ("25 декабря 2022 года", "25 декабря 2023 года"),
        ("12.2022", "12.2023"),
        ("09.2022-05.2023", "09.2023-05.2024"),
        ("09-10.2022", "09-10.2023"),
        ("05-10-2022", "05-10-2023"),
        ("в течение 2022 года", "в течение 2023 года"),
        ("2022, 2023 гг.", "2023, 2024 гг."),
        ("2022 и 2023 годы", "2023 и 2024 годы"),
        ("IV квартал 2022", "IV квартал 2023"),
        ("I полугодие 2022/2023", "I полугодие 2023/2024"),
        ("лето 2023", "лето 2024"),
        ("Август 31.08.2023", "Август 31.08.2024"),
        ("24.01.2023 20.00 27.01.2023 17.00", "24.01.2024 20.00 27.01.2024 17.00"),
    ],
)
@pytest.mark.parametrize("is_deadline", [True, False])
def test_years_move(text: str, shifted: str, is_deadline: bool) -> None:
    found = shift_years(text, 1, PERIOD, is_deadline=is_deadline)
    assert (found.text, found.doubts) == (shifted, ())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Октябрь",
        "до 01.09",
        "29.02",
        "IV четверть",
        "осенние каникулы",
        "ежемесячно",
        "в течение учебного года",
        "приказ № 2022",
        "протокол 2022-5",
        "протокол № 2022-5",
        "письмо № 15/2022",
        "письмо № 01-15/2022-2",
        "не менее 2022 человек",
        "СТБ 6.38-2022",
        "14.00-14.20",
        "10.00 103 кабинет",
        "кабинет 2022а",
        "телефон 20-22-23",
        "1.1.1 Консультации",
    ],
)
def test_what_is_no_year_stays_without_a_word(text: str) -> None:
    found = shift_years(text, 1, PERIOD)
    assert (found.text, found.moves, found.doubts) == (text, (), ())


def test_deadline_may_be_a_bare_year() -> None:
    assert shift_years("2022", 1, PERIOD, is_deadline=True).text == "2023"
    assert shift_years("2022", 1, PERIOD).text == "2022"


@pytest.mark.parametrize("text", ["09/2022", "приказ № 5/2022"])
def test_month_after_a_slash_is_one_in_a_deadline_alone(text: str) -> None:
    assert shift_years(text, 1, PERIOD).text == text
    moved = {"09/2022": "09/2023"}
    assert shift_years(text, 1, PERIOD, is_deadline=True).text == moved.get(text, text)


@pytest.mark.parametrize("text", ["31.04.2023", "13.2022", "2022/10", "2024-2022 гг."])
def test_year_of_a_deadline_that_is_not_understood_stays_and_is_told(text: str) -> None:
    found = shift_years(text, 1, PERIOD, is_deadline=True)
    assert found.text == text
    assert [doubt.kind for doubt in found.doubts] == [DoubtKind.UNREAD]


@pytest.mark.parametrize(
    ("text", "shifted"),
    [
        ("Конкурс «Лучший наставник – 2022»", "Конкурс «Лучший наставник – 2023»"),
        ("Форум «Наставник-2023»", "Форум «Наставник-2024»"),
        ("Слёт «Родник 2023»", "Слёт «Родник 2024»"),
    ],
)
def test_year_in_the_name_of_an_event_moves(text: str, shifted: str) -> None:
    assert shift_years(text, 1, PERIOD).text == shifted


@pytest.mark.parametrize(
    ("text", "old"),
    [
        ("29.02.2024", "29.02.2024"),
        ("до 29.02.24", "29.02.24"),
        ("29 февраля 2024 г.", "29 февраля 2024"),
        ("2024-02-29", "2024-02-29"),
    ],
)
def test_date_that_becomes_impossible_stays_and_is_told(text: str, old: str) -> None:
    found = shift_years(text, 1, PlanPeriod.school(2023), is_deadline=True)
    assert found.text == text
    assert [(doubt.kind, doubt.old) for doubt in found.doubts] == [(DoubtKind.IMPOSSIBLE, old)]


def test_leap_day_moves_by_four_years() -> None:
    assert shift_years("29.02.2024", 4, PlanPeriod.school(2023)).text == "29.02.2028"


@pytest.mark.parametrize(
    "text",
    [
        "Во исполнение приказа от 01.09.2022 № 5",
        "по приказу № 5 от 01.09.2022",
        "письмо министерства от 1 сентября 2022 г. № 5-а",
        "постановление 01.09.2022 № 5",
        "Положение, утверждённое приказом управления образования от 01.09.2022",
    ],
)
def test_date_of_a_document_stays_and_is_told(text: str) -> None:
    found = shift_years(text, 1, PERIOD)
    assert found.text == text
    assert [doubt.kind for doubt in found.doubts] == [DoubtKind.DOCUMENT]


@pytest.mark.parametrize(("text", "old"), [("до 01.09.19 г.", "01.09.19"), ("Май 2019", "Май 2019")])
def test_year_far_from_the_plan_stays_and_is_told(text: str, old: str) -> None:
    found = shift_years(text, 1, PERIOD, is_deadline=True)
    assert found.text == text
    assert [(doubt.kind, doubt.old) for doubt in found.doubts] == [(DoubtKind.FAR, old)]


def test_years_of_a_longer_programme_stay_and_are_told() -> None:
    found = shift_years("Программа развития на 2021–2025 годы", 1, PERIOD)
    assert found.text == "Программа развития на 2021–2025 годы"
    assert [(doubt.kind, doubt.old) for doubt in found.doubts] == [(DoubtKind.LONGER, "2021–2025")]


def test_years_of_a_plan_of_several_years_move_together() -> None:
    period = PlanPeriod.calendar(2022, 2024)
    assert shift_years("Дорожная карта на 2022-2024 годы", 3, period).text == "Дорожная карта на 2025-2027 годы"


def test_moves_say_what_became_what() -> None:
    found = shift_years("Сентябрь, декабрь 2022, 15.05.2023", 1, PERIOD)
    assert [(move.old, move.new) for move in found.moves] == [
        ("декабрь 2022", "декабрь 2023"),
        ("15.05.2023", "15.05.2024"),
    ]


def test_day_of_a_date_and_end_of_a_month() -> None:
    assert shift_date(date(2022, 10, 5), 1) == date(2023, 10, 5)
    assert shift_date(date(2024, 2, 29), 1) is None
    assert shift_date(date(2024, 2, 29), 4) == date(2028, 2, 29)


@given(st.text())
def test_nothing_but_digits_ever_changes(text: str) -> None:
    found = shift_years(text, 1, PERIOD, is_deadline=True)
    assert len(found.text) == len(text)
    changed = [(old, new) for old, new in zip(text, found.text, strict=True) if old != new]
    assert all(old.isdecimal() and new.isdecimal() for old, new in changed)


DAYS = st.integers(0, 365).map(lambda number: date(2022, 9, 1) + timedelta(number))
FORMS = st.sampled_from(["до {0:%d.%m.%Y}", "{0:%d.%m.%y} г.", "{0:%Y-%m-%d}", "не позднее {0:%d.%m.%Y} года"])


@given(DAYS, FORMS, st.integers(1, 5))
def test_there_and_back_gives_the_same_words(day: date, form: str, by: int) -> None:
    text = form.format(day)
    there = shift_years(text, by, PERIOD, is_deadline=True)
    back = shift_years(there.text, -by, PlanPeriod.school(2022 + by), is_deadline=True)
    assert (back.text, there.doubts, back.doubts) == (text, (), ())
