"""Reader of OpenDocument texts: bytes of an .odt to the tables in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from plans.importing.errors import ImportRefused
from plans.importing.guard import ANOTHER_COPY
from plans.importing.package import open_package
from plans.importing.readers.limits import MAX_TABLES, refuse_tables
from plans.importing.readers.odfstyles import OFFICE, TABLE, TEXT, OdfStyles
from plans.importing.readers.odftable import OdfGrid, count_rows, read_grid
from plans.importing.readers.odftext import LEFT_OUT, OdfText
from plans.importing.readers.xml import parse_xml
from plans.importing.source import Line, SourceTable, grid_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

MAX_NESTING = 5
LAYOUT_ROWS = 3
BLOCKS = frozenset(TEXT + name for name in ("section", "index-body", "numbered-paragraph"))


def read_odt(data: bytes) -> tuple[SourceTable, ...]:
    """All tables of an OpenDocument text in their order, nested ones after the table that holds them.

    Raises ImportRefused for a file that cannot be read or whose table is too large.
    """
    walker, body = _opened(data)
    return walker.tables(body)


def read_odt_text(data: bytes) -> tuple[SourceTable, ...]:
    """All tables of an OpenDocument text with the text before each; what follows the last stands before an empty one.

    Raises ImportRefused as `read_odt` does.
    """
    walker, body = _opened(data)
    return walker.document(body)


def _opened(data: bytes) -> tuple[_Walker, etree._Element]:
    _, parts = open_package(data)
    content, styles = parse_odf(parts)
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise ImportRefused("damaged", f"Файл повреждён: в нём нет текста документа. {ANOTHER_COPY}")
    return _Walker(styles), body


def parse_odf(parts: dict[str, bytes]) -> tuple[etree._Element, OdfStyles]:
    """The content of a package and all its styles."""
    content = parse_xml(parts.get("content", b""), "текст документа")
    roots = [content]
    if "styles" in parts:
        roots.append(parse_xml(parts["styles"], "его оформление"))
    return content, OdfStyles(roots)


class _Walker:
    """Walks a document once, in order, so that automatic numbers come out as they are shown."""

    def __init__(self, styles: OdfStyles) -> None:
        self.styles = styles
        self.text = OdfText(styles)
        self.found: list[SourceTable] = []
        self.before: list[Line] = []

    def tables(self, body: etree._Element) -> tuple[SourceTable, ...]:
        self._walk(body)
        if self.found:
            self.found[-1] = replace(self.found[-1], after=tuple(self.before))
        return tuple(self.found)

    def document(self, body: etree._Element) -> tuple[SourceTable, ...]:
        self._walk(body)
        return (*self.found, SourceTable(0, 0, 0, (), tuple(self.before)))

    def _walk(self, parent: etree._Element) -> None:
        for block in parent:
            if block.tag == TABLE + "table":
                self._table(block, 1)
            elif block.tag in BLOCKS:
                self._walk(block)
            else:
                self.before += [line for line in self.text.lines(block) if line.shown.strip()]
                for table in _floating(block):
                    self._table(table, 1)

    def _table(self, element: etree._Element, depth: int) -> None:
        before, self.before = tuple(self.before), []
        inner: list[SourceTable] = []
        place = len(self.found)
        grid = self._grid(element, depth, inner)
        if not grid.cells:
            self.before = list(before)
            self._unframed(inner)
            return
        if place + 1 + len(inner) > MAX_TABLES:
            refuse_tables()
        table = grid_table(grid.cells, grid.rows, grid.columns)
        has_borders = self._has_borders(element)
        self.found.append(
            replace(table, index=place + 1, before=before, header_rows=grid.header_rows, has_borders=has_borders)
        )
        for nested in inner:
            self.found.append(replace(nested, index=len(self.found) + 1, is_nested=True))

    def _unframed(self, inner: list[SourceTable]) -> None:
        """Tables of a frame that holds nothing else stand for themselves."""
        for table in inner:
            self.found.append(replace(table, index=len(self.found) + 1, before=(*self.before, *table.before)))
            self.before = []

    def _grid(self, element: etree._Element, depth: int, inner: list[SourceTable]) -> OdfGrid:
        is_wrapper = depth < MAX_NESTING and count_rows(element) <= LAYOUT_ROWS
        own = inner if is_wrapper else None
        return read_grid(element, lambda cell: self._cell_lines(cell, depth, own))

    def _cell_lines(self, cell: etree._Element, depth: int, inner: list[SourceTable] | None) -> tuple[Line, ...]:
        lines: list[Line] = []
        self.text.is_in_cell, was_in_cell = True, self.text.is_in_cell
        for block in cell:
            nested = self._grid(block, depth + 1, []) if inner is not None and block.tag == TABLE + "table" else None
            if nested is not None and inner is not None and nested.rows > 1 and nested.columns > 1:
                before = tuple(line for line in lines if line.shown.strip())
                inner.append(replace(grid_table(nested.cells, nested.rows, nested.columns), before=before))
            elif nested is not None:
                lines += [line for item in nested.cells for line in item.lines]
            elif block.tag not in LEFT_OUT:
                lines += self.text.lines(block)
        self.text.is_in_cell = was_in_cell
        return tuple(lines)

    def _has_borders(self, element: etree._Element) -> bool | None:
        names = {cell.get(TABLE + "style-name") for cell in element.iter(TABLE + "table-cell")}
        found = [self.styles.look("table-cell", name).has_borders for name in names]
        known = [borders for borders in found if borders is not None]
        return any(known) if known else None


def _floating(block: etree._Element) -> Iterator[etree._Element]:
    """Tables that stand in a frame of a paragraph, those inside other tables not counted."""
    for table in block.iter(TABLE + "table"):
        above = table.getparent()
        while above is not None and above is not block and above.tag != TABLE + "table":
            above = above.getparent()
        if above is block:
            yield table
