"""A matrix of stages and directions: read point by point, never forced into a plan."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from plans.importing.draft import DraftPeriod, DraftPlan, DraftRow, DraftSection
from plans.importing.periods import MONTH_SPAN, find_period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plans.importing.header import Header
    from plans.importing.source import Cell, SourceTable

POINT = re.compile(r"^\s*(?P<number>\d{1,3}[.)])\s*(?P<text>\S.*)$", re.DOTALL)
BRACKETS = re.compile(r"\((?P<inside>[^()]*)\)\s*$")


def read_matrix(plan: DraftPlan, table: SourceTable, header: Header) -> DraftPlan:
    """Stages as sections, and a row for every numbered point of every cell.

    `deadline` of a row is None; results of a stage are kept in rows with `expected_result` only.
    """
    sections: list[DraftSection] = []
    rows: list[DraftRow] = []
    is_upright = (
        header.leaf_of("stage") is not None and sum(column.field == "direction" for column in header.columns) > 1
    )
    for row in range(header.body, table.rows):
        cells = table.row_cells(row)
        if len(cells) != len(header.leaves) or cells[0].is_empty:
            continue
        if is_upright:
            place = header.leaf_of("stage") or 0
            sections.append(DraftSection(_flat(cells[place]), table.place_of(row), is_stage=True, table=table.index))
            rows += _upright(header, table, row, len(sections) - 1, sections[-1].text)
        else:
            rows += _lying(header, table, row)
    if not is_upright:
        sections = [
            DraftSection(column.heading, table.place_of(header.first), is_stage=True, table=table.index)
            for column in header.columns
            if column.field == "stage"
        ]
    period = plan.period if plan.period.text else _period(sections)
    return replace(plan, sections=tuple(sections), rows=tuple(rows), period=period)


def _flat(cell: Cell) -> str:
    return " ".join(cell.text.split())


def _upright(header: Header, table: SourceTable, row: int, stage_index: int, stage: str) -> Iterator[DraftRow]:
    place = table.place_of(row)
    for column, cell in zip(header.columns, table.row_cells(row), strict=True):
        if column.field == "direction":
            for number, text in points(cell):
                yield DraftRow(table.index, place, number, None, stage, column.heading, text, stage_index=stage_index)
        elif column.field == "expected_result" and not cell.is_empty:
            yield DraftRow(table.index, place, None, None, stage, expected_result=cell.text, stage_index=stage_index)


def _lying(header: Header, table: SourceTable, row: int) -> Iterator[DraftRow]:
    cells = table.row_cells(row)
    direction = _flat(cells[header.leaf_of("direction") or 0])
    stages = [column for column in header.columns if column.field == "stage"]
    for column, cell in zip(header.columns, cells, strict=True):
        if column.field == "stage":
            for number, text in points(cell):
                yield DraftRow(
                    table.index, table.place_of(row), number, None, column.heading, direction, text,
                    stage_index=stages.index(column),
                )  # fmt: skip


def points(cell: Cell) -> list[tuple[str, str]]:
    """Numbered points of a cell as (number, text); lines without a number go on with the point."""
    found: list[tuple[str, list[str]]] = []
    for line in cell.lines:
        text = line.text.strip()
        if not text:
            continue
        typed = POINT.match(text)
        mark = line.mark if re.fullmatch(r"\d{1,3}[.)]", line.mark) else ""
        if mark:
            found.append((mark, [text]))
        elif typed and not line.mark:
            found.append((typed["number"], [typed["text"]]))
        elif found:
            found[-1][1].append(line.shown.strip())
        else:
            found.append(("", [line.shown.strip()]))
    return [(number, "\n".join(lines)) for number, lines in found]


def stage_deadline(text: str) -> str | None:
    """The period in brackets at the end of a stage's name; None if there is none."""
    brackets = BRACKETS.search(text)
    return brackets["inside"].strip() if brackets and MONTH_SPAN.search(brackets["inside"]) else None


def _period(sections: list[DraftSection]) -> DraftPeriod:
    spans = [find_period(stage_deadline(section.text) or "") for section in sections]
    starts = [span.start for span in spans if span.start]
    ends = [span.end for span in spans if span.end]
    if not starts or not ends:
        return DraftPeriod()
    return DraftPeriod(None, None, min(starts), max(ends))
