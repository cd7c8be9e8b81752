"""The rows of a plan in one list with their headings, removed ones among them; what became of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plans.models import Plan, PlanItem, Section
from plans.outline import Line, Lines, item_key, levelled, section_key, section_paths
from plans.text.numbering import NumberingMode, follows_mode


@dataclass(frozen=True, slots=True)
class Outline:
    """A plan's rows in the order of the document, with the items and sections behind them by id."""

    lines: Lines
    items: Mapping[int, PlanItem]
    sections: Mapping[int, Section]

    @property
    def standing(self) -> list[PlanItem]:
        """Items in the order of the document, removed ones left out."""
        return [self.items[line.pk] for line in self.lines if not line.is_section and not line.is_removed]

    def follows(self, numbering: str) -> bool:
        """The numbers that stand are those the mode gives, so the portal may go on counting."""
        numbers = [item.number for item in self.standing]
        return follows_mode(numbers, section_paths(self.lines), NumberingMode(numbering))


def read_outline(plan: Plan) -> Outline:
    """Read the rows of a plan in two queries; of items only place, number and title are loaded."""
    fields = ("plan_id", "section_id", "order", "number", "title", "removed_at", "version")
    items = list(PlanItem.everything.filter(plan=plan).only(*fields).order_by("order", "pk"))
    sections = list(Section.objects.filter(plan=plan).order_by("order", "pk"))
    return Outline(
        lines=outline_lines(sections, items),
        items={item.pk: item for item in items},
        sections={section.pk: section for section in sections},
    )


def outline_lines(sections: Sequence[Section], items: Sequence[PlanItem]) -> Lines:
    """Rows of sections and items given in their order: items outside of sections first, then section by section."""
    parents = {section.pk: section.parent_id for section in sections}
    rows: dict[int | None, list[Line]] = {}
    for item in items:
        place = item.section_id if item.section_id in parents else None
        rows.setdefault(place, []).append(Line(item_key(item.pk), is_removed=item.removed_at is not None))
    found = rows.get(None, [])
    for section in sections:
        found = [*found, Line(section_key(section.pk), _depth(section.pk, parents)), *rows.get(section.pk, [])]
    return levelled(found)


def _depth(pk: int, parents: Mapping[int, int | None]) -> int:
    depth, parent, seen = 0, parents[pk], {pk}
    while parent is not None and parent not in seen:
        seen.add(parent)
        depth, parent = depth + 1, parents.get(parent)
    return depth
