"""Approval blocks in the shapes that plans have."""

from __future__ import annotations

import pytest

from plans.importing.approval import read_approvals
from plans.importing.draft import DraftApproval, DraftPlan
from plans.importing.readers.docx import read_docx
from plans.importing.recognise import recognise
from tests.plans.importing.word_files import HEAD, p, plan_row, run, tbl, tc, tr, word

Parts = tuple[str, str | None, str | None, str | None, str | None]


def parts(block: DraftApproval) -> Parts:
    return (block.label, block.position, block.signature, block.name, block.date)


def draft(*blocks: str) -> DraftPlan:
    return recognise(read_docx(word(*blocks, p("План работы"), tbl(list(HEAD), plan_row(1)))))[0]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["УТВЕРЖДАЮ", "Директор гимназии", "города Луговска", "_____ А.Б.Соколова", "«__» _____ 2022г."],
            ("УТВЕРЖДАЮ", "Директор гимназии города Луговска", "_____", "А.Б.Соколова", "«__» _____ 2022г."),
        ),
        (
            ["«Утверждаю»:", "Заведующий детским садом № 5", "Соколова А. Б.", "1 сентября 2023 года"],
            ("Утверждаю", "Заведующий детским садом № 5", None, "Соколова А. Б.", "1 сентября 2023 года"),
        ),
        (
            ["УТВЕРЖДАЮ", "Директор ____________ Соколова Анна Борисовна", "«01» сентября 2023 г."],
            ("УТВЕРЖДАЮ", "Директор", "____________", "Соколова Анна Борисовна", "«01» сентября 2023 г."),
        ),
        (
            ["УТВЕРЖДАЮ", "Директор школы", "А.Б.Соколова", "03.01.2024"],
            ("УТВЕРЖДАЮ", "Директор школы", None, "А.Б.Соколова", "03.01.2024"),
        ),
        (
            ["ЗАЦВЯРДЖАЮ", "Дырэктар школы", "______ А.Б.Сокалава", "«__» верасня 2023 г."],
            ("ЗАЦВЯРДЖАЮ", "Дырэктар школы", "______", "А.Б.Сокалава", "«__» верасня 2023 г."),
        ),
        (["СОГЛАСОВАНО", "Председатель совета"], ("СОГЛАСОВАНО", "Председатель совета", None, None, None)),
    ],
)
def test_parts_of_a_block(lines: list[str], expected: Parts) -> None:
    assert [parts(block) for block in read_approvals(lines)] == [expected]


@pytest.mark.parametrize(
    ("lines", "basis", "date"),
    [
        (
            ["УТВЕРЖДЕНО", "приказом директора", "от 15.04.2015 № 1"],
            "приказом директора от 15.04.2015 № 1",
            "15.04.2015",
        ),
        (["Утверждён приказом школы от 1 мая 2023 г. № 4"], "приказом школы от 1 мая 2023 г. № 4", "1 мая 2023 г."),
        (
            ["УТВЕРЖДЕНО", "общим собранием совета", "Протокол от 27.09.2022 №1"],
            "общим собранием совета Протокол от 27.09.2022 №1",
            "27.09.2022",
        ),
    ],
)
def test_approved_by_an_act(lines: list[str], basis: str, date: str) -> None:
    blocks = read_approvals(lines)

    assert [(block.basis, block.date, block.position, block.name) for block in blocks] == [(basis, date, None, None)]


def test_lines_are_kept_as_printed() -> None:
    lines = ["УТВЕРЖДАЮ", "Директор школы", "_____ А.Б.Соколова", "«__» _____ 2022г."]

    assert read_approvals([*lines, "", "Текст после"])[0].lines == tuple(lines)


def test_two_blocks_one_after_another() -> None:
    blocks = read_approvals(
        ["СОГЛАСОВАНО", "Методист", "В.Г. Петренко", "УТВЕРЖДАЮ", "Директор", "А.Б. Соколова", "01.09.2023", "План"]
    )

    assert [(block.label, block.name) for block in blocks] == [
        ("СОГЛАСОВАНО", "В.Г. Петренко"),
        ("УТВЕРЖДАЮ", "А.Б. Соколова"),
    ]


def test_two_blocks_side_by_side_in_a_table_without_lines() -> None:
    plan = draft(
        tbl(
            tr(
                tc("СОГЛАСОВАНО\nНачальник отдела\n____ В.Г. Петренко"),
                tc("УТВЕРЖДАЮ\nДиректор\n____ А.Б. Соколова\n01.09.2023"),
            ),
            borders=False,
        )
    )

    assert [parts(block) for block in plan.approvals] == [
        ("СОГЛАСОВАНО", "Начальник отдела", "____", "В.Г. Петренко", None),
        ("УТВЕРЖДАЮ", "Директор", "____", "А.Б. Соколова", "01.09.2023"),
    ]
    assert plan.approval == plan.approvals[1]
    assert (plan.title, plan.table, len(plan.rows)) == ("План работы", 2, 1)


def test_two_blocks_side_by_side_in_rows_of_a_table() -> None:
    plan = draft(
        tbl(
            ["СОГЛАСОВАНО", "УТВЕРЖДАЮ"],
            ["Начальник отдела", "Директор"],
            ["В.Г. Петренко", "А.Б. Соколова"],
            borders=False,
        )
    )

    assert [(block.label, block.position, block.name) for block in plan.approvals] == [
        ("СОГЛАСОВАНО", "Начальник отдела", "В.Г. Петренко"),
        ("УТВЕРЖДАЮ", "Директор", "А.Б. Соколова"),
    ]


def test_two_blocks_side_by_side_by_tabs() -> None:
    plan = draft(
        p(inner=run("СОГЛАСОВАНО\t\tУТВЕРЖДАЮ")),
        p(inner=run("Начальник отдела\t\tДиректор")),
        p(inner=run("В.Г. Петренко\tА.Б. Соколова")),
    )

    assert [(block.label, block.position, block.name) for block in plan.approvals] == [
        ("СОГЛАСОВАНО", "Начальник отдела", "В.Г. Петренко"),
        ("УТВЕРЖДАЮ", "Директор", "А.Б. Соколова"),
    ]


def test_block_in_one_paragraph_with_line_breaks() -> None:
    plan = draft(p(inner=run("УТВЕРЖДАЮ\nДиректор школы\nА.Б. Соколова\n01.09.2023")))

    assert [parts(block) for block in plan.approvals] == [
        ("УТВЕРЖДАЮ", "Директор школы", None, "А.Б. Соколова", "01.09.2023")
    ]


def test_plain_text_that_speaks_of_approval_is_no_block() -> None:
    assert read_approvals(["Утверждают план на совете.", "Согласованный список"]) == ()


def test_plan_without_a_block() -> None:
    assert draft().approval is None


def test_block_moved_to_the_right_by_tabs() -> None:
    lines = [f"\t\t\t{text}" for text in ("УТВЕРЖДАЮ", "Директор школы", "____ П.Р. Рощин", "«__» ____ 2023 г.")]

    (block,) = read_approvals(lines)

    assert (block.position, block.signature, block.name, block.date) == (
        "Директор школы",
        "____",
        "П.Р. Рощин",
        "«__» ____ 2023 г.",
    )


def test_number_of_an_institution_before_a_blank_is_no_date() -> None:
    (block,) = read_approvals(["Утверждаю: Зав. садом № 12 ____ Рощина Р.А."])

    assert (block.position, block.signature, block.date) == ("Зав. садом № 12", "____", None)
