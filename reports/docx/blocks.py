"""Each block of a report in Word: headings, words, tables, pictures."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph as Words
from lxml import etree

from portal.word import add_cell, add_line, add_row, set_grid
from reports.content import (
    Charts,
    Figures,
    Heading,
    Listing,
    NewSheet,
    Pairs,
    Paragraph,
    Row,
    SchemePicture,
    StripChart,
    TableBlock,
)
from reports.content.charts import BARS_CAPTION, LINE_CAPTION, STRIP_CAPTION, has_line
from reports.content.layout import SIZES, SMALL_HEADS, is_tall, table_widths
from reports.content.told import chart_tables, strip_words, table_words
from reports.docx.page import (
    BODY,
    CELL,
    COUNT,
    COUNTED,
    GAP,
    HEAD,
    LISTED,
    MIDDLE,
    NARROW_HEAD,
    NOTE,
    PLAIN,
    SECTION,
    Paper,
    describe,
    lines,
    twips,
    words,
)
from reports.pictures import Picture, drawn_pictures
from reports.rendering import CLASSES, drawings

HEAD_FILL, SECTION_FILL = "F1F1EF", "F7F7F5"
SIGN, SPACE = 11.0, 8.0  # mm: a sign of a legend, between two charts
SCHEME_ALT = "Схема сетевого взаимодействия, рисунок {}: то же словами в таблице"
FIGURES_WIDE = 4


def add_blocks(paper: Paper) -> None:
    """All blocks in order."""
    begins = False
    for block in paper.document.blocks:
        if isinstance(block, NewSheet):
            begins = True
            continue
        count = len(paper.file.element.body)
        DRAWERS[block.block](paper, block)
        if begins and len(paper.file.element.body) > count:
            _begin_sheet(paper, count - 1)  # the last element of a body describes its sheet
            begins = False


def _begin_sheet(paper: Paper, place: int) -> None:
    """Put what stands at that place of the body on a new sheet."""
    body = paper.file.element.body
    first = body[place]
    if first.tag != qn("w:p"):
        first = paper.file.add_paragraph(style=GAP)._p  # noqa: SLF001 - it is moved in the XML
        body.insert(place, first)
    first.get_or_add_pPr().append(OxmlElement("w:pageBreakBefore"))


def _heading(paper: Paper, block: Heading) -> None:
    text = words(f"{block.number} {block.text}")
    paper.file.add_paragraph(text, "Heading 2" if block.level == 2 else "Heading 3")  # noqa: PLR2004 - the level itself


def _paragraph(paper: Paper, block: Paragraph) -> None:
    paper.file.add_paragraph(words(block.text), NOTE if block.is_small else BODY)


def _listing(paper: Paper, block: Listing) -> None:
    for number, item in enumerate(block.items, 1):
        mark = f"{number}." if block.is_numbered else "–"
        paper.file.add_paragraph(f"{mark}\t{words(item)}", LISTED)
    _gap(paper)


def _pairs(paper: Paper, block: Pairs) -> None:
    widths = [twips(paper.width * 0.34), twips(paper.width * 0.66)]
    root = _table(paper, widths, "Общие данные", has_lines=False)
    for pair in block.rows:
        row = add_row(root)
        add_line(add_cell(row, widths[0]), words(pair.name), PLAIN)
        _fill(add_cell(row, widths[1]), pair.lines, PLAIN)
    _gap(paper)


def _figures(paper: Paper, block: Figures) -> None:
    """Four in a row at most, a line above and below."""
    each = [twips(paper.width / FIGURES_WIDE)] * FIGURES_WIDE
    root = _table(paper, each, "Показатели", has_lines=False)
    for start in range(0, len(block.figures), FIGURES_WIDE):
        row = add_row(root)
        shown = block.figures[start : start + FIGURES_WIDE]
        for figure in shown:
            cell = add_cell(row, each[0])
            add_line(cell, f"{figure.value}" if figure.of is None else f"{figure.value} из {figure.of}", COUNT)
            add_line(cell, words(figure.caption), COUNTED)
        for _ in range(FIGURES_WIDE - len(shown)):
            add_line(add_cell(row, each[0]), "", COUNTED)
    borders = etree.SubElement(root.tblPr, qn("w:tblBorders"))
    for side, size in (("top", "10"), ("bottom", "4")):
        about = {"val": "single", "sz": size, "space": "0", "color": "111111"}
        etree.SubElement(borders, qn(f"w:{side}"), {qn(f"w:{name}"): value for name, value in about.items()})
    root.tblPr.find(qn("w:tblLayout")).addprevious(borders)
    _gap(paper)


def _strip(paper: Paper, block: StripChart) -> None:
    drawn = drawn_pictures([(svg, paper.width) for svg in drawings(block, paper.document)])
    for picture in drawn:
        _picture(paper.file.add_paragraph(style=PLAIN), picture, strip_words(block.cells))
        paper.file.add_paragraph(words(STRIP_CAPTION), NOTE)


def _charts(paper: Paper, block: Charts) -> None:
    """Side by side, each over its caption."""
    found = chart_tables(block)
    if not found:
        return
    width = (paper.width - SPACE) / 2
    drawn = drawn_pictures([(svg, width) for svg in drawings(block, paper.document)])
    captions = (*([LINE_CAPTION] if has_line(block.months) else []), BARS_CAPTION)
    widths = [twips(width + SPACE), twips(width)]
    root = _table(paper, widths[: len(drawn)], "Графики", has_lines=False)
    row = add_row(root)
    for picture, caption, told, each in zip(drawn, captions, found, widths, strict=False):
        cell = add_cell(row, each)
        _picture(Words(add_line(cell, "", PLAIN), paper.file), picture, table_words(told))
        add_line(cell, words(caption), NOTE)
    _gap(paper)


def _scheme(paper: Paper, block: SchemePicture) -> None:
    """The legend with its signs, then the pictures, as large as the sheet lets them be."""
    rules = paper.document.rules
    height = SIZES[paper.document.sheet][1] - rules.top - rules.bottom - 20
    drawn = drawings(block, paper.document)
    signs, figures = drawn[: len(block.keys)], drawn[len(block.keys) :]
    pictures = drawn_pictures([*((svg, SIGN) for svg in signs), *((svg, paper.width) for svg in figures)])
    legend = paper.file.add_paragraph(style=NOTE)
    for key, picture in zip(block.keys, pictures, strict=False):
        _picture(legend, picture, words(key.word))
        legend.add_run(f" {words(f'{key.word}: {key.count}')}    ")
    for number, picture in enumerate(pictures[len(signs) :], 1):
        paragraph = paper.file.add_paragraph(style=PLAIN)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        share = min(1.0, height / picture.height)
        sized = Picture(picture.data, picture.width * share, picture.height * share)
        _picture(paragraph, sized, SCHEME_ALT.format(number))
    _gap(paper)


def _table_block(paper: Paper, block: TableBlock) -> None:
    fields = [column.field for column in block.columns]
    widths = [twips(width) for width in table_widths(block, paper.width)]
    root = _table(paper, widths, block.caption)
    head = add_row(root, is_head=True)
    for column, width in zip(block.columns, widths, strict=True):
        style = NARROW_HEAD if column.field in SMALL_HEADS else HEAD
        add_line(_filled(add_cell(head, width), HEAD_FILL), words(column.heading), style)
    styles = [MIDDLE if CLASSES.get(field) in {"n", "c"} else CELL for field in fields]
    for row in block.rows:
        _row(root, row, widths, styles)
    _gap(paper)


def _row(root: Any, row: Row, widths: Sequence[int], styles: Sequence[str]) -> None:
    if row.heading:
        cell = add_cell(add_row(root), sum(widths), span=len(widths))
        add_line(_filled(cell, SECTION_FILL), lines(row.heading), SECTION)
        return
    made = add_row(root, is_tall=is_tall(row))
    for cell, width, style in zip(row.cells, widths, styles, strict=False):
        drawn = add_cell(made, width)
        if cell.strong:
            add_line(drawn, words(cell.strong), style, is_strong=True)
        if cell.lines or not cell.strong:
            _fill(drawn, cell.lines, style)


def _fill(cell: Any, said: Sequence[str], style: str) -> None:
    for line in said or ("",):
        add_line(cell, words(line), style)


def _filled(cell: Any, colour: str) -> Any:
    about = {"val": "clear", "color": "auto", "fill": colour}
    etree.SubElement(cell.find(qn("w:tcPr")), qn("w:shd"), {qn(f"w:{name}"): value for name, value in about.items()})
    return cell


def _table(paper: Paper, widths: Sequence[int], caption: str, *, has_lines: bool = True) -> Any:
    """XML of an empty table of these columns; its caption is read aloud."""
    table = paper.file.add_table(rows=0, cols=len(widths))
    if has_lines:
        table.style = "Table Grid"
    set_grid(table, widths)
    root = table._tbl  # noqa: SLF001 - rows are appended to the XML itself
    about = root.tblPr
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", 40), ("left", 96), ("bottom", 40), ("right", 96)):
        etree.SubElement(margins, qn(f"w:{side}"), {qn("w:w"): str(width), qn("w:type"): "dxa"})
    about.find(qn("w:tblLayout")).addnext(margins)
    if caption:
        etree.SubElement(about, qn("w:tblCaption"), {qn("w:val"): words(caption)[:255]})
    return root


def _picture(paragraph: Any, picture: Picture, alt: str) -> None:
    run = paragraph.add_run()
    run.add_picture(io.BytesIO(picture.data), width=Mm(picture.width), height=Mm(picture.height))
    describe(run, alt)


def _gap(paper: Paper) -> None:
    """Two tables that touch would become one."""
    paper.file.add_paragraph(style=GAP)


DRAWERS: Mapping[str, Callable[[Paper, Any], None]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "pairs": _pairs,
    "listing": _listing,
    "figures": _figures,
    "strip": _strip,
    "charts": _charts,
    "table": _table_block,
    "scheme": _scheme,
}
