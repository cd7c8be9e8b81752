"""Text of OpenDocument paragraphs and lists: what a reader of the paper sees, nothing removed or hidden."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plans.importing.readers.lead import bold_lead
from plans.importing.readers.odfstyles import (
    DRAW,
    OFFICE,
    TABLE,
    TEXT,
    Counter,
    Look,
    OdfLists,
    OdfStyles,
    attribute_number,
)
from plans.importing.source import Line
from portal.text.clean import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

MAX_SPACES = 1000
LEFT_OUT = frozenset(
    [OFFICE + name for name in ("annotation", "annotation-end", "forms", "event-listeners")]
    + [
        TEXT + name
        for name in ("note", "tracked-changes", "ruby-text", "hidden-text", "hidden-paragraph", "table-of-content",
                     "alphabetical-index", "illustration-index", "table-index", "bibliography")
    ]
)  # fmt: skip
MARKS = {TEXT + "tab": "\t", TEXT + "line-break": "\n"}
SPACE = re.compile(r"[ \t\r\n]+")
PARAGRAPHS = frozenset({TEXT + "p", TEXT + "h"})


class _Pieces:
    """Pieces of one paragraph with their boldness, and the text boxes that hang on it."""

    def __init__(self, styles: OdfStyles) -> None:
        self.styles = styles
        self.found: list[tuple[str, bool | None]] = []
        self.boxes: list[etree._Element] = []

    def walk(self, element: etree._Element, is_bold: bool | None) -> None:
        self.add(element.text, is_bold)
        for child in element:
            tag = child.tag
            if tag in MARKS:
                self.found.append((MARKS[tag], is_bold))
            elif tag == TEXT + "s":
                self.found.append((" " * min(attribute_number(child, TEXT + "c"), MAX_SPACES), is_bold))
            elif tag == TEXT + "span":
                look = self.styles.look("text", child.get(TEXT + "style-name"))
                if not look.is_hidden:
                    self.walk(child, is_bold if look.is_bold is None else look.is_bold)
            elif tag == DRAW + "text-box":
                self.boxes.append(child)
            elif tag not in LEFT_OUT and tag != TABLE + "table":
                self.walk(child, is_bold)
            self.add(child.tail, is_bold)

    def add(self, text: str | None, is_bold: bool | None) -> None:
        """Typed text: line feeds and runs of spaces in the file are one space."""
        if text:
            self.found.append((SPACE.sub(" ", text), is_bold))


class OdfText:
    """Turns blocks of a document into lines, in order, so that automatic numbers come out as shown."""

    def __init__(self, styles: OdfStyles) -> None:
        """Read with these styles, counting lists from the beginning."""
        self.styles = styles
        self.lists = OdfLists(styles)
        self.is_in_cell = False

    def lines(self, block: etree._Element) -> Iterator[Line]:
        """Lines of a paragraph, heading, list or text box; of a table in a cell those of its cells."""
        if block.tag in PARAGRAPHS:
            yield from self._paragraph(block, "")
        elif block.tag == TEXT + "list":
            yield from self._list(block, None, 1, "")
        elif block.tag not in LEFT_OUT and (self.is_in_cell or block.tag != TABLE + "table"):
            for child in block:
                yield from self.lines(child)

    def _list(self, element: etree._Element, outer: Counter | None, level: int, style: str) -> Iterator[Line]:
        style = element.get(TEXT + "style-name") or style or self._style_inside(element)
        counter = self.lists.open(element, outer, style)
        for item in element:
            is_marked = item.tag == TEXT + "list-item"
            for child in item:
                if child.tag == TEXT + "list":
                    yield from self._list(child, counter, level + 1, style)
                elif child.tag in PARAGRAPHS:
                    mark = self.lists.mark(counter, style, level, item) if is_marked else ""
                    is_marked = False
                    yield from self._paragraph(child, mark)
                else:
                    yield from self.lines(child)

    def _style_inside(self, element: etree._Element) -> str:
        first = next(element.iter(*PARAGRAPHS), None)
        look = self._look(first) if first is not None else Look()
        return look.list_style or ""

    def _look(self, paragraph: etree._Element) -> Look:
        return self.styles.look("paragraph", paragraph.get(TEXT + "style-name"))

    def _paragraph(self, paragraph: etree._Element, mark: str) -> Iterator[Line]:
        look = self._look(paragraph)
        pieces = _Pieces(self.styles)
        pieces.walk(paragraph, look.is_bold)
        for box in pieces.boxes:
            for child in box:
                yield from self.lines(child)
        typed = clean_text("".join(piece for piece, _ in pieces.found))
        if look.is_hidden or (pieces.boxes and not typed.strip() and not mark):
            return
        filled = [bold for piece, bold in pieces.found if piece.strip()]
        is_bold = bool(filled) and all(filled)
        is_heading = look.is_heading or paragraph.tag == TEXT + "h"
        lead = bold_lead((piece, bool(bold)) for piece, bold in pieces.found)
        yield Line(typed, mark, is_bold, look.alignment == "center", is_heading, lead)
