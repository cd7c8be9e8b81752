"""Rows with several deadlines: split only where every line has its sub-item."""

from __future__ import annotations

from datetime import date

import pytest

from plans.importing.compound import Compound, Pair, compound_of, compound_reading
from plans.text.deadlines import DeadlineKind
from plans.text.period import PlanPeriod

YEAR = PlanPeriod.school(2022)
TITLE = "Цикл занятий:\n1) вводное занятие;\n2) практикум;\n3) зачёт."
DATES = "Октябрь 2022\nдо 15 декабря 2022\nмай 2023"


def test_lines_of_dates_go_to_the_numbered_lines() -> None:
    assert compound_of(TITLE, DATES, YEAR) == Compound(
        (
            Pair("1) вводное занятие;", "Октябрь 2022"),
            Pair("2) практикум;", "до 15 декабря 2022"),
            Pair("3) зачёт.", "май 2023"),
        )
    )


@pytest.mark.parametrize(
    "title",
    [
        "Вводное занятие\nПрактикум\nЗачёт",
        "- вводное занятие\n- практикум\n- зачёт",
        "Цикл:\n• вводное;\n• практикум;\n• зачёт",
        "а) вводное;\nб) практикум;\nв) зачёт",
        "Занятия\n1.1. Вводное\n1.2. Практикум\n1.3. Зачёт",
    ],
)
def test_sub_items_are_marked_lines_or_whole_lines(title: str) -> None:
    found = compound_of(title, DATES, YEAR)
    assert found is not None
    assert [pair.deadline for pair in found.pairs] == DATES.split("\n")


def test_numbers_before_dates_are_left_out_of_the_reading_only() -> None:
    found = compound_of(TITLE, "1) Октябрь 2022\n2) ноябрь 2022\n3) май 2023", YEAR)
    assert found is not None
    assert found.pairs[1] == Pair("2) практикум;", "2) ноябрь 2022")
    assert compound_reading("", found.pairs, YEAR).windows[1].start == date(2022, 11, 1)


def test_days_are_no_numbers_of_a_list() -> None:
    found = compound_of(TITLE, "10.10.2022\n12.11.2022\n15.05.2023", YEAR)
    assert found is not None
    assert [window.start for window in compound_reading("", found.pairs, YEAR).windows] == [
        date(2022, 10, 10),
        date(2022, 11, 12),
        date(2023, 5, 15),
    ]


def test_numbers_that_differ_are_told_and_nothing_is_paired() -> None:
    found = compound_of(TITLE, "Октябрь 2022\nноябрь 2022\nдекабрь 2022\nмай 2023", YEAR)
    assert found is not None
    assert found.pairs == ()
    assert found.refusal.startswith("В ячейке «Сроки» 4 строки, а подпунктов 3: портал не знает, какой срок к чему")


@pytest.mark.parametrize(
    ("title", "deadline"),
    [
        (TITLE, "Октябрь 2022"),
        (TITLE, ""),
        ("Семинар для наставников", DATES),
        ("Семинар для\nнаставников школы\nи педагогов", DATES),
        (TITLE, "в течение\nвсего\nучебного года"),
        (TITLE, "октябрь-\nдекабрь 2022\nмай 2023"),
        (TITLE, "когда-нибудь\nпотом\nкак получится"),
    ],
)
def test_other_rows_are_left_alone(title: str, deadline: str) -> None:
    assert compound_of(title, deadline, YEAR) is None


def test_the_reading_bears_the_words_of_the_sub_items_and_keeps_the_text() -> None:
    found = compound_of(TITLE, DATES, YEAR)
    assert found is not None
    reading = compound_reading(DATES, found.pairs, YEAR)
    assert (reading.text, reading.kind, reading.occurrences) == (DATES, DeadlineKind.COMPOUND, 3)
    assert (reading.start, reading.end) == (None, date(2023, 5, 31))
    assert [(window.title, window.start, window.end) for window in reading.windows] == [
        ("1) вводное занятие;", date(2022, 10, 1), date(2022, 10, 31)),
        ("2) практикум;", None, date(2022, 12, 15)),
        ("3) зачёт.", date(2023, 5, 1), date(2023, 5, 31)),
    ]


def test_an_open_line_leaves_the_whole_open() -> None:
    pairs = (Pair("а", "май 2023"), Pair("б", "по мере необходимости"))
    reading = compound_reading("", pairs, YEAR)
    assert (reading.start, reading.end, reading.occurrences) == (None, None, 2)
