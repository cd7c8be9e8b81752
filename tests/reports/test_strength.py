"""Hostile and clumsy texts in every field of every block: each form comes out, says them, and keeps them in place."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, get_args

import docx
import openpyxl
import pdfplumber
import pypdf
import pytest

from reports.content import (
    Approval,
    Bar,
    Block,
    Cell,
    Charts,
    Column,
    Document,
    Figure,
    Figures,
    Heading,
    Listing,
    Month,
    NewSheet,
    Pair,
    Pairs,
    PaperRules,
    Paragraph,
    PlanFacts,
    Row,
    SchemeKey,
    SchemeLink,
    SchemePart,
    SchemePicture,
    Sentence,
    Sheet,
    Signer,
    StripCell,
    StripChart,
    TableBlock,
    TitleLine,
    content_from_json,
    content_to_json,
    plan_content,
    progress_content,
)
from reports.docx import document_to_docx
from reports.letters import TURNS
from reports.pdf import Paper, html_to_pdf
from reports.rendering import paper_html
from reports.xlsx import document_to_xlsx
from tests.reports.facts import AS_OF, DONE, item, plan
from tests.reports.office import MM, TEXT, converted

URL = "https://portal.example/r/AbCdEf123456"
OURS = {"PT-Serif", "PT-Serif-Bold", "PT-Sans", "PT-Sans-Bold", "Paper-Signs", "Paper-Signs-Bold"}
CODES = {"block", "kind", "field", "state", "tie"}  # words of our own, never anybody's
LONG = {"lines", "text"}
MOST = (200, 40)  # letters of a post or a name, of a heading of a column
TABLE = TableBlock(
    (Column("number", "№"), Column("title", "Что"), Column("deadline", "Срок"), Column("mark", "Отметка")),
    (
        Row(heading="Раздел"),
        Row((Cell(("1",)), Cell(("Заседание", "совета")), Cell(("май",)), Cell(("протокол",), strong="Выполнено"))),
        Row((Cell(("2",)), Cell(("Отчёт",)), Cell(), Cell(("нет отметки",)))),
    ),
    "Таблица",
)
BLOCKS = (
    Heading("Часть", number="1."),
    Heading("Подробнее", level=3),
    Paragraph((Sentence("Первое."), Sentence("Второе.")), key="a"),
    Paragraph((Sentence("Мелко."),), is_small=True),
    Pairs((Pair("Имя", ("одно", "другое")),)),
    Listing(("раз", "два")),
    Listing(("раз", "два"), is_numbered=True),
    Figures((Figure(1, 2, "пункта"), Figure(3, None, "в работе"))),
    StripChart((StripCell("1", "done"), StripCell("2", "late"))),
    Charts((Month(AS_OF, 1, 1), Month(AS_OF.replace(month=12), 2, None)), (Bar("Ковалёва А.П.", 1, 1, 0, 0),)),
    SchemePicture(
        "Дворец",
        (
            SchemePart(1, "Школа", "Лесной район", "мастерская", "signed", "до мая", "договор", 1),
            SchemePart(2, "Лицей", "Луговой район", "мастерская", "signed", "", "договор", 1),
        ),
        (SchemeLink(1, 2, 1),),
        (SchemeKey("signed", "договор подписан", 2),),
    ),
    NewSheet(),
    TABLE,
)
WHOLE = Document(
    "progress",
    "Дворец",
    AS_OF,
    (TitleLine("Отчёт", is_strong=True), TitleLine("«Сеть»")),
    "Отчёт о ходе проекта",
    BLOCKS,
    letterhead=("Комитет",),
    approvals=(
        Approval("Согласовано", "Председатель", "П.С. Осенний", "01.09.2022", is_left=True),
        Approval("Утверждено", "", "", "", "приказом № 1"),
    ),
    signers=(Signer("Директор", "Л.В. Полевая"),),
    rules=PaperRules(has_stamp=True),
)
CLUMSY = {
    "code": (
        '</td></tr></table><h1>Конец<script>alert(1)</script><img src="http://example.org/x.png"><!-- </style><style>'
        "*{display:none}</style> url(file:///etc/passwd) </svg><image href='file:///etc/passwd'/>]]>&xxe;&#x0;"
        "{{ document.title }}{% load i18n %}${x}%s{0}"
    ),
    "letters": (
        "Ура 👍🏽 👨‍👩‍👧 😀 1\ufe0f\u20e3 ✅ → ✓ \uf0b7 漢字 العربية مع نص עברית a\x00b\x0bc\ud800d\ufffee\x85f "
        "й\u0301\u0301 \u202eперевёрнутый\u202c \u2066да\u2069 \u200b\u200f Kовaлёвa A.П."
    ),
    "formula": '=HYPERLINK("http://example.org")',
    "word": "Щ" * 300,
    "address": "https://example.org/" + "abcdef0123456789-" * 12,
    "long": " ".join(["Подготовка открытого занятия с разбором"] * 77),
    "tall": "\n".join(f"строка {number}" for number in range(40)),
    "empty": "",
    "white": " \t\n\u00a0\n ",
}


def with_words(value: Any, words: str, name: str = "") -> Any:
    """The same with the words in every text somebody may have typed."""
    if isinstance(value, str) and not isinstance(value, Sheet):
        if name in CODES or (name == "heading" and not value):
            return value
        return words if name in LONG else words[: MOST[name == "heading"]]
    if isinstance(value, tuple):
        return tuple(with_words(part, words, name) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        signed = "signer" if isinstance(value, Signer | Approval) else ""
        return replace(
            value,
            **{each.name: with_words(getattr(value, each.name), words, signed or each.name) for each in fields(value)},
        )
    return value


def frozen(document: Document) -> Document:
    return content_from_json(content_to_json(document))


def printed(document: Document) -> Paper:
    return html_to_pdf(paper_html(frozen(document), URL))


def outside(paper: bytes, rules: PaperRules) -> list[tuple[int, str, float, float]]:
    """Letters that stand beyond the margins: page, letter, where from and to in millimetres."""
    with pdfplumber.open(io.BytesIO(paper)) as pdf:
        return [
            (page.page_number, char["text"], round(char["x0"] / MM), round(char["x1"] / MM))
            for page in pdf.pages
            for char in page.chars
            if char["text"].strip() and char["size"] > 1
            if char["x0"] < rules.left * MM - 1
            or char["x1"] > page.width - rules.right * MM + 1
            or char["top"] < 8 * MM
            or char["bottom"] > page.height - 2 * MM
        ]


def over_the_next_cell(paper: bytes) -> list[tuple[int, str]]:
    """Letters that a vertical line of a table goes through."""
    found = []
    with pdfplumber.open(io.BytesIO(paper)) as pdf:
        for page in pdf.pages:
            lines = [(edge["x0"], edge["top"], edge["bottom"]) for edge in page.edges if edge["orientation"] == "v"]
            tall = [line for line in lines if line[2] - line[1] > 4 * MM]
            for char in page.chars:
                middle = (char["top"] + char["bottom"]) / 2
                if char["text"].strip() and char["size"] > 1:
                    found += [
                        (page.page_number, char["text"])
                        for x, top, bottom in tall
                        if char["x0"] + 1 < x < char["x1"] - 1 and top < middle < bottom
                    ]
    return found


def test_every_kind_of_block_is_tried() -> None:
    assert {type(block) for block in BLOCKS} == set(get_args(Block))


@pytest.mark.parametrize("name", CLUMSY)
def test_pdf_keeps_any_words_within_the_margins_in_faces_of_our_own(name: str) -> None:
    document = with_words(WHOLE, CLUMSY[name])
    paper = printed(document)
    with pdfplumber.open(io.BytesIO(paper.data)) as pdf:
        faces = {char["fontname"].partition("+")[2] for page in pdf.pages for char in page.chars}
        links = [link for page in pdf.pages for link in page.hyperlinks]
    assert (faces - OURS, links, pypdf.PdfReader(io.BytesIO(paper.data)).attachments) == (set(), [], {})
    assert outside(paper.data, document.rules) == []


@pytest.mark.parametrize("name", ["code", "letters", "word", "address", "long", "tall"])
def test_no_words_run_over_the_next_cell(name: str) -> None:
    rows = tuple(
        replace(row, cells=(*row.cells[:1], *with_words(row.cells[1:], CLUMSY[name]))) if row.cells else row
        for row in TABLE.rows
    )
    paper = printed(replace(WHOLE, blocks=(replace(TABLE, rows=rows),)))
    assert over_the_next_cell(paper.data) == []


def test_word_and_excel_say_whatever_is_typed(tmp_path: Path) -> None:
    documents = {name: frozen(with_words(WHOLE, words)) for name, words in CLUMSY.items()}
    files = {name: document_to_docx(document, URL) for name, document in documents.items()}
    read = converted(files, tmp_path, TEXT)
    for name, document in documents.items():
        said = document.tables[0].rows[2].cells[1].lines[0]
        text = " ".join(read[name].decode("utf-8-sig").split())
        assert " ".join(TURNS.sub("", said).split()) in text.replace("\N{NO-BREAK SPACE}", " "), name
        sheet = openpyxl.load_workbook(io.BytesIO(document_to_xlsx(document))).worksheets[-1]
        assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
        assert " ".join(said.split()) in " ".join((sheet["B4"].value or "").split()), name


def test_thousand_items_are_printed_in_every_form() -> None:
    """One measure of size, not of time: all of them are there, under repeated heads, on sheets of their own."""
    document = plan_content(plan(*(item(str(number), marks=(DONE,)) for number in range(1, 1001))))
    paper = printed(document)
    with pdfplumber.open(io.BytesIO(paper.data)) as pdf:
        last = pdf.pages[-1].extract_text()
    rows = docx.Document(io.BytesIO(document_to_docx(document, URL))).tables[1].rows
    sheet = openpyxl.load_workbook(io.BytesIO(document_to_xlsx(document))).worksheets[1]
    assert paper.pages > 40
    assert "1000 Заседание методического совета" in last
    assert (len(rows), sheet.max_row) == (1001, 1001)


@pytest.mark.parametrize("build", [plan_content, progress_content])
def test_nothing_and_nobody_is_still_a_document(build: Callable[[PlanFacts], Document]) -> None:
    nobody = plan(
        item(title="", cells={"responsible": "", "deadline": ""}, parties=()), approvals=(), signature=Signer()
    )
    for document in (build(plan(approvals=())), build(nobody)):
        assert printed(document).pages >= 1
        assert docx.Document(io.BytesIO(document_to_docx(document, URL))).paragraphs
        assert openpyxl.load_workbook(io.BytesIO(document_to_xlsx(document))).sheetnames[0] == "Сведения"


def test_no_row_is_torn_and_no_heading_ends_a_page() -> None:
    """Rows of one to nine lines under headings: each stands whole, each heading has a row of its table beneath it."""
    rows = tuple(
        Row((Cell((str(n),)), *[Cell((f"начало{n} " + "слово " * (n * 7 % 60) + f"конец{n}",))] * 3)) for n in range(60)
    )
    blocks = [
        block
        for part in range(0, 60, 6)
        for block in (Heading(f"Глава{part}"), replace(TABLE, rows=rows[part : part + 6]))
    ]
    with pdfplumber.open(io.BytesIO(printed(replace(WHOLE, blocks=tuple(blocks))).data)) as pdf:
        pages = [" ".join(page.extract_text(use_text_flow=True).split()) for page in pdf.pages]
    torn = [n for n in range(60) if any((f"начало{n} " in page) != (f"конец{n} " in f"{page} ") for page in pages)]
    alone = [
        part
        for part in range(0, 60, 6)
        if not any(f"начало{part} " in page.partition(f"Глава{part} ")[2] for page in pages)
    ]
    assert (len(pages) > 3, torn, alone) == (True, [], [])
