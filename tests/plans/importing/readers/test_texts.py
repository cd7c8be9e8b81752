"""The text of documents as the passport of a project is read from it: with its tables, and with bold beginnings."""

from __future__ import annotations

import pytest

from plans.importing.errors import ImportRefused
from plans.importing.readers.entry import read_text
from plans.importing.readers.lead import bold_lead
from plans.importing.sandbox import read_text_safely
from plans.importing.source import Line, SourceTable
from tests.plans.importing.office_files import csv, odf_table, odt, para
from tests.plans.importing.pdf_files import printed, table_html
from tests.plans.importing.word_files import NAMESPACES, p, run, tbl, word

STRONG = (
    f'<w:styles {NAMESPACES}><w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/>'
    "<w:rPr><w:b/></w:rPr></w:style></w:styles>"
)
FRAME = "<table:table><table:table-row><table:table-cell>{}</table:table-cell></table:table-row></table:table>"
NARROW = '<w:r><w:rPr><w:rStyle w:val="Strong"/></w:rPr><w:t>Тема:</w:t></w:r>'


def lines(tables: tuple[SourceTable, ...]) -> list[tuple[int, list[Line]]]:
    return [(table.index, list(table.before)) for table in tables]


def test_text_of_a_word_file_around_its_tables() -> None:
    data = word(p("Цель"), tbl(["А", "Б"]), p("Итоги"))
    assert lines(read_text(data)) == [(1, [Line("Цель")]), (0, [Line("Итоги")])]


def test_text_of_an_open_document_around_its_tables() -> None:
    data = odt(para("Цель"), odf_table([["А", "Б"]]), para("Итоги"))
    assert lines(read_text(data)) == [(1, [Line("Цель")]), (0, [Line("Итоги")])]


def test_text_without_tables_is_not_lost() -> None:
    assert lines(read_text(word(p("Цель")))) == [(0, [Line("Цель")])]
    assert lines(read_text(odt(para("Цель")))) == [(0, [Line("Цель")])]


def test_bold_beginning_in_a_word_file() -> None:
    data = word(p(inner=run("Тема: ", bold=True) + run("слова")))
    assert lines(read_text(data)) == [(0, [Line("Тема: слова", bold_lead=5)])]


def test_bold_beginning_by_a_style_of_letters() -> None:
    data = word(p(inner=NARROW + run(" слова")), p(inner=NARROW), styles=STRONG)
    assert lines(read_text(data)) == [(0, [Line("Тема: слова", bold_lead=5), Line("Тема:", is_bold=True)])]


def test_bold_beginning_in_an_open_document() -> None:
    mixed = '<text:p><text:span text:style-name="B">Тема: </text:span>слова</text:p>'
    assert lines(read_text(odt(mixed))) == [(0, [Line("Тема: слова", bold_lead=5)])]


def test_text_of_a_pdf_around_its_tables() -> None:
    body = f"<p>Цель проекта.</p>{table_html([['А', 'Б'], ['1', '2']])}<p><b>Тема:</b> слова</p><p>Итоги.</p>"
    assert lines(read_text(printed(body))) == [
        (1, [Line("Цель проекта.")]),
        (0, [Line("Тема: слова", bold_lead=5), Line("Итоги.")]),
    ]


def test_a_pdf_without_tables_is_text() -> None:
    assert lines(read_text(printed("<p>Цель проекта.</p>"))) == [(0, [Line("Цель проекта.")])]


def test_a_table_in_a_cell_is_told_from_others() -> None:
    inner = tbl(["А", "Б"], ["1", "2"])
    nested = tbl(f"<w:tr><w:tc>{inner}{p()}</w:tc></w:tr>")
    assert [(table.index, table.is_nested) for table in read_text(word(nested))] == [(1, False), (2, True), (0, False)]
    data = odt(FRAME.format(para("Рамка") + odf_table([["А", "Б"], ["1", "2"]])))
    assert [(table.index, table.is_nested) for table in read_text(data)] == [(1, False), (2, True), (0, False)]


def test_a_table_in_a_frame_that_holds_nothing_else_stands_for_itself() -> None:
    data = odt(para("Цель"), FRAME.format(odf_table([["А", "Б"], ["1", "2"]])), para("Итоги"))
    tables = read_text(data)
    assert lines(tables) == [(1, [Line("Цель")]), (0, [Line("Итоги")])]
    assert (tables[0].rows, tables[0].columns, tables[0].is_nested) == (2, 2, False)


@pytest.mark.parametrize(
    ("pieces", "lead"),
    [
        ([("Тема:", True), (" слова", False)], 5),
        ([("Тема:", True), (" ", False), ("слова", False)], 5),
        ([(" ", False), ("Тема:", True), (" слова", False)], 6),
        ([("Тема", True), (": слова", True)], 0),
        ([("Тема", False), (": слова", True)], 0),
        ([], 0),
    ],
)
def test_how_far_a_bold_beginning_goes(pieces: list[tuple[str, bool]], lead: int) -> None:
    assert bold_lead(pieces) == lead


def test_the_child_reads_the_same() -> None:
    data = word(p("Цель"), tbl(["А", "Б"]), p(inner=run("Тема: ", bold=True) + run("слова")))
    assert read_text_safely(data, "паспорт.docx") == read_text(data)


def test_other_files_hold_no_text() -> None:
    with pytest.raises(ImportRefused) as refusal:
        read_text_safely(csv([["А", "Б"]]), "паспорт.csv")

    assert refusal.value.code == "not_a_text"
