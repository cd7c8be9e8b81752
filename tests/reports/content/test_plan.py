"""The paper twin keeps columns, order, headings and words."""

from __future__ import annotations

from reports.content import Cell, Column, Row, plan_content
from tests.reports.facts import COLUMNS, DONE, item, plan


def test_rows_stand_under_their_sections_in_the_order_of_the_document() -> None:
    told = plan(
        item("1", "Первое\nдело", headings=("I этап", "1. Работа с педагогами"), marks=(DONE,)),
        item("2", "Второе", headings=("II этап",)),
        tail=("III этап",),
    )
    content = plan_content(told)
    assert content.tables[0].rows == (
        Row(heading="I этап"),
        Row(heading="1. Работа с педагогами"),
        Row(
            (
                Cell(("1",)),
                Cell(("Первое", "дело")),
                Cell(("Сентябрь 2022",)),
                Cell(("Ковалёва А.П.",)),
                Cell(("Протокол № 3",), "Выполнено 20.09.2022"),
            )
        ),
        Row(heading="II этап"),
        Row(
            (
                Cell(("2",)),
                Cell(("Второе",)),
                Cell(("Сентябрь 2022",)),
                Cell(("Ковалёва А.П.",)),
                Cell(("нет отметки",)),
            )
        ),
        Row(heading="III этап"),
    )
    assert content.tables[0].columns == COLUMNS


def test_plan_without_a_mark_column_gets_one_unless_told_not_to() -> None:
    told = plan(item(), columns=COLUMNS[:4])
    assert plan_content(told).tables[0].columns == (*COLUMNS[:4], Column("mark", "Отметка о выполнении"))
    assert plan_content(told, adds_marks=False).tables[0].columns == COLUMNS[:4]


def test_sheet_is_turned_for_more_than_four_columns() -> None:
    four = plan(item(), columns=(COLUMNS[0], COLUMNS[1], COLUMNS[2], COLUMNS[4]))
    assert [plan_content(told).sheet for told in (four, plan(item()))] == ["upright", "wide"]


def test_unknown_column_prints_empty_cells() -> None:
    told = plan(item(), columns=(Column("title", "Дело"), Column("extra:3", "Смета")))
    assert plan_content(told, adds_marks=False).tables[0].rows[0].cells[1] == Cell(("",))
