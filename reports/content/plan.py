"""The paper twin: a plan in its own columns and words with the marks."""

from __future__ import annotations

from portal.text.russian import date_short
from reports.content.facts import ItemFacts, PlanFacts
from reports.content.model import Cell, Column, PlanContent, Row
from reports.content.sentences import mark_cell

MARK_COLUMN = Column("mark", "Отметка о выполнении")


def plan_content(facts: PlanFacts, *, adds_marks: bool = True) -> PlanContent:
    """Lay the plan out as its document was; a plan without a mark column gets one unless `adds_marks` is false."""
    has_marks = any(column.field == "mark" for column in facts.columns)
    columns = facts.columns if has_marks or not adds_marks else (*facts.columns, MARK_COLUMN)
    rows: list[Row] = []
    for item in facts.items:
        rows += (Row(heading=heading) for heading in item.headings)
        rows.append(Row(tuple(_cell(item, column) for column in columns)))
    rows += (Row(heading=heading) for heading in facts.tail)
    return PlanContent(
        organization=facts.organization,
        as_of=facts.as_of,
        approvals=facts.approvals,
        title=facts.title,
        docname=f"{facts.short_title} · отметки на {date_short(facts.as_of)}",
        columns=columns,
        rows=tuple(rows),
        signature=facts.signature,
    )


def _cell(item: ItemFacts, column: Column) -> Cell:
    if column.field == "mark":
        return mark_cell(item)
    return Cell(tuple(item.cells.get(column.field, "").split("\n")))
