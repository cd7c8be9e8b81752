"""Rows of a file go into a plan that is there: new items, other words, removals, all recorded and undone as one."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from simple_history.utils import bulk_create_with_history

from network.models import User
from network.queries import read_directory
from network.services.history import delete_many_signed, save_many_signed
from plans.importing.comparing import READING, SECTION, Comparison, RowDifference, RowState
from plans.importing.correction import Corrections, RowKey
from plans.importing.draft import DraftPlan
from plans.layout import ATTRIBUTES, DEADLINE, EXTRA
from plans.models import CompletionMark, Deadline, Plan, PlanChange, PlanItem, Responsibility
from plans.outline import changed_orders
from plans.queries.importing.target import read_target, row_key
from plans.queries.readings import calendar_of, period_of
from plans.services.importing.parties import save_responsibilities
from plans.services.importing.places import Sections, placed
from plans.services.importing.redating import Redated, redate_items
from plans.services.importing.shape import Shape, item_of
from plans.services.importing.states import item_states, state_digest
from plans.services.schedule import schedule_items
from plans.services.structure.action import claim_plan, require_reason, sign_items
from plans.text.deadlines import DeadlineReading
from projects.queries import active_network

BATCH = 300
OVERTAKEN = (
    "Пока вы сверяли, в плане изменили пункты: {items}. Ничего не сохранено. "
    "Посмотрите сверку ещё раз: в ней уже новые слова."
)
WRONG_ROWS = "В строках файла есть ошибки, они показаны в сверке. Исправьте их или отключите эти строки."
NOTHING = "В этом файле всё так же, как в плане: сохранять нечего."
KINDS = {
    SECTION: PlanChange.Kind.MOVED,
    DEADLINE: PlanChange.Kind.REDATED,
    READING: PlanChange.Kind.REDATED,
    "responsible": PlanChange.Kind.REASSIGNED,
}
SHOWN = 5


@dataclass(frozen=True, slots=True)
class MergeInput:
    """A corrected table, what it changes in the plan, and how its deadlines are understood."""

    plan: Plan
    draft: DraftPlan
    corrections: Corrections
    comparison: Comparison
    readings: Mapping[RowKey, DeadlineReading]


@dataclass(frozen=True, slots=True)
class Merged:
    """What went into the plan: items by kind, and what brings it all back."""

    added: int
    changed: int
    removed: int
    undo: dict[str, Any]


@transaction.atomic
def merge_rows(given: MergeInput, *, actor: User | None, now: datetime) -> Merged:
    """Write new and changed rows into the plan and take out the items that were ticked; marks stay as they are.

    Nothing is saved if anything fails. Raises ValidationError in Russian: the plan does not change any more, an
    approved one needs a reason, rows are wrong, an item was changed since it was compared, there is nothing to do.
    """
    plan = claim_plan(given.plan.pk, None)
    reason = require_reason(plan, given.corrections.reason)
    merge = _Merge(plan, given, actor, reason, now)
    merge.require_fresh()
    before = item_states([*merge.changed, *merge.removed])
    last_mark = CompletionMark.objects.aggregate(last=Max("pk"))["last"] or 0
    merge.write()
    touched = [*before, *merge.added]
    after = item_states(touched)
    return Merged(
        added=len(merge.added),
        changed=len(merge.changed),
        removed=len(merge.removed),
        undo={
            "kind": "merge",
            "batch": str(merge.batch),
            "last_mark": last_mark,
            "sections": [section.pk for section in merge.sections.made],
            "orders": {str(pk): order for pk, order in merge.old_orders.items()},
            "items": [
                {"pk": pk, "before": before.get(pk), "after": state_digest(after[pk]), "called": merge.called[pk]}
                for pk in touched
            ],
        },
    )


@dataclass
class _Merge:
    """One merge at work."""

    plan: Plan
    given: MergeInput
    actor: User | None
    reason: str
    now: datetime
    batch: uuid.UUID = field(default_factory=uuid.uuid4)
    changes: list[PlanChange] = field(default_factory=list)
    added: list[int] = field(default_factory=list)
    old_orders: dict[int, int] = field(default_factory=dict)
    called: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        target = read_target(self.plan)
        rows = self.given.comparison.rows
        self.items = dict(target.items)
        self.rows = {row_key(row): row for row in self.given.draft.rows}
        self.new = [row for row in rows if row.state is RowState.NEW]
        self.changed = {row.item: row for row in rows if row.state is RowState.CHANGED and row.item in self.items}
        self.removed = [pk for pk in self.given.corrections.removed if pk in self.given.comparison.missing]
        self.sections = Sections(self.plan, self.given.draft, target.paths, self.actor)
        self.paths = target.paths

    def require_fresh(self) -> None:
        """Raise ValidationError unless every item is as it was when the rows were compared."""
        if self.given.comparison.wrong:
            raise ValidationError(WRONG_ROWS)
        if not (self.new or self.changed or self.removed):
            raise ValidationError(NOTHING)
        stale = [
            row
            for row in self.given.comparison.rows
            if row.item and (row.item not in self.items or self.items[row.item].version != row.version)
        ]
        if stale or any(pk not in self.items for pk in self.removed):
            raise ValidationError(
                OVERTAKEN.format(items=named(str(self.items.get(row.item or 0, "")) for row in stale))
            )

    def write(self) -> None:
        """Everything, from sections down to the record of changes."""
        fresh = self._fresh_items()
        moved = self._reword()
        self._place(fresh, moved)
        bulk_create_with_history(list(fresh.values()), PlanItem, batch_size=BATCH, default_user=self.actor)
        self.added = [item.pk for item in fresh.values()]
        for item in fresh.values():
            self._record(PlanChange.Kind.ADDED, item, {}, {"number": item.number, "title": item.title})
        self._schedule(fresh)
        self._assign(fresh)
        self._remove()
        PlanChange.objects.bulk_create(self.changes, batch_size=BATCH)

    def _fresh_items(self) -> dict[RowKey, PlanItem]:
        shape = Shape.of(self.plan, self.given.draft, [])
        found: dict[RowKey, PlanItem] = {}
        for row in self.new:
            source = self.rows[row.key]
            item = item_of(shape, source, 0)
            for name in ATTRIBUTES.values():
                setattr(item, name, "")
            item.extra = {}
            item.section = self.sections.of(source)
            item.stage = item.stage or (item.section.stage if item.section else None)
            put_cells(item, row.cells)
            found[row.key] = item
        return found

    def _reword(self) -> set[int]:
        """Write other words; the ids of items that went to another section."""
        moved: set[int] = set()
        for pk, row in self.changed.items():
            item = self.items[pk or 0]
            for kind, names in _by_kind(row).items():
                said = [change for change in row.changes if change.field in names]
                before = {change.field: change.before for change in said}
                self._record(kind, item, before, {change.field: change.after for change in said})
            put_cells(item, {change.field: change.after for change in row.changes})
            if row.changed(SECTION):
                item.section = self.sections.of(self.rows[row.key])
                moved.add(item.pk)
            item.version += 1
        written = {change.field for row in self.changed.values() for change in row.changes}
        names = [*(name for field, name in ATTRIBUTES.items() if field in written), "extra", "section", "version"]
        touched = [self.items[pk or 0] for pk in self.changed]
        save_many_signed(touched, names, self.actor)
        return moved

    def _place(self, fresh: Mapping[RowKey, PlanItem], moved: set[int]) -> None:
        """Give numbers of order; only those that have to change are written."""
        rows = [
            fresh.get(row.key) or self.items[row.item or 0]
            for row in self.given.comparison.rows
            if row.key in fresh or row.item in self.items
        ]
        order = placed([item for item in self.items.values() if item.pk not in moved], rows)
        numbers = {place: item.order if item.pk else -1 for place, item in enumerate(order)}
        wanted = changed_orders(numbers, list(numbers))
        shifted = []
        for place, number in wanted.items():
            item = order[place]
            if item.pk:
                self.old_orders[item.pk] = item.order
                shifted.append(item)
            item.order = number
        PlanItem.everything.bulk_update(shifted, ["order"], batch_size=BATCH)

    def _schedule(self, fresh: Mapping[RowKey, PlanItem]) -> None:
        period, calendar = period_of(self.plan), calendar_of(self.plan)
        settled = self.given.corrections.deadlines().keys() | self.given.corrections.split()
        for source in Deadline.Source:
            is_manual = source is Deadline.Source.MANUAL
            pairs = [(item, self.given.readings[key]) for key, item in fresh.items() if (key in settled) is is_manual]
            schedule_items(pairs, period, calendar, actor=self.actor, source=source)
        redated = [
            Redated(
                self.items[pk or 0],
                self.given.readings[row.key],
                Deadline.Source.MANUAL if row.key in settled else Deadline.Source.PARSED,
            )
            for pk, row in self.changed.items()
            if row.changed(DEADLINE) or row.changed(READING)
        ]
        redate_items(redated, period, calendar, actor=self.actor)

    def _assign(self, fresh: Mapping[RowKey, PlanItem]) -> None:
        reworded = [row for row in self.changed.values() if row.changed("responsible")]
        former = Responsibility.objects.filter(item__in=[row.item for row in reworded])
        delete_many_signed(list(former), self.actor)
        items = [*fresh.values(), *(self.items[row.item or 0] for row in reworded)]
        rows = [self.rows[key] for key in (*fresh, *(row.key for row in reworded))]
        directory = read_directory(self.plan.project.organization, active_network(self.plan.project))
        save_responsibilities(items, rows, directory, self.given.corrections.people, actor=self.actor)

    def _remove(self) -> None:
        for pk in self.removed:
            item = self.items[pk]
            self._record(PlanChange.Kind.REMOVED, item, {"number": item.number, "title": item.title}, {})
        PlanItem.everything.filter(pk__in=self.removed).update(removed_at=self.now)
        sign_items(self.removed, self.actor)

    def _record(self, kind: PlanChange.Kind, item: PlanItem, before: dict[str, Any], after: dict[str, Any]) -> None:
        self.called[item.pk] = str(item)
        self.changes.append(
            PlanChange(
                plan=self.plan,
                batch=self.batch,
                kind=kind,
                item=item,
                subject=str(item),
                before={"cells": before} if before else {},
                after={"cells": after} if after else {},
                reason=self.reason,
                author=self.actor,
            )
        )


def put_cells(item: PlanItem, cells: Mapping[str, str]) -> None:
    """Put words of columns on an item; the deadline and the section are not words of its own."""
    for name, words in cells.items():
        if name in ATTRIBUTES:
            setattr(item, ATTRIBUTES[name], words)
        elif name.startswith(EXTRA):
            item.extra = {**item.extra, name.removeprefix(EXTRA): words}


def named(words: Iterable[str]) -> str:
    """«1. Семинар; 2. Круглый стол и ещё 3»: the first five in full."""
    every = [f"«{word}»" for word in words if word]
    rest = len(every) - SHOWN
    return "; ".join(every[:SHOWN]) + (f" и ещё {rest}" if rest > 0 else "")


def _by_kind(row: RowDifference) -> dict[PlanChange.Kind, list[str]]:
    found: dict[PlanChange.Kind, list[str]] = {}
    for change in row.changes:
        found.setdefault(KINDS.get(change.field, PlanChange.Kind.REWORDED), []).append(change.field)
    return found
