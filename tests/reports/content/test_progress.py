"""The progress report adds up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from plans.progress import Control, MarkState
from reports.content import (
    Bar,
    Cell,
    Document,
    Edit,
    Figure,
    Heading,
    Listing,
    MarkFacts,
    StripChart,
    progress_content,
    with_edits,
)
from reports.content.progress import PARTS, bars, figures, months
from tests.reports.facts import AS_OF, DONE, END, around, item, plan, twenty_seven


def headings(content: Document) -> list[Heading]:
    return [block for block in content.blocks if isinstance(block, Heading)]


def test_figures_of_the_sample_plan() -> None:
    assert figures(twenty_seven()) == (
        Figure(8, 10, "пунктов с наступившим сроком выполнено"),
        Figure(2, None, "просрочено: пункты 7 и 20"),
        Figure(10, None, "в работе, из них 4 повторяющихся"),
        Figure(7, None, "впереди, ближайший — декабрь 2022 года"),
    )


def test_figures_of_a_quiet_plan() -> None:
    assert figures(plan(item(marks=(DONE,)))) == (
        Figure(1, 1, "пункта с наступившим сроком выполнено"),
        Figure(0, None, "просрочено"),
        Figure(0, None, "в работе"),
        Figure(0, None, "впереди"),
    )


def test_every_item_stands_in_exactly_one_table() -> None:
    content = progress_content(twenty_seven())
    found = [row.cells[0].lines[0] for table in content.tables for row in table.rows]
    assert sorted(found, key=int) == [str(number) for number in range(1, 28)]
    assert [(table.caption, len(table.rows)) for table in content.tables] == [
        ("Выполненные мероприятия", 8),
        ("Мероприятия в работе", 10),
        ("Мероприятия, срок которых впереди", 7),
        ("Просроченные мероприятия", 2),
    ]


def test_moved_cancelled_and_uncontrolled_have_tables_of_their_own() -> None:
    moved = MarkFacts(MarkState.MOVED, moved_to=date(2023, 5, 15), reason="болезнь лектора")
    gone = MarkFacts(MarkState.CANCELLED, reason="решение совета")
    told = plan(
        item("1", marks=(moved,)),
        item("2", marks=(gone,)),
        item("3", ends_on=None, control=Control.NEVER),
    )
    second, first = progress_content(told).tables
    assert (first.caption, [row.cells[4] for row in first.rows]) == (
        "Перенесено и отменено",
        [
            Cell(("Причина: болезнь лектора",), "Перенесено на 15.05.2023"),
            Cell(("Причина: решение совета",), "Отменено"),
        ],
    )
    assert (second.caption, second.rows[0].cells[4]) == ("Мероприятия без контрольного срока", Cell(("нет отметки",)))


def test_late_item_tells_days_and_what_is_known() -> None:
    told = plan(item("7", marks=(MarkFacts(MarkState.PARTLY, reason="собраны 19 из 27 списков"),)), item("8"))
    (table,) = progress_content(told).tables
    assert [row.cells[4] for row in table.rows] == [
        Cell(("Выполнено частично", "Причина: собраны 19 из 27 списков"), "Просрочено на 45 дней"),
        Cell(("нет отметки",), "Просрочено на 45 дней"),
    ]


def test_done_item_without_words_prints_those_of_the_document() -> None:
    bare = MarkFacts(MarkState.DONE, fact_on=date(2022, 9, 20))
    (table,) = progress_content(plan(item(marks=(bare,), cells={"mark": "Приказ № 5"}))).tables
    assert table.rows[0].cells[4] == Cell(("Приказ № 5",), "Выполнено 20.09.2022")


def test_months_are_running_totals() -> None:
    told = months(twenty_seven())
    assert [(month.ends_on, month.planned, month.done) for month in told[:6]] == [
        (date(2022, 8, 31), 0, 0),
        (date(2022, 9, 30), 10, 8),
        (date(2022, 10, 31), 10, 8),
        (date(2022, 11, 30), 10, 8),
        (date(2022, 12, 31), 17, None),
        (date(2023, 1, 31), 17, None),
    ]
    assert (told[-1].ends_on, told[-1].planned) == (END, 27)


def test_cancelled_and_uncontrolled_items_are_not_drawn() -> None:
    gone = MarkFacts(MarkState.CANCELLED, reason="решение совета")
    told = plan(item(marks=(gone,)), item("2", ends_on=None, control=Control.NEVER))
    assert (months(told), bars(told.items)) == ((), (Bar("Ковалёва А.П.", 0, 0, 0, 1),))


def test_plan_of_more_than_ten_years_has_no_line() -> None:
    assert months(plan(item(), ends_on=date(2040, 1, 1))) == ()


def test_bars_count_every_responsible_once_and_show_eight() -> None:
    rows = [item(str(n), parties=(f"Отдел {n}", "Совет", "Совет")) for n in range(9)]
    found = bars(rows)
    assert (len(found), found[0], found[0].total) == (8, Bar("Совет", 0, 9, 0, 0), 9)


def test_report_after_the_end_of_the_plan_speaks_of_the_whole_plan() -> None:
    day = date(2024, 1, 1)
    content = progress_content(plan(item(as_of=day, marks=(DONE,)), as_of=day))
    assert content.title[-1].text.replace("\N{NO-BREAK SPACE}", " ") == "с 1 августа 2022 года по 31 августа 2023 года"


def test_strip_keeps_the_order_of_the_plan() -> None:
    (strip,) = (block for block in progress_content(twenty_seven()).blocks if isinstance(block, StripChart))
    assert [(cell.number, cell.state) for cell in strip.cells[5:9]] == [
        ("6", "done"),
        ("7", "late"),
        ("8", "active"),
        ("9", "active"),
    ]
    assert progress_content(twenty_seven()).as_of == AS_OF


def test_tables_stand_under_the_sections_of_the_plan() -> None:
    rows = (
        item("1", marks=(DONE,), headings=("I этап", "Работа с кадрами")),
        item("2", marks=(DONE,)),
        item("3"),
        item("4", marks=(DONE,), headings=("Диагностика",)),
    )
    first, second = progress_content(plan(*rows)).tables
    assert [row.heading or row.cells[0].lines[0] for row in first.rows] == [
        "Работа с кадрами",
        "1",
        "2",
        "Диагностика",
        "4",
    ]
    assert [row.heading or row.cells[0].lines[0] for row in second.rows] == ["Работа с кадрами", "3"]


def test_without_anything_around_the_plan_alone_is_told() -> None:
    parts = [
        (block.number, block.text) for block in headings(progress_content(plan(item(marks=(DONE,))))) if block.number
    ]
    assert parts == [
        ("1.", "Выполнение календарного плана"),
        ("2.", "Просроченное, перенесённое и отменённое"),
        ("3.", "Выводы и задачи"),
    ]


def test_all_parts_stand_in_order_with_continuous_numbers() -> None:
    mark = MarkFacts(MarkState.DONE, fact_on=date(2022, 9, 20), evidence=("Приказ № 5",))
    content = progress_content(plan(item("1", marks=(mark,)), item("2")), around())
    assert [f"{block.number} {block.text}" for block in headings(with_edits(content, {})) if block.number] == [
        "1. Общие данные",
        "2. Цель и задачи периода",
        "3. Выполнение календарного плана",
        "4. Просроченное, перенесённое и отменённое",
        "5. Сетевое взаимодействие",
        "6. Результаты, продукты, публикации",
        "7. Выводы и задачи",
        "8. Приложение. Перечень подтверждений",
    ]


def test_everything_but_the_plan_may_be_left_out() -> None:
    mark = MarkFacts(MarkState.DONE, fact_on=date(2022, 9, 20), evidence=("Приказ № 5",))
    content = with_edits(progress_content(plan(item(marks=(mark,)), item("2", "Сверка")), around(frozenset(PARTS))), {})
    assert [block.block for block in content.blocks] == ["heading", "paragraph", "figures", "paragraph"]


def test_empty_parts_are_left_out_and_can_be_written() -> None:
    content = progress_content(
        plan(item(marks=(DONE,))), replace(around(), joint=(), events=(), products=(), results=())
    )
    shown = [block.text for block in headings(with_edits(content, {}))]
    assert "Сетевое взаимодействие" not in shown
    assert "Результаты, продукты, публикации" not in shown
    written = with_edits(content, {"results": Edit("Издан буклет.", "")})
    assert "Результаты, продукты, публикации" in [block.text for block in headings(written)]


def test_keys_of_paragraphs_are_unique() -> None:
    keys = [paragraph.key for paragraph in progress_content(twenty_seven(), around()).paragraphs if paragraph.key]
    assert len(keys) == len(set(keys)) == 10


def test_each_proof_is_listed_once_with_its_items() -> None:
    first, second = (
        MarkFacts(MarkState.DONE, date(2022, 9, 20), evidence=proofs) for proofs in (("Фото", "Акт"), ("Фото",))
    )
    content = progress_content(plan(item("1", marks=(first,)), item("2", marks=(second,)), item("", marks=(second,))))
    assert content.blocks[-1] == Listing(("Фото (к пунктам 1 и 2)", "Акт (к пункту 1)"), is_numbered=True)
