"""One sheet keeps the rows that fit it and counts the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from reports.content import Approval, Block, Charts, Document, Paragraph, Sentence, Signer, StripChart
from reports.content.fitting import cut, on_one_sheet
from reports.content.summary import SummaryFacts, summary_content
from tests.reports.facts import item, plan


def sheet(rows: int = 40, title: str = "Заседание методического совета", **fields: Any) -> Document:
    """A summary of overdue items, laid out as the fields say."""
    told = plan(*(item(str(n), title, ends_on=date(2022, 10, 1)) for n in range(rows)))
    return on_one_sheet(replace(summary_content(SummaryFacts(told)), **fields))


def pictures(document: Document) -> list[type[Block]]:
    return [type(block) for block in document.blocks if isinstance(block, StripChart | Charts)]


def rows_of(document: Document) -> int:
    return len(document.tables[0].rows)


def test_rows_that_do_not_fit_are_counted() -> None:
    (table,) = sheet(title="Очень длинное название " * 9).tables
    *rows, rest = table.rows
    assert (len(rows) + int(rest.heading.split()[2]), rest.heading.split()[:2]) == (40, ["и", "ещё"])
    assert len(rows) in range(3, 10)
    assert table.rows[0].cells[1].lines[0].endswith("…")


def test_rows_that_fit_stay_as_they_are() -> None:
    assert [row.heading for row in sheet(4).tables[0].rows] == [""] * 4


def test_what_stands_around_takes_the_place_of_rows_and_then_of_pictures() -> None:
    lines = ("Министерство просвещения",)
    found = [sheet(letterhead=lines * number) for number in (0, 5, 12, 20)]
    assert [pictures(document) for document in found] == [[StripChart, Charts], [StripChart, Charts], [Charts], []]
    assert rows_of(found[0]) > rows_of(found[1]) > 2


@pytest.mark.parametrize(
    "fields",
    [
        {"approvals": (Approval("Утверждаю", "Директор", "Л.В. Полевая"),)},
        {"signers": (Signer("Методист", "А.П. Ковалёва"),) * 4},
    ],
    ids=["approval", "signers"],
)
def test_approval_and_signatures_are_reckoned_with(fields: dict[str, Any]) -> None:
    more = sheet(**fields)
    assert rows_of(more) < rows_of(sheet()) or pictures(more) != pictures(sheet())


def test_words_of_the_coordinator_are_reckoned_with() -> None:
    document = summary_content(SummaryFacts(plan(*(item(str(n), ends_on=date(2022, 10, 1)) for n in range(40)))))
    blocks = tuple(
        Paragraph((Sentence("Работа шла по плану. " * 80),), "summary") if getattr(block, "key", "") else block
        for block in document.blocks
    )
    assert pictures(on_one_sheet(replace(document, blocks=blocks))) == [Charts]


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("Сбор наставников", 30, "Сбор наставников"),
        ("Сбор\nнаставников  района", 16, "Сбор наставников…"),
        ("Сбор, слёт", 6, "Сбор…"),
        ("а" * 20, 10, f"{'а' * 10}…"),
    ],
)
def test_text_is_cut_between_words(text: str, most: int, short: str) -> None:
    assert cut(text, most) == short
