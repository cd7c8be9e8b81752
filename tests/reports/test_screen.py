"""Documents on screen: every block is drawn, sentences are linked, typed markup is text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from reports.content import (
    Block,
    Charts,
    Column,
    Document,
    EditableParagraph,
    Paragraph,
    Ref,
    Row,
    Sentence,
    TableBlock,
    TitleLine,
    progress_content,
)
from reports.content.model import Cell
from reports.rendering import TEMPLATES
from reports.screen import ref_address, screen_html
from tests.reports.facts import twenty_seven

PAPER = Document(
    kind="progress",
    organization="Дворец",
    as_of=date(2022, 11, 14),
    title=(TitleLine("Отчёт", is_strong=True),),
    docname="Отчёт",
    blocks=(),
)


def paper_of(*blocks: Block) -> str:
    return str(screen_html(replace(PAPER, blocks=blocks)))


@pytest.mark.parametrize("block", get_args(Block), ids=lambda block: block.__name__)
def test_every_kind_of_block_has_its_place_on_screen(block: type) -> None:
    tag = block.__dataclass_fields__["block"].default  # type: ignore[attr-defined]
    branches = (TEMPLATES / "reports/screen/_block.html").read_text(encoding="utf-8")
    assert f'block.block == "{tag}"' in branches


def test_sentence_is_linked_to_what_it_is_made_of() -> None:
    sentence = Sentence("Проведено 2 занятия.", (Ref("item", 5, "1.2"), Ref("item", 6), Ref("unheard-of", 7, "x")))
    text = paper_of(Paragraph((sentence,)))
    assert re.findall(r'<a href="([^"]+)">([^<]+)</a>', text) == [("/items/5/", "1.2"), ("/items/6/", "2")]


def test_part_of_a_joint_report_is_shown_within_it() -> None:
    assert ref_address(Ref("contribution", 5, "Школа № 1", within="3")) == "/dues/3/parts/5/"


def test_many_links_are_folded_and_the_rest_counted() -> None:
    sentence = Sentence("Выполнено 60.", tuple(Ref("item", number, str(number)) for number in range(1, 61)))
    text = paper_of(Paragraph((sentence,)))
    assert "<summary>[60 ссылок]</summary>" in text
    assert text.count('<a href="/items/') == 40
    assert "и ещё 20" in text


@pytest.mark.parametrize("ref", [Ref("unheard-of", 1), Ref("contribution", 1)])
def test_what_has_no_page_of_its_own_is_not_linked(ref: Ref) -> None:
    assert ref_address(ref) == ""


def test_typed_markup_is_text_in_every_cell() -> None:
    hostile = "<script>alert(1)</script>"
    table = TableBlock((Column("title", hostile),), (Row((Cell((hostile,), hostile),)), Row(heading=hostile)), hostile)
    text = paper_of(Paragraph((Sentence(hostile),)), table)
    assert ("<script" in text, text.count("&lt;script&gt;")) == (False, 6)


def test_nothing_of_a_page_is_styled_in_place() -> None:
    """The portal's pages allow no inline style: what stands in an attribute would be thrown away."""
    document = progress_content(twenty_seven())
    assert any(isinstance(block, Charts) for block in document.blocks)
    assert re.findall(r"\sstyle=|<style", str(screen_html(document))) == []


def test_first_piece_of_rewritten_words_bears_the_editing() -> None:
    pieces = (
        Paragraph((Sentence("Первое."),), "end", is_edited=True),
        Paragraph((Sentence("Второе."),), is_edited=True),
    )
    paragraph = EditableParagraph("end", "Выводы", "Первое.\nВторое.", "Портал.", is_edited=True, is_outdated=True)
    text = str(screen_html(replace(PAPER, blocks=pieces), (paragraph,), address="/p/?a=1&"))
    assert text.count("?a=1&amp;edit=end#edit-text") == 1
    assert "Портал." in text
