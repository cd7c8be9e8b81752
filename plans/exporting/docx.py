"""Tables as Word documents; rows are written as XML at once, python-docx takes seconds for a hundred of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import IO, Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from lxml import etree

from plans.exporting.content import SECTION, Approval, Column, ExportTable, Heading
from portal.text.clean import clean_text, one_line
from portal.text.russian import date_short

FONT, LANGUAGE = "Times New Roman", "ru-RU"
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
    document = docx.Document()
    places = [place for place, column in enumerate(table.columns) if column.field != SECTION]
    columns = [table.columns[place] for place in places]
    _describe(document, table.title)
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


def _describe(document: Any, title: str) -> None:
    about = document.core_properties
    about.title, about.language = one_line(title)[:255], LANGUAGE
    about.author = about.comments = about.keywords = ""


def _style(document: Any) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = defaults.find(qn("w:lang"))
    language.set(qn("w:val"), LANGUAGE)
    language.set(qn("w:eastAsia"), LANGUAGE)
    normal = document.styles["Normal"]
    _font(normal, 12)
    normal.paragraph_format.space_after = Pt(0)
    for name, size, is_bold in (("Title", 14, True), ("Subtitle", 11, False)):
        style = document.styles[name]
        _font(style, size)
        style.font.bold, style.font.italic, style.font.color.rgb = is_bold, False, RGBColor(0, 0, 0)
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        style.paragraph_format.space_after = Pt(6)
        _plain(style)
    for name, is_bold in ((CELL, False), (HEAD, True), (SECTION_STYLE, True)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        _font(style, 10)
        style.font.bold = is_bold
        if name != CELL:
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
            style.paragraph_format.keep_with_next = True


def _font(style: Any, size: int) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(kind), FONT)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        fonts.attrib.pop(qn(theme), None)


def _plain(style: Any) -> None:
    """Without the coloured line and the wide letters that the library's template draws."""
    for holder, name in ((style.element.pPr, "w:pBdr"), (style.element.rPr, "w:spacing")):
        found = holder.find(qn(name)) if holder is not None else None
        if found is not None:
            holder.remove(found)


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
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "2"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 - the library has no fields of its own


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
    drawn.style, drawn.autofit = "Table Grid", False
    root = drawn._tbl  # noqa: SLF001 - rows are appended to the XML itself
    widths = _widths(columns, width)
    for column, twips in zip(root.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(twips))
    head = _row(root, is_head=True)
    for column, twips in zip(columns, widths, strict=True):
        _cell(head, column.heading, twips, HEAD)
    for line in table.lines:
        if isinstance(line, Heading):
            _cell(_row(root), line.text, sum(widths), SECTION_STYLE, span=len(columns))
            continue
        row = _row(root, is_tall=any(isinstance(cell, str) and len(cell) > TALL for cell in line.cells))
        for place, twips in zip(places, widths, strict=True):
            _cell(row, line.cells[place], twips, CELL)


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


def _row(table: Any, *, is_head: bool = False, is_tall: bool = False) -> Any:
    """A row; it is not divided between pages unless it would take about half of one."""
    row = etree.SubElement(table, qn("w:tr"))
    about = etree.SubElement(row, qn("w:trPr"))
    if not is_tall:
        etree.SubElement(about, qn("w:cantSplit"))
    if is_head:
        etree.SubElement(about, qn("w:tblHeader"))
    return row


def _cell(row: Any, value: str | date | None, twips: int, style: str, *, span: int = 1) -> None:
    """A cell, each line of its words a paragraph."""
    cell = etree.SubElement(row, qn("w:tc"))
    about = etree.SubElement(cell, qn("w:tcPr"))
    etree.SubElement(about, qn("w:tcW"), {qn("w:w"): str(twips), qn("w:type"): "dxa"})
    if span > 1:
        etree.SubElement(about, qn("w:gridSpan"), {qn("w:val"): str(span)})
    words = date_short(value) if isinstance(value, date) else clean_text(value or "")
    for line in words.split("\n"):
        paragraph = etree.SubElement(cell, qn("w:p"))
        looks = etree.SubElement(paragraph, qn("w:pPr"))
        etree.SubElement(looks, qn("w:pStyle"), {qn("w:val"): _style_id(style)})
        if line:
            run = etree.SubElement(paragraph, qn("w:r"))
            _text(run, line)


def _text(run: Any, line: str) -> None:
    """Words of a line; a tab is an element of its own."""
    for number, part in enumerate(line.split("\t")):
        if number:
            etree.SubElement(run, qn("w:tab"))
        text = etree.SubElement(run, qn("w:t"))
        text.text = part
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _style_id(name: str) -> str:
    """As the library makes ids of names."""
    return name.replace(" ", "")
