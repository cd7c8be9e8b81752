"""The paper twin: a plan in its own columns and words with the marks."""

from __future__ import annotations

from portal.text.russian import date_short
from reports.content.document import Document, Sheet, TableBlock, TitleLine
from reports.content.facts import ItemFacts, PlanFacts, item_refs
from reports.content.model import Cell, Column, Row
from reports.content.sentences import mark_cell

KIND = "calendar-plan"
MARK_COLUMN = Column("mark", "Отметка о выполнении")
UPRIGHT_COLUMNS = 4
"""A sheet is turned when the table has more (domain description, «PDF decisions»)."""


def plan_content(facts: PlanFacts, *, adds_marks: bool = True) -> Document:
    """Lay the plan out as its document was; a plan without a mark column gets one unless `adds_marks` is false."""
    table = table_of(facts, adds_marks=adds_marks)
    return Document(
        kind=KIND,
        organization=facts.organization,
        as_of=facts.as_of,
        title=(TitleLine(facts.title, is_strong=True),),
        docname=f"{facts.short_title} · отметки на {date_short(facts.as_of)}",
        blocks=(table,),
        rules=facts.rules,
        sheet=Sheet.WIDE if len(table.columns) > UPRIGHT_COLUMNS else Sheet.UPRIGHT,
        approvals=facts.approvals,
        signers=(facts.signature,),
    )


def table_of(facts: PlanFacts, *, adds_marks: bool = True) -> TableBlock:
    """The rows in the plan's own columns under its headings; `adds_marks` as in `plan_content`."""
    has_marks = any(column.field == "mark" for column in facts.columns)
    columns = facts.columns if has_marks or not adds_marks else (*facts.columns, MARK_COLUMN)
    rows: list[Row] = []
    for item in facts.items:
        rows += (Row(heading=heading) for heading in item.headings)
        rows.append(Row(tuple(_cell(item, column) for column in columns), refs=item_refs(item)))
    rows += (Row(heading=heading) for heading in facts.tail)
    return TableBlock(columns, tuple(rows), facts.short_title)


def _cell(item: ItemFacts, column: Column) -> Cell:
    if column.field == "mark":
        return mark_cell(item)
    return Cell(tuple(item.cells.get(column.field, "").split("\n")))
