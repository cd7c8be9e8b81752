"""Word reports: opened by LibreOffice and read back, compared with the PDF; the parts of the file itself."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pdfplumber
import pytest
from docx.oxml.ns import qn

from reports.content import (
    Approval,
    Document,
    Figure,
    Figures,
    Heading,
    Listing,
    NewSheet,
    Pair,
    Pairs,
    PaperRules,
    Paragraph,
    Sentence,
    Sheet,
    Signer,
    TitleLine,
    plan_content,
    progress_content,
)
from reports.docx import document_to_docx
from tests.reports.facts import AS_OF, item, network, plan, twenty_seven
from tests.reports.office import MM, TEXT, converted, words_of_paper, words_of_text

URL = "https://portal.example/r/AbCdEf123456"
LONG = " ".join(["Работа идёт по плану, и трудностей с нею нет."] * 12)


def all_blocks(**fields: Any) -> Document:
    """A document with every block of words."""
    blocks = (
        Heading("Общие сведения", number="1."),
        Pairs((Pair("Организация", ("Заречный дворец творчества", "г. Заречный")), Pair("Срок", ()))),
        Paragraph((Sentence(LONG), Sentence("Конец.")), key="a"),
        Paragraph((Sentence("Примечание — мелко."),), is_small=True),
        Heading("Подробности", level=3),
        Listing(("Первое: «да»", "второе")),
        Figures(tuple(Figure(n, None if n % 2 else 9, f"чисел {n}") for n in range(5))),
        NewSheet(),
        Heading("Задачи"),
        Listing(("раз", "два"), is_numbered=True),
    )
    defaults: dict[str, Any] = {
        "letterhead": ("Комитет по образованию", "Заречный дворец творчества"),
        "approvals": (
            Approval("Согласовано", "Председатель", "П.С. Осенний", "01.09.2022", is_left=True),
            Approval("Утверждено", basis="приказом от 31.08.2022 № 214"),
        ),
        "signers": (Signer("Директор", "Л.В. Полевая"), Signer("Методист")),
        "rules": PaperRules(size=14, is_serif=False, has_stamp=True, has_code=False, left=25, bottom=25),
    }
    title = (TitleLine("Отчёт\nв двух строках", is_strong=True), TitleLine("«Сеть»"))
    return Document("final", "Дворец", AS_OF, title, "Итоговый отчёт", blocks, **{**defaults, **fields})


DOCUMENTS = {
    "plan": plan_content(twenty_seven()),
    "progress": progress_content(twenty_seven()),
    "scheme": network(),
    "large": network(60),
    "empty": plan_content(plan(approvals=())),
    "parts": plan_content(plan(item(headings=("Первый этап", "Первый\nраздел")), item("2"))),
    "blocks": all_blocks(),
}


def opened(document: Document) -> Any:
    return docx.Document(io.BytesIO(document_to_docx(document, URL)))


def test_words_are_those_of_the_pdf(tmp_path: Path) -> None:
    files = {name: document_to_docx(document, URL) for name, document in DOCUMENTS.items()}
    read = converted(files, tmp_path, TEXT)
    for name, document in DOCUMENTS.items():
        assert words_of_text(read[name], document) == words_of_paper(document, URL), name


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What LibreOffice prints."""
    files = {name: document_to_docx(DOCUMENTS[name], URL) for name in ("plan", "blocks")}
    return converted(files, tmp_path_factory.mktemp("office"), "pdf")


def test_pages_are_numbered_from_the_second_and_heads_repeat(printed: dict[str, bytes]) -> None:
    with pdfplumber.open(io.BytesIO(printed["plan"])) as pdf:
        pages = [page.extract_text().splitlines() for page in pdf.pages]
        sizes = {(round(page.width / MM), round(page.height / MM)) for page in pdf.pages}
    assert [lines[0] for lines in pages] == ["УТВЕРЖДАЮ", *(str(number) for number in range(2, len(pages) + 1))]
    assert all(any("Отметка о выполнении" in line for line in lines) for lines in pages)
    assert [f"лист {number} из {len(pages)}" in " ".join(lines) for number, lines in enumerate(pages, 1)] == [
        True
    ] * len(pages)
    assert sizes == {(297, 210)}


def test_first_page_says_how_to_check_it(printed: dict[str, bytes]) -> None:
    with pdfplumber.open(io.BytesIO(printed["plan"])) as pdf:
        said = ["portal.example/r/AbCdEf123456" in page.extract_text() for page in pdf.pages]
        pictures = [len(page.images) for page in pdf.pages]
    assert said == pictures == [1] + [0] * (len(said) - 1)


