"""Documents whose every printed line is a paragraph of its own."""

from __future__ import annotations

import textwrap

import pytest

from plans.importing.passport.wrapped import is_wrapped, unwrapped
from plans.importing.source import Line
from tests.plans.importing.passport.documents import outline
from tests.plans.importing.word_files import p, tbl

TEXT = (
    "Молодым педагогам нужен наставник, а наставнику нужны время и поддержка коллег из других учреждений района. "
    "Сеть методических служб помогает найти того, кто готов делиться опытом, и договориться о встречах. "
) * 9


def broken(text: str, width: int = 70) -> list[str]:
    return textwrap.wrap(text, width, break_on_hyphens=False)


def told(*texts: str | Line) -> list[str]:
    return [line.text for line in unwrapped([line if isinstance(line, Line) else Line(line) for line in texts])]


def test_a_broken_document_is_told_by_its_lines() -> None:
    assert is_wrapped([Line(line) for line in broken(TEXT)])


@pytest.mark.parametrize(
    "lines", [broken(TEXT)[:9], [TEXT] * 20, [f"Пункт {number};" for number in range(30)], broken(TEXT) + [TEXT] * 2]
)
def test_other_documents_are_left_as_they_are(lines: list[str]) -> None:
    assert not is_wrapped([Line(line) for line in lines])


def test_lines_are_put_together_to_paragraphs() -> None:
    end = "Последняя строка абзаца коротка."
    assert told(*broken(TEXT), end, "1. Первый пункт", "он продолжается", "- второй") == [
        " ".join(broken(TEXT)),
        end,
        "1. Первый пункт он продолжается",
        "- второй",
    ]


def test_a_line_that_left_room_ends_its_paragraph() -> None:
    full = broken(TEXT)
    assert told(*full, "Школа № 1", "Школа № 2") == [" ".join(full), "Школа № 1", "Школа № 2"]


def test_a_broken_word_keeps_its_hyphen() -> None:
    assert told("научно-", "методический центр") == ["научно-методический центр"]


def test_another_look_begins_another_paragraph() -> None:
    lines = [Line("Цель", is_bold=True), Line("и задачи"), Line("и итоги", is_centered=True), Line("и планы", "•")]
    assert told(*lines) == ["Цель", "и задачи", "и итоги", "и планы"]


def test_no_lines_give_none() -> None:
    assert told() == []


def test_sections_of_a_broken_document() -> None:
    text = [p(line) for line in broken(TEXT)]
    heading = p("1. Цель и задачи проекта, его этапы, участники и", bold=True), p("ожидаемые результаты", bold=True)
    rows = tbl(["Название", "Год"], ["Сборник", "2031"])
    got = outline(*heading, *text, rows, p("Итог подведён"), p("на совете."))
    assert got == [
        (1, "1", "Цель и задачи проекта, его этапы, участники и ожидаемые результаты",
         "\n".join([" ".join(broken(TEXT)), "Итог подведён на совете."]))
    ]  # fmt: skip
