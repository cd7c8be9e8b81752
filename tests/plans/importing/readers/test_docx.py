"""Tables of a Word file as they stand in it."""

from __future__ import annotations

import pytest

from plans.importing.errors import ImportRefused
from plans.importing.readers.docx import read_docx
from plans.importing.source import SourceTable
from tests.plans.importing.word_files import HEAD, NAMESPACES, p, plan_row, run, tbl, tc, tr, word


def only(*blocks: str, **parts: str | bytes) -> SourceTable:
    (table,) = read_docx(word(*blocks, **parts))
    return table


def texts(table: SourceTable) -> list[tuple[int, int, int, int, str]]:
    return [(cell.row, cell.column, cell.rowspan, cell.colspan, cell.text) for cell in table.cells]


def text_of(inner: str) -> str:
    return only(tbl(tr(tc(p(inner=inner))))).cells[0].text


def test_merged_cells_stand_once() -> None:
    table = only(
        tbl(
            tr(tc("а", merge="restart"), tc("б", span=2)),
            tr(tc("", merge="continue"), "в", "г"),
            tr(tc("", merge="continue"), tc("д", merge="continue"), "е"),
        )
    )

    assert texts(table) == [
        (0, 0, 3, 1, "а"),
        (0, 1, 1, 2, "б"),
        (1, 1, 1, 1, "в"),
        (1, 2, 1, 1, "г"),
        (2, 1, 1, 1, "д"),
        (2, 2, 1, 1, "е"),
    ]
    assert [cell.text if cell else None for cell in table.grid[2]] == ["а", "д", "е"]


def test_row_that_begins_further_right() -> None:
    table = only(tbl(["а", "б"], tr("в", properties='<w:gridBefore w:val="1"/>')))

    assert [(cell.row, cell.column) for cell in table.cells] == [(0, 0), (0, 1), (1, 1)]
    assert table.grid[1][0] is None


@pytest.mark.parametrize("span", ["", "-1", "x", "0", "9999999999"])
def test_span_that_is_no_number_is_one(span: str) -> None:
    table = only(tbl(f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{p("а")}</w:tc></w:tr>'))

    assert texts(table) == [(0, 0, 1, 1, "а")]


def test_text_around_tables() -> None:
    first, second = read_docx(word(p("до"), p(), tbl(["а"]), p("между"), tbl(["б"]), p("после")))

    assert [[line.text for line in table.before] for table in (first, second)] == [["до"], ["между"]]
    assert ([line.text for line in first.after], [line.text for line in second.after]) == ([], ["после"])


def test_table_without_cells_is_no_table() -> None:
    table = only(p("до"), tbl(), p("ещё"), tbl(["а"]))

    assert (table.index, [line.text for line in table.before]) == (1, ["до", "ещё"])


def test_rows_marked_as_head() -> None:
    table = only(
        tbl(
            tr("а", properties="<w:tblHeader/>"),
            tr("б", properties="<w:tblHeader/>"),
            tr("в"),
            tr("г", properties="<w:tblHeader/>"),
        )
    )

    assert table.header_rows == 2


def test_hidden_and_deleted_rows_are_left_out() -> None:
    table = only(tbl(tr("а", properties="<w:hidden/>"), tr("б", properties="<w:del/>"), tr("в", properties="<w:ins/>")))

    assert [cell.text for cell in table.cells] == ["в"]


def test_content_controls_around_rows_and_cells() -> None:
    cell = f"<w:sdt><w:sdtContent>{tc('б')}</w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtContent><w:tr>{tc('а')}{cell}</w:tr></w:sdtContent></w:sdt>"

    assert [c.text for c in only(f"<w:sdt><w:sdtContent>{tbl(row)}</w:sdtContent></w:sdt>").cells] == ["а", "б"]


def test_small_table_inside_a_cell_is_its_text() -> None:
    table = only(tbl(["Тема", "Срок"], tr(tc(p("до") + tbl(["одно"], ["другое"]) + p("после")), "май")))

    assert table.cells[2].text == "до\nодно\nдругое\nпосле"


def test_tables_nested_too_deep_are_left_out() -> None:
    inner = tbl(["глубоко"])
    for _ in range(8):
        inner = tbl(tr(tc(inner + p("слой"))))

    (table,) = read_docx(word(inner))

    assert table.cells[0].text == "\n".join(["слой"] * 5)


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<w:r><w:t>план</w:t><w:noBreakHyphen/><w:t>график</w:t></w:r>", "план-график"),
        ("<w:r><w:t>мето</w:t><w:softHyphen/><w:t>дист</w:t></w:r>", "мето\u00adдист"),
        ("<w:r><w:t>а</w:t><w:tab/><w:t>б</w:t><w:br/><w:t>в</w:t><w:cr/><w:t>г</w:t></w:r>", "а\tб\nв\nг"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>', "•"),
        ('<w:r><w:sym w:font="Symbol" w:char="нет"/></w:r>', ""),
        ("<m:oMath><m:r><m:t>2x</m:t></m:r></m:oMath>", "2x"),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>видно</w:t></w:r>', "видно"),
        ("<w:r><w:t>е\u0308лка\u0085</w:t></w:r>", "ёлка"),
        ('<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>текст</w:t></w:r>', "текст"),
        ('<w:fldSimple w:instr="PAGE"><w:r><w:t>7</w:t></w:r></w:fldSimple>', "7"),
        ("<w:r><mc:AlternateContent><mc:Fallback><w:t>запас</w:t></mc:Fallback></mc:AlternateContent></w:r>", "запас"),
        ("<w:r><mc:AlternateContent/><w:t>а</w:t></w:r>", "а"),
        ("<w:r><w:footnoteReference/><w:t>а</w:t></w:r>", "а"),
        ("<w:r/>", ""),
    ],
)
def test_text_of_a_paragraph(inner: str, text: str) -> None:
    assert text_of(inner) == text


def test_old_text_box_and_box_within_a_box() -> None:
    inner = f"<w:r><w:pict><v:textbox><w:txbxContent>{p('внутри')}</w:txbxContent></v:textbox></w:pict></w:r>"
    outer = (
        f"<w:r><w:pict><v:textbox><w:txbxContent>{p('снаружи', inner=inner)}</w:txbxContent></v:textbox></w:pict></w:r>"
    )

    table = only(p("абзац", inner=outer), tbl(["а"]))

    assert [line.text for line in table.before] == ["внутри", "снаружи", "абзац"]


def test_bold_runs_and_centred_paragraphs() -> None:
    table = only(p("весь", bold=True, center=True), p("часть", bold=True, inner=run("просто")), tbl(["а"]))

    assert [(line.is_bold, line.is_centered) for line in table.before] == [(True, True), (False, False)]


@pytest.mark.parametrize("encoding", ["utf-7", "cp037"])
def test_document_type_hidden_by_an_encoding_is_refused(encoding: str) -> None:
    body = f"<w:document {NAMESPACES}><w:body>{tbl(list(HEAD), plan_row(1))}</w:body></w:document>"
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w [<!ENTITY a "b">]>{body}'

    with pytest.raises(ImportRefused) as refusal:
        read_docx(word(document=text.encode(encoding, "xmlcharrefreplace")))

    assert refusal.value.code in {"entities", "damaged"}
