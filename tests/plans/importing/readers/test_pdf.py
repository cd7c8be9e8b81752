"""Whole PDF files: what is in their tables, and what is said of files that cannot be read."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from plans.importing.errors import ImportRefused
from plans.importing.readers.pdf import MAX_PAGES, read_pdf
from plans.importing.readers.pdf_lines import clean
from plans.importing.sandbox import read_file_safely
from plans.importing.source import SourceTable
from tests.plans.importing.pdf_files import (
    assemble,
    drawn_table,
    grid,
    printed,
    raw_pdf,
    rule,
    stream,
    table_html,
    text,
)

HEAD = ["№", "Мероприятия", "Сроки"]
SENTENCE = "подготовка и проведение семинара для педагогов школы по обмену опытом с родителями "
XS = [50, 90, 300, 420]
PLAN = [HEAD, ["1", "Семинар для педагогов", "Май"], ["2", "Выставка", "Июнь"]]
GOOD = raw_pdf(text("План работы", 200, 800) + drawn_table(PLAN, XS, 700))


def texts(table: SourceTable) -> list[list[str]]:
    return [[cell.text for cell in table.row_cells(row)] for row in range(table.rows)]


def code_of(data: bytes) -> str:
    with pytest.raises(ImportRefused) as refusal:
        read_pdf(data)
    return refusal.value.code


def long_plan(rows: int) -> list[list[str]]:
    """A plan whose texts differ in length, so that pages cut its rows in every way."""
    return [
        ["№", "Мероприятия", "Сроки", "Ответственные", "Отметка"],
        *(
            [
                f"{number}.",
                " ".join((SENTENCE * 4).split()[: 4 + number * 7 % 31]).capitalize() + ".",
                ("Май", "В течение всего учебного года", "Октябрь-декабрь")[number % 3],
                "Соколова А.Б., заместитель директора\nОрлова В.Г., методист" if number % 4 else "Педагоги-наставники",
                "",
            ]
            for number in range(1, rows + 1)
        ),
    ]


WIDTHS = (7, 38, 18, 25, 12)


@pytest.mark.parametrize("hyphens", ["manual", "auto"])
@pytest.mark.parametrize("size", ["A4", "A4 landscape", "180mm 100mm"])
def test_rows_cut_by_pages_are_joined_and_repeated_heads_dropped(size: str, hyphens: str) -> None:
    plan = long_plan(25)

    (table,) = read_pdf(printed(table_html(plan, widths=WIDTHS), size=size, hyphens=hyphens))

    assert texts(table) == plan
    assert table.header_rows == 1


def test_rows_are_joined_where_the_head_is_not_repeated() -> None:
    plan = long_plan(25)

    (table,) = read_pdf(printed(table_html(plan, widths=WIDTHS), style="thead{display:table-row-group}"))

    assert (texts(table), table.header_rows) == (plan, 0)


def test_sections_over_the_whole_width() -> None:
    plan = long_plan(12)
    sectioned = [*plan[:5], ["I. Организационная работа"], *plan[5:9], ["II. Методическая работа"], *plan[9:]]

    (table,) = read_pdf(printed(table_html(sectioned, widths=WIDTHS), size="A4", style="td{padding:9pt 5pt}"))

    assert texts(table) == sectioned
    assert [cell.colspan for cell in table.cells if "работа" in cell.text and cell.column == 0] == [5, 5]


@pytest.mark.parametrize(
    "style",
    [
        "table{border-style:hidden}",
        "table{border-collapse:separate;border-spacing:0}",
        "td,th{border:2.5pt solid #333}",
        "td{vertical-align:middle;text-align:center}",
        "th{background:#ddd}tr:nth-child(even) td{background:#eee}",
        "td,th{padding:9pt 12pt}",
        "td,th{padding:1px}",
        "td{text-align:justify}",
    ],
)
def test_looks_of_tables(style: str) -> None:
    plan = long_plan(14)

    (table,) = read_pdf(printed(table_html(plan, widths=WIDTHS), size="A4 landscape", style=style))

    assert [[" ".join(cell.split()) for cell in row] for row in texts(table)] == [
        [" ".join(cell.split()) for cell in row] for row in plan
    ]


def test_head_of_two_rows_with_spans() -> None:
    body = (
        "<table><thead><tr><th rowspan=2>Этап</th><th colspan=2>Направления</th></tr>"
        "<tr><th>Работа с кадрами</th><th>Диагностика</th></tr></thead>"
        "<tr><td>Первый</td><td>Курсы</td><td>Анкеты</td></tr></table>"
    )

    (table,) = read_pdf(printed(body))

    assert [(cell.row, cell.column, cell.rowspan, cell.colspan, cell.text) for cell in table.cells] == [
        (0, 0, 2, 1, "Этап"),
        (0, 1, 1, 2, "Направления"),
        (1, 1, 1, 1, "Работа с кадрами"),
        (1, 2, 1, 1, "Диагностика"),
        (2, 0, 1, 1, "Первый"),
        (2, 1, 1, 1, "Курсы"),
        (2, 2, 1, 1, "Анкеты"),
    ]


def test_text_around_tables_in_order_with_its_marks() -> None:
    body = (
        '<p style="text-align:center"><b>План работы школы</b></p><p>Цель: обмен опытом</p>'
        + table_html(PLAN)
        + "<p>Между таблицами</p>"
        + table_html(PLAN)
        + "<p>Директор школы</p>"
    )

    first, second = read_pdf(printed(body))

    assert [(line.text, line.is_bold, line.is_centered) for line in first.before] == [
        ("План работы школы", True, True),
        ("Цель: обмен опытом", False, False),
    ]
    assert ([line.text for line in second.before], [line.text for line in second.after]) == (
        ["Между таблицами"],
        ["Директор школы"],
    )
    assert (first.after, second.index, second.has_borders) == ((), 2, True)


def test_running_heads_and_page_numbers_are_dropped() -> None:
    style = '@page{@top-left{content:"План школы, лист " counter(page)}}'

    (table,) = read_pdf(
        printed("<p>Начало</p>" + table_html(long_plan(25), widths=WIDTHS) + "<p>Конец</p>", style=style)
    )

    assert ([line.text for line in table.before], [line.text for line in table.after]) == (["Начало"], ["Конец"])


def test_blocks_side_by_side_are_read_one_after_the_other() -> None:
    page = (
        text("СОГЛАСОВАНО", 50, 800) + text("УТВЕРЖДАЮ", 350, 800)
        + text("Председатель совета", 50, 785) + text("Директор школы", 350, 785)
        + text("А.Б. Соколова", 350, 770)
        + drawn_table(PLAN, [50, 90, 300, 545], 700)
    )  # fmt: skip

    (table,) = read_pdf(raw_pdf(page))

    assert [line.text for line in table.before] == [
        "СОГЛАСОВАНО", "Председатель совета", "УТВЕРЖДАЮ", "Директор школы", "А.Б. Соколова",
    ]  # fmt: skip


def test_drawn_file() -> None:
    (table,) = read_pdf(GOOD)

    assert (texts(table), [line.text for line in table.before]) == (PLAN, ["План работы"])


def test_two_tables_on_a_page_stay_two_and_so_do_other_columns_on_the_next() -> None:
    page = drawn_table(PLAN, XS, 700) + drawn_table(PLAN, XS, 500)
    next_page = drawn_table([["Этап", "Итог"], ["Первый", "Отчёт"]], [50, 200, 420], 800)

    assert [texts(table) for table in read_pdf(raw_pdf(page, next_page))] == [
        PLAN,
        PLAN,
        [["Этап", "Итог"], ["Первый", "Отчёт"]],
    ]


def test_table_with_a_bold_head_of_its_own_is_another_table() -> None:
    def bold_head(head: list[str], top: float) -> str:
        cells = "".join(text(cell, x + 4, top - 14, bold=True) for cell, x in zip(head, XS, strict=False))
        return drawn_table([["", "", ""], *PLAN[1:]], XS, top) + cells

    pages = bold_head(HEAD, 700), bold_head(["№", "Встречи", "Дни"], 800)

    assert [texts(table)[0] for table in read_pdf(raw_pdf(*pages))] == [HEAD, ["№", "Встречи", "Дни"]]


def test_row_of_column_numbers_repeated_on_the_next_page_is_dropped() -> None:
    first = drawn_table([HEAD, ["1", "2", "3"], ["1.", "Семинар", "Май"]], XS, 700)
    second = drawn_table([["1", "2", "3"], ["2.", "Выставка", "Июнь"]], XS, 800)

    (table,) = read_pdf(raw_pdf(first, second))

    assert texts(table) == [HEAD, ["1", "2", "3"], ["1.", "Семинар", "Май"], ["2.", "Выставка", "Июнь"]]


def test_caption_of_a_continued_table_is_dropped() -> None:
    first = drawn_table(PLAN, XS, 700)
    second = text("Продолжение таблицы 1", 50, 810) + drawn_table([HEAD, ["3", "Выпуск газеты", "Июль"]], XS, 800)

    (table,) = read_pdf(raw_pdf(first, second))

    assert texts(table) == [*PLAN, ["3", "Выпуск газеты", "Июль"]]


def test_cell_merged_over_rows_goes_on_on_the_next_page() -> None:
    first = (
        grid([50, 90, 300], [700, 680]) + text("Этап", 54, 686) + text("Мероприятия", 94, 686)
        + grid([50, 90, 300], [680, 640]) + rule(90, 660, 300, 660)
        + text("I", 54, 666) + text("Семинар", 94, 666) + text("Выставка", 94, 646)
    )  # fmt: skip
    second = (
        grid([50, 90, 300], [800, 760]) + rule(90, 780, 300, 780) + text("Встреча", 94, 786) + text("Беседа", 94, 766)
        + drawn_table([["II", "Отчёт"]], [50, 90, 300], 760)
    )  # fmt: skip

    (table,) = read_pdf(raw_pdf(first, second))

    assert [(cell.row, cell.rowspan) for cell in table.cells if cell.column == 0] == [(0, 1), (1, 4), (5, 1)]


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_page_turned_by_its_reader(rotate: int) -> None:
    (table,) = read_pdf(raw_pdf(drawn_table(PLAN, XS, 700), rotate=rotate))

    assert texts(table) == PLAN


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_page_drawn_turned(turn: int) -> None:
    matrix = {1: "0 1 -1 0 595 0 cm", 2: "-1 0 0 -1 595 842 cm", 3: "0 -1 1 0 0 842 cm"}[turn]

    (table,) = read_pdf(raw_pdf(f"{matrix}\n{drawn_table(PLAN, XS, 560)}"))

    assert texts(table) == PLAN


def test_head_written_upwards() -> None:
    page = drawn_table([["", "", ""], *PLAN[1:]], XS, 700, step=80)
    page += text("Номер", 70, 630, turn=1) + text("Мероприятия", 94, 686) + text("Сроки", 304, 686)

    (table,) = read_pdf(raw_pdf(page))

    assert texts(table)[0] == ["Номер", "Мероприятия", "Сроки"]


def test_stamp_across_the_page_is_left_out() -> None:
    stamp = "BT /R 40 Tf 0.7 0.7 -0.7 0.7 100 500 Tm <cecef0e0> Tj ET\n"

    (table,) = read_pdf(raw_pdf(drawn_table(PLAN, XS, 700) + stamp))

    assert texts(table) == PLAN


def test_borders_of_thin_boxes_and_rings() -> None:
    boxes = "".join(f"50 {y} 250 0.5 re f\n" for y in (700, 680, 660)) + "".join(
        f"{x} 660 0.5 40 re f\n" for x in (50, 300)
    )
    rings = "90 660 1 40 re f\n100 100 50 30 re 101 101 48 28 re f*\n150 100 50 30 re 151 101 48 28 re f*\n"
    words = text("Мероприятие", 94, 686) + text("Семинар", 94, 666) + text("1", 110, 110, size=8) + text("2", 160, 110)

    first, second = read_pdf(raw_pdf(boxes + rings + words))

    assert (texts(first), texts(second)) == ([["", "Мероприятие"], ["", "Семинар"]], [["1", "2"]])


def test_white_and_invisible_lines_are_not_seen() -> None:
    hidden = f"q 1 1 1 RG {grid([200], [640, 700])} Q q 0 0 0 0 K {grid([250], [640, 700])} Q 60 640 m 60 700 l n\n"

    (table,) = read_pdf(raw_pdf(drawn_table(PLAN, XS, 700) + hidden))

    assert texts(table) == PLAN


def test_soft_hyphen_that_the_file_names_is_joined() -> None:
    marked = "/Span <</ActualText <FEFF00AD>>> BDC " + text("-", 129, 686) + "EMC\n"
    page = grid([50, 90, 140, 300], [700, 640]) + text("1", 54, 686) + text("Семинар", 94, 686) + marked
    page += text("ский день", 94, 674) + text("Май", 144, 686)

    (table,) = read_pdf(raw_pdf(page))

    assert texts(table) == [["1", "Семинарский день", "Май"]]


def test_letters_drawn_twice_are_bold() -> None:
    twice = drawn_table(PLAN, XS, 700) + text("Раздел", 94, 720) + text("Раздел", 94.3, 720)

    (table,) = read_pdf(raw_pdf(twice))

    assert [(line.text, line.is_bold) for line in table.before] == [("Раздел", True)]


def test_text_between_pages_parts_tables() -> None:
    second = text("Второе полугодие", 50, 815) + drawn_table(PLAN[1:], XS, 800)

    assert len(read_pdf(raw_pdf(drawn_table(PLAN, XS, 700), second))) == 2


def test_page_with_nothing_but_the_repeated_head() -> None:
    (table,) = read_pdf(raw_pdf(drawn_table(PLAN, XS, 700), drawn_table([HEAD], XS, 800)))

    assert texts(table) == PLAN


def test_last_row_under_a_merged_cell_on_the_next_page() -> None:
    first = (
        drawn_table([["Этап", "Мероприятия"], ["I", "Беседа"]], [50, 90, 300], 720)
        + grid([50, 90, 300], [680, 640]) + rule(90, 660, 300, 660)
        + text("II", 54, 666) + text("Семинар", 94, 666) + text("Выставка", 94, 646)
    )  # fmt: skip
    second = grid([50, 90, 300], [800, 780]) + text("Встреча", 94, 786)

    (table,) = read_pdf(raw_pdf(first, second))

    assert [(cell.row, cell.rowspan) for cell in table.cells if cell.column == 0][-1] == (2, 3)


def test_private_bullets_and_white_boxes() -> None:
    page = drawn_table(PLAN, XS, 700) + "1 1 1 rg 60 650 80 0.5 re f\n0 0 0 rg\n" + "0 0 m 5 5 9 9 10 0 c S\n"

    (table,) = read_pdf(raw_pdf(page))

    assert texts(table) == PLAN
    assert clean("\uf0b7 план\u200b\x07\ufffd") == "• план\ufffd"


def image_page() -> bytes:
    image = (
        "<</Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1>>"
    )
    objects = [
        "<</Type /Catalog /Pages 2 0 R>>",
        "<</Type /Pages /Count 1 /Kids [3 0 R]>>",
        "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</XObject <</I 5 0 R>>>>>>",
        stream(b"q 595 0 0 842 0 0 cm /I Do Q"),
        f"{image}\nstream\n0\nendstream",
    ]
    return assemble(objects)


def nested_forms(depth: int) -> bytes:
    """Drawings in drawings, each drawn by the one before it."""
    objects = [
        "<</Type /Catalog /Pages 2 0 R>>",
        "<</Type /Pages /Count 1 /Kids [3 0 R]>>",
        "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</XObject <</F 5 0 R>>>>>>",
        stream(b"/F Do"),
    ]
    for number in range(5, 5 + depth):
        entries = f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</F {number + 1} 0 R>>>>"
        objects.append(stream(b"/F Do", entries))
    return assemble([*objects, stream(b"q Q", "/Type /XObject /Subtype /Form /BBox [0 0 9 9]")])


def many_images() -> str:
    return "BI /W 1 /H 1 /BPC 8 /CS /G ID 0 EI\n" * 6000


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "cut short": (lambda: GOOD[:300], "damaged"),
    "no pages": (lambda: assemble(["<</Type /Catalog>>"]), "empty"),
    "nothing but its name": (lambda: b"%PDF-1.7\n", "damaged"),
    "noise": (lambda: b"%PDF-1.4\n" + bytes(range(256)) * 40, "damaged"),
    "empty page": (lambda: raw_pdf("q Q"), "empty"),
    "scan": (image_page, "scan"),
    "no table": (lambda: raw_pdf(text("План работы без таблицы", 50, 700)), "no_table"),
    "letters without meaning": (lambda: raw_pdf(drawn_table(PLAN, XS, 700), unicode_map=False), "no_letters"),
    "too many pages": (lambda: raw_pdf(*["q Q"] * (MAX_PAGES + 1)), "too_many_pages"),
    "too many letters": (lambda: raw_pdf(text("Слово" * 200, 50, 700) * 41), "too_heavy"),
    "too many lines": (lambda: raw_pdf(rule(0, 0, 100, 0) * 40_001), "too_heavy"),
    "too many pictures": (lambda: raw_pdf(many_images()), "too_heavy"),
    "too many tables": (
        lambda: raw_pdf(*["".join(drawn_table([["а", "б"]], [50, 90, 130], y) for y in range(60, 830, 26))] * 8),
        "too_many_tables",
    ),
    "too many rows of many pages": (
        lambda: raw_pdf(
            *[grid([50, 90, 300], range(0, 9000, 6)) + text("а", 54, 1, size=3) + text("б", 94, 1, size=3)] * 4
        ),
        "too_many_rows",
    ),
    "deep drawings": (lambda: nested_forms(40), "too_heavy"),
    "too many rows": (
        lambda: raw_pdf(grid([0, 90, 900], range(0, 35_000, 6))),
        "too_many_rows",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_are_refused_by_what_they_are(name: str) -> None:
    make, code = BAD[name]

    with pytest.raises(ImportRefused) as refusal:
        read_pdf(make())

    assert refusal.value.code == code
    assert re.search("агрузите|охраните|азделите", refusal.value.message)


def test_locked_file_is_refused() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(GOOD)))
    writer.encrypt("secret", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)

    assert code_of(out.getvalue()) == "encrypted"


def test_file_that_only_forbids_printing_is_read() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(GOOD)))
    writer.encrypt("", "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)

    assert [texts(table) for table in read_pdf(out.getvalue())] == [PLAN]


def test_bomb_ends_in_a_refusal_and_not_in_the_parent() -> None:
    packed = zlib.compress(bytes(250 * 1024 * 1024), 1)
    objects = [
        "<</Type /Catalog /Pages 2 0 R>>",
        "<</Type /Pages /Count 1 /Kids [3 0 R]>>",
        "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R>>",
        f"<</Length {len(packed)} /Filter /FlateDecode>>\nstream\n{packed.decode('latin-1')}\nendstream",
    ]

    with pytest.raises(ImportRefused) as refusal:
        read_file_safely(assemble(objects), memory=300 * 1024 * 1024)

    assert refusal.value.code in ("too_heavy", "too_slow", "damaged")


def test_endless_page_is_stopped() -> None:
    with pytest.raises(ImportRefused) as refusal:
        read_file_safely(raw_pdf("q Q " * 3_000_000), seconds=3)

    assert refusal.value.code == "too_slow"


def test_deep_objects_are_refused_or_read() -> None:
    objects = [
        "<</Type /Catalog /Pages 2 0 R>>",
        f"<</Type /Pages /Count 1 /Kids [3 0 R] /Deep {'[' * 20_000}{']' * 20_000}>>",
        "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R>>",
        stream(b"[" * 20_000),
    ]

    assert code_of(assemble(objects)) in ("damaged", "empty")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_changed_bytes_end_in_a_result_or_a_refusal(data: st.DataObject) -> None:
    changed = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(changed) - 1))
        kind = data.draw(st.sampled_from(("set", "cut", "double")))
        if kind == "set":
            changed[place] = data.draw(st.integers(0, 255))
        elif kind == "cut":
            del changed[place : place + data.draw(st.integers(1, 60))]
        else:
            changed[place:place] = changed[place : place + 30]

    try:
        tables = read_pdf(bytes(changed))
    except ImportRefused:
        return
    assert all(table.rows and table.columns for table in tables)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.one_of(
            st.tuples(
                st.integers(0, 590), st.integers(0, 840), st.sampled_from(("План", "-", "1.", "слово-", "«"))
            ).map(lambda made: text(made[2], made[0], made[1], size=5 + made[0] % 9, turn=made[1] % 4)),
            st.tuples(*[st.integers(-50, 900)] * 4).map(lambda ends: rule(*ends)),
            st.tuples(st.integers(0, 500), st.integers(0, 800)).map(
                lambda at: grid([at[0], at[0] + 40, 590], [at[1], 840])
            ),
        ),
        min_size=1,
        max_size=40,
    )
)
def test_any_drawing_ends_in_a_result_or_a_refusal(drawn: list[str]) -> None:
    half = len(drawn) // 2

    try:
        tables = read_pdf(raw_pdf("".join(drawn[:half]), "".join(drawn[half:])))
    except ImportRefused:
        return
    assert all(cell.column + cell.colspan <= table.columns for table in tables for cell in table.cells)