def test_new_sheet_begins_where_it_is_told(printed: dict[str, bytes]) -> None:
    with pdfplumber.open(io.BytesIO(printed["blocks"])) as pdf:
        begins = [page.extract_text().splitlines()[:2] for page in pdf.pages]
    assert len(begins) == 2
    assert begins[1] == ["2", "Задачи"]


@pytest.mark.parametrize("name", ["plan", "blocks"])
def test_no_text_stands_outside_the_margins(printed: dict[str, bytes], name: str) -> None:
    rules = DOCUMENTS[name].rules
    with pdfplumber.open(io.BytesIO(printed[name])) as pdf:
        for page in pdf.pages:
            chars = [char for char in page.chars if char["text"].strip()]
            assert min(char["x0"] for char in chars) >= rules.left * MM - 1
            assert max(char["x1"] for char in chars) <= page.width - rules.right * MM + 1


def test_tables_are_real() -> None:
    file = opened(DOCUMENTS["parts"])
    table = file.tables[1]
    head, first, second, row = (line._tr for line in table.rows[:4])
    assert head.trPr.find(qn("w:tblHeader")) is not None
    assert all(line.trPr.find(qn("w:cantSplit")) is not None for line in (head, first, second, row))
    assert [len(line.tc_lst) for line in (head, first, second, row)] == [5, 1, 1, 5]
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Календарный план, 2022/2023"
    widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
    assert sum(widths) == pytest.approx(257 * 56.7, abs=10)


def test_long_row_may_be_divided() -> None:
    table = opened(plan_content(plan(item(title="слово " * 200)))).tables[1]
    assert table.rows[1]._tr.trPr.find(qn("w:cantSplit")) is None


def test_sheet_follows_the_rules_of_the_organisation() -> None:
    page = opened(DOCUMENTS["blocks"]).sections[0]
    margins = [page.left_margin, page.right_margin, page.top_margin, page.bottom_margin]
    styles = opened(DOCUMENTS["blocks"]).styles
    assert [round(margin.mm) for margin in margins] == [25, 10, 20, 25]
    assert (styles["Normal"].font.name, styles["Normal"].font.size.pt) == ("PT Sans", 14)
    assert styles["Heading 2"].paragraph_format.keep_with_next


@pytest.mark.parametrize(
    ("sheet", "size"), [(Sheet.UPRIGHT, (210, 297)), (Sheet.WIDE, (297, 210)), (Sheet.LARGE, (420, 297))]
)
def test_sheet_lies_or_stands(sheet: Sheet, size: tuple[int, int]) -> None:
    page = opened(all_blocks(sheet=sheet)).sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == size


def test_properties_say_whose_it_is_in_russian() -> None:
    file = opened(DOCUMENTS["progress"])
    about = file.core_properties
    language = file.styles.element.find(qn("w:docDefaults")).find(f".//{qn('w:lang')}")
    assert about.author == "Заречный дворец творчества"
    assert about.title.startswith("Отчёт о ходе реализации инновационного проекта «Сеть наставничества»")
    assert about.created.date() == about.modified.date() == date(2022, 11, 14)
    assert language.get(qn("w:val")) == "ru-RU"


def test_pictures_are_told_to_those_who_do_not_see_them() -> None:
    body = opened(DOCUMENTS["progress"]).element.body
    strip, line, bars = (picture.get("descr") for picture in body.iter(qn("wp:docPr")))
    assert strip.startswith("Выполнено: 1, 2, 3, 4, 5, 6, 17, 19. Просрочено: 7, 20. В работе: 8, 9,")
    assert "Сентябрь 2022: по плану 10, выполнено 8." in line
    assert bars == "Ковалёва А.П.: выполнено 8, просрочено 2, в работе 10, впереди 7, всего 27."


@pytest.mark.parametrize("name", ["plan", "progress", "scheme", "blocks"])
def test_same_content_gives_the_same_bytes_without_links_and_macros(name: str) -> None:
    first, second = (document_to_docx(DOCUMENTS[name], URL) for _ in range(2))
    assert first == second
    parts = zipfile.ZipFile(io.BytesIO(first))
    assert [part for part in parts.namelist() if "vba" in part.lower() or "ole" in part.lower()] == []
    assert [part for part in parts.namelist() if b'TargetMode="External"' in parts.read(part)] == []
