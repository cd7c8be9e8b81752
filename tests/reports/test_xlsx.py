"""The workbook read back: sheets, heads, words that stay words."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from reports.content import Cell, Column, Document, Row, TableBlock, TitleLine, plan_content, progress_content
from reports.xlsx import document_to_xlsx
from tests.reports.facts import AS_OF, item, network, plan, twenty_seven


def opened(document: Document) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(document_to_xlsx(document)))


def of_tables(*tables: TableBlock) -> Document:
    return Document("final", "Дворец", AS_OF, (TitleLine("Отчёт"),), "Отчёт", tables)


def table(caption: str, *words: str) -> TableBlock:
    rows = tuple(Row((Cell((text,)),)) for text in words)
    return TableBlock((Column("title", "Что"),), rows, caption)


@pytest.mark.parametrize("content", [plan_content(twenty_seven()), progress_content(twenty_seven()), network()])
def test_same_content_gives_the_same_bytes(content: Document) -> None:
    assert document_to_xlsx(content) == document_to_xlsx(content)


def test_first_sheet_says_what_it_is() -> None:
    sheet = opened(progress_content(twenty_seven())).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert sheet.title == "Сведения"
    assert rows[1:3] == [("Организация", "Заречный дворец творчества"), ("На дату", "14.11.2022")]
    assert ("8 из 10", "пунктов с наступившим сроком выполнено") in rows
    assert rows[-1] == ("Подпись", "Методист\nА.П. Ковалёва")


def test_every_table_has_its_sheet_with_a_frozen_head_that_is_printed_again() -> None:
    book = opened(plan_content(twenty_seven()))
    sheet = book.worksheets[1]
    head = [cell.value for cell in sheet[1]]
    assert head == ["№ п/п", "Мероприятия", "Сроки", "Ответственный", "Отметка о выполнении"]
    assert (sheet.max_row, sheet.freeze_panes, sheet.print_title_rows) == (28, "A2", "$1:$1")
    assert {cell.alignment.wrap_text for cell in sheet[2]} == {True}
    assert sheet["E2"].value == "Выполнено 20.09.2022\nПротокол № 3"


def test_figures_of_charts_are_tables() -> None:
    book = opened(progress_content(twenty_seven()))
    months = list(book["Нарастающим итогом"].iter_rows(values_only=True))
    bars = list(book["По ответственным"].iter_rows(values_only=True))
    assert months[:3] == [("Месяц", "По плану", "Выполнено"), ("Август 2022", "0", "0"), ("Сентябрь 2022", "10", "8")]
    assert months[-1] == ("Август 2023", "27", "–")
    assert bars[1] == ("Ковалёва А.П.", "8", "2", "10", "7", "27")


def test_names_of_sheets_are_short_allowed_and_different() -> None:
    long = "Мероприятия: срок которых [ещё] впереди, и другие"
    names = opened(
        of_tables(*(table(caption) for caption in (long, long, "", "Сведения", "history", "'а'")))
    ).sheetnames
    assert names == [
        "Сведения",
        "Мероприятия срок которых ещё вп",
        "Мероприятия срок которых ещё 2",
        "Таблица",
        "Сведения 2",
        "Таблица 2",
        "а",
    ]


@pytest.mark.parametrize("words", ["=1+1", "+7 29", "-5", "@сумма", "＝A1", "a\x0bb"])
def test_words_are_never_a_formula(words: str) -> None:
    cell = opened(of_tables(table("Т", words))).worksheets[1]["A2"]
    assert cell.data_type == "s"
    assert cell.value == words.replace("\x0b", " ")
    assert cell.quotePrefix == words.startswith(("=", "+", "-", "@", "＝"))


def test_heading_of_a_part_stands_across() -> None:
    sheet = opened(plan_content(plan(item(headings=("Организационный этап",))))).worksheets[1]
    assert [cell.value for cell in sheet[2]] == ["Организационный этап", None, None, None, None]
    assert sheet["A2"].font.bold


def test_properties_say_the_day_and_no_moment() -> None:
    about = opened(plan_content(twenty_seven())).properties
    assert (about.title, about.creator) == ("Календарный план на 2022/2023 учебный год", "Заречный дворец творчества")
    assert about.modified is not None
    assert about.modified.date() == date(2022, 11, 14)
