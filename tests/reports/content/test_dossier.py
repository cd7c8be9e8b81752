"""The index of a dossier: everything is listed, names of files are borne by every system."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reports.content import Document, Enclosure, Row, content_from_json, content_to_json, progress_content
from reports.content.dossier import (
    LONGEST_NAME,
    DossierFacts,
    Entry,
    Part,
    dossier_content,
    file_size,
    safe_name,
)
from tests.reports.facts import twenty_seven

REPORT = progress_content(twenty_seven())
PROOF = Entry(Part.PROOFS, "1 Семинар", "Приказ № 5.pdf", "/items/7/", "evidence/ab/1", 2048, "ab" * 32)
NAME = "01 Отчёт о ходе реализации инновационного проекта"


def made(*entries: Entry) -> Document:
    return dossier_content(DossierFacts("Дворец", "«Сеть мастерских»", date(2022, 11, 14), REPORT, entries))


def cells(row: Row) -> list[tuple[str, ...]]:
    """What stands in a row; a heading is a row of one cell."""
    return [(row.heading,)] if row.heading else [cell.lines for cell in row.cells]


def rows(*entries: Entry) -> list[list[tuple[str, ...]]]:
    """The index without the rows of the report."""
    return [cells(row) for row in made(*entries).tables[0].rows[3:]]


def paths(*entries: Entry) -> list[str]:
    enclosed = made(*entries).enclosures
    return [file.path for file in enclosed.files] if enclosed else []


def words_of(document: Document) -> str:
    return document.paragraphs[0].text.replace("\N{NO-BREAK SPACE}", " ")


def test_file_is_listed_with_its_size_and_sum_and_enclosed() -> None:
    assert rows(PROOF) == [
        [("02 Подтверждения",)],
        [
            ("3",),
            ("1 Семинар",),
            ("001 Приказ № 5.pdf",),
            ("2\N{NO-BREAK SPACE}КБ",),
            ("ab" * 16, "ab" * 16),
            ("/items/7/",),
        ],
    ]
    enclosed = made(PROOF).enclosures
    assert enclosed is not None
    assert enclosed.files == (Enclosure("02 Подтверждения/001 Приказ № 5.pdf", "evidence/ab/1", 2048, "ab" * 32),)
    assert (enclosed.name, enclosed.report.rules.has_code) == (NAME, False)


def test_link_document_without_file_and_missing_file_are_listed_and_not_enclosed() -> None:
    link = replace(PROOF, source="", name="Запись", url="https://example.org/1")
    bare = replace(PROOF, source="", name="Протокол № 2")
    gone = replace(PROOF, is_missing=True)
    found = [row[2] for row in rows(link, bare, gone)[1:]]
    assert found == [
        ("Запись", "https://example.org/1"),
        ("Протокол № 2", "файл не приложен"),
        ("Приказ № 5.pdf", "файл не найден на портале, в архив не вошёл"),
    ]
    assert paths(link, bare, gone) == []
    assert words_of(made(PROOF, link, bare, gone)) == (
        "В архиве отчёт в PDF и Word и всё, чем он подтверждён. "
        "Перечислено: 1 файл (2 КБ), 1 ссылка и 1 запись без файла. "
        "Не найден на портале и в архив не вошли: 1 файл, они отмечены в таблице."
    )


def test_sum_that_is_not_counted_yet_says_so() -> None:
    assert rows(replace(PROOF, sha256=""))[-1][4] == ("будет посчитана при сборке",)


def test_dossier_of_nothing_says_so() -> None:
    assert words_of(made()).endswith(
        "Подтверждений, сведений участников и продуктов с файлами пока нет: в архиве только отчёт."
    )


def test_equal_names_are_told_apart_and_folders_count_anew() -> None:
    product = replace(PROOF, part=Part.PRODUCTS, name="Приказ № 5.pdf")
    assert paths(PROOF, PROOF, product) == [
        "02 Подтверждения/001 Приказ № 5.pdf",
        "02 Подтверждения/002 Приказ № 5.pdf",
        "04 Продукты/001 Приказ № 5.pdf",
    ]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "etc passwd"),
        ('а\\б/в:г*д?е"ж<з>и|к', "а б в г д е ж з и к"),
        ("Отчёт. . .", "Отчёт"),
        ("  Приказ\n\t№ 5  ", "Приказ № 5"),
        ("\u202egnp.exe", "gnp.exe"),
        ("...", "Файл"),
        ("", "Файл"),
    ],
)
def test_name_is_borne_by_windows(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@pytest.mark.parametrize(
    "name", ["CON.pdf", "aux", "я" * 500 + ".docx", "a." + "b" * 300, ".htaccess", "x." + "pdf " * 9]
)
def test_path_is_short_numbered_and_keeps_its_ending(name: str) -> None:
    (path,) = paths(replace(PROOF, name=name))
    assert path.startswith("02 Подтверждения/001 ")
    assert len(path) <= LONGEST_NAME
    assert path.endswith(".docx") == name.endswith(".docx")
    assert not path.endswith((" ", "."))


@pytest.mark.parametrize(
    ("size", "words"), [(0, "1 КБ"), (949, "1 КБ"), (20_480, "20 КБ"), (2**20, "1,0 МБ"), (3_565_158, "3,4 МБ")]
)
def test_sizes_are_in_words(size: int, words: str) -> None:
    assert file_size(size).replace("\N{NO-BREAK SPACE}", " ") == words


def test_what_is_enclosed_is_frozen_with_the_document() -> None:
    document = made(PROOF)
    assert content_from_json(content_to_json(document)) == document
