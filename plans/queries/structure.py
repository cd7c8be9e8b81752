"""The rows of a plan in one list with their headings: as the services move them, as the page shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plans.models import Plan, PlanItem, Responsibility, Section
from plans.outline import Line, Lines, block_of, item_key, levelled, section_key, section_paths
from plans.text.deadlines import DeadlineKind
from plans.text.numbering import NumberingMode, follows_mode
from portal.text.names import comparison_key
from portal.text.short import shortened

TOP = "top"
PLACE_WORDS, NAME_WORDS = 70, 40


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


@dataclass(frozen=True, slots=True)
class StructureRow:
    """A row of the page «Состав плана»: a heading, or an item with how its deadline and responsibles were understood.

    `known` are parties the portal knows, `in_words` those that stand only in words; a reading that is the same as the
    words of the document is left out.
    """

    key: str
    level: int
    is_section: bool
    number: str
    title: str
    item: PlanItem | None = None
    deadline: str = ""
    is_read: bool = False
    reading: str = ""
    is_doubtful: bool = False
    responsible: str = ""
    known: str = ""
    in_words: str = ""

    @property
    def name(self) -> str:
        """How the row is called on its buttons."""
        return shortened(f"{self.number} {self.title}", NAME_WORDS)


def structure_rows(plan: Plan) -> list[StructureRow]:
    """All rows of a plan in document order, in three queries whatever its length."""
    items = list(PlanItem.objects.filter(plan=plan).select_related("deadline").order_by("order", "pk"))
    sections = list(Section.objects.filter(plan=plan).order_by("order", "pk"))
    parties: dict[int, list[Responsibility]] = defaultdict(list)
    found = Responsibility.objects.filter(item__plan=plan, item__removed_at__isnull=True)
    for party in found.select_related("person", "group", "organization").order_by("order", "pk"):
        parties[party.item_id].append(party)
    by_pk = {item.pk: item for item in items}
    headings = {section.pk: section for section in sections}
    return [
        StructureRow(line.key, line.level, is_section=True, number="", title=headings[line.pk].title)
        if line.is_section
        else _item_row(line, by_pk[line.pk], parties[line.pk])
        for line in outline_lines(sections, items)
    ]


def follows_numbering(plan: Plan, rows: Sequence[StructureRow]) -> bool:
    """The numbers of the rows are those the plan's mode gives."""
    lines = [Line(row.key, row.level) for row in rows]
    numbers = [row.number for row in rows if not row.is_section]
    return follows_mode(numbers, section_paths(lines), NumberingMode(plan.numbering))


def places_for(rows: Sequence[StructureRow], key: str) -> list[tuple[str, str]]:
    """Where a row can be put, for a select: on top, at the head of a section, below a row outside of itself."""
    inside = {line.key for line in block_of([Line(row.key, row.level) for row in rows], key)}
    found = [(TOP, "в самом начале плана")]
    for row in rows:
        if row.key not in inside:
            short = shortened(f"{row.number} {row.title}", PLACE_WORDS)
            found.append((row.key, f"в начале раздела «{short}»" if row.is_section else f"после: {short}"))
    return found


def _item_row(line: Line, item: PlanItem, parties: Sequence[Responsibility]) -> StructureRow:
    deadline = getattr(item, "deadline", None)
    is_unread = deadline is not None and deadline.kind == DeadlineKind.UNKNOWN
    known = [party.label for party in parties if not party.text]
    return StructureRow(
        key=line.key,
        level=0,
        is_section=False,
        number=item.number,
        title=item.title,
        item=item,
        deadline=deadline.text if deadline else "",
        is_read=deadline is not None and not is_unread,
        reading="" if deadline is None or is_unread else _unlike(deadline.explanation, deadline.text),
        is_doubtful=bool(deadline and deadline.text and (is_unread or deadline.warnings)),
        responsible=item.responsible_text,
        known=_unlike(", ".join(known), item.responsible_text),
        in_words=_unlike(", ".join(party.text for party in parties if party.text), item.responsible_text),
    )


def _unlike(reading: str, words: str) -> str:
    """A reading that says more than the words themselves."""
    return "" if comparison_key(reading) == comparison_key(words) else reading
