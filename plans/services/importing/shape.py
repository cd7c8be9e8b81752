"""The parts of an imported plan: columns, numbering, approval blocks, sections, items; texts as they were written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from django.db.models import QuerySet
from simple_history.utils import bulk_create_with_history

from network.models import User
from plans.importing.draft import DraftColumn, DraftPlan, DraftRow
from plans.layout import ATTRIBUTES, DEADLINE, EXTRA, LayoutColumn
from plans.models import ApprovalBlock, Plan, PlanItem, Section
from plans.text.numbering import read_number
from portal.text.names import comparison_key
from projects.models import Direction, Stage

MAX_NUMBER = 50
_ORDINAL = re.compile(r"^\s*(?:[IVX\d]+[-.)]?\w{0,2}\s+этап|этап\s+[IVX\d]+)[\s.:–—-]*", re.IGNORECASE)
Titled = TypeVar("Titled", Stage, Direction)
_APPROVING = ("утв", "зацв", "бек")


def layout_of(draft: DraftPlan) -> list[LayoutColumn]:
    """The document's columns in their order under their printed headings.

    A deadline that is spread over several columns (quarters, months) is one column under their common heading. Start
    and finish are kept apart as they stand; the deadline is read from both.
    """
    layout: list[LayoutColumn] = []
    has_long_numbers = _has_long_numbers(draft)
    for column in draft.columns:
        field = _column_field(column, has_long_numbers=has_long_numbers)
        if field == DEADLINE and any(other["field"] == DEADLINE for other in layout):
            continue
        heading = column.group if field == DEADLINE and column.group else column.heading
        layout.append({"field": field, "heading": heading})
    return layout


def numbering_of(draft: DraftPlan) -> Plan.Numbering:
    """How the document numbers its rows."""
    given = [(row.section_index, read_number(row.number or "")) for row in draft.rows if (row.number or "").strip()]
    parts = [(section, number) for section, number in given if number]
    if not given:
        return Plan.Numbering.NONE
    if len(parts) < len(draft.rows):
        return Plan.Numbering.MANUAL
    if all(len(number) > 1 for _, number in parts):
        return Plan.Numbering.HIERARCHICAL
    if [number for _, number in parts] == [(place,) for place in range(1, len(parts) + 1)]:
        return Plan.Numbering.CONTINUOUS
    steps = [
        number == (before[0] + 1 if section == old else 1,)
        for (old, before), (section, number) in pairwise([(None, (0,)), *parts])
    ]
    return Plan.Numbering.PER_SECTION if all(steps) else Plan.Numbering.MANUAL


def approval_blocks(plan: Plan, draft: DraftPlan) -> Iterator[ApprovalBlock]:
    """Approval blocks in the order of the document, each also whole, line by line."""
    for order, block in enumerate(draft.approvals):
        is_approval = block.label.strip(' «"').casefold().startswith(_APPROVING)
        yield ApprovalBlock(
            plan=plan,
            order=order,
            kind=ApprovalBlock.Kind.APPROVED if is_approval else ApprovalBlock.Kind.AGREED,
            label=block.label[:100],
            position=(block.position or "")[:500],
            signature=(block.signature or "")[:100],
            name=(block.name or "")[:200],
            date_text=(block.date or "")[:200],
            basis=block.basis or "",
            text="\n".join(block.lines),
        )


def save_sections(plan: Plan, draft: DraftPlan, actor: User | None) -> list[Section]:
    """Section and stage rows; a section after a stage row stands inside that stage. One insert a level."""
    stages = _by_title(Stage.objects.filter(project=plan.project))
    sections: list[Section] = []
    levels: list[list[Section]] = [[], [], []]
    last_stage: int | None = None
    for order, row in enumerate(draft.sections):
        parent = None if row.is_stage else row.parent if row.parent is not None else last_stage
        section = Section(
            plan=plan,
            order=order,
            kind=Section.Kind.STAGE if row.is_stage else Section.Kind.SECTION,
            title=row.text,
            stage=_stage_named(row.text, stages) if row.is_stage else None,
            parent=None if parent is None else sections[parent],
        )
        last_stage = order if row.is_stage else last_stage
        sections.append(section)
        depth = _depth(section)
        levels.extend([] for _ in range(depth + 1 - len(levels)))
        levels[depth].append(section)
    for level in levels:
        bulk_create_with_history(level, Section, default_user=actor)
    return sections


@dataclass(frozen=True)
class Shape:
    """What the rows of a plan refer to."""

    plan: Plan
    draft: DraftPlan
    sections: Sequence[Section]
    stages: Mapping[str, Stage]
    directions: Mapping[str, Direction]
    kept: tuple[tuple[str, str], ...]
    has_long_numbers: bool

    @classmethod
    def of(cls, plan: Plan, draft: DraftPlan, sections: Sequence[Section]) -> Shape:
        """Read the project's stages and directions once; `kept` are index and field of columns that go to `extra`."""
        has_long_numbers = _has_long_numbers(draft)
        return cls(
            plan=plan,
            draft=draft,
            sections=sections,
            stages=_by_title(Stage.objects.filter(project=plan.project)),
            directions=_by_title(Direction.objects.filter(project=plan.project)),
            kept=tuple(
                (str(column.index), column.field)
                for column in draft.columns
                if column.field and _column_field(column, has_long_numbers=has_long_numbers).startswith(EXTRA)
            ),
            has_long_numbers=has_long_numbers,
        )


