"""Points of lists among the paragraphs of a section."""

from __future__ import annotations

from plans.importing.passport.lists import points_of
from plans.importing.source import Line


def points(*lines: Line | str) -> list[tuple[str, str]]:
    made = [line if isinstance(line, Line) else Line(line) for line in lines]
    return [(point.number, point.text) for point in points_of(made)]


def test_marks_of_the_word_processor() -> None:
    assert points(Line("первое", "1."), Line("второе", "•"), Line("третье", "а)")) == [
        ("1.", "первое"),
        ("", "второе"),
        ("а)", "третье"),
    ]


def test_typed_numbers_and_bullets() -> None:
    assert points("1. первое", "2) второе", "1.1. третье", "- четвёртое", "• пятое") == [
        ("1.", "первое"),
        ("2)", "второе"),
        ("1.1.", "третье"),
        ("", "четвёртое"),
        ("", "пятое"),
    ]


def test_numbers_that_are_no_marks() -> None:
    assert points("11 муниципалитетов работают вместе.", "I этап. Начало.", "12.05.2031 прошёл семинар.") == []


def test_lines_after_a_colon_that_end_as_points() -> None:
    assert points("Проект нужен, чтобы:", "собрать наставников;", "обучить их.", "Итог один.") == [
        ("", "собрать наставников;"),
        ("", "обучить их."),
    ]


def test_one_line_after_a_colon_is_no_list() -> None:
    assert points("Цель проекта:", "собрать наставников.") == []


def test_a_section_of_bare_names_is_a_list() -> None:
    assert points("Школа № 1", "Школа № 2", "Лицей") == [("", "Школа № 1"), ("", "Школа № 2"), ("", "Лицей")]


def test_two_bare_lines_are_paragraphs() -> None:
    assert points("Школа № 1", "Школа № 2") == []
