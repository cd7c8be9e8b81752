"""The PDF read back: structure, fonts, words, margins, bytes; what the fetcher refuses."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import pdfplumber
import pypdf
import pytest
from weasyprint.urls import FatalURLFetchingError

from plans.progress import MarkState
from reports.content import (
    Approval,
    Column,
    Document,
    MarkFacts,
    content_from_json,
    content_to_json,
    plan_content,
    progress_content,
)
from reports.pdf import Paper, PaperError, PaperFetcher, html_to_pdf
from reports.rendering import paper_html
from tests.reports.facts import COLUMNS, DONE, item, network, plan, twenty_seven

URL = "https://portal.example/r/AbCdEf123456"
MM = 72 / 25.4
CONTENTS: list[Document] = [plan_content(twenty_seven()), progress_content(twenty_seven()), network()]
NAMES = ["plan", "progress", "scheme"]


def made(content: Document) -> Paper:
    return html_to_pdf(paper_html(content_from_json(content_to_json(content)), URL))


def text_of(paper: Paper) -> str:
    """Words of all pages, one space between them."""
    with pdfplumber.open(io.BytesIO(paper.data)) as document:
        return " ".join(" ".join(page.extract_text(use_text_flow=True).split()) for page in document.pages)


@pytest.mark.parametrize("content", CONTENTS, ids=NAMES)
def test_same_content_gives_the_same_bytes(content: Document) -> None:
    assert made(content).data == made(content).data


@pytest.mark.parametrize("content", CONTENTS, ids=NAMES)
def test_document_is_tagged_russian_titled_and_dated(content: Document) -> None:
    paper = made(content)
    document = pypdf.PdfReader(io.BytesIO(paper.data))
    root: Any = document.trailer["/Root"]
    information = document.metadata
    assert information is not None
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("ru", True)
    assert information.creation_date is not None
    assert information.creation_date.date() == date(2022, 11, 14)
    assert information.author == "Заречный дворец творчества"
    assert len(document.pages) == paper.pages
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_object().get_data()


def test_titles_say_what_it_is() -> None:
    titles = [pypdf.PdfReader(io.BytesIO(made(content).data)).metadata for content in CONTENTS]
    plain = [str(found.title).replace("\N{NO-BREAK SPACE}", " ") for found in titles if found]
    assert plain == [
        "Календарный план на 2022/2023 учебный год",
        "Отчёт о ходе реализации инновационного проекта «Сеть наставничества» с 1 августа по 14 ноября 2022 года",
        "Схема сетевого взаимодействия «Сеть мастерских» с 01.09.2022 по 31.08.2023, документы на 14.11.2022",
    ]


@pytest.mark.parametrize("content", CONTENTS, ids=NAMES)
def test_fonts_are_ours_and_embedded(content: Document) -> None:
    with pdfplumber.open(io.BytesIO(made(content).data)) as document:
        names = {char["fontname"].split("+")[-1] for page in document.pages for char in page.chars}
    assert {re.sub(r"-Bold$", "", name) for name in names} <= {"PT-Serif", "PT-Sans"}
    pages: Any = pypdf.PdfReader(io.BytesIO(made(content).data)).pages
    descriptors = [
        font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        for page in pages
        for font in page["/Resources"]["/Font"].values()
    ]
    assert all("/FontFile2" in descriptor for descriptor in descriptors)


@pytest.mark.parametrize("content", CONTENTS, ids=NAMES)
def test_no_text_stands_outside_the_margins(content: Document) -> None:
    with pdfplumber.open(io.BytesIO(made(content).data)) as document:
        for page in document.pages:
            chars = [char for char in page.chars if char["text"].strip()]
            assert min(char["x0"] for char in chars) >= 30 * MM - 1
            assert max(char["x1"] for char in chars) <= page.width - 10 * MM + 1
            assert min(char["top"] for char in chars) >= 10 * MM


def test_plan_of_five_columns_lies_and_of_four_stands() -> None:
    upright = plan_content(plan(item(), columns=(*COLUMNS[:3], COLUMNS[4])))
    sizes = []
    for content in (plan_content(plan(item())), upright):
        with pdfplumber.open(io.BytesIO(made(content).data)) as document:
            sizes.append((round(document.pages[0].width / MM), round(document.pages[0].height / MM)))
    assert sizes == [(297, 210), (210, 297)]


def test_head_repeats_and_numbers_begin_on_the_second_page() -> None:
    with pdfplumber.open(io.BytesIO(made(CONTENTS[0]).data)) as document:
        pages = [page.extract_text().splitlines() for page in document.pages]
    assert len(pages) > 2
    assert [lines[0] for lines in pages] == ["УТВЕРЖДАЮ", *(str(number) for number in range(2, len(pages) + 1))]
    assert all(any("Отметка о выполнении" in line for line in lines) for lines in pages)


def test_plan_prints_the_marks_and_no_mark() -> None:
    text = text_of(made(CONTENTS[0]))
    assert text.count("Выполнено 20.09.2022") == 8
    assert text.count("нет отметки") == 7
    assert "не выполнено" not in text.lower()


@pytest.mark.parametrize(
    ("size", "widths", "sheet"), [(1, [297], 0), (11, [297] * 2, 0), (60, [297, 420, *[297] * 3], 1)]
)
def test_scheme_is_drawn_and_said_again_in_a_table(size: int, widths: list[int], sheet: int) -> None:
    content = network(size)
    with pdfplumber.open(io.BytesIO(made(content).data)) as document:
        cells = [row[1] for page in document.pages for table in page.extract_tables() for row in table if row[0] != "№"]
        drawn = document.pages[sheet].extract_text().replace(" ", "")
        sizes = [round(page.width / MM) for page in document.pages]
    assert cells == [f"Школа № {number}" for number in range(1, size + 1)]
    assert "Школа№1" in drawn
    assert f"договор подписан: {size}" in text_of(made(content))
    assert sizes == widths


def test_progress_prints_counts_sentences_and_the_address() -> None:
    text = text_of(made(CONTENTS[1]))
    assert "8 из 10" in text
    assert "наступил срок 10 пунктов плана из 27. Выполнено 8." in text
    assert "Методист" in text
    assert "portal.example/r/AbCdEf123456" in text


def test_both_sides_of_approval_are_printed() -> None:
    blocks = (
        Approval("Согласовано", "Председатель совета", "П.С. Осенний", "01.09.2022", is_left=True),
        Approval("Утверждено", basis="приказом от 31.08.2022 № 214"),
    )
    text = text_of(made(plan_content(plan(item(), approvals=blocks))))
    assert [word in text for word in ("СОГЛАСОВАНО", "Председатель совета", "УТВЕРЖДЕНО")] == [True] * 3
    assert "приказом от 31.08.2022 № 214" in text


def test_plan_without_approval_and_items_is_still_a_document() -> None:
    paper = made(plan_content(plan(approvals=())))
    assert paper.pages == 1


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src="http://example.org/x.png"><link rel=stylesheet href=file:///etc/passwd>',
    "a\x00b\x0bc\ud800d\ufffee",
    "</td></tr></table><h1>Конец",
    "{{ content.title }}{% load i18n %}",
    "url(file:///etc/passwd)",
    "\u202eперевёрнутый\u202c \u200b\u200b",
    "",
    "\n\n\n",
]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_only_words(words: str) -> None:
    mark = MarkFacts(MarkState.DONE, date(2022, 9, 20), text=words, window=words, organization=words, evidence=(words,))
    row = item(words[:50], words, marks=(mark,), headings=(words,), parties=(words,), cells={"deadline": words})
    told = plan(
        row,
        organization=words,
        project=words,
        title=words,
        approvals=(Approval(words, words, words, words, words), Approval(words, words, words, words)),
        columns=(*COLUMNS, Column("extra:9", words)),
    )
    for content in (plan_content(told), progress_content(told)):
        paper = made(content)
        with pdfplumber.open(io.BytesIO(paper.data)) as document:
            links = [link for page in document.pages for link in page.hyperlinks]
            ends = [char["x1"] - page.width for page in document.pages for char in page.chars if char["text"].strip()]
        assert links == []
        assert max(ends) <= -10 * MM + 1


@pytest.mark.parametrize("letter", ["А", "W"])
def test_endless_word_stays_inside_the_sheet(letter: str) -> None:
    """A column has room for its letters only where it may break: nothing runs over the edge, and it takes seconds."""
    words = letter * 5000
    paper = made(plan_content(plan(item(title=words))))
    with pdfplumber.open(io.BytesIO(paper.data)) as document:
        chars = [char for page in document.pages for char in page.chars]
        edges = {round(line["x0"], 1) for page in document.pages for line in page.rects}
    assert sum(char["text"] == letter for char in chars) >= 5000
    assert max(char["x1"] for char in chars if char["text"] == letter) < max(edges)


def test_script_is_printed_as_it_was_written() -> None:
    content = plan_content(plan(item(title="<script>alert(1)</script>", marks=(DONE,))))
    assert "<script>alert(1)</script>" in text_of(made(content))


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:1/x.css",
        "https://example.org/x.png",
        "ftp://example.org/",
        "paper:../portal/settings.py",
        "paper:fonts/../../manage.py",
        "paper:css/portal.css",
        "PAPER:css/paper.css",
        "",
    ],
)
def test_fetcher_reaches_nothing_else(url: str) -> None:
    with pytest.raises(FatalURLFetchingError):
        PaperFetcher().fetch(url)


def test_fetcher_gives_style_fonts_and_inline_data() -> None:
    fetcher = PaperFetcher()
    kinds = [
        fetcher.fetch(url).content_type
        for url in ("paper:css/paper.css", "paper:fonts/PTF55F.ttf", "data:text/plain,hello")
    ]
    assert kinds == ["text/css", "font/ttf", "text/plain"]


@pytest.mark.parametrize(
    "html",
    [
        "<html lang=ru><title>x</title><img src=file:///etc/passwd alt=x>",
        "<html lang=ru><title>x</title><link rel=stylesheet href=http://127.0.0.1:1/a.css>",
        "<html lang=ru><title>x</title><style>p{no-such-property:1}</style><p>x",
    ],
)
def test_foreign_address_or_complaint_stops_the_paper(html: str) -> None:
    with pytest.raises(PaperError):
        html_to_pdf(html)


def test_style_of_paper_names_only_shipped_fonts() -> None:
    style = Path("static/css/paper.css").read_text(encoding="utf-8")
    shipped = {path.name for path in Path("static/fonts").glob("*.ttf")}
    assert set(re.findall(r"paper:fonts/(\w+\.ttf)", style)) <= shipped
