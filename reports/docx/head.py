"""What stands above the words of a report and under them: letterhead, approval, title, signatures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from portal.word import set_grid
from reports.content import Approval
from reports.docx.page import APPROVAL, GAP, LETTERHEAD, PLAIN, Paper, lines, twips, words

SIDE, SIGNATURE, POST, STAMP_AT = 82.0, 44.0, 86.0, 90.0  # mm


def add_head(paper: Paper) -> None:
    """Letterhead, approval blocks on their sides, the title."""
    for line in paper.document.letterhead:
        paper.file.add_paragraph(lines(line), LETTERHEAD)
    _approvals(paper)
    title = paper.document.title
    for number, part in enumerate(title):
        paragraph = paper.file.add_paragraph(style="Title")
        paragraph.add_run(lines(part.text)).bold = part.is_strong
        if number:
            paragraph.paragraph_format.space_before = Mm(0)
        if number < len(title) - 1:
            paragraph.paragraph_format.space_after = Mm(0)


def add_signatures(paper: Paper) -> None:
    """Post, line and name of each who signs; the place of the stamp under the first. Never alone on a page."""
    for number, signer in enumerate(paper.document.signers):
        _keep_with_next(paper.file.element.body)
        gap = paper.file.add_paragraph(style=GAP)
        gap.paragraph_format.space_before, gap.paragraph_format.keep_with_next = Mm(8), True
        row = _borderless(paper, (POST, SIGNATURE, paper.width - POST - SIGNATURE - 2))
        row[0].paragraphs[0].add_run(words(signer.position))
        row[2].paragraphs[0].add_run(words(signer.name))
        _underline(row[1])
        for cell in row:
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM  # posts run over several lines
        if paper.document.rules.has_stamp and number == 0:
            stamp = paper.file.add_paragraph("М. П.", PLAIN)
            stamp.paragraph_format.left_indent, stamp.paragraph_format.space_before = Mm(STAMP_AT), Mm(3)
    if paper.document.signers:
        paper.file.add_paragraph(style=GAP)


def _approvals(paper: Paper) -> None:
    if not paper.document.approvals:
        return
    left, _, right = _borderless(paper, (SIDE, max(1.0, paper.width - 2 * SIDE), SIDE))
    for cell, blocks in zip((left, right), paper.document.sides, strict=True):
        _side(cell, blocks)
    paper.file.add_paragraph(style=GAP)


def _side(cell: Any, blocks: Sequence[Approval]) -> None:
    spare = cell.paragraphs[0]
    for block in blocks:
        label = cell.add_paragraph(style=APPROVAL)
        label.add_run(words(block.label)).font.all_caps = True
        label.paragraph_format.space_after = Mm(1)
        last = label
        for text in (block.basis, block.position):
            if text:
                last = cell.add_paragraph(words(text), APPROVAL)
        if block.is_signed:
            last = cell.add_paragraph(f"\t {words(block.name)}", APPROVAL)
            last.paragraph_format.tab_stops.add_tab_stop(Mm(SIGNATURE), leader=WD_TAB_LEADER.LINES)
            last.paragraph_format.space_before = Mm(3.5)
        elif block.name:
            last = cell.add_paragraph(words(block.name), APPROVAL)
        if block.date:
            last = cell.add_paragraph(words(block.date), APPROVAL)
            last.paragraph_format.space_before = Mm(2)
        last.paragraph_format.space_after = Mm(4)
    if blocks:
        spare._p.getparent().remove(spare._p)  # noqa: SLF001 - the library makes a cell with a paragraph
    else:
        spare.style = APPROVAL


def _borderless(paper: Paper, widths: Sequence[float]) -> Any:
    """Cells of a table of one row without lines; widths in millimetres."""
    table = paper.file.add_table(rows=1, cols=len(widths))
    set_grid(table, [twips(width) for width in widths])
    cells = table.rows[0].cells
    for cell, width in zip(cells, widths, strict=True):
        cell.width = Mm(width)
        cell.paragraphs[0].style = PLAIN
    properties = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - the library has no words for it
    properties.append(OxmlElement("w:cantSplit"))
    return cells


def _underline(cell: Any) -> None:
    borders = OxmlElement("w:tcBorders")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "111111")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - the library has no borders
    properties.append(borders)


def _keep_with_next(body: Any) -> None:
    """What stands last goes along with the signature: the paragraphs of the last row, or the last paragraph."""
    standing = [element for element in body if element.tag in {qn("w:p"), qn("w:tbl")}][-2:]
    for element in standing:
        rows = element.findall(qn("w:tr"))
        for paragraph in rows[-1].iter(qn("w:p")) if rows else (element,) if element.tag == qn("w:p") else ():
            properties = paragraph.get_or_add_pPr()
            if properties.find(qn("w:keepNext")) is None:
                properties.get_or_add_keepNext()
