"""Tables written as files and read back by other programs."""

from __future__ import annotations

import csv
import io
import subprocess
import tracemalloc
import zipfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.enum.section import WD_ORIENT
from docx.text.paragraph import Paragraph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from plans.exporting import Approval, Column, ExportTable, Format, Heading, Line, write_file
from portal.text.cells import CUT, MOST_LETTERS, neutralised
from portal.text.clean import clean_text
from tests.support.pieces import need

COLUMNS = (
    Column("number", "№ п/п"),
    Column("title", "Мероприятия"),
    Column("deadline", "Сроки"),
    Column("section", "Раздел"),
    Column("state", "Состояние"),
    Column("due", "Ближайший срок"),
)
WORDS = "Совет наставников:\n- повестка;\n\tпротокол"
ROWS = (
    Heading("1. Организация"),
    Line(("1", WORDS, "=1+1", "1. Организация", "Впереди", date(2022, 10, 31))),
    Line(("2", "@имя", "+7", "1. Организация", "-", None)),
)


def table(lines: Iterable[Heading | Line] = ROWS, columns: tuple[Column, ...] = COLUMNS) -> ExportTable:
    return ExportTable(
        title="План «Наставник»\nна 2022/2023 учебный год",
        notes=("По состоянию на 14.11.2022, 2 пункта",),
        columns=columns,
        lines=lines,
        name="План",
        approvals=(
            Approval(("УТВЕРЖДАЮ", "Директор", "А.Б. Зимина"), is_left=False),
            Approval(("СОГЛАСОВАНО", "Совет"), is_left=True),
        ),
    )


def _style(paragraph: Paragraph) -> str | None:
    return paragraph.style.name if paragraph.style else None


def written(kind: Format, made: ExportTable | None = None) -> bytes:
    file = io.BytesIO()
    write_file(made or table(), kind, file)
    return file.getvalue()


def test_workbook_holds_words_as_words() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(written(Format.EXCEL)))["План"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["№ п/п", "Мероприятия", "Сроки", "Раздел", "Состояние", "Ближайший срок"],
        ["1", WORDS, "=1+1", "1. Организация", "Впереди", sheet["F2"].value],
        ["2", "@имя", "+7", "1. Организация", "-", None],
    ]
    assert {cell.data_type for row in sheet.iter_rows(max_col=5) for cell in row} == {"s"}
    assert (sheet["C2"].number_format, sheet["C2"].quotePrefix, sheet["B2"].quotePrefix) == ("@", True, False)
    assert (sheet["F2"].value.date(), sheet["F2"].number_format) == (date(2022, 10, 31), "dd.mm.yyyy")


def test_workbook_has_no_formula_for_any_reader() -> None:
    data = written(Format.EXCEL)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert [row[2] for row in rows] == ["Сроки", "=1+1", "+7"]


def test_workbook_is_ready_for_screen_and_paper() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(written(Format.EXCEL)))["План"]
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.auto_filter.ref) == ("A2", "$1:$1", "A1:F3")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert (sheet["B2"].alignment.wrap_text, sheet.column_dimensions["A"].width) == (True, 7)
    assert sheet.oddHeader is not None
    assert sheet.oddHeader.center.text == "План «Наставник» на 2022/2023 учебный год"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("а\x00\x0bб\ud800\ufffe", "а\nб"),
        ("код _x0041_", "код _x0041_"),
        ("  отступ \n", "  отступ \n"),
        ("#N/A", "#N/A"),
        ("12.10.2022", "12.10.2022"),
        ("0012", "0012"),
        ("ш" * 40_000, "ш" * (MOST_LETTERS - len(CUT)) + CUT),
    ],
)
def test_workbook_keeps_dangerous_words(given: str, kept: str) -> None:
    data = written(Format.EXCEL, table([Line((given, None, None, None, None, None))]))
    assert CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()[1][0] == kept


def test_csv_opens_by_a_double_click_and_runs_nothing() -> None:
    data = written(Format.CSV)
    assert data.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";")) == [
        ["№ п/п", "Мероприятия", "Сроки", "Раздел", "Состояние", "Ближайший срок"],
        ["1", WORDS, "'=1+1", "1. Организация", "Впереди", "31.10.2022"],
        ["2", "'@имя", "'+7", "1. Организация", "'-", ""],
    ]


def test_document_is_a_real_table_with_headings_over_its_width() -> None:
    document = docx.Document(io.BytesIO(written(Format.WORD)))
    drawn = document.tables[1]
    assert [[cell.text for cell in row.cells] for row in drawn.rows] == [
        ["№ п/п", "Мероприятия", "Сроки", "Состояние", "Ближайший срок"],
        ["1. Организация"] * 5,
        ["1", WORDS, "=1+1", "Впереди", "31.10.2022"],
        ["2", "@имя", "+7", "-", ""],
    ]
    marks = [row._tr.xpath("./w:trPr/w:tblHeader") != [] for row in drawn.rows]
    assert marks == [True, False, False, False]
    assert drawn.rows[1]._tr.xpath("./w:tc/w:tcPr/w:gridSpan/@w:val") == ["5"]


