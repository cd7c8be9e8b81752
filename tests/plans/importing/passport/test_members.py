"""Who takes part: told in the text, in a table, in a column of municipalities; who leads."""

from __future__ import annotations

import pytest

from plans.importing.passport import MemberDraft
from plans.importing.passport.draft import LeadDraft
from plans.importing.passport.organisations import initials, is_of, is_organisation, short_in_text
from tests.plans.importing.passport.documents import read, table
from tests.plans.importing.word_files import p

HEADING = p("1. Участники", bold=True)


def test_a_sentence_that_lists_them() -> None:
    text = (
        "Работа идёт. Состав участников сети: Речной район, МКУ ИМЦ Речной район; "
        "г. Лесной: центр развития образования; Степной муниципальный округ; школа № 5."
    )
    assert read(HEADING, p(text)).participants == (
        MemberDraft("Речной район", "МКУ ИМЦ Речной район", "МКУ ИМЦ Речной район"),
        MemberDraft("г. Лесной", "центр развития образования"),
        MemberDraft("Степной муниципальный округ", None),
        MemberDraft(None, "школа № 5."),
    )


def test_a_list_below_such_a_sentence() -> None:
    lines = [p("Перечень организаций сети:"), p("Речной район, школа № 1;", listed=1), p("Лицей № 2.", listed=1)]
    assert read(HEADING, *lines).participants == (
        MemberDraft("Речной район", "школа № 1"),
        MemberDraft(None, "Лицей № 2."),
    )


def test_a_section_that_is_a_list_of_municipalities_and_organisations() -> None:
    lines = [p("Речной район: школа № 1", listed=2), p("г. Лесной, лицей", listed=2)]
    assert read(p("1. Партнёры проекта", bold=True), *lines).participants == (
        MemberDraft("Речной район", "школа № 1"),
        MemberDraft("г. Лесной", "лицей"),
    )


def test_a_list_in_a_section_of_participants_may_tell_of_something_else() -> None:
    lines = [p("Речной район: школа № 1", listed=2), p("ведёт журнал", listed=2)]
    assert read(p("1. Участники проекта", bold=True), *lines).participants == ()


def test_a_table_of_organisations() -> None:
    rows = table(["Муниципалитет", "Организация"], ["Речной район", "Школа № 1"], ["Озёрный район", "МКУ ИМЦ"])
    assert read(HEADING, rows).participants == (
        MemberDraft("Речной район", "Школа № 1"),
        MemberDraft("Озёрный район", "МКУ ИМЦ", "МКУ ИМЦ"),
    )


def test_municipalities_of_the_plan_and_the_leader_among_them() -> None:
    front = [p("Муниципальное казённое учреждение «Информационно-методический центр Речного района»", center=True)]
    rows = table(
        ["Форма сетевого взаимодействия", "Тема мероприятия", "Наименование организации", "Муниципалитет"],
        ["Семинар", "Наставники", "Участники сети", "Речной, Озёрный"],
        ["Вебинар", "Молодые", "Участники сети", "Озёрный, Степной"],
    )
    passport = read(*front, p("1. План сети", bold=True), p("МКУ ИМЦ ведёт сеть."), rows)
    name = "Муниципальное казённое учреждение «Информационно-методический центр Речного района»"
    assert passport.lead == LeadDraft(name, "МКУ ИМЦ")
    assert passport.participants == (
        MemberDraft("Речной", name, "МКУ ИМЦ"),
        MemberDraft("Озёрный", None),
        MemberDraft("Степной", None),
    )


def test_the_leader_is_the_organisation_the_text_shortens() -> None:
    text = "Северный методический центр ведёт сеть. СМЦ помогает районам, а СМЦ помогают районы."
    assert read(HEADING, p(text)).lead == LeadDraft("Северный методический центр", "СМЦ")


@pytest.mark.parametrize(
    "text",
    [
        "Северный методический центр ведёт сеть. СМЦ помогает.",
        "Помогает северный методический центр. СМЦ и СМЦ.",
        "Муниципальное казённое учреждение ведёт сеть. МКУ и МКУ.",
        "Северного методического центра нет. СМЦ и СМЦ.",
    ],
)
def test_no_leader_where_the_text_is_not_sure(text: str) -> None:
    assert read(HEADING, p(text)).lead is None


def test_no_participants_where_none_are_told() -> None:
    assert read(HEADING, p("Состав участников сети: уточняется")).participants == ()


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("МБОУ СОШ № 4", True), ("Дворец творчества", True), ("Речной район", False), ("наставники", False)],
)
def test_what_an_organisation_is(text: str, is_one: bool) -> None:
    assert is_organisation(text) == is_one


def test_first_letters_leave_small_words_out() -> None:
    assert initials("Центр по работе с детьми и «Научно-методический» отдел") == "ЦРДНМО"


def test_no_short_name_that_the_text_does_not_use() -> None:
    assert short_in_text("Центр развития образования", "ЦДО и ИМЦ") is None


@pytest.mark.parametrize(
    ("municipality", "is_its"), [("Речной", True), ("Речной район", True), ("Озёрный", False), ("", False)]
)
def test_a_municipality_in_the_name(municipality: str, is_its: bool) -> None:
    assert is_of("Центр муниципального образования Речной район", municipality) == is_its
