"""«Лист изменений» on paper: every change once under the heading of its kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from plans.changes import Alteration, AlterationKind, Words
from reports.content import Cell, Document, Ref
from reports.content.changes import Behind, Changed, ChangesFacts, LifeStep, PutOff, changes_content

DAY = date(2022, 11, 14)
BEHIND = Behind(("По решению совета",), "А.П. Ковалёва", date(2022, 10, 3))
FACTS = ChangesFacts(
    "Дворец", "Календарный план", "Календарный план, 2022/2023", DAY, "утверждённой редакции № 1 от 01.09.2022"
)


def changed(kind: AlterationKind, *words: Words, title: str = "Семинар", behind: Behind = BEHIND) -> Changed:
    return Changed(Alteration(kind, "4.", title, 41, words=words), behind)


def made(*rows: Changed, **fields: Any) -> Document:
    return changes_content(replace(FACTS, rows=rows, **fields))


def words_of(document: Document) -> str:
    return document.paragraphs[0].text.replace("\N{NO-BREAK SPACE}", " ")


def test_change_says_what_was_what_is_why_and_who() -> None:
    row = made(changed(AlterationKind.REDATED, Words("Срок", "октябрь", "ноябрь"))).tables[0].rows[1]
    assert [cell.lines for cell in row.cells] == [
        ("1",),
        ("4. Семинар",),
        ("октябрь",),
        ("ноябрь",),
        ("По решению совета",),
        ("А.П. Ковалёва", "03.10.2022"),
    ]
    assert row.refs == (Ref("item", 41),)


def test_changes_are_grouped_by_kind_and_numbered_through() -> None:
    rows = (
        changed(AlterationKind.REWORDED, Words("Место", "зал", "класс")),
        changed(AlterationKind.ADDED, Words("Срок", "—", "май")),
        changed(AlterationKind.REWORDED, Words("Место", "двор", "сад")),
    )
    table = made(*rows).tables[0]
    assert [row.heading or row.cells[0].lines[0] for row in table.rows] == [
        "Добавлены пункты",
        "1",
        "Изменены слова",
        "2",
        "3",
    ]


def test_several_texts_of_a_row_stand_under_their_names_and_keep_their_lines() -> None:
    words = (Words("Место", "зал\nвторой этаж", "класс"), Words("Для кого", "все", "педагоги"))
    cells = made(changed(AlterationKind.REWORDED, *words)).tables[0].rows[1].cells
    assert cells[2:4] == (
        Cell(("Место: зал", "второй этаж", "Для кого: все")),
        Cell(("Место: класс", "Для кого: педагоги")),
    )


def test_unknown_reason_and_author_are_not_guessed() -> None:
    row = made(changed(AlterationKind.RENUMBERED, Words("Номер", "4.", "5."), behind=Behind())).tables[0].rows[1]
    assert row.cells[4:] == (Cell(("причина не записана",)), Cell(("—",)))


def test_removed_item_is_not_linked() -> None:
    assert made(changed(AlterationKind.REMOVED, Words("Срок", "май", "—"))).tables[0].rows[1].refs == ()


def test_marks_that_put_off_and_closings_stand_last() -> None:
    put_off = PutOff("7.", "Сбор", "октябрь 2022", date(2022, 12, 1), BEHIND, "Школа № 5", 47)
    table = made(put_off=(put_off,), life=(LifeStep("План закрыт", BEHIND),)).tables[0]
    assert [row.heading for row in table.rows if row.heading] == ["Перенесено отметками", "Закрытие и открытие плана"]
    assert [cell.lines for cell in table.rows[1].cells[1:4]] == [
        ("7. Сбор", "Школа № 5"),
        ("октябрь 2022",),
        ("01.12.2022",),
    ]


def test_sentences_count_what_happened() -> None:
    rows = (
        changed(AlterationKind.ADDED),
        changed(AlterationKind.ADDED),
        changed(AlterationKind.REASSIGNED),
        Changed(Alteration(AlterationKind.LAYOUT, words=(Words("Колонки", "№", "№ | Срок"),)), BEHIND),
    )
    put_off = PutOff("", "Сбор", "", date(2022, 12, 1), BEHIND)
    assert words_of(made(*rows, put_off=(put_off,))) == (
        "В составе плана: добавлены 2 пункта, изменены ответственные у 1 пункта и изменены колонки. "
        "Отметками перенесён 1 срок."
    )


def test_change_after_the_day_of_the_sheet_is_told_of() -> None:
    late = replace(BEHIND, made_on=date(2022, 11, 20))
    assert words_of(made(changed(AlterationKind.MOVED, behind=late))).endswith(
        "В лист вошли и изменения, внесённые после 14.11.2022."
    )


def test_plan_without_edition_or_without_changes_says_so() -> None:
    before = changes_content(replace(FACTS, edition=""))
    assert words_of(before) == (
        "План ещё не утверждён: сравнивать не с чем. Лист изменений начинается с утверждённой редакции."
    )
    assert (before.tables, [line.text for line in before.title]) == ((), ["Лист изменений", "Календарный план"])
    assert words_of(made()) == "С этой редакции план не менялся."
