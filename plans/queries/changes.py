"""«Лист изменений»: an approved edition against the plan as it stands, with reasons from the trail of changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from network.models import User
from plans.changes import Alteration, AlterationKind, compare
from plans.models import CompletionMark, Plan, PlanChange, PlanSnapshot
from plans.outline import item_key, section_key
from plans.progress import MarkState
from plans.queries.snapshots import edition_content

LAYOUT, HEAD = "layout", "head"
# What the trail calls a change where that is not the name of the alteration itself.
KINDS = {
    AlterationKind.MOVED: {"moved", "section"},
    AlterationKind.SECTION: {"section", "moved"},
    AlterationKind.HEAD: {"layout", "reworded"},
}


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change with the reasons given for it, who made it last and when; nothing where the trail says nothing."""

    alteration: Alteration
    reasons: tuple[str, ...] = ()
    author: User | None = None
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ChangeList:
    """What became of `base`; `against` is the edition it is compared with, `None` for the plan as it stands.

    `moved`: standing marks that put a window off; `states`: closings and reopenings meanwhile.
    """

    base: PlanSnapshot
    against: PlanSnapshot | None
    rows: tuple[ChangeRow, ...]
    moved: tuple[CompletionMark, ...]
    states: tuple[PlanChange, ...]

    @property
    def is_empty(self) -> bool:
        """Nothing happened to the plan since the edition."""
        return not (self.rows or self.moved or self.states)


def change_list(
    plan: Plan, base: PlanSnapshot, against: PlanSnapshot | None, marks: QuerySet[CompletionMark]
) -> ChangeList:
    """Compare an edition with a later one or with the plan now; `marks` are those the reader may read."""
    now = edition_content(plan) if against is None else against.content
    until = against.created_at if against else None
    trail = list(_between(PlanChange.objects.filter(plan=plan), base, until).select_related("author__person"))
    taken_back: set[int] = set()
    for change in reversed(trail):
        # What was taken back and then done again stands.
        if change.undoes_id and change.pk not in taken_back:
            taken_back.add(change.undoes_id)
    standing = [change for change in trail if change.pk not in taken_back and change.undoes_id is None]
    found = _by_row(standing)
    return ChangeList(
        base=base,
        against=against,
        rows=tuple(_row(alteration, found) for alteration in compare(base.content, now)),
        moved=tuple(_moved(plan, _between(marks, base, until))),
        states=tuple(change for change in standing if change.kind == PlanChange.Kind.STATE),
    )


def _between(rows: QuerySet, base: PlanSnapshot, until: datetime | None) -> QuerySet:  # type: ignore[type-arg]
    later = rows.filter(created_at__gt=base.created_at).order_by("pk")
    return later.filter(created_at__lte=until) if until else later


def _by_row(trail: Iterable[PlanChange]) -> dict[str, list[PlanChange]]:
    """Changes by the key of each row they touched."""
    found: dict[str, list[PlanChange]] = defaultdict(list)
    for change in trail:
        for key in _touched(change):
            found[key].append(change)
    return found


def _touched(change: PlanChange) -> set[str]:
    """Keys of rows: of the item and the section named, of all that were renumbered or moved together, of the head."""
    keys = {item_key(change.item_id)} if change.item_id else set()
    keys |= {section_key(change.section_id)} if change.section_id else set()
    for values in (change.before, change.after):
        keys |= {item_key(int(pk)) for pk in values.get("numbers", {})}
        keys |= {row[0] for row in values.get("rows", [])}
        keys |= {section_key(int(pk)) for pk in values.get("sections", {})}
        # Where an item was moved, `section` only says what stands around it.
        is_renamed = change.kind == PlanChange.Kind.SECTION and isinstance(values.get("section"), int)
        keys |= {section_key(values["section"])} if is_renamed else set()
        keys |= {HEAD} if "approvals" in values else set()
        keys |= {LAYOUT if name == "layout" else HEAD for name in values.get("plan", {})}
    return keys


def _row(alteration: Alteration, trail: Mapping[str, list[PlanChange]]) -> ChangeRow:
    kinds = KINDS.get(alteration.kind, {alteration.kind.value})
    # An item that fell into a new section was moved by whoever made the section.
    found = ([change for change in trail.get(key, []) if change.kind in kinds] for key in _keys(alteration))
    changes = next((rows for rows in found if rows), [])
    if not changes:
        return ChangeRow(alteration)
    reasons = dict.fromkeys(change.reason for change in changes if change.reason)
    return ChangeRow(alteration, tuple(reasons), changes[-1].author, changes[-1].created_at)


def _keys(alteration: Alteration) -> list[str]:
    keys = [item_key(alteration.item_id)] if alteration.item_id else []
    keys += [section_key(alteration.section_id)] if alteration.section_id else []
    return keys or [LAYOUT if alteration.kind is AlterationKind.LAYOUT else HEAD]


def _moved(plan: Plan, marks: QuerySet[CompletionMark]) -> list[CompletionMark]:
    """Marks «перенесено» that count, in the order of the document."""
    last: dict[tuple[int, int | None], CompletionMark] = {}
    standing = Q(occurrence__item__plan=plan, occurrence__item__removed_at__isnull=True)
    rows = marks.filter(standing).select_related("occurrence__item", "organization", "author__person")
    for mark in rows.order_by("pk"):
        last[mark.occurrence_id, mark.organization_id] = mark
    moved = [mark for mark in last.values() if mark.state == MarkState.MOVED]
    return sorted(moved, key=lambda mark: (mark.occurrence.item.order, mark.occurrence.item_id, mark.occurrence.order))
