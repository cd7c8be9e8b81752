"""Tables of text with any separator and encoding."""

from __future__ import annotations

import pytest

from plans.importing.errors import ImportRefused
from plans.importing.readers.csv import decode, read_csv, split_rows
from tests.plans.importing.office_files import csv
from tests.plans.importing.word_files import HEAD, plan_row

PLAN = [list(HEAD), ["1", "Семинар «Опыт», беседы; встречи", "май,\nиюнь", "Соколова А.Б., методист"], plan_row(2)]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251"])
def test_separators_and_encodings(separator: str, encoding: str) -> None:
    (table,) = read_csv(csv(PLAN, separator=separator, encoding=encoding))

    assert [[cell.text for cell in table.row_cells(row)] for row in range(3)] == PLAN


@pytest.mark.parametrize("encoding", ["cp866", "koi8-r"])
def test_older_code_pages(encoding: str) -> None:
    plan = [list(HEAD)[1:], ["Семинар для педагогов", "май", "методист"]]

    (table,) = read_csv(csv(plan, encoding=encoding))

    assert [cell.text for cell in table.row_cells(1)] == plan[1]


@pytest.mark.parametrize(
    "text",
    [
        "ПЛАН;МЕРОПРИЯТИЕ;СРОК\n1;СЕМИНАР;МАЙ\n",
        "мероприятие;срок\nподготовка сборника методических материалов;октябрь\n",
        "Мерапрыемства;Тэрмін\nСемінар для настаўнікаў;кастрычнік\n",
    ],
)
def test_code_page_is_told_by_its_letters(text: str) -> None:
    assert decode(text.encode("cp1251")) == text


@pytest.mark.parametrize(
    "data",
    [
        "Größe;Straße;öffentlich\n".encode("latin-1"),
        "Datę;Który;Łódź\n".encode("cp1250"),
        "План;Срок\n".encode() + b"\xff\xfe",
        bytes(range(128, 256)) * 5,
        "План".encode("utf-16") + b"\x00",
    ],
)
def test_letters_that_cannot_be_told_are_refused(data: bytes) -> None:
    with pytest.raises(ImportRefused) as refusal:
        decode(data)

    assert (refusal.value.code, refusal.value.message.split(":")[0]) == ("encoding", "Буквы в файле не читаются")


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("а;б\nв;г\n", [["а", "б"], ["в", "г"]]),
        ("а;б", [["а", "б"]]),
        ('"а;б";"в\nг"\n', [["а;б", "в\nг"]]),
        ('"он ""сам""";б\n', [['он "сам"', "б"]]),
        ('"Лето" в школе;май\n', [['"Лето" в школе', "май"]]),
        ('Акция "Лето";май\n', [['Акция "Лето"', "май"]]),
        ('"не закрыто;май\nв;г\n', [['"не закрыто', "май"], ["в", "г"]]),
        (' "а" ; б \n', [["а", "б"]]),
        (";;\n\n;", [["", "", ""], [""], ["", ""]]),
        ("", [[""]]),
    ],
)
def test_rows_of_values(text: str, rows: list[list[str]]) -> None:
    assert list(split_rows(text, ";")) == rows


def test_ragged_rows() -> None:
    (table,) = read_csv("№;Мероприятия;Сроки\n1;Семинар\n2;Совет;май;;;\n".encode())

    assert [[cell.text for cell in table.row_cells(row)] for row in (1, 2)] == [
        ["1", "Семинар", ""],
        ["2", "Совет", "май"],
    ]


def test_separator_that_the_file_names() -> None:
    (table,) = read_csv("sep=|\n№|Мероприятия|Сроки\n1|Семинар, беседа|май\n".encode())

    assert [cell.text for cell in table.row_cells(1)] == ["1", "Семинар, беседа", "май"]


def test_text_without_a_table() -> None:
    assert read_csv("Дорогие коллеги, план пришлём позже.\n".encode()) == ()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("а;б;в\n".encode() * 5002, "too_many_rows"),
        (b";".join([b"x"] * 61), "too_many_columns"),
        (b"x;y\n" + b"\n" * 16_000 + b"x;y\n", "too_many_rows"),
        (b'"a";' * 100_000, "too_many_columns"),
        (b'"""a""b\n' * 100_000, "too_many_rows"),
    ],
)
def test_too_large(data: bytes, code: str) -> None:
    with pytest.raises(ImportRefused) as refusal:
        read_csv(data)

    assert refusal.value.code == code


@pytest.mark.parametrize(
    "data", ["план ".encode() * 900_000, b";" * 500_000, b'"' * 2_000_000, b" " * 1_000_000 + b'"']
)
def test_one_endless_line(data: bytes) -> None:
    assert read_csv(data) == ()
