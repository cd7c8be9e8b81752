"""What stands around plans is told in the document's words, counts only where something is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from reports.content import Cell, Heading, Listing, Pair, Paragraph, Ref, Row, Sentence, TableBlock
from reports.content.project import (
    Around,
    EventFacts,
    JointFacts,
    ObjectiveFacts,
    ProductFacts,
    ProjectFacts,
    general,
    goals,
    network,
    products,
    results,
)
from tests.reports.facts import around

BARE = ProjectFacts("Дворец", "«Рядом»", date(2021, 9, 1), date(2024, 8, 31))


def full() -> ProjectFacts:
    project = around().project
    assert project is not None
    return project


def texts(blocks: Sequence[object]) -> list[str]:
    found = (block.text for block in blocks if isinstance(block, Paragraph))
    return [text.replace("\N{NO-BREAK SPACE}", " ") for text in found]


def test_general_data_name_only_what_is_known() -> None:
    assert [pair.name for pair in general(BARE).rows] == ["Организация", "Проект", "Сроки реализации"]
    pairs = general(full()).rows
    assert pairs[-1] == Pair("Участники сети", ("2 организации: Школа № 1; Школа № 2",))
    assert Pair("Руководитель", ("Л.В. Полевая, директор",)) in pairs


def test_goal_stands_word_for_word_and_is_not_named_twice() -> None:
    assert texts(list(goals(replace(BARE, goal="Построить сеть.\n\nОбучить.")))) == [
        "Цель: Построить сеть.",
        "Обучить.",
    ]
    assert texts(list(goals(replace(BARE, goal="Цель проекта — сеть.")))) == ["Цель проекта — сеть."]
    assert list(goals(BARE)) == []


def test_objectives_are_those_the_plan_serves_else_all() -> None:
    first, second = ObjectiveFacts("1. Обучить", 1), ObjectiveFacts("2. Издать", 2)
    assert texts(list(goals(replace(BARE, objectives=(first, second))))) == [
        "Задачи проекта:",
        "1. Обучить",
        "2. Издать",
    ]
    served = replace(second, is_served=True)
    found = list(goals(replace(BARE, objectives=(first, served))))
    assert texts(found) == ["Задачи, которым служат мероприятия плана:", "2. Издать"]
    assert found[1] == Paragraph((Sentence("2. Издать", (Ref("objective", 2),)),))


def test_network_counts_and_quotes_accepted_parts() -> None:
    counts, listing, heading, table = network(around())
    assert isinstance(counts, Paragraph)
    assert [sentence.text for sentence in counts.sentences] == [
        "Отчёт о мастерских (срок 05.12.2022): приняты сведения 1 из 2 организаций.",
        "Состоялось 1 совместное событие.",
    ]
    assert [sentence.refs for sentence in counts.sentences] == [(Ref("due", 3),), (Ref("event", 4),)]
    assert listing == Listing(("15.10.2022 — Открытая мастерская, участвовали 2 организации",))
    assert heading == Heading("Отчёт о мастерских", level=3)
    assert isinstance(table, TableBlock)
    row = Row((Cell(("Школа № 1",)), Cell(("Провели занятие.",))), refs=(Ref("contribution", 7, "Школа № 1"),))
    assert table.rows == (row,)


def test_network_without_anything_is_an_empty_paragraph_to_write() -> None:
    assert list(network(Around(project=BARE))) == [Paragraph((), key="network")]


def test_nothing_accepted_yet_is_said_so() -> None:
    (found,) = network(Around(joint=(JointFacts("Отчёт.", date(2022, 12, 5), 1),)))
    assert texts([found]) == ["Отчёт (срок 05.12.2022): сведения 1 организации ещё не приняты."]


def test_many_events_are_cut_honestly() -> None:
    events = tuple(EventFacts(f"Встреча {n}", date(2022, 10, 1)) for n in range(23))
    counts, listing, rest = network(Around(events=events))
    assert texts([counts, rest]) == ["Состоялись 23 совместных события.", "И ещё 3 события."]
    assert isinstance(listing, Listing)
    assert (len(listing.items), listing.items[0]) == (20, "01.10.2022 — Встреча 0")


def test_products_are_counted_by_kind_and_listed() -> None:
    found = [
        ProductFacts("Б", "статья", is_published=True, pk=1),
        ProductFacts("А", "сборник"),
        ProductFacts("В", "статья"),
    ]
    counts, listing = products(found)
    assert texts([counts]) == ["Одобрены 3 продукта (статья — 2, сборник — 1), из них опубликован 1."]
    assert listing == Listing(("Б", "А", "В"), is_numbered=True)
    assert texts(list(products(found[1:2]))) == ["Одобрен 1 продукт (сборник — 1)."]
    assert list(products([])) == [Paragraph((), key="products")]


def test_results_stand_under_their_stages() -> None:
    (table,) = results(around().results)
    assert isinstance(table, TableBlock)
    assert [row.heading or [cell.lines[0] for cell in row.cells] for row in table.rows] == [
        "I этап",
        ["1", "Обучены наставники", "достигнут", "Приказ № 5"],
    ]
    assert table.rows[1].refs == (Ref("result", 6, "1."),)
    assert list(results(())) == []
