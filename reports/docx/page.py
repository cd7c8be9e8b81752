"""The sheet of a Word report: margins, styles, what runs above and below every page."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

import segno
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor

from portal.text.clean import clean_text
from portal.text.russian import paper_words
from portal.word import add_field, make_plain, name_fonts, new_document, set_face, set_grid
from reports.content import Document, Sheet
from reports.content.layout import SIZES, foot_name, width_of
from reports.letters import TURNS

SERIF, SANS = "PT Serif", "PT Sans"
BODY, NOTE, CELL, MIDDLE, HEAD, SECTION = (
    "Текст",
    "Примечание",
    "Ячейка",
    "Ячейка посередине",
    "Графа",
    "Раздел таблицы",
)
PLAIN, RUNNING, COUNT, COUNTED, GAP = "Строка", "Колонтитул отчёта", "Число", "Подпись числа", "Промежуток"
LETTERHEAD, APPROVAL, LISTED, NARROW_HEAD = "Бланк", "Гриф", "Перечень", "Узкая графа"
_WHITE = re.compile("[ \t\n]+")
GREY = RGBColor(0x44, 0x44, 0x44)
CODE = 15.0  # mm a side of the QR code
SMALLEST = 9  # points of letters of a report that must fit one sheet


@dataclass(frozen=True, slots=True)
class Paper:
    """A file of the library that is being written, the document it says and the width between its margins in mm."""

    file: Any
    document: Document
    width: float


def words(text: str) -> str:
    """Words as paper has them: bound, white space as one space, nothing that turns their direction or is no letter."""
    return paper_words(" ".join(filter(None, _WHITE.split(TURNS.sub("", clean_text(text))))))


def lines(text: str) -> str:
    """The same, with the breaks of lines that the text has."""
    return "\n".join(words(line) for line in clean_text(text).split("\n"))


def twips(millimetres: float) -> int:
    """Millimetres in twentieths of a point."""
    return int(Length(Mm(millimetres)).twips)


def new_paper(document: Document, check_url: str) -> Paper:
    """An empty sheet by the rules of the document, with its name, numbers of pages and the QR code."""
    file = new_document(document.name)
    about = file.core_properties
    about.author = clean_text(document.organization)[:255]
    about.subject = clean_text(document.docname)[:255]
    moment = datetime.combine(document.as_of, time(), UTC)
    about.created = about.modified = moment
    name_fonts(file, {SERIF: "Times New Roman", SANS: "Arial"})
    _style(file, document)
    _set_up_page(file.sections[0], document)
    _run_above(file.sections[0])
    _run_below(file.sections[0], document, check_url)
    return Paper(file, document, width_of(document))


def _style(file: Any, document: Document) -> None:
    rules = document.rules
    face, size = (SERIF if rules.is_serif else SANS), rules.size
    normal = file.styles["Normal"]
    set_face(normal, face, size)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.1
    normal.paragraph_format.widow_control = True
    for name, points, before, after in (("Title", 14, 7, 6), ("Heading 2", 12.5, 6, 2.5), ("Heading 3", 11.5, 5, 2)):
        style = file.styles[name]
        set_face(style, face, points)
        make_plain(style)
        style.font.bold = name != "Title"
        style.paragraph_format.space_before, style.paragraph_format.space_after = Mm(before), Mm(after)
        style.paragraph_format.keep_with_next = True
    file.styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for name, points, is_sans, is_middle in (
        (BODY, size, False, False),
        (PLAIN, size, False, False),
        (LETTERHEAD, size, False, True),
        (APPROVAL, size, False, False),
        (LISTED, size, False, False),
        (NOTE, 9, True, False),
        (CELL, 10.5, False, False),
        (MIDDLE, 10.5, False, True),
        (HEAD, 10, False, True),
        (NARROW_HEAD, 7.5, False, True),
        (SECTION, 10.5, False, True),
        (RUNNING, 7.5, True, False),
        (COUNT, 21, True, False),
        (COUNTED, 9, True, False),
        (GAP, 2, False, False),
    ):
        style = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        set_face(style, SANS if is_sans else face, points)
        if is_middle:
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if is_sans and name != COUNT:
            style.font.color.rgb = GREY
    _space(file.styles)
    if document.is_single:
        _tighten(file.styles)


def _space(styles: Any) -> None:
    """Distances that make a page easy to read."""
    body, listed = styles[BODY].paragraph_format, styles[LISTED].paragraph_format
    body.first_line_indent, body.space_after = Mm(10), Mm(3)
    listed.left_indent, listed.first_line_indent, listed.space_after = Mm(8), Mm(-6), Mm(0.6)
    listed.tab_stops.add_tab_stop(Mm(8))
    styles[NOTE].paragraph_format.space_after = Mm(1.5)
    styles[COUNT].font.bold = True
    styles[COUNT].paragraph_format.keep_with_next = True
    styles[COUNT].paragraph_format.line_spacing = 1.0
    for name in (HEAD, NARROW_HEAD, SECTION):
        styles[name].font.bold = True
        styles[name].paragraph_format.keep_with_next = True
    for name in (CELL, MIDDLE, HEAD, NARROW_HEAD, SECTION):
        styles[name].paragraph_format.line_spacing = 1.0
    gap = styles[GAP].paragraph_format
    gap.line_spacing, gap.space_after = Pt(2), Mm(3)


def _tighten(styles: Any) -> None:
    """A document of one sheet has the smallest letters at once: no word processor is asked whether it fits."""
    for name in (BODY, PLAIN, LETTERHEAD, APPROVAL, LISTED, CELL, MIDDLE, HEAD, SECTION):
        styles[name].font.size = Pt(SMALLEST)
    for name, points, before, after in (("Title", 10.5, 0, 2), ("Heading 2", 9.5, 2, 1), ("Heading 3", 9.5, 2, 1)):
        styles[name].font.size = Pt(points)
        styles[name].paragraph_format.space_before, styles[name].paragraph_format.space_after = Mm(before), Mm(after)
    styles[COUNT].font.size = Pt(14)
    for name in (BODY, NOTE):
        styles[name].paragraph_format.space_after = Mm(1)
    styles[GAP].paragraph_format.space_after = Mm(0.5)


def _set_up_page(page: Any, document: Document) -> None:
    rules = document.rules
    width, height = SIZES[document.sheet]
    page.orientation = WD_ORIENT.PORTRAIT if document.sheet is Sheet.UPRIGHT else WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Mm(width), Mm(height)
    page.left_margin, page.right_margin = Mm(rules.left), Mm(rules.right)
    page.top_margin, page.bottom_margin = Mm(rules.top), Mm(rules.bottom)
    page.header_distance = Mm(max(5, rules.top - 10))
    page.footer_distance = Mm(3)
    page.different_first_page_header_footer = True


def _run_above(page: Any) -> None:
    """The number of the page, from the second page on."""
    paragraph = page.header.paragraphs[0]
    paragraph.style, paragraph.alignment = PLAIN, WD_ALIGN_PARAGRAPH.CENTER
    add_field(paragraph, "PAGE", "2")


def _run_below(page: Any, document: Document, check_url: str) -> None:
    """The name of the document with the number of the sheet; on the first one the way to check it, too."""
    paragraph = page.footer.paragraphs[0]
    _name_sheet(paragraph, document)
    paragraph.paragraph_format.space_after = Mm(max(0, document.rules.bottom - 12))
    first = page.first_page_footer
    if not document.rules.has_code:
        paragraph = first.paragraphs[0]
        _name_sheet(paragraph, document)
        paragraph.paragraph_format.space_after = Mm(max(0, document.rules.bottom - 12))
        return
    side = min(CODE, document.rules.bottom - 4)
    width = width_of(document)
    room = (width - 70, 68 - side, side + 2)
    table = first.add_table(rows=1, cols=3, width=Mm(width))
    set_grid(table, [twips(each) for each in room])
    name, address, code = table.rows[0].cells
    for cell, each in zip((name, address, code), room, strict=True):
        cell.width = Mm(each)
    _name_sheet(name.paragraphs[0], document)
    for paragraph, line in (
        (address.paragraphs[0], "Проверить документ:"),
        (address.add_paragraph(), check_url.rpartition("://")[2]),
    ):
        paragraph.style, paragraph.alignment = RUNNING, WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.add_run(clean_text(line))
    _draw_code(code.paragraphs[0], check_url, side)
    last = first.paragraphs[0]
    table._tbl.addnext(last._p)  # noqa: SLF001 - a table must have a paragraph after it
    last.style = GAP
    last.paragraph_format.space_after = Mm(0)


def _name_sheet(paragraph: Any, document: Document) -> None:
    paragraph.style = RUNNING
    paragraph.add_run(f"{words(foot_name(document.docname))}, лист ")
    add_field(paragraph, "PAGE", "1")
    paragraph.add_run(" из ")
    add_field(paragraph, "NUMPAGES", "1")


def _draw_code(paragraph: Any, check_url: str, side: float) -> None:
    paragraph.style, paragraph.alignment = RUNNING, WD_ALIGN_PARAGRAPH.RIGHT
    image = io.BytesIO()
    segno.make(check_url, error="m", micro=False).save(image, kind="png", scale=10, border=0, dark="#111")
    image.seek(0)
    run = paragraph.add_run()
    run.add_picture(image, width=Mm(side))
    describe(run, "QR-код страницы проверки документа")


def describe(run: Any, alt: str) -> None:
    """Say what the pictures of a run show to those who do not see them."""
    for properties in run._r.iter(qn("wp:docPr")):  # noqa: SLF001 - the library has no words for it
        properties.set("descr", alt)
        for side in ("distT", "distB", "distL", "distR"):
            properties.getparent().set(side, "0")
