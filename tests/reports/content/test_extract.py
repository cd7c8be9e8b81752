"""The extract says whose it is, of which days, and holds the rows in the plan's own columns."""

from __future__ import annotations

from datetime import date

from plans.progress import Control, MarkState
from reports.content import Heading, MarkFacts, Paragraph, Signer, TableBlock, TitleLine
from reports.content.extract import ExtractFacts, extract_content
from tests.reports.facts import COLUMNS, DONE, item, plan

AUTUMN = (date(2022, 9, 1), date(2022, 11, 30))
SPACE = "\N{NO-BREAK SPACE}"


def test_extract_of_a_person_has_the_columns_of_the_plan_and_is_signed() -> None:
    facts = ExtractFacts(
        plan(item("3", headings=("I этап",), marks=(DONE,), pk=3)), (), 27, ("Ковалёва А.П., методист",)
    )
    document = extract_content(facts)
    (table,) = document.tables
    assert document.title == (
        TitleLine("Выписка из плана", is_strong=True),
        TitleLine("Календарный план на 2022/2023 учебный год"),
        TitleLine("Ковалёва А.П., методист", is_strong=True),
    )
    assert (table.columns, [row.heading for row in table.rows]) == (COLUMNS, ["I этап", ""])
    assert document.signers == (Signer("Методист", "А.П. Ковалёва"),)
    assert document.docname == "Выписка из плана: Ковалёва А.П., методист · на 14.11.2022"
    assert document.paragraphs[-1].text == "Выписка верна."


def test_counts_are_of_the_rows_that_stand_in_it() -> None:
    moved = MarkFacts(MarkState.MOVED, moved_to=date(2023, 5, 15), reason="Болезнь")
    rows = [item("1", marks=(DONE,), pk=1), item("2", pk=2), item("3", marks=(moved,), pk=3)]
    rows.append(item("4", ends_on=None, control=Control.NEVER, pk=4))
    document = extract_content(ExtractFacts(plan(*rows), (), 27))
    counted = document.paragraphs[1]
    assert counted.text == (
        "В выписке 4 пункта из 27 пунктов плана: выполнен 1, просрочен 1, перенесён 1 и без контрольного срока 1."
    )
    assert [ref.pk for ref in counted.sentences[0].refs] == [1, 2, 3, 4]


def test_item_that_is_due_and_goes_on_is_counted_once() -> None:
    facts = ExtractFacts(plan(item("1", marks=(DONE,), pk=1)), (item("1", pk=1), item("2", pk=2)), 2, period=AUTUMN)
    assert extract_content(facts).paragraphs[1].text == "В выписке 2 пункта: выполнен 1 и просрочен 1."


def test_stretch_tells_what_is_due_from_what_lasts() -> None:
    facts = ExtractFacts(plan(item("1")), (item("9"),), 27, period=AUTUMN)
    document = extract_content(facts)
    assert document.title[-1] == TitleLine(f"за{SPACE}сентябрь{SPACE}– ноябрь{SPACE}2022{SPACE}года", is_strong=True)
    assert [block.text for block in document.blocks if isinstance(block, Heading)] == [
        "Срок в это время",
        "Срок позже, а работа идёт и в это время",
    ]
    assert [table.rows[0].cells[0].lines for table in document.tables] == [("1",), ("9",)]


def test_nothing_found_is_said_in_words() -> None:
    document = extract_content(ExtractFacts(plan(), (), 5, ("Школа № 7",)))
    assert [type(block) for block in document.blocks] == [Paragraph, Paragraph, Paragraph]
    assert document.paragraphs[1].text == "Таких пунктов в плане нет: всего в нём 5 пунктов."
    empty = extract_content(ExtractFacts(plan(), (), 0))
    assert (empty.paragraphs[1].text, empty.tables) == ("В плане пунктов нет.", ())


def test_table_keeps_the_name_of_the_plan_where_no_days_are_named() -> None:
    document = extract_content(ExtractFacts(plan(item()), (), 1))
    (table,) = (block for block in document.blocks if isinstance(block, TableBlock))
    assert table.caption == "Календарный план, 2022/2023"
