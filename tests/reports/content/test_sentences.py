"""Words of the summary and of marks."""

from __future__ import annotations

from datetime import date

import pytest

from plans.progress import Control, MarkState
from reports.content import Cell, MarkFacts, Ref, Sentence
from reports.content.sentences import course, mark_cell, mark_details, mark_words, numbers_of, summary
from tests.reports.facts import DONE, item, occurrence, plan, twenty_seven


def plain(sentences: tuple[Sentence, ...]) -> list[str]:
    return [sentence.text.replace("\N{NO-BREAK SPACE}", " ") for sentence in sentences]


def test_summary_of_the_sample_plan() -> None:
    assert plain(summary(twenty_seven())) == [
        "С 1 августа по 14 ноября 2022 года наступил срок 10 пунктов плана из 27.",
        "Выполнено 8.",
        "Просрочено 2 пункта: 7 и 20. Из них без отметок — 1.",
        "В работе 10 пунктов, из них 4 повторяющихся.",
        "Впереди 7 пунктов, ближайший срок — 31 декабря 2022 г.",
        "Выполнение с учётом повторяющихся мероприятий — 83 % от наступившего.",
    ]


def test_each_sentence_names_the_items_it_counts() -> None:
    rows = (item("1", marks=(DONE,), pk=11), item("2", pk=12), item("3", ends_on=date(2022, 12, 31), pk=13))
    assert [[ref.label for ref in sentence.refs] for sentence in summary(plan(*rows))] == [
        ["1", "2"],
        ["1"],
        ["2"],
        ["3"],
        ["1", "2"],
    ]
    assert summary(plan(*rows))[1].refs == (Ref("item", 11, "1"),)


def test_nothing_due_yet() -> None:
    told = plan(item(ends_on=date(2022, 12, 31)), item("2", ends_on=date(2023, 1, 31)))
    assert plain(summary(told)) == [
        "С 1 августа по 14 ноября 2022 года срок ни одного из 2 пунктов плана не наступил.",
        "Впереди 2 пункта, ближайший срок — 31 декабря 2022 г.",
    ]


def test_day_before_the_plan_begins() -> None:
    day = date(2022, 7, 1)
    told = plan(item(ends_on=date(2022, 12, 31), as_of=day), as_of=day)
    assert plain(summary(told))[:2] == ["План начинается 1 августа 2022 г.", "Срок ни одного из 1 пункта не наступил."]


def test_what_is_due_before_the_plan_begins_is_said_so() -> None:
    day = date(2022, 7, 1)
    told = plan(item(ends_on=date(2022, 6, 30), as_of=day), as_of=day)
    assert plain(summary(told))[1:3] == [
        "На 1 июля 2022 г. наступил срок 1 пункта.",
        "Просрочено 1 пункт: 1. Отметок по нему нет.",
    ]


def test_all_due_is_done() -> None:
    told = plan(item(marks=(DONE,)), item("2", marks=(DONE,)))
    assert plain(summary(told)) == [
        "С 1 августа по 14 ноября 2022 года наступил срок 2 пунктов плана из 2.",
        "Все они выполнены.",
        "Выполнение с учётом повторяющихся мероприятий — 100 % от наступившего.",
    ]


def test_only_due_item_is_done() -> None:
    first, second, _ = plain(summary(plan(item(marks=(DONE,)))))
    assert (first[-34:], second) == ("наступил срок 1 пункта плана из 1.", "Он выполнен.")


def test_done_before_its_time_is_told_apart() -> None:
    told = plan(item(ends_on=date(2023, 5, 31), marks=(DONE,)))
    assert plain(summary(told)) == [
        "С 1 августа по 14 ноября 2022 года срок ни одного из 1 пункта плана не наступил.",
        "Досрочно выполнено 1 пункт.",
    ]


@pytest.mark.parametrize(
    ("silent", "words"),
    [
        (1, "Просрочено 1 пункт: 1. Отметок по нему нет."),
        (3, "Просрочено 3 пункта: 1, 2 и 3. Отметок по ним нет."),
    ],
)
def test_late_without_marks_says_no_mark_and_never_not_done(silent: int, words: str) -> None:
    told = summary(plan(*(item(str(n)) for n in range(1, silent + 1))))
    assert words in plain(told)
    assert "не выполнен" not in " ".join(plain(told)).lower()


def test_late_with_reasons_only_counts() -> None:
    mark = MarkFacts(MarkState.IN_PROGRESS, text="Готовим")
    assert "Просрочено 1 пункт: 1." in plain(summary(plan(item(marks=(mark,)))))


def test_moved_cancelled_and_uncontrolled_are_told_apart() -> None:
    moved = MarkFacts(MarkState.MOVED, moved_to=date(2023, 5, 15), reason="Болезнь лектора")
    gone = MarkFacts(MarkState.CANCELLED, reason="Решение совета")
    told = plan(
        item("1", marks=(moved,)),
        item("2", marks=(gone,)),
        item("3", ends_on=None, control=Control.NEVER),
    )
    assert plain(summary(told)) == [
        "С 1 августа по 14 ноября 2022 года срок ни одного из 3 пунктов плана не наступил.",
        "Перенесено 1 пункт.",
        "Отменено 1 пункт, в расчёт он не входит.",
        "Без контрольного срока 1 пункт: он показан отдельно.",
    ]


