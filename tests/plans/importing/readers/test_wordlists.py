"""Automatic numbers and styles of Word files."""

from __future__ import annotations

import pytest

from plans.importing.readers.docx import read_docx
from plans.importing.readers.wordlists import spell
from plans.importing.source import Cell
from tests.plans.importing.word_files import NAMESPACES, p, tbl, tc, tr, word

STYLES = (
    f"<w:styles {NAMESPACES}>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Base"/><w:pPr><w:jc w:val="center"/>'
    '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="heading 1"/><w:basedOn w:val="Base"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>'
    '<w:style w:type="table" w:styleId="Grid"><w:name w:val="Grid"/><w:tblPr><w:tblBorders>'
    '<w:top w:val="single"/></w:tblBorders></w:tblPr></w:style>'
    '<w:style w:type="table" w:styleId="Bare"><w:name w:val="Bare"/></w:style></w:styles>'
)


def item(level: int, number: int, text: str = "") -> str:
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{text}</w:t></w:r></w:p>"
    )


def first_cell(content: str, **parts: str) -> Cell:
    return read_docx(word(tbl(tr(tc(content))), **parts))[0].cells[0]


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (4, "decimal", "4"),
        (4, "decimalZero", "04"),
        (14, "upperRoman", "XIV"),
        (9, "lowerRoman", "ix"),
        (4000, "upperRoman", "4000"),
        (2, "lowerLetter", "b"),
        (27, "upperLetter", "AA"),
        (3, "russianLower", "в"),
        (3, "russianUpper", "В"),
        (3, "none", ""),
        (3, "chicago", "3"),
    ],
)
def test_number_in_words_of_the_format(number: int, form: str, text: str) -> None:
    assert spell(number, form) == text


def test_levels_count_and_start_again() -> None:
    cell = first_cell(item(0, 1) + item(1, 1) + item(1, 1) + item(0, 1) + item(1, 1))

    assert [line.mark for line in cell.lines] == ["1.", "1.1", "1.2", "2.", "2.1"]


def test_list_with_a_start_of_its_own() -> None:
    cell = first_cell(item(0, 1) + item(0, 1) + item(0, 3) + item(0, 3))

    assert [line.mark for line in cell.lines] == ["1.", "2.", "1.", "2."]


@pytest.mark.parametrize(("level", "number"), [(0, 0), (0, 99), (7, 1), (100, 1)])
def test_list_that_is_not_there_gives_no_number(level: int, number: int) -> None:
    assert [line.mark for line in first_cell(item(level, number)).lines] == [""]


def test_file_without_lists() -> None:
    assert first_cell(item(0, 1, "текст"), numbering=f"<w:numbering {NAMESPACES}/>").text == "текст"


def test_style_gives_weight_place_heading_and_number() -> None:
    styled = '<w:p><w:pPr><w:pStyle w:val="Own"/></w:pPr><w:r><w:t>Раздел</w:t></w:r></w:p>'

    (line,) = first_cell(styled, styles=STYLES).lines

    assert (line.is_bold, line.is_centered, line.is_heading, line.mark) == (True, True, True, "1.1")


def test_style_that_leads_to_itself() -> None:
    styled = '<w:p><w:pPr><w:pStyle w:val="Loop"/></w:pPr><w:r><w:t>Раздел</w:t></w:r></w:p>'

    (line,) = first_cell(styled, styles=STYLES).lines

    assert (line.is_bold, line.mark) == (False, "")


@pytest.mark.parametrize(("style", "has_borders"), [("Grid", True), ("Bare", False), ("Absent", None)])
def test_borders_come_from_the_style_of_the_table(style: str, has_borders: bool | None) -> None:
    table = f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/></w:tblPr>{tr("текст")}</w:tbl>'

    assert read_docx(word(table, styles=STYLES))[0].has_borders is has_borders


def test_table_that_says_nothing_of_borders() -> None:
    assert read_docx(word(f"<w:tbl>{tr('текст')}</w:tbl>" + p()))[0].has_borders is None
