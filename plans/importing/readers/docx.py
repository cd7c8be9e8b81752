"""Reader of Word files: bytes of a .docx to the tables in it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from plans.importing.errors import ImportRefused
from plans.importing.guard import ANOTHER_COPY
from plans.importing.package import open_package
from plans.importing.readers.limits import MAX_TABLES, refuse_columns, refuse_rows, refuse_tables
from plans.importing.readers.wordlists import ListNumbers, Styles
from plans.importing.readers.wordtext import STRICT, W, is_on, is_removed, paragraph_lines
from plans.importing.readers.xml import parse_xml
from plans.importing.source import MAX_COLUMNS, MAX_ROWS, Cell, Line, SourceTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

MAX_SPAN = 63
MAX_DIGITS = 5
MAX_NESTING = 5
LAYOUT_ROWS = 3
TRANSPARENT = frozenset({W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")})


def read_docx(data: bytes) -> tuple[SourceTable, ...]:
    """All tables of a Word file in their order, nested ones after the table that holds them.

    Raises ImportRefused for a file that cannot be read or whose table is too large.
    """
    walker, body = _opened(data)
    return walker.tables(body)


def read_docx_text(data: bytes) -> tuple[SourceTable, ...]:
    """All tables of a Word file with the text before each; what follows the last stands before an empty one.

    Raises ImportRefused as `read_docx` does.
    """
    walker, body = _opened(data)
    return walker.text(body)


def _opened(data: bytes) -> tuple[_Walker, etree._Element]:
    _, parts = open_package(data)
    body = _parse(parts.get("document", b""), "текст документа").find(W + "body")
    if body is None:
        raise ImportRefused("damaged", f"Файл повреждён: в нём нет текста документа. {ANOTHER_COPY}")
    styles = Styles(_parse(parts["styles"], "его оформление") if "styles" in parts else None)
    numbering = _parse(parts["numbering"], "нумерация списков") if "numbering" in parts else None
    return _Walker(styles, ListNumbers(numbering)), body


def _parse(content: bytes, name: str) -> etree._Element:
    for strict, usual in STRICT.items():
        content = content.replace(strict, usual)
    return parse_xml(content, name)


@dataclass
class _Open:
    """A table while it is being read: cells, and cells of a vertical merge still open by column."""

    cells: list[Cell] = field(default_factory=list)
    merged: dict[int, int] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0
    header_rows: int = 0


class _Walker:
    """Walks a document once, in order, so that automatic numbers come out as Word shows them."""

    def __init__(self, styles: Styles, numbers: ListNumbers) -> None:
        self.styles = styles
        self.numbers = numbers
        self.found: list[SourceTable] = []
        self.before: list[Line] = []

    def tables(self, body: etree._Element) -> tuple[SourceTable, ...]:
        self._walk(body)
        if self.found:
            self.found[-1] = replace(self.found[-1], after=tuple(self.before))
        return tuple(self.found)

    def text(self, body: etree._Element) -> tuple[SourceTable, ...]:
        self._walk(body)
        return (*self.found, SourceTable(0, 0, 0, (), tuple(self.before)))

    def _walk(self, body: etree._Element) -> None:
        for block in self._blocks(body):
            if block.tag == W + "p":
                self.before += [line for line in self._paragraph(block) if line.shown.strip()]
            else:
                self._table(block, 1)

    def _blocks(self, parent: etree._Element) -> Iterator[etree._Element]:
        for child in parent:
            if child.tag in (W + "p", W + "tbl"):
                yield child
            elif child.tag in TRANSPARENT:
                yield from self._blocks(child)

    def _paragraph(self, paragraph: etree._Element) -> list[Line]:
        return paragraph_lines(paragraph, self.styles, self.numbers)

    def _table(self, element: etree._Element, depth: int) -> None:
        before, self.before = tuple(self.before), []
        inner: list[SourceTable] = []
        place = len(self.found)
        opened = self._read_rows(element, depth, inner)
        if not opened.cells:
            self.before = list(before)
            return
        if len(self.found) + 1 + len(inner) > MAX_TABLES:
            refuse_tables()
        table = SourceTable(
            index=place + 1,
            rows=opened.rows,
            columns=opened.columns,
            cells=tuple(opened.cells),
            before=before,
            header_rows=opened.header_rows,
            has_borders=self._has_borders(element),
        )
        self.found.append(table)
        for nested in inner:
            self.found.append(replace(nested, index=len(self.found) + 1, is_nested=True))

    def _has_borders(self, element: etree._Element) -> bool | None:
        borders = element.findall(f"{W}tblPr/{W}tblBorders/*")
        if not borders:
            style = element.find(f"{W}tblPr/{W}tblStyle")
            return self.styles.has_borders(style.get(W + "val", "")) if style is not None else None
        return any(border.get(W + "val") not in ("none", "nil") for border in borders)

    def _read_rows(self, element: etree._Element, depth: int, inner: list[SourceTable]) -> _Open:
        opened = _Open()
        rows = [row for row in self._children(element, "tr") if not _is_gone(row)]
        if len(rows) > MAX_ROWS:
            refuse_rows(len(rows))
        is_wrapper = depth < MAX_NESTING and len(rows) <= LAYOUT_ROWS
        for row in rows:
            self._read_row(row, opened, depth, inner if is_wrapper else None)
        return opened

    def _children(self, parent: etree._Element, name: str) -> Iterator[etree._Element]:
        for child in parent:
            if child.tag == W + name:
                yield child
            elif child.tag in TRANSPARENT:
                yield from self._children(child, name)

    def _read_row(self, row: etree._Element, opened: _Open, depth: int, inner: list[SourceTable] | None) -> None:
        number = opened.rows
        properties = row.find(W + "trPr")
        column = 0
        if properties is not None:
            column = _number(properties.find(W + "gridBefore"), 0)
            if is_on(properties.find(W + "tblHeader")) and opened.header_rows == number:
                opened.header_rows += 1
        still_open: dict[int, int] = {}
        for element in self._children(row, "tc"):
            span = _number(element.find(f"{W}tcPr/{W}gridSpan"), 1)
            if span > MAX_SPAN or column + span > MAX_COLUMNS:
                refuse_columns()
            if _is_swallowed(element) and opened.cells and opened.cells[-1].row == number:
                opened.cells[-1] = replace(opened.cells[-1], colspan=opened.cells[-1].colspan + span)
                column += span
                continue
            merge = element.find(f"{W}tcPr/{W}vMerge")
            lines = self._cell_lines(element, depth, inner)
            is_continued = merge is not None and merge.get(W + "val", "continue") == "continue"
            known = opened.merged.get(column)
            if is_continued and known is not None and opened.cells[known].colspan == span:
                cell = opened.cells[known]
                lines = cell.lines + tuple(line for line in lines if line.shown.strip())
                opened.cells[known] = replace(cell, rowspan=cell.rowspan + 1, lines=lines)
                still_open[column] = known
            else:
                if merge is not None:
                    still_open[column] = len(opened.cells)
                opened.cells.append(Cell(number, column, span, 1, lines))
            column += span
        opened.merged = still_open
        opened.rows += 1
        opened.columns = max(opened.columns, column)

    def _cell_lines(self, cell: etree._Element, depth: int, inner: list[SourceTable] | None) -> tuple[Line, ...]:
        lines: list[Line] = []
        for block in self._blocks(cell):
            if block.tag == W + "p":
                lines += self._paragraph(block)
                continue
            if depth >= MAX_NESTING:
                continue
            nested = self._read_rows(block, depth + 1, [])
            is_own = inner is not None and nested.rows > 1 and nested.columns > 1
            if is_own and inner is not None:
                before = tuple(line for line in lines if line.shown.strip())
                inner.append(SourceTable(0, nested.rows, nested.columns, tuple(nested.cells), before))
            else:
                lines += [line for item in nested.cells for line in item.lines]
        return tuple(lines)


def _is_gone(row: etree._Element) -> bool:
    properties = row.find(W + "trPr")
    if properties is None:
        return False
    return is_removed(properties) or is_on(properties.find(W + "hidden"))


def _is_swallowed(cell: etree._Element) -> bool:
    """True for a cell that an old way of merging has put into the one before it."""
    merge = cell.find(f"{W}tcPr/{W}hMerge")
    return merge is not None and merge.get(W + "val", "continue") == "continue"


def _number(element: etree._Element | None, default: int) -> int:
    value = element.get(W + "val", "") if element is not None else ""
    if not value.isascii() or not value.isdigit() or len(value) > MAX_DIGITS:
        return default
    return max(int(value), default)
