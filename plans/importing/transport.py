"""Tables on their way from the child that reads a file: short lists, since a table may have 300,000 cells."""

from __future__ import annotations

from typing import Any

from plans.importing.source import Cell, Line, SourceTable

BOLD, CENTERED, HEADING = 1, 2, 4


def pack_table(table: SourceTable) -> dict[str, Any]:
    """The table as dictionaries, lists, strings and numbers."""
    return {
        "index": table.index,
        "rows": table.rows,
        "columns": table.columns,
        "cells": [
            [cell.row, cell.column, cell.colspan, cell.rowspan, [_pack_line(line) for line in cell.lines]]
            for cell in table.cells
        ],
        "before": [_pack_line(line) for line in table.before],
        "after": [_pack_line(line) for line in table.after],
        "header_rows": table.header_rows,
        "has_borders": table.has_borders,
        "name": table.name,
        "first_row": table.first_row,
        "hidden_rows": list(table.hidden_rows),
        "is_hidden": table.is_hidden,
        "is_nested": table.is_nested,
    }


def unpack_table(data: dict[str, Any]) -> SourceTable:
    """The table that was packed."""
    cells = tuple(
        Cell(row, column, colspan, rowspan, tuple(map(_unpack_line, lines)))
        for row, column, colspan, rowspan, lines in data["cells"]
    )
    around = {name: tuple(map(_unpack_line, data[name])) for name in ("before", "after")}
    return SourceTable(**{**data, **around, "cells": cells, "hidden_rows": tuple(data["hidden_rows"])})


def _pack_line(line: Line) -> list[Any]:
    look = BOLD * line.is_bold | CENTERED * line.is_centered | HEADING * line.is_heading
    if line.bold_lead:
        return [line.text, line.mark, look, line.bold_lead]
    return [line.text, line.mark, look] if line.mark or look else [line.text]


def _unpack_line(data: list[Any]) -> Line:
    if len(data) == 1:
        return Line(data[0])
    text, mark, look, *lead = data
    return Line(text, mark, bool(look & BOLD), bool(look & CENTERED), bool(look & HEADING), *lead)
