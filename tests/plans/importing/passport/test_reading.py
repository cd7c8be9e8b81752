"""A whole passport, from the bytes to what the shell shows."""

from __future__ import annotations

import pytest

from plans.importing import ImportRefused, from_plain, to_plain
from plans.importing.passport import PassportDraft, passport_as_json, read_passport
from plans.importing.passport.blocks import MAX_LINES, blocks_of
from plans.importing.source import Line, SourceTable
from tests.plans.importing.office_files import odt, para
from tests.plans.importing.passport.documents import DOCUMENT, read, table
from tests.plans.importing.word_files import p, tbl, word

ORGANISATION = "Муниципальное бюджетное учреждение «Центр развития образования Речного района»"


def test_everything_the_document_tells() -> None:
    got = passport_as_json(read_passport(DOCUMENT, "паспорт.docx"))
    sections = [(each["number"], each["heading"], each["level"]) for each in got.pop("sections")]
    assert sections == [
        ("1", "Тема проекта", 1),
        ("2", "Актуальность", 1),
        ("2.1", "Нормативно-правовое обеспечение проекта", 2),
        ("3", "Задачи", 1),
        ("4", "Состав работ", 1),
        ("5", "Сеть", 1),
        ("5.1", "Количество организаций в сети", 2),
        ("5.2", "Формы сетевых мероприятий", 2),
        ("5.3", "Нормативные акты, регулирующие сетевое взаимодействие", 2),
        ("5.4", "Описание целевых групп", 2),
    ]
    assert len(got["front"].pop("lines")) == 7
    assert got == {
        "title": "Мастерская наставников",
        "approval": None,
        "period": {"text": None, "school_year": None, "from": None, "to": None},
        "front": {
            "contest": "Конкурс «Методическая вертикаль - 2031»",
            "organisation": ORGANISATION,
            "nomination": "«Сети и площадки»",
            "place_year": "г. Речной, 2031 г.",
        },
        "lead": {"organisation": ORGANISATION, "short_name": None},
        "normative_documents": [
            {"level": "Федеральный уровень", "text": "Закон от 29.12.2012 № 273-ФЗ «Об образовании»"},
            {"level": "Федеральный уровень", "text": "Приказ Министерства от 01.02.2030 № 7 «О наставниках»."},
            {
                "level": "Муниципальный уровень",
                "text": "Приказ управления образования от 5 марта 2031 года № 15-о «О сети»",
            },
        ],
        "participants": [
            {
                "municipality": "Речной район",
                "organisation": "МКУ «ИМЦ» Речной район",
                "short_name": "МКУ «ИМЦ» Речной район",
            },
            {
                "municipality": "Озёрный район",
                "organisation": "муниципальное учреждение «Методический центр Озёрного района»",
                "short_name": None,
            },
        ],
        "target_organisations": [
            {"text": "МКУ «ИМЦ» Речной район"},
            {"text": "Методический центр Озёрного района"},
            {"text": "Школа № 2"},
        ],
        "event_forms": [{"number": "1.", "text": "семинары"}, {"number": "2.", "text": "вебинары"}],
        "network_acts": [{"number": "1.", "text": "Два договора;"}],
        "activities": [
            {"section": "4", "number": "1.", "text": "Составить план;"},
            {"section": "4", "number": "2.", "text": "Провести три семинара."},
        ],
    }


def test_works_of_sections_inside_the_works() -> None:
    lines = ["1. Состав работ", "1.1. Подготовка", "2. Итоги"]
    first, inside, other = (p(line, bold=True) for line in lines)
    got = read(first, inside, p("а) собрать;"), other, p("а) издать."))
    assert [(each.section, each.number, each.text) for each in got.activities] == [("1.1", "а)", "собрать;")]


def test_tables_are_told_where_they_stand() -> None:
    caption = p("Дорожная карта", bold=True, center=True)
    rows = table(["Мероприятия", "Сроки"], ["Семинар", "май"])
    section = read(p("1. План", bold=True), caption, rows).sections[0]
    assert [(note.index, note.caption) for note in section.tables] == [(1, "Дорожная карта")]


def test_lines_of_a_nested_table_are_not_told_twice() -> None:
    inner = table(["Мероприятия", "Сроки"], ["Семинар", "май"])
    nested = tbl(f"<w:tr><w:tc>{p('Слова рамки.')}{inner}{p()}</w:tc></w:tr>")
    assert read(p("1. План", bold=True), nested).sections[0].text == "Слова рамки."


def test_an_open_document_is_read_alike() -> None:
    data = odt(para("1. Цель", bold=True), para("Помочь."))
    assert [(each.number, each.heading, each.text) for each in read_passport(data, "паспорт.odt").sections] == [
        ("1", "Цель", "Помочь.")
    ]


def test_a_draft_is_kept_between_two_pages() -> None:
    passport = read_passport(DOCUMENT, "паспорт.docx")
    assert from_plain(PassportDraft, to_plain(passport)) == passport


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (word(p("Слова.")), "паспорт.docx", "no_section"),
        (b"a;b\n1;2\n", "паспорт.csv", "not_a_text"),
        (b"", "паспорт.docx", "empty"),
        (word(document="<w:document"), "паспорт.docx", "damaged"),
    ],
)
def test_a_file_that_is_no_passport_is_refused(data: bytes, name: str, code: str) -> None:
    with pytest.raises(ImportRefused) as refusal:
        read_passport(data, name)

    assert refusal.value.code == code


def test_a_document_longer_than_any_passport_is_refused() -> None:
    with pytest.raises(ImportRefused, match="слишком длинный"):
        blocks_of([SourceTable(0, 0, 0, (), (Line("слово"),) * (MAX_LINES + 1))])
