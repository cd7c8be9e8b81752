"""Tables as Word documents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import IO, Any

from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Length, Mm, Pt

from plans.exporting.content import SECTION, Approval, Column, ExportTable, Heading
from portal.text.clean import clean_text
from portal.text.russian import date_short
from portal.word import add_field, add_lines, add_row, make_plain, new_document, set_face, set_grid

FONT = "Times New Roman"
NARROW = 4  # columns that fit an upright page
TALL = 700  # letters of a cell
LEFT, RIGHT, EDGE = Mm(20), Mm(10), Mm(15)
SHORT, LONG = Mm(210), Mm(297)
NUMBER = Mm(11)
WEIGHTS = {
    "title": 5.6,
    "responsible": 3.4,
    "deadline": 2.0,
    "window": 2.2,
    "state": 2.2,
    "marks": 3.8,
    "proofs": 3.0,
    "mark": 2.9,
}
OTHER_WEIGHT = 2.4
CELL, HEAD, SECTION_STYLE = "Ячейка", "Графа", "Раздел таблицы"


def write_docx(table: ExportTable, file: IO[bytes]) -> None:
    """Approval blocks, title, notes and the table: its head on every page, headings over the whole width.

    Landscape when there are more than four columns; page numbers below, from the second page on.
    """
    document = new_document(table.title)
    places = [place for place, column in enumerate(table.columns) if column.field != SECTION]
    columns = [table.columns[place] for place in places]
    _style(document)
    width = _set_up_page(document, is_wide=len(columns) > NARROW)
    _number_pages(document)
    _approvals(document, table.approvals)
    for line in clean_text(table.title).split("\n"):
        document.add_paragraph(line, "Title")
    for note in table.notes:
        document.add_paragraph(clean_text(note), "Subtitle")
    _table(document, table, columns, places, width)
    document.save(file)


def _style(document: Any) -> None:
    normal = document.styles["Normal"]
    set_face(normal, FONT, 12)
    normal.paragraph_format.space_after = Pt(0)
    for name, size, is_bold in (("Title", 14, True), ("Subtitle", 11, False)):
        style = document.styles[name]
        set_face(style, FONT, size)
        style.font.bold = is_bold
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        style.paragraph_format.space_after = Pt(6)
        make_plain(style)
    for name, is_bold in ((CELL, False), (HEAD, True), (SECTION_STYLE, True)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        set_face(style, FONT, 10)
        style.font.bold = is_bold
        if name != CELL:
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
            style.paragraph_format.keep_with_next = True


def _set_up_page(document: Any, *, is_wide: bool) -> int:
    """Set the sheet and give the width between its margins, in twentieths of a point."""
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    page.page_width, page.page_height = (LONG, SHORT) if is_wide else (SHORT, LONG)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = LEFT, RIGHT, EDGE, EDGE
    page.header_distance = page.footer_distance = Mm(8)
    return int(Length(page.page_width - LEFT - RIGHT).twips)


def _number_pages(document: Any) -> None:
    page = document.sections[0]
    page.different_first_page_header_footer = True
    paragraph = page.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_field(paragraph, "PAGE", "2")


def _approvals(document: Any, blocks: Sequence[Approval]) -> None:
    """«СОГЛАСОВАНО» on the left, «УТВЕРЖДАЮ» on the right, in a table without lines."""
    if not blocks:
        return
    table = document.add_table(rows=1, cols=2)
    for cell, is_left in zip(table.rows[0].cells, (True, False), strict=True):
        lines = [line for block in blocks if block.is_left is is_left for line in (*block.lines, "")]
        cell.paragraphs[0].text = clean_text(lines[0]) if lines else ""
        for line in lines[1:]:
            cell.add_paragraph(clean_text(line))
    document.add_paragraph()


def _table(document: Any, table: ExportTable, columns: Sequence[Column], places: Sequence[int], width: int) -> None:
    drawn = document.add_table(rows=0, cols=len(columns))
    drawn.style = "Table Grid"
    root = drawn._tbl  # noqa: SLF001 - rows are appended to the XML itself
    widths = _widths(columns, width)
    set_grid(drawn, widths)
    head = add_row(root, is_head=True)
    for column, twips in zip(columns, widths, strict=True):
        add_lines(head, column.heading, twips, HEAD)
    for line in table.lines:
        if isinstance(line, Heading):
            add_lines(add_row(root), line.text, sum(widths), SECTION_STYLE, span=len(columns))
            continue
        row = add_row(root, is_tall=any(isinstance(cell, str) and len(cell) > TALL for cell in line.cells))
        for place, twips in zip(places, widths, strict=True):
            add_lines(row, _words(line.cells[place]), twips, CELL)


def _widths(columns: Sequence[Column], width: int) -> list[int]:
    """Twentieths of a point of each column by what stands in it; the number column is narrow."""
    narrow = Length(NUMBER).twips
    fixed = narrow * sum(column.field == "number" for column in columns)
    total = sum(WEIGHTS.get(column.field, OTHER_WEIGHT) for column in columns if column.field != "number") or 1
    unit = (width - fixed) / total
    return [
        narrow if column.field == "number" else int(unit * WEIGHTS.get(column.field, OTHER_WEIGHT))
        for column in columns
    ]


def _words(value: str | date | None) -> str:
    return date_short(value) if isinstance(value, date) else value or ""
