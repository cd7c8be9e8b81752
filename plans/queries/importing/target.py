"""The plan that rows of a file go into: its items in the words they are compared by, and which row is which item."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plans.importing.correction import Corrections, RowKey
from plans.importing.draft import DraftColumn, DraftPlan, DraftRow
from plans.importing.matching import Entry, match_rows
from plans.layout import ATTRIBUTES, DEADLINE, EXTRA, LayoutColumn
from plans.models import Plan, PlanItem, Section
from portal.text.names import comparison_key

PATH = " / "


@dataclass(frozen=True, slots=True)
class Target:
    """A plan with its items by id in document order, and the path of headings above each section, by its id."""

    plan: Plan
    items: Mapping[int, PlanItem]
    paths: Mapping[int, str]

    @property
    def digest(self) -> str:
        """Another one as soon as anybody changes an item, so that nobody confirms what she has not seen."""
        seen = "/".join(f"{item.pk}.{item.version}" for item in self.items.values())
        return hashlib.sha256(f"{self.plan.state}:{seen}".encode()).hexdigest()[:16]

    def path(self, item: PlanItem) -> str:
        """Headings an item stands under, outermost first."""
        return self.paths.get(item.section_id or 0, "")


@dataclass(frozen=True, slots=True)
class RowItems:
    """Items by rows, items a row may be besides, and rows that were given an item that another row has."""

    pairs: Mapping[RowKey, PlanItem]
    unsure: Mapping[RowKey, tuple[int, ...]]
    doubled: frozenset[RowKey]


def read_target(plan: Plan) -> Target:
    """Read a plan for comparison in two queries."""
    items = PlanItem.objects.filter(plan=plan).select_related("deadline").order_by("order", "pk")
    sections = {section.pk: section for section in Section.objects.filter(plan=plan)}
    paths = {pk: PATH.join(one.title for one in chain(section, sections)) for pk, section in sections.items()}
    return Target(plan, {item.pk: item for item in items}, paths)


def chain(section: Section, sections: Mapping[int, Section]) -> list[Section]:
    """A section after those it stands inside, outermost first."""
    found = [section]
    while found[0].parent_id in sections and len(found) <= len(sections):
        found.insert(0, sections[found[0].parent_id or 0])
    return found


def row_items(draft: DraftPlan, corrections: Corrections, target: Target) -> RowItems:
    """Match the rows of a draft to the items of a plan; what a person said goes first."""
    said = {(change.table, change.index): change.item for change in corrections.rows if change.item is not None}
    times = Counter(pk for pk in said.values() if pk)
    chosen = {key: pk for key, pk in said.items() if pk in target.items}
    doubled = frozenset(key for key, pk in chosen.items() if times[pk] > 1)
    rows = [row for row in draft.rows if row_key(row) not in said]
    items = [item for item in target.items.values() if item.pk not in times]
    matching = match_rows(
        [Entry(row.number or "", row.title or "", row_path(row, draft)) for row in rows],
        [Entry(item.number, item.title, target.path(item)) for item in items],
    )
    pairs = {row_key(rows[row]): items[item] for row, item in matching.pairs.items()}
    pairs |= {key: target.items[pk] for key, pk in chosen.items()}
    unsure = {row_key(rows[row]): tuple(items[place].pk for place in places) for row, places in matching.unsure.items()}
    return RowItems(pairs, unsure, doubled)


def row_key(row: DraftRow) -> RowKey:
    """Place of a row in the file."""
    return row.table, row.index


def row_path(row: DraftRow, draft: DraftPlan) -> str:
    """Headings a row stands under, outermost first."""
    place = row.section_index if row.section_index is not None else row.stage_index
    return section_path(draft, place)


def section_path(draft: DraftPlan, place: int | None) -> str:
    """Headings of a section of a draft, outermost first; a section after a stage row stands inside the stage."""
    return PATH.join(draft.sections[step].text for step in section_steps(draft, place))


def section_steps(draft: DraftPlan, place: int | None) -> list[int]:
    """Places of the sections around one and of itself, outermost first."""
    steps: list[int] = []
    while place is not None and place < len(draft.sections) and place not in steps:
        steps.insert(0, place)
        place = _parent(draft, place)
    return steps


def shared_columns(draft: DraftPlan, layout: Sequence[LayoutColumn]) -> tuple[dict[str, DraftColumn], tuple[str, ...]]:
    """Columns of a file by the field of the plan they go to, and headings of those the plan has no column for.

    Columns with a field go by it, others by their printed heading.
    """
    fields = {column["field"] for column in layout}
    by_heading = {comparison_key(column["heading"]): column["field"] for column in layout}
    found: dict[str, DraftColumn] = {}
    lost: list[str] = []
    for column in draft.columns:
        known = DEADLINE if column.field in {DEADLINE, "deadline_place"} else column.field
        kept = by_heading.get(comparison_key(column.heading), "")
        field = known if known in fields and (known in ATTRIBUTES or known == DEADLINE) else kept
        if field and field not in found and (field == known or field.startswith(EXTRA)):
            found[field] = column
        elif column.heading and field not in found and known not in _WITHOUT_WORDS:
            lost.append(column.heading)
    return found, tuple(lost)


def row_cells(row: DraftRow, draft: DraftPlan, columns: Mapping[str, DraftColumn]) -> dict[str, str]:
    """Words of a row by the fields of the plan; the deadline and the path of headings are always there."""
    others = dict(row.others)
    cells = {"section": row_path(row, draft), DEADLINE: row.deadline_text}
    for field, column in columns.items():
        if field in ATTRIBUTES:
            cells[field] = getattr(row, field) or ""
        elif field.startswith(EXTRA):
            cells[field] = (getattr(row, column.field) if column.field else others.get(column.index)) or ""
    return cells


def _parent(draft: DraftPlan, place: int) -> int | None:
    section = draft.sections[place]
    if section.is_stage:
        return None
    if section.parent is not None:
        return section.parent
    return next((before for before in range(place - 1, -1, -1) if draft.sections[before].is_stage), None)


# Columns whose words are links or are joined into the deadline: nothing is lost with them.
_WITHOUT_WORDS = frozenset({"stage", "direction", "start", "finish"})
