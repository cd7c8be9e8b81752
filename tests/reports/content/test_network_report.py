"""The joint report prints what was accepted, word for word, and says of everybody else that it is not there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from plans.progress import MarkState
from reports.content import Cell, Heading, Listing, MarkFacts, Pair, Pairs, Ref, Signer
from reports.content.network_report import NetworkFacts, PartFacts, PartState, PickedMark, network_content

AS_OF = date(2022, 12, 14)
DONE = MarkFacts(MarkState.DONE, fact_on=date(2022, 10, 20), text="Сбор прошёл", window="октябрь 2022")
WORDS = "Провели сбор.\n\nИ слёт."
PART = PartFacts("Школа № 1", PartState.ACCEPTED, "Лесной район", date(2022, 12, 12), WORDS, pk=5, due="3")


def facts(*parts: PartFacts, **fields: Any) -> NetworkFacts:
    defaults: dict[str, Any] = {
        "organization": "Дворец",
        "project": "«Сеть»",
        "as_of": AS_OF,
        "signature": Signer("Методист", "А.П. Ковалёва"),
        "title": "Отчёт за осень",
        "period": (date(2022, 9, 1), date(2022, 11, 30)),
        "due_on": date(2022, 12, 12),
    }
    return NetworkFacts(parts=parts, **{**defaults, **fields})


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_accepted_part_is_printed_word_for_word_under_its_organization() -> None:
    document = network_content(facts(PART))
    assert [(block.number, block.text) for block in document.blocks if isinstance(block, Heading)] == [
        ("1.", "Кто представил сведения"),
        ("2.", "Школа № 1"),
    ]
    assert [paragraph.text for paragraph in document.paragraphs[1:]] == ["Провели сбор.", "И слёт."]
    assert document.paragraphs[1].sentences[0].refs == (Ref("contribution", 5, "Школа № 1", "3"),)
    assert [plain(line.text) for line in document.title] == [
        "Совместный отчёт участников сети",
        "«Сеть»",
        "за сентябрь – ноябрь 2022 года",
    ]


def test_words_that_nobody_accepted_are_not_printed() -> None:
    parts = [
        replace(PART, organization=f"Школа № {number}", state=state, text="Тайный черновик")
        for number, state in enumerate(PartState, 1)
        if state is not PartState.ACCEPTED
    ]
    document = network_content(facts(*parts))
    (table,) = document.tables
    assert [row.cells[3] for row in table.rows] == [
        Cell(("представлены, ещё не приняты",)),
        Cell(("не приняты, возвращены на доработку",)),
        Cell(("ещё не представлены, срок не наступил",)),
        Cell(("сведения не представлены",)),
    ]
    (summary,) = document.paragraphs
    assert summary.text.split(". ") == [
        "Сведения запрошены у 4 организаций",
        "Ни одни сведения не приняты",
        "Сведения 1 организации представлены, но ещё не приняты",
        "Сведения 1 организации возвращены на доработку и не приняты",
        "Сведения 1 организации ещё не представлены",
        "Сведения 1 организации не представлены.",
    ]
    assert "Тайный" not in str(document)


def test_picked_marks_and_files_are_listed() -> None:
    active = MarkFacts(MarkState.IN_PROGRESS, window="I четверть", text="Идёт")
    marks = (PickedMark("План", "4", "Сбор", DONE, 40), PickedMark("Дорожная карта", "", "Слёт\nдва дня", active))
    document = network_content(facts(replace(PART, marks=marks, files=("Список.docx", "Фото.jpg"))))
    assert [(row.heading, row.cells) for row in document.tables[1].rows] == [
        ("План", ()),
        ("", (Cell(("4",)), Cell(("Сбор",)), Cell(("Сбор прошёл",), "Выполнено 20.10.2022"))),
        ("Дорожная карта", ()),
        ("", (Cell(("",)), Cell(("Слёт", "два дня")), Cell(("Идёт",), "В работе (I четверть)"))),
    ]
    assert document.tables[1].rows[1].refs == (Ref("item", 40, "4"),)
    (listing,) = (block for block in document.blocks if isinstance(block, Listing))
    assert listing.items == ("Список.docx", "Фото.jpg")
    assert document.paragraphs[0].text == (
        "Сведения запрошены у 1 организации. Приняты сведения всех. "
        "Организации привели 2 отметки о мероприятиях и 2 файла."
    )


def test_marks_of_one_plan_need_no_name_of_it() -> None:
    document = network_content(facts(replace(PART, marks=(PickedMark("План", "4", "Сбор", DONE),))))
    assert [row.heading for row in document.tables[1].rows] == [""]


def test_what_was_asked_stands_above() -> None:
    document = network_content(facts(PART, instruction="О сборах\nО слётах"))
    (pairs,) = (block for block in document.blocks if isinstance(block, Pairs))
    assert [Pair(row.name, tuple(map(plain, row.lines))) for row in pairs.rows] == [
        Pair("Отчёт", ("Отчёт за осень",)),
        Pair("Сведения запрошены к", ("12 декабря 2022 г.",)),
        Pair("О чём просили написать", ("О сборах", "О слётах")),
    ]


def test_part_without_words_and_report_without_parts_say_so() -> None:
    assert network_content(facts(replace(PART, text=" "))).paragraphs[1].text == "Описания организация не дала."
    nobody = network_content(facts())
    assert (nobody.tables, nobody.paragraphs[0].text) == (
        (),
        "Ни одной организации для этого отчёта не нашлось.",
    )


def test_project_that_never_asked_says_so() -> None:
    document = network_content(facts(title="", period=None, due_on=None))
    assert [block.text for block in document.paragraphs] == [
        "Сведения для совместного отчёта у участников ещё не запрашивались."
    ]
    assert document.docname == "Совместный отчёт участников сети · на 14.12.2022"