def item_of(shape: Shape, row: DraftRow, order: int) -> PlanItem:
    """An item with the words of its row; columns without a field of their own go to `extra` by their index."""
    place = row.section_index if row.section_index is not None else row.stage_index
    section = shape.sections[place] if place is not None and place < len(shape.sections) else None
    under = shape.sections[row.stage_index] if row.stage_index is not None else None
    words = {attribute: getattr(row, field) or "" for field, attribute in ATTRIBUTES.items()}
    if shape.has_long_numbers:
        words["number"] = ""
    return PlanItem(
        plan=shape.plan,
        section=section,
        order=order,
        stage=(under.stage if under else None) or _stage_named(row.stage or "", shape.stages),
        direction=shape.directions.get(comparison_key(row.direction or "")),
        extra=_extra(shape, row),
        **words,
    )


def _extra(shape: Shape, row: DraftRow) -> dict[str, str]:
    extra = {str(index): text for index, text in row.others}
    extra |= {index: getattr(row, field) or "" for index, field in shape.kept}
    return {index: text for index, text in extra.items() if text}


def _column_field(column: DraftColumn, *, has_long_numbers: bool) -> str:
    if column.field in {DEADLINE, "deadline_place"}:
        return DEADLINE
    if column.field in ATTRIBUTES and not (column.field == "number" and has_long_numbers):
        return column.field
    return f"{EXTRA}{column.index}"


def _has_long_numbers(draft: DraftPlan) -> bool:
    """Words stand where numbers do: too long for a number, so the column is only kept and printed."""
    return any(len(row.number or "") > MAX_NUMBER for row in draft.rows)


def _by_title(rows: QuerySet[Titled]) -> dict[str, Titled]:
    return {comparison_key(row.title): row for row in rows}


def _stage_named(text: str, stages: Mapping[str, Stage]) -> Stage | None:
    """The project's stage of that title, its number («1 этап.») left aside on either side."""
    key = comparison_key(text)
    if not key:
        return None
    bare = comparison_key(_ORDINAL.sub("", text))
    return stages.get(key) or next(
        (stage for stage in stages.values() if bare and bare == comparison_key(_ORDINAL.sub("", stage.title))),
        None,
    )


def _depth(section: Section) -> int:
    return 0 if section.parent is None else 1 + _depth(section.parent)
