"""The scheme of a network on paper."""

from __future__ import annotations

from datetime import date

from reports.content import SchemePicture, scheme_content
from tests.reports.facts import network


def test_participants_stand_in_the_picture_and_in_the_table() -> None:
    document = network(2)
    assert [row.cells[1].lines[0] for row in document.tables[0].rows] == ["Школа № 1", "Школа № 2"]
    assert [block.block for block in document.blocks] == ["scheme", "table"]


def test_network_of_nobody_is_a_sentence() -> None:
    empty = SchemePicture(hub="Дворец", parts=(), links=(), keys=())
    document = scheme_content("Дворец", date(2022, 11, 14), "Схема", empty)
    assert [paragraph.text for paragraph in document.paragraphs] == ["В это время в сети проекта нет участников."]
    assert len(document.blocks) == 1
