"""One action on the rows of a plan: the plan claimed, the rows as they stood, what changes written and recorded."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F
from simple_history.utils import bulk_update_with_history, get_history_manager_for_model

from network.models import User
from network.services.history import delete_signed
from plans.models import Plan, PlanChange, PlanItem, Section
from plans.outline import Line, Lines, changed_orders, neighbours_of, section_paths, sections_of
from plans.queries.structure import Outline, read_outline
from plans.text.numbering import NumberingMode, renumbered
from portal.text.clean import clean_text

BATCH = 300
MAX_REASON = 2000
NO_REASON = "План утверждён: напишите причину изменения, она попадёт в лист изменений."
FROZEN = "План закрыт или в архиве: его состав больше не меняется."
STALE = (
    "Пока вы правили, план изменил кто-то другой. Ничего не пропало: посмотрите, как он стоит теперь, "
    "и повторите. То, что вы набрали, осталось на месте."
)


class StalePlanError(Exception):
    """Somebody changed the order, the numbers or the columns of the plan since the page was opened."""


def require_reason(plan: Plan, reason: str) -> str:
    """The reason, cleaned; raises ValidationError where the plan is closed, or needs a reason and has none."""
    if plan.state in {Plan.State.CLOSED, Plan.State.ARCHIVED}:
        raise ValidationError(FROZEN)
    words = clean_text(reason).strip()[:MAX_REASON]
    if plan.state == Plan.State.APPROVED and not words:
        raise ValidationError({"reason": NO_REASON})
    return words


def claim_plan(plan_id: int, version: int | None) -> Plan:
    """The plan as it stands, its row locked to the end of the transaction; raises StalePlanError for another version.

    Plans are claimed before their items, so that two writers never wait for each other.
    """
    wanted = Plan.objects.filter(pk=plan_id)
    if version is not None:
        wanted = wanted.filter(version=version)
    if not wanted.update(version=F("version") + 1):
        raise StalePlanError
    return Plan.objects.select_related("project__organization").get(pk=plan_id)


@dataclass
class Action:
    """What is being changed; every change of one action bears its `batch` and is taken back with it."""

    plan: Plan
    actor: User | None
    reason: str
    before: Outline
    counts: bool
    batch: uuid.UUID = field(default_factory=uuid.uuid4)
    changes: list[PlanChange] = field(default_factory=list)
    written: set[int] = field(default_factory=set)

    @classmethod
    def start(cls, plan_id: int, version: int | None, *, actor: User | None, reason: str) -> Action:
        """Claim the plan and read its rows; raises StalePlanError, or ValidationError by `require_reason`."""
        plan = claim_plan(plan_id, version)
        words = require_reason(plan, reason)
        outline = read_outline(plan)
        return cls(plan, actor, words, outline, counts=outline.follows(plan.numbering))

    @classmethod
    def beside(cls, plan: Plan, *, actor: User | None, reason: str) -> Action:
        """An action that moves no row, changes no number and no column: its rows are not read.

        The plan keeps its version, but is held to the end of the transaction: what closes it, approves it or merges
        rows into it comes before or after. Raises ValidationError by `require_reason`, asked of the plan as it stands.
        """
        held = Plan.objects.select_for_update(no_key=True).only("state").get(pk=plan.pk)
        return cls(plan, actor, require_reason(held, reason), Outline((), {}, {}), counts=False)

    def record(self, kind: PlanChange.Kind, subject: str, **values: Any) -> PlanChange:
        """Note a change; `values`: `before`, `after`, `item`, `section`, `undoes`."""
        change = PlanChange(
            plan=self.plan,
            batch=self.batch,
            kind=kind,
            subject=subject,
            reason=self.reason,
            author=self.actor,
            **values,
        )
        self.changes.append(change)
        return change

    def finish(self, lines: Lines, numbers: Mapping[int, str] | None = None) -> None:
        """Write where the rows stand now, give them numbers, save what was recorded.

        `numbers`: numbers to set by item; without them the mode goes on counting if the numbers followed it before.
        """
        _write_sections(self, lines)
        _write_items(self, lines)
        wanted = dict(numbers) if numbers is not None else self._counted(lines)
        if numbers is None and wanted:
            self.record_numbers(wanted)
        set_numbers(self, wanted)
        _delete_sections(self, lines)
        self.save()

    def save(self) -> None:
        """Save what was recorded where no row has moved."""
        sign_items(self.written, self.actor)
        PlanChange.objects.bulk_create(self.changes)

    def record_numbers(self, numbers: Mapping[int, str], **more: tuple[str, str]) -> None:
        """Note new numbers by item; `more`: other values that change with them, each before and after."""
        items = self.before.items
        stood = {str(pk): items[pk].number if pk in items else "" for pk in numbers}
        self.record(
            PlanChange.Kind.RENUMBERED,
            self.plan.short_title,
            before={"numbers": stood, **{name: pair[0] for name, pair in more.items()}},
            after={
                "numbers": {str(pk): numbers[pk] for pk in numbers},
                **{name: pair[1] for name, pair in more.items()},
            },
        )

    def numbers_by(self, lines: Lines, mode: str) -> dict[int, str]:
        """Numbers the mode gives, by item, those alone that differ from what stands."""
        standing = [line.pk for line in lines if not line.is_section and not line.is_removed]
        now = [self.before.items[pk].number if pk in self.before.items else "" for pk in standing]
        wanted = renumbered(now, section_paths(lines), NumberingMode(mode))
        return {pk: new for pk, old, new in zip(standing, now, wanted, strict=True) if old != new}

    def _counted(self, lines: Lines) -> dict[int, str]:
        return self.numbers_by(lines, self.plan.numbering) if self.counts else {}


def place_record(lines: Lines, rows: Lines) -> dict[str, Any]:
    """Where a stretch of rows stands, for a change: enough to put it back."""
    above, below = neighbours_of(lines, rows)
    return {"rows": [[row.key, row.level, row.is_removed] for row in rows], "above": above, "below": below}


def rows_of(record: Mapping[str, Any]) -> Lines:
    """The rows of such a record."""
    return tuple(Line(key, level, is_removed=is_removed) for key, level, is_removed in record.get("rows", []))


def set_numbers(action: Action, numbers: Mapping[int, str]) -> None:
    """Write numbers of items, one update for each hundreds of them."""
    rows = list(PlanItem.everything.filter(pk__in=numbers).only("number", "version"))
    for row in rows:
        row.number, row.version = numbers[row.pk], row.version + 1
    PlanItem.everything.bulk_update(rows, ["number", "version"], batch_size=BATCH)
    action.written |= {row.pk for row in rows}


def sign_items(pks: Collection[int], actor: User | None) -> None:
    """Leave a line of history for items that were written past their models."""
    if pks:
        rows = list(PlanItem.everything.filter(pk__in=pks).order_by("pk"))
        get_history_manager_for_model(PlanItem).bulk_history_create(
            rows, update=True, batch_size=BATCH, default_user=actor
        )


def _write_sections(action: Action, lines: Lines) -> None:
    rows = {section.pk: section for section in Section.objects.filter(plan=action.plan)}
    stands_in = sections_of(lines)
    moved = []
    for line in lines:
        if line.is_section:
            parent = stands_in[line.key]
            parent_id = int(parent[1:]) if parent else None
            if rows[line.pk].parent_id != parent_id:
                rows[line.pk].parent_id = parent_id
                moved.append(rows[line.pk])
    if moved:
        bulk_update_with_history(moved, Section, ["parent"], batch_size=BATCH, default_user=action.actor)
    orders = {pk: row.order for pk, row in rows.items()}
    found = changed_orders(orders, [line.pk for line in lines if line.is_section])
    for pk, order in found.items():
        rows[pk].order = order
    # Numbers of order are the portal's own and leave no history.
    Section.objects.bulk_update([rows[pk] for pk in found], ["order"], batch_size=BATCH)


def _write_items(action: Action, lines: Lines) -> None:
    rows = {item.pk: item for item in PlanItem.everything.filter(plan=action.plan).only("section_id", "order")}
    stands_in = sections_of(lines)
    moved: dict[int | None, list[int]] = defaultdict(list)
    for line in lines:
        if not line.is_section:
            section = stands_in[line.key]
            section_id = int(section[1:]) if section else None
            if rows[line.pk].section_id != section_id:
                moved[section_id].append(line.pk)
    for section_id, pks in moved.items():
        PlanItem.everything.filter(pk__in=pks).update(section=section_id, version=F("version") + 1)
        action.written |= set(pks)
    orders = {pk: row.order for pk, row in rows.items()}
    found = changed_orders(orders, [line.pk for line in lines if not line.is_section])
    for pk, order in found.items():
        rows[pk].order = order
    PlanItem.everything.bulk_update([rows[pk] for pk in found], ["order"], batch_size=BATCH)


def _delete_sections(action: Action, lines: Lines) -> None:
    """Delete headings that are gone; nothing stands in them any more."""
    kept = {line.pk for line in lines if line.is_section}
    for section in Section.objects.filter(plan=action.plan).exclude(pk__in=kept).order_by("-order"):
        delete_signed(section, action.actor)
