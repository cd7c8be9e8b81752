"""What repeats, what is late and why: said in sentences that name their items."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from plans.progress import MarkState
from reports.content import ItemFacts, MarkFacts, Ref, Sentence
from reports.content.conclusions import conclusions, tasks
from reports.content.reasons import authors, late_words, moved_words, repeated
from tests.reports.facts import DONE, item, occurrence, plan, twenty_seven

MAY = date(2023, 5, 15)


def plain(sentences: tuple[Sentence, ...]) -> list[str]:
    return [sentence.text.replace("\N{NO-BREAK SPACE}", " ") for sentence in sentences]


def many(title: str, done: int, of: int, moved: tuple[date, ...] = (), gone: int = 0, number: str = "8") -> ItemFacts:
    """An item of `of` windows, of which the first are done, the next ones moved, the next ones cancelled."""
    held = [MarkFacts(MarkState.DONE, date(2022, 9, 1 + n)) for n in range(done)]
    later = [MarkFacts(MarkState.MOVED, moved_to=day, reason="карантин") for day in moved]
    never = [MarkFacts(MarkState.CANCELLED, reason="решение совета") for _ in range(gone)]
    marks = (*held, *later, *never)
    windows = tuple(occurrence(date(2022, 9, 30), *marks[n : n + 1]) for n in range(of))
    return item(number, title, occurrences=windows, marks=marks, pk=8)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Заседание совета", "проведено 7 из 9 заседаний"),
        ("Семинары наставников.", "проведено 7 из 9 семинаров"),
        ("Тренинги", "проведено 7 из 9 тренингов"),
        ("Проведение заседаний совета", "проведено 7 из 9 заседаний"),
        ("Организация и проведение районных семинаров", "проведено 7 из 9 семинаров"),
        ("Открытые занятия в мастерской", "проведено 7 из 9 занятий"),
        ("Совещания и семинары", "выполнено 7 раз из 9"),
        ("Районные совещания, семинары", "выполнено 7 раз из 9"),
        ("Сверка списков", "выполнено 7 раз из 9"),
        ("Положение о конкурсе", "выполнено 7 раз из 9"),
        ("Организация работы", "выполнено 7 раз из 9"),
    ],
)
def test_repeated_item_is_told_in_words_of_its_own(title: str, words: str) -> None:
    told = repeated(plan(many(title, 7, 9, (MAY, MAY))))
    assert plain(told) == [f"{title.rstrip('.')} (пункт 8): {words}, 2 перенесены на май 2023 г."]
    assert told[0].refs == (Ref("item", 8, "8"),)


def test_times_agree_with_their_number() -> None:
    assert [plain(repeated(plan(many("Сверка", done, 5))))[0][18:] for done in (0, 1, 3)] == [
        "выполнено 0 раз из 5.",
        "выполнено 1 раз из 5.",
        "выполнено 3 раза из 5.",
    ]


def test_one_that_moved_and_one_that_was_cancelled_agree_with_the_noun() -> None:
    assert plain(repeated(plan(many("Встреча пар", 1, 4, (MAY,), 1)))) == [
        "Встреча пар (пункт 8): проведено 1 из 3 встреч, 1 перенесена на 15.05.2023, 1 отменена."
    ]


def test_moved_to_several_months_names_the_days() -> None:
    assert plain(repeated(plan(many("Занятие", 0, 2, (date(2023, 6, 1), MAY)))))[0].endswith(
        "проведено 0 из 2 занятий, 2 перенесены на 15.05.2023 и 01.06.2023."
    )


def test_items_of_one_name_are_told_together() -> None:
    rows = [item(str(n), "Заседание совета", marks=(DONE,) if n < 3 else ()) for n in range(1, 5)]
    assert plain(repeated(plan(*rows))) == ["Заседание совета (пункты 1, 2, 3 и 4): проведено 2 из 4 заседаний."]


def test_what_has_not_begun_is_not_told() -> None:
    windows = tuple(occurrence(date(2023, month, 1)) for month in (1, 2))
    assert repeated(plan(item("8", occurrences=windows), item("9", "Сверка"))) == ()


def test_many_repeated_items_are_cut_honestly() -> None:
    rows = [many(f"Сверка {n}", 1, 2, number=str(n)) for n in range(14)]
    told = repeated(plan(*rows))
    assert (len(told), told[-1].text, len(told[-1].refs)) == (13, "Ещё 2 повторяющихся мероприятия — в таблицах.", 2)


def test_late_items_tell_their_reasons_and_silence_is_no_failure() -> None:
    partly = MarkFacts(MarkState.PARTLY, reason="макет на согласовании")
    rows = (item("7", "Сверка"), item("20", "Макет", marks=(partly,)), item("21", "Акт"))
    assert plain(late_words(plan(*rows))) == [
        "Пункт 20 (Макет) просрочен на 45 дней, выполнен частично; причина: макет на согласовании.",
        "По пунктам 7 и 21 срок прошёл, отметки нет.",
    ]


def test_late_items_without_numbers_are_counted() -> None:
    assert plain(late_words(plan(item("", "Сверка")))) == ["По 1 пункту срок прошёл, отметки нет."]


def test_late_item_with_some_windows_done_says_how_many() -> None:
    assert plain(late_words(plan(many("Сверка", 2, 3)))) == ["Пункт 8 (Сверка) просрочен на 45 дней, выполнено 2 из 3."]


def test_moved_and_cancelled_items_tell_their_reasons() -> None:
    moved = MarkFacts(MarkState.MOVED, moved_to=MAY, reason="болезнь лектора.")
    gone = MarkFacts(MarkState.CANCELLED, reason="решение совета")
    rows = (item("1", "Лекция", marks=(moved,)), item("", "Выезд", marks=(gone,)))
    assert plain(moved_words(plan(*rows))) == [
        "Пункт 1 (Лекция) перенесён на 15.05.2023; причина: болезнь лектора.",
        "Пункт без номера (Выезд) отменён; причина: решение совета.",
    ]


def test_long_lists_of_reasons_are_cut_honestly() -> None:
    gone = MarkFacts(MarkState.CANCELLED, reason="решение совета")
    work = MarkFacts(MarkState.IN_PROGRESS)
    told = plan(*(item(str(n), marks=(gone,)) for n in range(13)), *(item(str(n), marks=(work,)) for n in range(14)))
    assert plain(moved_words(told))[12:] == ["Ещё перенесено или отменено 1 пункт."]
    assert plain(late_words(told))[12:] == ["Ещё просрочено 2 пункта."]


def test_conclusions_and_tasks_of_the_sample_plan() -> None:
    counts, silence = plain(conclusions(twenty_seven()))
    assert counts == (
        "На 14 ноября 2022 г. план выполнен не полностью: из 10 пунктов с наступившим сроком выполнено 8, просрочено 2."
    )
    assert silence == "По 1 просроченному пункту нет отметки: выполнен ли он, судить нельзя."
    assert plain(tasks(twenty_seven())) == [
        "Завершить просроченное: 2 пункта (7 и 20).",
        "В ближайшие три месяца выполнить: 7 пунктов (21, 22, 23, 24, 25, 26 и 27).",
    ]


def test_conclusions_where_nothing_is_due_or_all_is_done() -> None:
    assert plain(conclusions(plan(item(ends_on=MAY)))) == [
        "Сроки мероприятий плана ещё не наступили, делать выводы о его выполнении рано."
    ]
    assert plain(conclusions(plan(item(marks=(DONE,))))) == [
        "На 14 ноября 2022 г. план выполняется в срок: выполнено 1 из 1 пункта с наступившим сроком."
    ]


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["Ковалёва А.П."], ["Отметки внесены Ковалёвой А.П."]),
        (["Рощина Н.Н.", "Лозинский М.П.", "Рощина Н.Н."], ["Отметки внесены Рощиной Н.Н. и Лозинским М.П."]),
        (["Мороз А.П.", "Рощина Н.Н."], ["Кто вносил отметки: Мороз А.П. и Рощина Н.Н."]),
        ([*"абвг", *"абв"], ["Кто вносил отметки: а, б, в и ещё 1 участник проекта."]),
        (
            [f"{name}ова И.И." for name in ("Ал", "Бел", "Вал", "Гол", "Дол")],
            ["Отметки внесены Аловой И.И., Беловой И.И., Валовой И.И. и ещё 2 участниками проекта."],
        ),
        ([""], []),
    ],
)
def test_authors_of_marks_are_named_in_the_case_that_is_sure(names: list[str], words: list[str]) -> None:
    rows = (item(str(n), marks=(replace(DONE, author=name),)) for n, name in enumerate(names))
    assert plain(authors(plan(*rows))) == words