def test_long_lists_of_numbers_are_cut() -> None:
    assert numbers_of([item(str(n)) for n in range(1, 12)]) == "1, 2, 3, 4, 5, 6, 7 и ещё 4"


def test_plan_without_numbers_names_none() -> None:
    assert numbers_of([item("1"), item("")]) == ""


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        (MarkFacts(MarkState.DONE, fact_on=date(2022, 8, 26)), "Выполнено 26.08.2022"),
        (MarkFacts(MarkState.DONE), "Выполнено"),
        (MarkFacts(MarkState.PARTLY), "Выполнено частично"),
        (MarkFacts(MarkState.IN_PROGRESS), "В работе"),
        (MarkFacts(MarkState.MOVED, moved_to=date(2022, 11, 30)), "Перенесено на 30.11.2022"),
        (MarkFacts(MarkState.MOVED), "Перенесено"),
        (MarkFacts(MarkState.CANCELLED), "Отменено"),
        (MarkFacts(MarkState.NONE), "нет отметки"),
    ],
)
def test_words_of_a_mark(mark: MarkFacts, words: str) -> None:
    assert mark_words(mark) == words


def test_details_of_a_mark_stand_one_a_line() -> None:
    mark = MarkFacts(
        MarkState.PARTLY,
        text="Собраны списки",
        reason="Отпуск",
        participants=0,
        evidence=("Приказ № 5 от 01.09.2022", "Фото"),
    )
    assert mark_details(mark) == (
        "Собраны списки",
        "Причина: Отпуск",
        "Участников: 0",
        "Подтверждение: Приказ № 5 от 01.09.2022; Фото",
    )


def test_cell_of_a_single_mark() -> None:
    assert mark_cell(item(marks=(DONE,))) == Cell(("Протокол № 3",), "Выполнено 20.09.2022")


def test_cell_keeps_the_words_of_the_document_first() -> None:
    cell = mark_cell(item(marks=(DONE,), cells={"mark": "протокол\n\nот 20.09"}))
    assert cell == Cell(("протокол", "от 20.09", "Протокол № 3"), "Выполнено 20.09.2022")


@pytest.mark.parametrize(
    ("ends_on", "own", "lines"),
    [
        (date(2022, 9, 30), "", ("нет отметки",)),
        (date(2023, 5, 31), "", ()),
        (date(2022, 9, 30), "приказ № 4", ("приказ № 4",)),
    ],
)
def test_cell_without_marks(ends_on: date, own: str, lines: tuple[str, ...]) -> None:
    assert mark_cell(item(ends_on=ends_on, cells={"mark": own})) == Cell(lines)


def test_repeated_item_has_a_line_an_occurrence() -> None:
    marks = (
        MarkFacts(MarkState.DONE, date(2022, 9, 14), window="сентябрь 2022", text="Протокол № 1"),
        MarkFacts(MarkState.MOVED, moved_to=date(2022, 12, 1), window="октябрь 2022", reason="карантин."),
    )
    windows = (occurrence(date(2022, 9, 30), marks[0]), occurrence(date(2022, 10, 31), marks[1]))
    assert course(item(occurrences=windows, marks=marks)) == (
        "1 из 2",
        (
            "сентябрь 2022 — 14.09.2022. Протокол № 1.",
            "октябрь 2022 — перенесено на 01.12.2022. Причина: карантин.",
        ),
    )


def test_marks_of_organizations_are_named() -> None:
    marks = (MarkFacts(MarkState.DONE, date(2022, 9, 14), organization="Центр А", window="сентябрь 2022"),)
    assert course(item(marks=marks)) == ("Выполнено 14.09.2022", ("Центр А — 14.09.2022",))


def test_own_mark_leads_those_of_organizations() -> None:
    marks = (
        MarkFacts(MarkState.DONE, date(2022, 9, 14), organization="Центр А"),
        MarkFacts(MarkState.DONE, date(2022, 9, 20)),
    )
    assert course(item(marks=marks)) == ("Выполнено 20.09.2022", ("Центр А — 14.09.2022", "20.09.2022"))


def test_course_without_marks() -> None:
    assert course(item()) == ("", ("нет отметки",))


def test_organizations_that_wrote_the_same_stand_in_one_line() -> None:
    marks = (
        MarkFacts(MarkState.DONE, date(2022, 9, 14), organization="Центр А", text="Список сверен"),
        MarkFacts(MarkState.DONE, date(2022, 9, 15), organization="Центр Б", text="Список сверен"),
        MarkFacts(MarkState.DONE, date(2022, 9, 16), organization="Центр В", text="Сверено дважды"),
        MarkFacts(MarkState.IN_PROGRESS, organization="Центр Г"),
    )
    assert course(item(marks=marks))[1] == (
        "Центр А (14.09.2022), Центр Б (15.09.2022). Список сверен.",
        "Центр В — 16.09.2022. Сверено дважды.",
        "Центр Г — в работе",
    )
