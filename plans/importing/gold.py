"""Drafts as plain JSON objects for the shell: one object a table, null where there is no column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plans.importing.draft import DraftColumn, DraftPlan, DraftRow, PlanKind
from plans.importing.matrix import stage_deadline

if TYPE_CHECKING:
    from collections.abc import Iterable

ALWAYS = (
    "number", "section", "stage", "direction", "title", "form", "deadline", "audience",
    "responsible", "expected_result", "mark",
)  # fmt: skip
SOMETIMES = (
    "task", "deadline_place", "start", "finish", "place", "organisation", "municipality", "note",
)  # fmt: skip


def tables_as_json(plans: Iterable[DraftPlan]) -> dict[str, Any]:
    """`{"tables": [...]}` with every table that was recognised."""
    return {"tables": [plan_as_json(plan) for plan in plans if plan.kind is not PlanKind.OTHER]}


def plan_as_json(plan: DraftPlan) -> dict[str, Any]:
    """Title, approval, period, columns, sections, stages and rows of one table."""
    stages = [section for section in plan.sections if section.is_stage]
    sections = [section for section in plan.sections if not section.is_stage]
    data: dict[str, Any] = {
        "table_in_document": plan.table,
        "sheet": plan.sheet or None,
        "kind": plan.kind.value,
        "title": plan.title,
        "approval": _approval(plan),
        "period": {
            "text": plan.period.text,
            "school_year": plan.period.school_year,
            "from": plan.period.start,
            "to": plan.period.end,
        },
        "columns": _columns(plan.columns),
    }
    if sections:
        data["sections"] = [{"section": section.text} for section in sections]
    if plan.kind is PlanKind.MATRIX:
        data["stages"] = [_matrix_stage(plan, place) for place in range(len(plan.sections))]
        data["rows"] = [_row(plan, row) for row in plan.rows if row.title is not None]
        return data
    if stages:
        data["stages"] = [{"stage": stage.text} for stage in stages]
    data["rows"] = [_row(plan, row) for row in plan.rows]
    data["problems"] = [{"table": p.table, "row": p.row, "column": p.column, "text": p.text} for p in plan.problems]
    return data


def _approval(plan: DraftPlan) -> dict[str, Any] | None:
    block = plan.approval
    if block is None:
        return None
    return {
        "label": block.label,
        "position": block.position,
        "signature": block.signature,
        "name": block.name,
        "date": block.date,
        "basis": block.basis,
        "lines": list(block.lines),
    }


def _columns(columns: Iterable[DraftColumn]) -> dict[str, str | None]:
    named: dict[str, str | None] = {}
    for column in columns:
        if column.group and column.group not in named:
            named[column.group] = column.field
        if column.heading or column.field:
            named[column.heading] = column.field
    return named


def _row(plan: DraftPlan, row: DraftRow) -> dict[str, Any]:
    data: dict[str, Any] = {name: getattr(row, name) for name in ALWAYS}
    if row.deadline is None and row.deadline_text:
        data["deadline"] = row.deadline_text
    fields = {column.field for column in plan.columns}
    for name in SOMETIMES:
        if name in fields:
            data[name] = getattr(row, name)
    if plan.kind is PlanKind.CRITERIA:
        data["criterion"] = row.criterion
        data["indicators"] = [line for line in (row.indicators or "").split("\n") if line.strip()]
    return data


def _matrix_stage(plan: DraftPlan, place: int) -> dict[str, Any]:
    text = plan.sections[place].text
    results = [row.expected_result for row in plan.rows if row.stage_index == place and row.expected_result is not None]
    return {
        "stage": text,
        "deadline": stage_deadline(text),
        "expected_result": "\n".join(results) if results else None,
    }
