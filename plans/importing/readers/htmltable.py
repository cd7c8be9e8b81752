"""Tables of a web page, as Word and Excel put them on the clipboard, with their spans and their look."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from plans.importing.readers.limits import MAX_TABLES, refuse_columns, refuse_rows, refuse_tables
from plans.importing.readers.wordlists import spell
from plans.importing.source import MAX_COLUMNS, MAX_ROWS, Cell, Line, SourceTable, grid_table
from portal.text.clean import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

MAX_DEPTH = 200
SPACE = re.compile(r"[ \t\r\n\f]+")
RULE = re.compile(r"(?:^|[\s,}])(?:[a-z]+)?\.([\w-]{1,60})\s*\{([^{}]{0,2000})\}")
BOLD = re.compile(r"font-weight\s*:\s*(bold|bolder|[1-9]00|normal)", re.IGNORECASE)
CENTRED = re.compile(r"text-align\s*:\s*(\w+)", re.IGNORECASE)
HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
MARKED = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
LEFT_OUT = frozenset({"script", "style", "head", "title", "template", "object", "iframe", "svg", "del", "xml", "meta"})
BLOCKS = frozenset(
    {"p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "section", "tr", "table",
     "td", "th", "center", "dd", "dt", "article", "header", "footer"}
)  # fmt: skip
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
STRONG = frozenset({"b", "strong", "th"})
LIST_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
BULLETS = frozenset("·•o§▪◦●○–-—\uf0b7\uf0a7")


@dataclass(frozen=True, slots=True)
class _Look:
    is_bold: bool = False
    is_centered: bool = False
    is_heading: bool = False


class _Lines:
    """Lines of a piece of a page while it is walked."""

    def __init__(self) -> None:
        self.done: list[Line] = []
        self.pieces: list[tuple[str, bool]] = []
        self.mark = ""
        self.look = _Look()
        self.breaks = 0

    def add(self, text: str | None, look: _Look) -> None:
        """Typed text: runs of white space are one space, no-break spaces stay."""
        if not text:
            return
        flat = SPACE.sub(" ", text)
        if not self.pieces or self.pieces[-1][0].endswith((" ", "\n")):
            flat = flat.lstrip(" ")
        if flat:
            self.pieces.append((flat, look.is_bold))
            self.look = look

    def end_line(self, *, keep_empty: bool = False) -> None:
        """Close the paragraph that is being written."""
        text = clean_text("".join(piece for piece, _ in self.pieces)).strip(" \n")
        if text or keep_empty:
            filled = [bold for piece, bold in self.pieces if piece.strip()]
            is_bold = bool(filled) and all(filled)
            self.done.append(Line(text, self.mark, is_bold, self.look.is_centered, self.look.is_heading))
            self.mark = ""
        self.pieces = []


class HtmlWalker:
    """Walks a page once, in order: its tables, and the lines around them."""

    def __init__(self, root: etree._Element) -> None:
        """Read the styles of the page; nothing outside it is asked for."""
        self.root = root
        self.rules: dict[str, str] = {}
        for style in root.iter("style"):
            for name, body in RULE.findall(_comment_free(style.text or "")):
                self.rules[name] = f"{self.rules.get(name, '')};{body}"

    def tables(self) -> tuple[SourceTable, ...]:
        """All tables in their order; those inside a layout table of one cell stand for it."""
        found: list[SourceTable] = []
        lines = _Lines()
        for element in self._walk(self.root, lines, _Look(), 0, is_cell=False):
            table = self._table(element)
            lines.end_line()
            if table is None:
                continue
            before = tuple(line for line in lines.done if line.shown.strip())
            found.append(replace(table, index=len(found) + 1, before=before))
            lines.done.clear()
            if len(found) > MAX_TABLES:
                refuse_tables()
        lines.end_line()
        if found:
            found[-1] = replace(found[-1], after=tuple(line for line in lines.done if line.shown.strip()))
        return tuple(found)

    def _walk(
        self, element: etree._Element, lines: _Lines, look: _Look, depth: int, *, is_cell: bool
    ) -> Iterator[etree._Element]:
        """Text goes into `lines`; tables come out on the way, inside a cell they are text as well."""
        look = self._look(element, look)
        lines.add(element.text, look)
        number = _first_number(element)
        for child in element:
            if not self._is_out(child) and depth < MAX_DEPTH:
                if child.tag == "br":
                    lines.end_line(keep_empty=is_cell)
                elif self._is_mark(child):
                    lines.mark = _mark(child)
                elif child.tag == "table" and not is_cell and not _is_wrapper(child):
                    lines.end_line()
                    yield child
                else:
                    if child.tag in BLOCKS:
                        lines.end_line()
                    if child.tag == "li":
                        lines.mark = _list_mark(element, number)
                        number += 1
                    yield from self._walk(child, lines, look, depth + 1, is_cell=is_cell)
                    if child.tag in BLOCKS:
                        lines.end_line()
                        lines.mark = ""
            lines.add(child.tail, look)

    def _is_out(self, element: etree._Element) -> bool:
        tag = element.tag
        return not isinstance(tag, str) or tag in LEFT_OUT or bool(HIDDEN.search(element.get("style", "")))

    def _is_mark(self, element: etree._Element) -> bool:
        return element.tag == "span" and bool(MARKED.search(element.get("style", "")))

    def _look(self, element: etree._Element, outer: _Look) -> _Look:
        names = element.get("class", "").split()[:5]
        style = ";".join([*(self.rules.get(name, "") for name in names), element.get("style", "")])
        bold = BOLD.findall(style)
        is_bold = outer.is_bold or element.tag in STRONG or element.tag in HEADINGS
        if bold:
            weight = bold[-1].casefold()
            is_bold = weight.startswith("bold") or (weight.isdigit() and int(weight) >= 600)  # noqa: PLR2004
        align = CENTRED.findall(style)
        aligned = align[-1] if align else element.get("align", "")
        is_centered = aligned.casefold() == "center" if aligned else outer.is_centered or element.tag == "center"
        is_heading = outer.is_heading or element.tag in HEADINGS or any("Heading" in n or "Title" in n for n in names)
        return _Look(is_bold, is_centered, is_heading)

    def _table(self, element: etree._Element) -> SourceTable | None:
        cells: list[Cell] = []
        taken: dict[int, int] = {}  # column → first row that a cell above does not cover
        row = header_rows = width = 0
        for tr, is_head in _rows(element):
            column = 0
            for cell in self._cells(tr):
                while taken.get(column, 0) > row:
                    column += 1
                colspan, rowspan = _span(cell, "colspan", MAX_COLUMNS), _span(cell, "rowspan", MAX_ROWS)
                lines = self._cell_lines(cell)
                if column + colspan > MAX_COLUMNS:
                    if any(line.shown.strip() for line in lines):
                        refuse_columns()
                    continue
                cells.append(Cell(row, column, colspan, rowspan, lines))
                for place in range(column, column + colspan):
                    taken[place] = row + rowspan
                column += colspan
                width = max(width, min(column, MAX_COLUMNS))
            if is_head and header_rows == row:
                header_rows += 1
            row += 1
            if row > MAX_ROWS:
                refuse_rows(row)
        if not width:
            return None
        table = grid_table(_within(cells, width), row, width)
        return replace(table, header_rows=header_rows)

    def _cells(self, row: etree._Element) -> Iterator[etree._Element]:
        return (cell for cell in row if cell.tag in ("td", "th") and not self._is_out(cell))

    def _cell_lines(self, cell: etree._Element) -> tuple[Line, ...]:
        lines = _Lines()
        deque(self._walk(cell, lines, _Look(), 0, is_cell=True), maxlen=0)
        lines.end_line()
        return tuple(lines.done)


def _within(cells: list[Cell], width: int) -> Iterator[Cell]:
    return (cell for cell in cells if cell.column < width)


def _comment_free(css: str) -> str:
    return css.replace("<!--", " ").replace("-->", " ")


def _rows(table: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    for child in table:
        if child.tag == "tr":
            yield child, False
        elif child.tag in ("thead", "tbody", "tfoot"):
            for row in child:
                if row.tag == "tr":
                    yield row, child.tag == "thead"


def _span(cell: etree._Element, name: str, most: int) -> int:
    value = cell.get(name, "").strip()
    if not value.isascii() or not value.isdigit():
        return 1
    return max(1, min(int(value[:6]), most))


def _is_wrapper(table: etree._Element) -> bool:
    """True for a table of one cell with a table inside: it only places that table on the page."""
    cells = [cell for row, _ in _rows(table) for cell in row if cell.tag in ("td", "th")]
    return len(cells) == 1 and next(cells[0].iter("table"), None) is not None


def _first_number(element: etree._Element) -> int:
    start = element.get("start", "").strip()
    return int(start[:6]) if element.tag == "ol" and start.isascii() and start.isdigit() else 1


def _list_mark(parent: etree._Element, number: int) -> str:
    """What a browser shows before an item of this list."""
    if parent.tag != "ol":
        return "•"
    return f"{spell(number, LIST_FORMS.get(parent.get('type', '1'), 'decimal'))}."


def _mark(element: etree._Element) -> str:
    """The number or bullet of a list item of Word; signs of its symbol fonts become «•»."""
    text = clean_text("".join(str(piece) for piece in element.itertext())).strip("\xa0 \n\t")
    if text in ("-", "–", "—"):
        return text
    return "•" if text in BULLETS else text
