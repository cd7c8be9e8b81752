"""Whole files: what comes of them, and what is said of those that hold no plan."""

from __future__ import annotations

import io

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.importing import ImportRefused, read_plan
from plans.importing.child import answer
from plans.importing.readers.docx import read_docx
from plans.importing.recognise import recognise
from tests.plans.importing.word_files import HEAD, p, plan_row, run, tbl, tc, tr, word

SEED = word(
    p("УТВЕРЖДАЮ"),
    p("____ А.Б. Соколова"),
    p("План на 2023/2024 учебный год"),
    tbl(list(HEAD), tr(tc("1 этап", span=4)), plan_row(1), tr("2", tc("Итог", merge="restart"), "май", "Совет")),
)


def refusal(data: bytes) -> tuple[str, str]:
    with pytest.raises(ImportRefused) as refused:
        read_plan(data, "план.docx")
    return refused.value.code, refused.value.message


def test_document_without_a_table() -> None:
    assert refusal(word(p("План работы"))) == (
        "no_table",
        (
            "В документе нет ни одной таблицы, а план читается из таблицы. "
            "Оформите план таблицей с заголовками граф и загрузите ещё раз."
        ),
    )


def test_table_without_a_known_head() -> None:
    assert refusal(word(tbl(["Город", "Население"], ["Луговск", "100"]))) == (
        "no_header",
        (
            "В таблице не узнаны заголовки граф. Проверьте, что в первой строке таблицы написано, что стоит в каждой "
            "графе, например «Мероприятия», «Сроки», «Ответственный», и загрузите файл ещё раз."
        ),
    )


def test_hundred_megabytes_are_refused_before_anything_is_started() -> None:
    assert refusal(bytes(100 * 1024 * 1024))[0] == "too_large"


def test_known_table_beside_an_unknown_one() -> None:
    data = word(tbl(["Город", "Население"], ["Луговск", "100"]), p("План"), tbl(list(HEAD), plan_row(1)))

    plans = read_plan(data, "план.docx")

    assert [(plan.table, plan.is_plan, len(plan.rows)) for plan in plans] == [(1, False, 0), (2, True, 1)]


def test_document_written_by_a_word_processor() -> None:
    document = docx.Document()
    document.add_paragraph("План работы лаборатории на 2023/2024 учебный год")
    table = document.add_table(rows=3, cols=3)
    for row, texts in enumerate([("№", "Мероприятие", "Дата"), ("1 этап", "", ""), ("1", "Семинар", "5 мая 2024 г.")]):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(1, 2))
    stream = io.BytesIO()
    document.save(stream)

    (plan,) = read_plan(stream.getvalue(), "план.docx")

    assert [(row.number, row.stage, row.title, row.deadline) for row in plan.rows] == [
        ("1", "1 этап", "Семинар", "5 мая 2024 г.")
    ]


def test_five_thousand_rows() -> None:
    data = word(tbl(list(HEAD), *(plan_row(number) for number in range(1, 5001))))

    (plan,) = read_plan(data, "план.docx")

    assert (len(plan.rows), plan.rows[-1].title) == (5000, "Семинар для педагогов 5000")


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_as_text_or_refused_in_words(data: bytes) -> None:
    assert list(answer(data)) in (["tables"], ["refused"])


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(SEED) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_damaged_file_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    data = bytearray(SEED)
    for place, value in changes:
        data[place] = value

    assert list(answer(bytes(data))) in (["tables"], ["refused"])


CELL_TEXTS = st.one_of(
    st.sampled_from(
        [
            *HEAD,
            "",
            "1",
            "I.",
            "1 этап",
            "Итого",
            "СЕНТЯБРЬ",
            "+",
            "УТВЕРЖДАЮ",
            "____",
            "План работы",
            "Направления",
            "Этап",
        ]
    ),
    st.text(max_size=20).map(lambda text: "".join(sign for sign in text if sign.isprintable())),
)
CELLS = st.builds(
    lambda text, span, merge, is_bold: tc(text if text[:3] != "<w:" else "", span=span, merge=merge, bold=is_bold),
    CELL_TEXTS,
    st.integers(1, 5),
    st.sampled_from(["", "", "", "restart", "continue"]),
    st.booleans(),
)
TABLES = st.lists(st.lists(CELLS, min_size=0, max_size=6).map(lambda cells: tr(*cells)), max_size=8).map(
    lambda rows: tbl(*rows)
)
BLOCKS = st.one_of(TABLES, TABLES, CELL_TEXTS.map(lambda text: p(inner=run(text))))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(BLOCKS, max_size=6))
def test_any_tables_become_drafts_that_keep_every_row_in_its_place(blocks: list[str]) -> None:
    tables = read_docx(word(*blocks))

    plans = recognise(tables)

    sizes = {table.index: table.rows for table in tables}
    for plan in plans:
        assert all(1 <= row.index <= sizes[row.table] for row in plan.rows)
        assert all(problem.text for problem in plan.problems)


@pytest.mark.parametrize("filler", [" ", "(", "_", "1", "а", "-", "\t", ". ", "№", "«", "УТВЕРЖДАЮ ", "План "])
def test_endless_cells_and_lines_are_read_at_once(filler: str) -> None:
    text = filler * (20_000 // len(filler))
    data = word(p(inner=run(text)), p(f"План {text}"), tbl(list(HEAD), plan_row(1, text, text, text), [text] * 4))

    (plan,) = read_plan(data, "план.docx")

    assert plan.rows[0].title == text.rstrip("\n")
