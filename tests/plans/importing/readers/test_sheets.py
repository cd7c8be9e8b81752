"""Which rows of a sheet are tables, and which are lines around them."""

from __future__ import annotations

import pytest

from plans.importing.errors import ImportRefused
from plans.importing.readers.csv import read_separated
from plans.importing.readers.xlsx import read_xlsx
from plans.importing.recognise import recognise
from plans.importing.source import SourceTable
from tests.plans.importing import office_files as office


def tables(text: str) -> tuple[SourceTable, ...]:
    return read_separated("sep=;\n" + text)


def around(table: SourceTable) -> tuple[list[str], list[str]]:
    return [line.text for line in table.before], [line.text for line in table.after]


def first_cells(table: SourceTable) -> list[str]:
    return [table.row_cells(row)[0].text for row in range(table.rows)]


HEAD = "№;Мероприятия;Сроки\n"


def test_lines_above_and_below_the_table() -> None:
    (table,) = tables(f"План работы\n\n{HEAD}1;Семинар;май\n\nДиректор ____\n")

    assert (table.first_row, table.rows, around(table)) == (2, 2, (["План работы"], ["Директор ____"]))


def test_lines_that_stand_right_above_the_head() -> None:
    (table,) = tables(f"План работы\nна 2023/2024 учебный год\n{HEAD}1;Семинар;май\n")

    assert (table.first_row, around(table)[0]) == (2, ["План работы", "на 2023/2024 учебный год"])


def test_parts_divided_by_empty_rows_are_one_table() -> None:
    (table,) = tables(f"{HEAD}1;Семинар;май\n\n;Раздел;\n\n2;Совет;июнь\n3;Отчёт;июль\n")

    assert (table.rows, first_cells(table)) == (7, ["№", "1", "", "", "", "2", "3"])


def test_head_apart_from_its_rows() -> None:
    (table,) = tables(f"{HEAD}\n1;Семинар;май\n")

    assert first_cells(table) == ["№", "", "1"]


def test_another_head_begins_another_table() -> None:
    first, second = tables(f"{HEAD}1;Семинар;май\n\nПлан поддержки\n{HEAD}1;Совет;июнь\n")

    assert (first.rows, second.rows, around(second)[0]) == (2, 2, ["План поддержки"])


def test_unlike_rows_below_are_a_table_of_their_own() -> None:
    first, second = tables(
        "№;Мероприятия;Сроки;Ответственный;Отметка\n1;Семинар;май;Совет;\n\n;;;Луговск;100\n;;;Озёрск;200\n"
    )

    assert (first.rows, second.rows, second.columns) == (2, 2, 2)


def test_approval_and_agreement_side_by_side() -> None:
    (table,) = tables(
        "СОГЛАСОВАНО;;УТВЕРЖДАЮ\nНачальник отдела;;Директор\n____ Л.М. Озеров;;____ Е.Ж. Лугов\n"
        f"План\n{HEAD}1;Семинар;май\n"
    )

    assert around(table)[0] == [
        "СОГЛАСОВАНО", "Начальник отдела", "____ Л.М. Озеров", "УТВЕРЖДАЮ", "Директор", "____ Е.Ж. Лугов", "План",
    ]  # fmt: skip


def test_other_rows_of_several_cells_above_the_head_are_lines() -> None:
    (table,) = tables(f"Период:;2023/2024\n\n{HEAD}1;Семинар;май\n")

    assert around(table)[0] == ["Период:\t2023/2024"]


def test_columns_that_are_empty_in_the_table_are_dropped() -> None:
    (table,) = tables(";;;;;УТВЕРЖДАЮ\n\n;№;;Мероприятия;Сроки;\n;1;;Семинар;май;\n")

    assert [cell.text for cell in table.row_cells(1)] == ["1", "Семинар", "май"]


def test_only_lines_are_no_table() -> None:
    assert tables("План работы\nпришлём позже\n") == ()


def test_sheets_named_after_months_are_parts_of_one_plan() -> None:
    head = ["№", "Мероприятия", "Сроки"]
    data = office.xlsx(
        [["План работы на 2023/2024 учебный год"], [], head, ["1", "Семинар", "5"]],
        [head, ["2", "Совет", "12"]],
        [head, ["1", "Отчёт", "май"]],
        names=["Сентябрь", "Октябрь", "Архив"],
    )

    plan, other = recognise(read_xlsx(data))

    assert (plan.title, plan.tables) == ("План работы на 2023/2024 учебный год", (1, 2))
    assert [(row.section, row.title) for row in plan.rows] == [("Сентябрь", "Семинар"), ("Октябрь", "Совет")]
    assert ([row.title for row in other.rows], other.sheet) == (["Отчёт"], "Архив")


def test_head_of_two_rows_that_nobody_merged() -> None:
    (table,) = tables("№;Мероприятия;Кварталы;;;;Ответственный\n;;I;II;III;IV;\n1;Семинар;+;;+;;Совет\n")

    merged = [(cell.text, cell.rowspan, cell.colspan) for cell in table.row_cells(0)]
    assert merged == [("№", 2, 1), ("Мероприятия", 2, 1), ("Кварталы", 1, 4), ("Ответственный", 2, 1)]
    (plan,) = recognise((table,))
    assert [row.deadline for row in plan.rows] == ["I квартал, III квартал"]


@pytest.mark.parametrize(
    "text",
    [
        "№;Мероприятия;;Сроки\n1;Семинар;;май\n",
        "№;Мероприятия;;Сроки\n;Раздел;;\n1;Семинар;;май\n",
        "№;Мероприятия;Сроки;\n1;Семинар;май;\n",
        "№;Мероприятия;;Сроки\n;Семинар;очно;\n1;Совет;;май\n",
        "а;;б\n;в;\n№;Мероприятия;Сроки\n1;Семинар;май\n",
    ],
)
def test_rows_under_a_head_that_are_no_second_row_of_it(text: str) -> None:
    (table,) = tables(text)

    assert [cell for cell in table.cells if cell.colspan > 1 or cell.rowspan > 1] == []


def test_plans_one_right_below_the_other() -> None:
    first, second = tables(f"План поддержки\n{HEAD}1;Семинар;май\nПлан сопровождения\n{HEAD}1;Совет;июнь\n")

    assert (around(first)[0], around(second)[0]) == (["План поддержки"], ["План сопровождения"])
    assert (first.rows, second.rows, second.first_row) == (2, 2, 4)


def test_list_of_abbreviations_is_no_part_of_the_plan() -> None:
    found = tables(f"{HEAD}1;Семинар;май\n2;Совет;июнь\n\nУО;управление образования\nИМЦ;методический центр\n")

    assert [table.rows for table in found] == [3, 2]


def test_rows_below_criteria_go_on_with_them() -> None:
    (table,) = tables("Критерии;Показатели\nОхват;Число педагогов\n\nКачество;Отзывы\n")

    assert table.rows == 4


def test_rows_below_a_matrix_are_no_part_of_it() -> None:
    first, second = tables("Направления;1 этап;2 этап\nРабота;Семинар;Отчёт\n\nа;б;в\nг;д;е\n")

    assert (first.rows, second.rows) == (2, 2)


def test_too_many_tables() -> None:
    with pytest.raises(ImportRefused) as refusal:
        tables("\n".join(f"{HEAD}1;Семинар {number};май\n" for number in range(201)))

    assert refusal.value.code == "too_many_tables"