def test_document_has_approvals_title_and_notes() -> None:
    document = docx.Document(io.BytesIO(written(Format.WORD)))
    assert [cell.text.strip() for cell in document.tables[0].rows[0].cells] == [
        "СОГЛАСОВАНО\nСовет",
        "УТВЕРЖДАЮ\nДиректор\nА.Б. Зимина",
    ]
    assert [(_style(paragraph), paragraph.text) for paragraph in document.paragraphs if paragraph.text] == [
        ("Title", "План «Наставник»"),
        ("Title", "на 2022/2023 учебный год"),
        ("Subtitle", "По состоянию на 14.11.2022, 2 пункта"),
    ]


def test_document_is_russian_and_numbers_its_pages() -> None:
    data = written(Format.WORD)
    document = docx.Document(io.BytesIO(data))
    assert document.core_properties.language == "ru-RU"
    assert document.styles.element.xpath("./w:docDefaults/w:rPrDefault/w:rPr/w:lang/@w:val") == ["ru-RU"]
    assert document.sections[0].footer.paragraphs[0]._p.xpath("./w:fldSimple/@w:instr") == ["PAGE"]
    assert document.core_properties.author == ""


@pytest.mark.parametrize(("count", "orientation"), [(4, WD_ORIENT.PORTRAIT), (5, WD_ORIENT.LANDSCAPE)])
def test_wide_document_lies_on_its_side(count: int, orientation: WD_ORIENT) -> None:
    columns = tuple(Column(f"extra:{number}", f"Графа {number}") for number in range(count))
    data = written(Format.WORD, table([Line(("а",) * count)], columns))
    assert docx.Document(io.BytesIO(data)).sections[0].orientation == orientation


def test_column_of_sections_alone_does_not_make_a_document_wide() -> None:
    columns = (*(Column(f"extra:{number}", "Графа") for number in range(4)), Column("section", "Раздел"))
    document = docx.Document(io.BytesIO(written(Format.WORD, table([Line(("а",) * 5)], columns))))
    assert (document.sections[0].orientation, len(document.tables[1].columns)) == (WD_ORIENT.PORTRAIT, 4)


@pytest.mark.parametrize("kind", list(Format))
def test_table_without_rows_is_written(kind: Format) -> None:
    assert len(written(kind, table([]))) > 50


def test_long_row_may_be_divided_between_pages() -> None:
    lines = [Line((words, *[None] * 5)) for words in ("кратко", "ш" * 701)]
    drawn = docx.Document(io.BytesIO(written(Format.WORD, table(lines)))).tables[1]
    assert [row._tr.xpath("./w:trPr/w:cantSplit") != [] for row in drawn.rows] == [True, True, False]


def test_document_opens_in_an_office(tmp_path: Path) -> None:
    office = need("office")
    (tmp_path / "план.docx").write_bytes(written(Format.WORD))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(office), profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "план.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    words = (tmp_path / "план.txt").read_text(encoding="utf-8-sig").split("\n")
    assert [line for line in words if line in {"1. Организация", "Совет наставников:", "=1+1", "УТВЕРЖДАЮ"}] == [
        "УТВЕРЖДАЮ",
        "1. Организация",
        "Совет наставников:",
        "=1+1",
    ]


def peak(kind: Format, rows: int) -> int:
    """Bytes of Python objects at the worst moment of writing so many rows."""
    words = "Заседание методического совета учреждения " * 5
    lines = (Line((str(number), f"{number} {words}", *[words] * 3, None)) for number in range(rows))
    with Path("/dev/null").open("wb") as nowhere:
        tracemalloc.start()
        write_file(table(lines), kind, nowhere)
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return size


@pytest.mark.parametrize("kind", [Format.EXCEL, Format.CSV])
def test_memory_of_a_spreadsheet_does_not_grow_with_its_rows(kind: Format) -> None:
    assert peak(kind, 4_000) < 3 * peak(kind, 500)


WORDS_OF_ANY_KIND = st.text(st.characters(codec="utf-16", categories=None), max_size=200)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(WORDS_OF_ANY_KIND)
def test_any_words_come_back_from_every_format(words: str) -> None:
    made = [table([Line((words, *[None] * 5))]) for _ in Format]
    kept = clean_text(words)
    book = CalamineWorkbook.from_filelike(io.BytesIO(written(Format.EXCEL, made[0]))).get_sheet_by_index(0)
    rows = book.to_python(skip_empty_area=False)
    assert (rows[1][0] if len(rows) > 1 else "") == kept
    [_, line] = csv.reader(io.StringIO(written(Format.CSV, made[1]).decode("utf-8-sig"), newline=""), delimiter=";")
    assert line[0] == neutralised(kept)
    document = docx.Document(io.BytesIO(written(Format.WORD, made[2])))
    assert document.tables[1].rows[1].cells[0].text == kept
