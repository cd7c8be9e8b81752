"""The director's summary: what is on the sheet, and what is only counted because it would not fit."""

from __future__ import annotations

from datetime import date

from plans.progress import Control, MarkState
from reports.content import Cell, Charts, Figures, Heading, ItemFacts, MarkFacts, Paragraph, StripChart, TableBlock
from reports.content.summary import SummaryFacts, coming, summary_content, troubles
from tests.reports.facts import END, item, occurrence, plan, twenty_seven

NOVEMBER = date(2022, 11, 20)
PARTLY = MarkFacts(MarkState.PARTLY, reason="Макет на согласовании")


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def under_way(number: str, ends_on: date, *marks: MarkFacts, title: str = "Сбор") -> ItemFacts:
    window = occurrence(ends_on, *marks, starts_on=date(2022, 11, 1))
    return item(number, title, occurrences=(window,), marks=marks)


def test_sheet_has_everything_in_its_order() -> None:
    document = summary_content(
        SummaryFacts(twenty_seven(), (("договор подписан", 8), ("договора нет", 2)), (("опубликовано", 1),))
    )
    assert [type(block) for block in document.blocks] == [
        Paragraph,
        Figures,
        StripChart,
        Paragraph,
        Heading,
        TableBlock,
        Heading,
        Paragraph,
        Charts,
        Paragraph,
    ]
    assert (document.is_single, [plain(line.text) for line in document.title]) == (
        True,
        ["Сводка для руководителя на 14 ноября 2022 г.", "«Сеть наставничества»"],
    )
    assert document.paragraphs[-1].text == (
        "Участников сети 10: договор подписан — 8, договора нет — 2. Продуктов проекта 1: опубликовано — 1."
    )


def test_longest_overdue_stand_first_then_what_nobody_has_marked() -> None:
    told = plan(
        item("1", ends_on=date(2022, 11, 4)),
        under_way("2", NOVEMBER),
        item("3", ends_on=date(2022, 9, 30), marks=(PARTLY,)),
        under_way("4", NOVEMBER, MarkFacts(MarkState.IN_PROGRESS)),
        under_way("5", date(2023, 3, 1)),
    )
    (table, _) = summary_content(SummaryFacts(told)).tables
    assert [(row.cells[0].lines[0], row.cells[4]) for row in table.rows] == [
        ("3", Cell(("выполнено частично",), "45 дней")),
        ("1", Cell(("нет отметки",), "10 дней")),
        ("2", Cell(("нет отметки",), "срок 20.11.2022")),
    ]


def test_nearest_are_those_of_thirty_days_with_the_words_of_the_document() -> None:
    told = plan(
        item("1", ends_on=date(2022, 12, 14), cells={"deadline": "до 14 декабря"}),
        item("2", ends_on=date(2022, 12, 15)),
        item("3", ends_on=date(2022, 11, 14)),
        item("4", ends_on=None, control=Control.NEVER),
        item("5", ends_on=END, control=Control.PLAN_END),
    )
    assert [row.number for row in coming(told)] == ["3", "1"]
    (table,) = summary_content(SummaryFacts(told)).tables
    assert table.rows[1].cells[2] == Cell(("до 14 декабря",), "14.12.2022")


def test_column_in_which_nothing_stands_is_left_out() -> None:
    bare = {"number": "", "responsible": ""}
    told = plan(item(cells=bare), item(cells=bare), item("9", ends_on=NOVEMBER))
    assert [[column.heading for column in table.columns] for table in summary_content(SummaryFacts(told)).tables] == [
        ["Мероприятие", "Срок", "Просрочка"],
        ["№", "Мероприятие", "Срок", "Ответственный"],
    ]


def test_nothing_stands_twice() -> None:
    told = plan(under_way("2", NOVEMBER), item("1", ends_on=NOVEMBER))
    assert ([row.number for row in troubles(told)], [row.number for row in coming(told)]) == (["2"], ["1"])


def test_empty_plan_says_that_nothing_is_wrong_and_nothing_comes() -> None:
    document = summary_content(SummaryFacts(plan()))
    assert (document.tables, [block for block in document.blocks if isinstance(block, StripChart | Charts)]) == ((), [])
    assert [paragraph.text for paragraph in document.paragraphs[2:]] == [
        "Просроченных пунктов и пунктов без отметок, срок которых близко, нет.",
        "В ближайшие 30 дней сроков нет.",
        "Участников в сети пока нет. Продуктов у проекта пока нет.",
    ]


def test_items_without_a_control_date_are_counted_where_no_table_shows_them() -> None:
    document = summary_content(SummaryFacts(plan(item(ends_on=None, control=Control.NEVER))))
    assert "Без контрольного срока 1 пункт." in [sentence.text for sentence in document.paragraphs[1].sentences]
