"""A document that must fit one sheet fits it, whatever stands in it."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import docx
import pdfplumber
import pytest
from docx.shared import Pt

from reports.content import Document, PlanFacts, Signer
from reports.content.dressing import Dress, dressed
from reports.content.fitting import on_one_sheet
from reports.content.summary import SummaryFacts, summary_content
from reports.drawing import rendered
from reports.rendering import letter_sizes
from tests.reports.facts import item, plan, twenty_seven

URL = "https://portal.example/r/abcdefghijkl/"
NETWORK = (("договор подписан", 20), ("на подписании", 3), ("скоро закончится", 1), ("договора нет", 2))
PRODUCTS = (("опубликовано", 3), ("одобрено", 2), ("на рецензии", 4), ("готовится", 12))
LONG = "Разработка и апробация методических рекомендаций по сопровождению наставнических пар " * 20
ENDLESS = "Ы" * 400


def many(number: int, title: str) -> PlanFacts:
    """A plan whose every second item is overdue and the others come soon, each with a responsible of its own."""
    days = (date(2022, 10, 1), date(2022, 12, 1))
    rows = (
        item(
            str(n + 1),
            title,
            ends_on=days[n % 2],
            cells={"deadline": title, "responsible": title},
            parties=(f"Отдел {n}",),
        )
        for n in range(number)
    )
    return plan(*rows)


def summary(told: PlanFacts, dress: Dress | None = None) -> Document:
    document = summary_content(SummaryFacts(told, NETWORK, PRODUCTS))
    return on_one_sheet(dressed(document, dress) if dress else document)


LONG_NAMES = plan(
    *many(54, LONG).items,
    project=f"«{LONG}»",
    short_title="Календарный план, 2022/2023",
    signature=Signer("Заместитель директора по учебно-методической и воспитательной работе", "А.П. Ковалёва"),
)


@pytest.mark.parametrize(
    "document",
    [
        summary(plan()),
        summary(twenty_seven()),
        summary(many(54, "Сбор")),
        summary(plan(*(replace(row, parties=()) for row in many(13, LONG).items))),
        summary(LONG_NAMES),
        summary(many(54, ENDLESS)),
        summary(many(1000, LONG)),
        summary(
            LONG_NAMES,
            Dress(
                letterhead=("Министерство просвещения",) * 5,
                approver=Signer("Директор", "Л.В. Полевая"),
                signers=(Signer("Методист", "А.П. Ковалёва"),) * 2,
                is_asked=True,
            ),
        ),
    ],
    ids=["empty", "27", "54", "one chart", "long names", "endless words", "1000", "letterhead and approval"],
)
def test_summary_takes_exactly_one_sheet(document: Document) -> None:
    data, pages = rendered(document, URL, "pdf")
    assert pages == 1
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        (page,) = pdf.pages
        sizes = [char["size"] for char in page.chars if "Serif" in char["fontname"]]
        assert min(sizes) >= 8.9


def test_word_has_the_smallest_letters_at_once() -> None:
    data, _ = rendered(summary(plan()), URL, "docx")
    styles = docx.Document(io.BytesIO(data)).styles
    assert [styles[name].font.size for name in ("Текст", "Ячейка", "Графа", "Title")] == [Pt(9)] * 3 + [Pt(10.5)]


def test_letters_are_made_smaller_only_where_one_sheet_is_asked_for() -> None:
    document = summary(plan())
    assert letter_sizes(document) == (12.0, 11.0, 10.5, 10.0, 9.5, 9.0)
