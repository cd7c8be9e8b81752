"""Columns whose texts are unlike their heading are doubted, others are not."""

from __future__ import annotations

import pytest

from plans.importing.draft import DraftPlan
from plans.importing.readers.csv import read_separated
from plans.importing.recognise import recognise

TITLES = ("Семинар", "Совет", "Отчёт", "Выставка")
WHEN = ("октябрь", "до 15.11.2023", "в течение года", "2 неделя марта")
WHO = ("Соколова А.Б.", "Методисты", "Администрация", "Лугов Е.Ж., педагоги")


def plan(head: str, *columns: tuple[str, ...]) -> DraftPlan:
    rows = "\n".join("\t".join(texts) for texts in zip(*columns, strict=True))
    (draft,) = recognise(read_separated(f"{head}\n{rows}\n"))
    return draft


def doubts(draft: DraftPlan) -> list[str]:
    return [column.doubt for column in draft.columns if column.doubt]


def test_columns_that_keep_their_promise() -> None:
    assert doubts(plan("Мероприятия\tСроки\tОтветственный", TITLES, WHEN, WHO)) == []


@pytest.mark.parametrize(
    ("columns", "doubt"),
    [
        (
            (TITLES, WHO, WHEN),
            [
                "Проверьте графу «Сроки»: то, что в ней написано, не похоже на сроки.",
                "Проверьте графу «Ответственный»: в ней, похоже, сроки.",
            ],
        ),
        ((WHEN, WHEN, WHO), ["Проверьте графу «Мероприятия»: в ней, похоже, сроки."]),
        ((("1", "2", "3", "4"), WHEN, WHO), ["Проверьте графу «Мероприятия»: в ней, похоже, только числа."]),
    ],
)
def test_columns_under_the_heading_of_another(columns: tuple[tuple[str, ...], ...], doubt: list[str]) -> None:
    draft = plan("Мероприятия\tСроки\tОтветственный", *columns)

    assert doubts(draft) == doubt
    assert [problem.text for problem in draft.problems if problem.code == "column"] == doubt
    assert [column.field for column in draft.columns] == ["title", "deadline", "responsible"]


@pytest.mark.parametrize(
    "when", [("5", "12", "19", "26"), ("10.00", "12.30", "14:00", "9.00"), ("5-7", "12", "19", "")]
)
def test_days_and_hours_alone_may_be_deadlines(when: tuple[str, ...]) -> None:
    assert doubts(plan("Мероприятия\tДата\tОтветственный", TITLES, when, WHO)) == []


def test_two_rows_are_too_few_to_judge_by() -> None:
    assert doubts(plan("Мероприятия\tСроки\tОтветственный", TITLES[:2], WHO[:2], WHEN[:2])) == []


def test_filled_column_without_a_heading() -> None:
    draft = plan("Мероприятия\t\tСроки", TITLES, ("а", "", "б", ""), WHEN)

    assert doubts(draft) == ["Проверьте графу 2: она без заголовка, её слова останутся как есть."]


def test_number_that_looks_like_a_date() -> None:
    draft = plan("№\tМероприятия\tСроки", ("1.1", "1 октября", "01.11.2023", "2"), TITLES, WHEN)

    assert [problem.text for problem in draft.problems if problem.code == "number"] == [
        "Номер «1 октября» похож на дату: Excel мог сделать её из номера с точкой.",
        "Номер «01.11.2023» похож на дату: Excel мог сделать её из номера с точкой.",
    ]
