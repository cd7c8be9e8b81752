"""Text of a Word paragraph: what a reader of the paper sees, nothing removed or hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plans.importing.readers.lead import bold_lead
from plans.importing.source import Line
from portal.text.clean import clean_text

if TYPE_CHECKING:
    from lxml import etree

    from plans.importing.readers.wordlists import ListNumbers, Styles

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{WORD}}}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
STRICT = {b"http://purl.oclc.org/ooxml/wordprocessingml/main": WORD.encode()}

REMOVED = frozenset(W + name for name in ("del", "moveFrom", "rPr", "pPr", "instrText", "delText"))
MARKS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "\u00ad",
}
SYMBOLS = {0xFC: "✓", 0xFE: "☑", 0xA8: "☐", 0x6F: "☐"}


def is_on(element: etree._Element | None) -> bool:
    """True if a switch such as `w:b` is there and not turned off."""
    return element is not None and element.get(W + "val", "1") not in ("0", "false", "off")


def is_removed(properties: etree._Element) -> bool:
    """True if row properties say that the row was deleted with tracked changes."""
    return properties.find(W + "del") is not None or properties.find(W + "moveFrom") is not None


class _Text:
    """Pieces of one paragraph, and paragraphs of the text boxes that hang on it."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.pieces: list[tuple[str, bool | None]] = []
        self.boxes: list[etree._Element] = []
        self.fields: list[bool] = []

    def walk(self, element: etree._Element, is_bold: bool | None = None) -> None:
        for child in element:
            tag = child.tag
            if tag == W + "r":
                self._run(child)
            elif tag == W + "t" or tag == MATH_TEXT:
                self._add(child.text or "", is_bold)
            elif tag in MARKS:
                self._add(MARKS[tag], is_bold)
            elif tag == W + "sym":
                self._add(_symbol(child.get(W + "char", "")), is_bold)
            elif tag == W + "fldChar":
                self._field(child.get(W + "fldCharType", ""))
            elif tag == W + "txbxContent":
                self.boxes.append(child)
            elif tag == MC + "AlternateContent":
                self._alternate(child, is_bold)
            elif tag not in REMOVED:
                self.walk(child, is_bold)

    def _add(self, text: str, is_bold: bool | None) -> None:
        if all(self.fields):
            self.pieces.append((text, is_bold))

    def _run(self, run: etree._Element) -> None:
        properties = run.find(W + "rPr")
        is_bold: bool | None = None
        if properties is not None:
            if is_on(properties.find(W + "vanish")):
                return
            bold, style = properties.find(W + "b"), properties.find(W + "rStyle")
            if bold is not None:
                is_bold = is_on(bold)
            elif style is not None and self.styles.style(style.get(W + "val", "")).is_bold:
                is_bold = True
        self.walk(run, is_bold)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(False)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _alternate(self, element: etree._Element, is_bold: bool | None) -> None:
        chosen = element.find(MC + "Choice")
        if chosen is None:
            chosen = element.find(MC + "Fallback")
        if chosen is not None:
            self.walk(chosen, is_bold)


def _symbol(code: str) -> str:
    try:
        low = int(code, 16) & 0xFF
    except ValueError:
        return ""
    return SYMBOLS.get(low, "•")


def paragraph_lines(paragraph: etree._Element, styles: Styles, numbers: ListNumbers) -> list[Line]:
    """The lines of a paragraph: those of its text boxes first, then its own text as one line."""
    properties = paragraph.find(W + "pPr")
    style = styles.of_paragraph(properties)
    text = _Text(styles)
    text.walk(paragraph)
    lines: list[Line] = []
    for box in text.boxes:
        for inner in box.iter(W + "p"):
            if next(inner.iterancestors(W + "txbxContent"), None) is box:
                lines += paragraph_lines(inner, styles, numbers)
    typed = clean_text("".join(piece for piece, _ in text.pieces))
    mark = numbers.mark(properties, style)
    if text.boxes and not typed.strip() and not mark:
        return lines
    pieces = [(piece, style.is_bold if bold is None else bold) for piece, bold in text.pieces]
    filled = [bold for piece, bold in pieces if piece.strip()]
    is_bold = bool(filled) and all(filled)
    justify = properties.find(W + "jc") if properties is not None else None
    alignment = justify.get(W + "val") if justify is not None else style.alignment
    lines.append(Line(typed, mark, is_bold, alignment == "center", style.is_heading, bold_lead(pieces)))
    return lines
