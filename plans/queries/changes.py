"""«Лист изменений»: an approved edition against the plan as it stands, with reasons from the trail of changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from network.models import User
from plans.changes import Alteration, compare
from plans.models import CompletionMark, Plan, PlanChange, PlanSnapshot
from plans.progress import MarkState
from plans.queries.snapshots import edition_content


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
    taken_back = {change.undoes_id for change in trail if change.undoes_id}
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


def _by_row(trail: Iterable[PlanChange]) -> dict[tuple[str, int | None], list[PlanChange]]:
    found: dict[tuple[str, int | None], list[PlanChange]] = defaultdict(list)
    for change in trail:
        row = change.section_id if change.kind == PlanChange.Kind.SECTION else change.item_id
        found[change.kind, row].append(change)
    return found


def _row(alteration: Alteration, trail: dict[tuple[str, int | None], list[PlanChange]]) -> ChangeRow:
    row = alteration.section_id or alteration.item_id
    changes = trail.get((alteration.kind.value, row), [])
    if not changes:
        return ChangeRow(alteration)
    reasons = dict.fromkeys(change.reason for change in changes if change.reason)
    return ChangeRow(alteration, tuple(reasons), changes[-1].author, changes[-1].created_at)


def _moved(plan: Plan, marks: QuerySet[CompletionMark]) -> list[CompletionMark]:
    """Marks «перенесено» that count, in the order of the document."""
    last: dict[tuple[int, int | None], CompletionMark] = {}
    standing = Q(occurrence__item__plan=plan, occurrence__item__removed_at__isnull=True)
    rows = marks.filter(standing).select_related("occurrence__item", "organization", "author__person")
    for mark in rows.order_by("pk"):
        last[mark.occurrence_id, mark.organization_id] = mark
    moved = [mark for mark in last.values() if mark.state == MarkState.MOVED]
    return sorted(moved, key=lambda mark: (mark.occurrence.item.order, mark.occurrence.item_id, mark.occurrence.order))
