"""Printed lines put together to paragraphs."""

from __future__ import annotations

from plans.importing.readers.pdf_flow import Room, is_filled, join, paragraphs
from plans.importing.readers.pdf_hyphens import HyphenJudge
from plans.importing.readers.pdf_lines import TextLine, Word

ROOM = Room(0.0, 100.0)
JUDGE = HyphenJudge()


def lines(*texts: str, indent: float = 0.0, step: float = 12.0, bold: bool = False) -> list[TextLine]:
    """Lines of type of ten points whose letters are five points wide; leading blanks move a line right."""
    made = []
    for place, text in enumerate(texts):
        x = indent + 5.0 * (len(text) - len(text.lstrip()))
        words = []
        for word in text.split():
            words.append(Word(word, x, x + 5.0 * len(word), bold))
            x += 5.0 * len(word) + 2.5
        made.append(TextLine(tuple(words), 20 + step * place, 10.0, 1))
    return made


def texts(*printed: str, room: Room = ROOM) -> list[str]:
    return [line.shown for line in paragraphs(lines(*printed), room, JUDGE)]


def test_full_lines_are_one_paragraph() -> None:
    assert texts("Проведение большого", "семинара для", "педагогов") == ["Проведение большого семинара для педагогов"]


def test_line_that_ends_early_ends_a_paragraph() -> None:
    assert texts("Приказ отдела", "О плане") == ["Приказ отдела", "О плане"]


def test_list_marks_begin_paragraphs() -> None:
    assert texts("1. Подготовка отчётов", "по теме;", "2. Выпуск сборников", "• обсуждение;", "- выводы") == [
        "1. Подготовка отчётов по теме;",
        "2. Выпуск сборников",
        "• обсуждение;",
        "- выводы",
    ]


def test_bullet_is_a_mark_and_a_number_is_text() -> None:
    found = paragraphs(lines("• обсуждение", "1. Выводы"), ROOM, JUDGE)

    assert [(line.mark, line.text) for line in found] == [("•", "обсуждение"), ("", "1. Выводы")]


def test_dash_in_the_middle_of_a_sentence_is_no_list() -> None:
    assert texts("В период всего марта", "– августа") == ["В период всего марта – августа"]


def test_number_after_an_abbreviation_is_no_list() -> None:
    assert texts("По уставу, раздел п.", "2. Задачи школы") == ["По уставу, раздел п. 2. Задачи школы"]


def test_names_one_below_the_other_stay_apart() -> None:
    narrow = Room(0.0, 62.0)

    assert texts("Соколова А.Б.", "Орлова В.Г.", room=narrow) == ["Соколова А.Б.", "Орлова В.Г."]


def test_dates_one_below_the_other_stay_apart() -> None:
    narrow = Room(0.0, 62.0)

    assert texts("Апрель 2021", "Ноябрь 2021-", "февраль 2022", room=narrow) == [
        "Апрель 2021",
        "Ноябрь 2021-февраль 2022",
    ]


def test_dates_with_commas_stay_apart_too() -> None:
    narrow = Room(0.0, 62.0)

    assert texts("Июнь 2022г.,", "Декабрь 2022.", "Июнь 2023", room=narrow) == [
        "Июнь 2022г.,",
        "Декабрь 2022.",
        "Июнь 2023",
    ]
    assert texts("до июня 2022,", "июля 2023", room=narrow) == ["до июня 2022, июля 2023"]


def test_names_with_positions_begin_entries() -> None:
    narrow = Room(0.0, 100.0)

    assert texts("Соколова А.Б., зам", "директора", "Орлова В.Г.", room=narrow) == [
        "Соколова А.Б., зам директора",
        "Орлова В.Г.",
    ]
    assert texts("Заместитель дир.", "Орлова В.Г.", room=Room(0.0, 82.0)) == ["Заместитель дир. Орлова В.Г."]


def test_label_in_capitals_is_a_line_of_its_own() -> None:
    assert texts("УТВЕРЖДАЮ", "Директор", room=Room(0.0, 50.0)) == ["УТВЕРЖДАЮ", "Директор"]


