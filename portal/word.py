"""What all our Word documents share; rows are written as XML at once: the library takes seconds for a hundred."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from lxml import etree

from portal.text.clean import clean_text, one_line

LANGUAGE = "ru-RU"
MODE = "15"  # Word 2013 and later; for less it says «режим ограниченной функциональности» and lets tables stick out
MOST_TITLE = 255  # letters that a property of a document may have


def new_document(title: str) -> Any:
    """An empty document in Russian with its title and without the marks of the library."""
    document = docx.Document()
    about = document.core_properties
    about.title, about.language = one_line(title)[:MOST_TITLE], LANGUAGE
    about.author = about.comments = about.keywords = ""
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for holder in (defaults.find(qn("w:lang")), document.settings.element.find(qn("w:themeFontLang"))):
        holder.set(qn("w:val"), LANGUAGE)
        holder.set(qn("w:eastAsia"), LANGUAGE)
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), MODE)
    return document


def set_face(style: Any, face: str, size: float) -> None:
    """Letters of the style: one face for all scripts, `size` in points, black, not slanted."""
    style.font.name, style.font.size = face, Pt(size)
    style.font.italic, style.font.color.rgb = False, RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(kind), face)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        fonts.attrib.pop(qn(theme), None)


def name_fonts(document: Any, faces: Mapping[str, str]) -> None:
    """For each face, the one that is to be taken where it is not installed."""
    part = next(part for part in document.part.package.iter_parts() if part.partname == "/word/fontTable.xml")
    fonts = etree.fromstring(part.blob)
    for face, instead in faces.items():
        font = etree.SubElement(fonts, qn("w:font"), {qn("w:name"): face})
        etree.SubElement(font, qn("w:altName"), {qn("w:val"): instead})
    part._blob = etree.tostring(fonts, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001


def make_plain(style: Any) -> None:
    """Without the coloured line and the wide letters that the library's template draws."""
    for holder, name in ((style.element.pPr, "w:pBdr"), (style.element.rPr, "w:spacing")):
        found = holder.find(qn(name)) if holder is not None else None
        if found is not None:
            holder.remove(found)


def add_field(paragraph: Any, instruction: str, shown: str) -> None:
    """A field at the end of a paragraph, PAGE or NUMPAGES; `shown` stands there until Word counts."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = shown
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 - the library has no fields of its own


def set_grid(table: Any, widths: Sequence[int]) -> None:
    """Widths of the columns of a table, in twentieths of a point, whatever stands in them."""
    table.autofit = False
    for column, twips in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=True):  # noqa: SLF001
        column.set(qn("w:w"), str(twips))


def add_row(table: Any, *, is_head: bool = False, is_tall: bool = False) -> Any:
    """A row at the end of the XML of a table: a head is repeated on every page, only a tall row is divided."""
    row = etree.SubElement(table, qn("w:tr"))
    about = etree.SubElement(row, qn("w:trPr"))
    if not is_tall:
        etree.SubElement(about, qn("w:cantSplit"))
    if is_head:
        etree.SubElement(about, qn("w:tblHeader"))
    return row


def add_cell(row: Any, twips: int, *, span: int = 1) -> Any:
    """A cell at the end of a row; it must be given a paragraph."""
    cell = etree.SubElement(row, qn("w:tc"))
    about = etree.SubElement(cell, qn("w:tcPr"))
    etree.SubElement(about, qn("w:tcW"), {qn("w:w"): str(twips), qn("w:type"): "dxa"})
    if span > 1:
        etree.SubElement(about, qn("w:gridSpan"), {qn("w:val"): str(span)})
    return cell


def add_line(holder: Any, line: str, style: str, *, is_strong: bool = False) -> Any:
    """A paragraph of one run at the end of the XML of a cell or a body; a line feed within breaks the line."""
    paragraph = etree.SubElement(holder, qn("w:p"))
    looks = etree.SubElement(paragraph, qn("w:pPr"))
    etree.SubElement(looks, qn("w:pStyle"), {qn("w:val"): style_id(style)})
    if line:
        run = etree.SubElement(paragraph, qn("w:r"))
        if is_strong:
            etree.SubElement(etree.SubElement(run, qn("w:rPr")), qn("w:b"))
        add_words(run, line)
    return paragraph


def add_lines(row: Any, words: str, twips: int, style: str, *, span: int = 1) -> None:
    """A cell of these words, each line of them a paragraph."""
    cell = add_cell(row, twips, span=span)
    for line in clean_text(words).split("\n"):
        add_line(cell, line, style)


def add_words(run: Any, words: str) -> None:
    """Words at the end of a run; a tab and a line feed are elements of their own."""
    for number, line in enumerate(words.split("\n")):
        if number:
            etree.SubElement(run, qn("w:br"))
        for place, part in enumerate(line.split("\t")):
            if place:
                etree.SubElement(run, qn("w:tab"))
            text = etree.SubElement(run, qn("w:t"))
            text.text = part
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def style_id(name: str) -> str:
    """As the library makes ids of names."""
    return name.replace(" ", "")
