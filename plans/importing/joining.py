"""Which physical tables make one plan, and which are only there for the layout of the page."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from plans.importing.columns import normal
from plans.importing.header import Header, find_header
from plans.importing.titles import is_genre_line, is_heading_line, is_month_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plans.importing.source import Line, SourceTable

CAPTION = re.compile(r"^(?:(?:продолжение|окончание|працяг)(?: таблицы)?(?: \d+)?|таблица \d+|табл \d+|\d+|стр \d+)$")
MAX_BETWEEN = 3
MAX_LAYOUT_ROWS = 12


@dataclass(frozen=True, slots=True)
class Part:
    """A physical table of a plan: its first row of content, the section lines above it."""

    table: SourceTable
    body: int
    sections: tuple[str, ...] = ()


@dataclass
class Group:
    """One logical table: its head, its parts, and everything that stands above it.

    `fronts` are layout tables before it (approval blocks); `top` are the lines of its own rows above
    the head. `header` is None for a table whose head was not recognised.
    """

    header: Header | None
    parts: list[Part]
    before: tuple[Line, ...] = ()
    fronts: tuple[SourceTable, ...] = ()
    top: tuple[Line, ...] = ()


def group_tables(tables: Sequence[SourceTable]) -> list[Group]:
    """Logical tables in the order of the file; layout tables are taken into what follows them."""
    groups: list[Group] = []
    fronts: list[SourceTable] = []
    carried: tuple[Line, ...] = ()
    for table in tables:
        header = find_header(table)
        between = _real_lines(carried + table.before)
        last = groups[-1] if groups and not fronts else None
        is_near = last is not None and (table.name == last.parts[-1].table.name or is_month_line(table.name))
        if last is not None and last.header and is_near and _continues(last.header, table, header, between):
            body = header.body if header and header.first == 0 else 0
            last.parts.append(Part(table, body, tuple(line.shown.strip() for line in between)))
        elif header is None and is_layout(table):
            fronts.append(table)
            carried += _split(table.before) + _titles(table)
            continue
        else:
            above = tuple(
                line
                for row in range(header.first if header else 0)
                for cell in table.row_cells(row)
                for line in cell.lines
                if line.text.strip()
            )
            groups.append(
                Group(
                    header,
                    [Part(table, header.body if header else 0)],
                    carried + _split(table.before),
                    tuple(fronts),
                    _split(above),
                )
            )
        fronts, carried = [], ()
    return groups


def _split(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The same lines with every line break inside a paragraph taken for the end of a line."""
    parts = (replace(line, text=part) for line in lines for part in line.text.split("\n"))
    return tuple(part for part in parts if part.shown.strip())


def _titles(table: SourceTable) -> tuple[Line, ...]:
    """Lines of a layout table from the one where a title begins to the end of its cell."""
    for cell in table.cells:
        lines = _split(cell.lines)
        for place, line in enumerate(lines):
            if is_genre_line(line.text):
                return lines[place:]
    return ()


def _real_lines(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Lines that say something: not «Продолжение таблицы 1», not a page number."""
    return tuple(line for line in lines if not CAPTION.match(normal(line.shown)))


def _continues(known: Header, table: SourceTable, header: Header | None, between: tuple[Line, ...]) -> bool:
    if len(between) > MAX_BETWEEN or any(is_genre_line(line.text) for line in between):
        return False
    if not all(is_heading_line(line) for line in between):
        return False
    if header is not None:
        return header.key == known.key or (_has_fields(known, header) and all(is_month_line(x.text) for x in between))
    if table.rows == 0 or (is_layout(table) and not _has_width(known, table)):
        return False
    return _has_width(known, table)


def _has_fields(known: Header, header: Header) -> bool:
    """True if two heads name the same columns in other words («Сроки» and «Срок исполнения»)."""
    fields = [column.field for column in header.columns]
    return None not in fields and fields == [column.field for column in known.columns]


def _has_width(known: Header, table: SourceTable) -> bool:
    width = len(known.leaves)
    rows = [len(table.row_cells(row)) for row in range(table.rows)]
    same = sum(count == width for count in rows)
    return same > 0 and same >= sum(count not in (width, 1) for count in rows)


def is_layout(table: SourceTable) -> bool:
    """True for a table that only places text on the page: approval blocks, signatures."""
    if table.rows > MAX_LAYOUT_ROWS:
        return False
    if table.has_borders is False or table.columns == 1:
        return True
    cells = [cell for cell in table.cells if not cell.is_empty]
    text = " ".join(cell.plain for cell in cells).casefold()
    marks = ("утвержда", "утвержден", "согласован", "зацвярджа", "принято", "рассмотрено", "____", "м.п.")
    return not cells or any(mark in text for mark in marks)