def test_bold_title_below_plain_text_is_a_paragraph_of_its_own() -> None:
    mixed = [*lines("Проведение большого"), *lines("План работы", bold=True)]
    mixed[1] = TextLine(mixed[1].words, 32.0, 10.0, 1)

    assert [line.text for line in paragraphs(mixed, Room(0.0, 100.0), JUDGE, is_cell=False)] == [
        "Проведение большого",
        "План работы",
    ]
    assert [line.text for line in paragraphs(mixed, Room(0.0, 100.0), JUDGE)] == ["Проведение большого План работы"]


def test_lines_pushed_to_the_right_stay_apart() -> None:
    signed = [*lines("Директор школы", indent=235.0), *lines("Соколова", indent=262.5), *lines("на весь год")]
    placed = [TextLine(line.words, 20.0 + 12 * place, 10.0, 1) for place, line in enumerate(signed)]

    assert [line.text for line in paragraphs(placed, Room(0.0, 302.5), JUDGE, is_cell=False)] == [
        "Директор школы",
        "Соколова",
        "на весь год",
    ]


def test_bullet_alone_on_its_line() -> None:
    (line,) = paragraphs(lines("•", "обсуждение"), Room(0.0, 40.0), JUDGE)

    assert (line.mark, line.text) == ("•", "обсуждение")


def test_lines_of_far_pages_are_no_paragraph() -> None:
    first, second = lines("Проведение большого", "семинара")
    second = TextLine(second.words, 20.0, 10.0, 3)

    assert [line.text for line in paragraphs([first, second], ROOM, JUDGE)] == ["Проведение большого", "семинара"]


def test_wide_gap_between_lines_parts_paragraphs() -> None:
    far = [*lines("Проведение большого", "семинара для всех"), *lines("педагогов школы и")]
    far[2] = TextLine(far[2].words, 60.0, 10.0, 1)

    assert [line.text for line in paragraphs(far, ROOM, JUDGE)] == [
        "Проведение большого семинара для всех",
        "педагогов школы и",
    ]


def test_indented_line_after_a_sentence_begins_a_paragraph() -> None:
    assert texts("Проведение большого", "семинара для школ.", "   Сбор отзывов о нём") == [
        "Проведение большого семинара для школ.",
        "Сбор отзывов о нём",
    ]


def test_centered_cell_is_filled_by_both_margins() -> None:
    room = Room(0.0, 110.0)
    centered = [*lines("Отметка о", indent=31.5), *lines("выполнении", indent=30.0)]
    centered[1] = TextLine(centered[1].words, 32.0, 10.0, 1)

    (first, second) = paragraphs(centered, room, JUDGE)

    assert (first.text, first.is_centered, second.text) == ("Отметка о", True, "выполнении")


def test_bold_line_keeps_its_mark() -> None:
    (line,) = paragraphs(lines("Раздел", bold=True), ROOM, JUDGE)

    assert line.is_bold


def test_number_sign_does_not_part_from_its_number() -> None:
    first, second = lines("Приказ школы", "№ 211-о")

    assert not is_filled(first, second, Room(0.0, 110.0))
    assert is_filled(first, second, Room(0.0, 90.0))


def test_first_part_of_a_compound_word_counts_for_the_room() -> None:
    first, second = lines("Семинар", "научно-методический")

    assert not is_filled(first, second, Room(0.0, 90.0))
    assert is_filled(first, second, Room(0.0, 70.0))


def test_slash_and_hyphen_stick_to_the_next_line() -> None:
    assert join(lines("отделов/", "кабинетов"), JUDGE, ROOM) == "отделов/кабинетов"
    assert join(lines("2023-", "2024"), JUDGE, ROOM) == "2023-2024"
    assert join(lines("органа -", "совета"), JUDGE, ROOM) == "органа - совета"


def test_blank_behind_a_hyphen_stays() -> None:
    first, second = lines("2021-", "февраль")
    spaced = TextLine(first.words, first.base, first.size, 1, ends_blank=True)

    assert join([spaced, second], JUDGE, ROOM) == "2021- февраль"


def test_torn_word_is_put_together() -> None:
    assert join(lines("Подготовител", "ьный этап"), JUDGE, Room(0.0, 63.0)) == "Подготовительный этап"


def test_no_lines_make_no_text() -> None:
    assert join([], JUDGE, ROOM) == ""
    assert paragraphs([], ROOM, JUDGE) == ()
