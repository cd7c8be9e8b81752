"""Lists of people to invite: headings in any order and spelling, doubts named, nothing guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.text.invitees import (
    EMPTY,
    MANY_EMAILS,
    NO_NAME,
    NO_TABLE,
    TOO_LONG,
    TWICE,
    UNKNOWN_ROLE,
    WRONG_EMAIL,
    Invitee,
    ListRefused,
    read_invitees,
    role_named,
)

HEAD = ["№", "ФИО", "Электронная почта", "Организация", "Роль"]


def test_people_are_read_with_the_rows_of_the_sheet() -> None:
    rows = [
        ["Список участников сети", "", "", "", ""],
        HEAD,
        ["1", "Новикова  Анна Сергеевна", "Novikova@School.Example", "Лесной РМК", "редактор"],
        ["", "", "", "", ""],
        ["2", "Ломов С.И.", "", "Речной лицей", ""],
    ]
    assert read_invitees(rows, first_row=3) == [
        Invitee(5, "Новикова Анна Сергеевна", "novikova@school.example", "Лесной РМК", "editor"),
        Invitee(7, "Ломов С.И.", "", "Речной лицей", "editor"),
    ]


@pytest.mark.parametrize(
    "head",
    [
        ["Фамилия, имя, отчество", "E-mail", "Учреждение", "Роль в проекте"],
        ["ФИО участника", "Эл. почта", "Место работы", "Права"],
        ["Ф.И.О.", "Адрес эл. почты", "Наименование учреждения образования", "Кем"],
        ["Сотрудник", "mail", "организация / школа", "доступ"],
    ],
)
def test_headings_are_known_in_many_spellings(head: list[str]) -> None:
    found = read_invitees([head, ["Ломов С.И.", "lomov@school.example", "Речной лицей", "эксперт"]])
    assert found == [Invitee(2, "Ломов С.И.", "lomov@school.example", "Речной лицей", "expert")]


@pytest.mark.parametrize(
    ("row", "doubts"),
    [
        (["", "", "lomov@school.example", "Лицей", ""], (NO_NAME,)),
        (["", "Ломов", "lomov@school", "Лицей", ""], (WRONG_EMAIL.format(text="lomov@school"),)),
        (["", "Ломов", "a@b.by, c@d.by", "Лицей", ""], (MANY_EMAILS,)),
        (["", "Ломов", "", "Лицей", "царь"], (UNKNOWN_ROLE.format(text="царь"),)),
    ],
)
def test_doubts_are_named(row: list[str], doubts: tuple[str, ...]) -> None:
    assert [each.doubts for each in read_invitees([HEAD, row])] == [doubts]


def test_repeated_address_names_the_row_it_stands_in_first() -> None:
    rows = [HEAD, *(["", name, "a@b.by", "Лицей", ""] for name in ("Ломов", "Яснова"))]
    assert [each.doubts for each in read_invitees(rows)] == [(), (TWICE.format(row=2),)]


def test_wrong_address_is_kept_as_written() -> None:
    assert read_invitees([HEAD, ["", "Ломов", "lomov(at)school", "Лицей", ""]])[0].email == "lomov(at)school"


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], NO_TABLE),
        ([["Мероприятие", "Срок"], ["Форум", "май"]], NO_TABLE),
        ([HEAD, ["", "", "", "", ""]], EMPTY),
        ([HEAD, *([["", "Ломов", "", "Лицей", ""]] * 301)], TOO_LONG),
    ],
)
def test_table_that_is_no_list_is_refused(rows: list[list[str]], words: str) -> None:
    with pytest.raises(ListRefused) as refusal:
        read_invitees(rows)
    assert str(refusal.value) == words


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("", "editor"),
        ("Читатель", "viewer"),
        ("РУКОВОДИТЕЛЬ", "head"),
        ("координатор проекта", "coordinator"),
        ("?!", "editor"),
    ],
)
def test_roles_are_told_by_their_words(text: str, role: str) -> None:
    assert role_named(text) == role


@given(st.lists(st.lists(st.text(max_size=30), max_size=6), max_size=20))
def test_any_cells_are_read_or_refused(rows: list[list[str]]) -> None:
    try:
        found = read_invitees([HEAD, *rows])
    except ListRefused:
        return
    assert all(1 < each.row <= len(rows) + 1 for each in found)
