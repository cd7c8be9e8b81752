"""Changes of a plan taken back: exactly what stood before is put there again, or a sentence says why it cannot be."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from network.models import User
from network.services.history import save_signed
from plans.models import CompletionMark, PlanChange, PlanItem, Section
from plans.outline import Line, Lines, item_key, levelled, put_back, section_key, sections_of
from plans.services.responsibles import responsibles_record, restore_responsibles
from plans.services.structure.action import Action, rows_of
from plans.services.structure.head import approvals_record, write_approvals
from plans.services.structure.record import deadline_record, plain, restore_record, same_deadline

NOT_HERE = "Этого изменения в плане нет."
DONE = "Это изменение уже вернули."
ELSEWHERE = "Это изменение возвращают там, где его сделали: на странице загрузки или замены."
OVERTAKEN = "Вернуть нельзя: «{subject}» с тех пор изменили ещё раз. Сначала верните более позднее изменение."
MARKED = "Вернуть нельзя: у пункта «{subject}» уже есть отметки. Если пункт не нужен, уберите его из плана."
REASON = "Возврат изменения"
OPPOSITE = {
    PlanChange.Kind.ADDED: PlanChange.Kind.REMOVED,
    PlanChange.Kind.REMOVED: PlanChange.Kind.ADDED,
}
PLACES = (PlanChange.Kind.MOVED, PlanChange.Kind.SECTION)


@transaction.atomic
def undo_change(batch: uuid.UUID, *, now: datetime, actor: User | None, reason: str = "") -> list[PlanChange]:
    """Take back all changes of one action, the last first; gives the changes that do so.

    Raises ValidationError if one was taken back before, or if its row has changed since: then nothing is done.
    """
    changes = list(PlanChange.objects.filter(batch=batch).select_related("plan", "item").order_by("-pk"))
    if not changes:
        raise ValidationError(NOT_HERE)
    words = reason or ". ".join(part for part in (REASON, changes[-1].reason) if part)
    action = Action.start(changes[0].plan_id, None, actor=actor, reason=words)
    # Another change of the batch may have been written while this one waited for the plan.
    if any(_is_undone(change) for change in changes):
        raise ValidationError(DONE)
    work = _Undo(action, now)
    for change in changes:
        work.take_back(change)
    return work.finish()


def can_undo(change: PlanChange) -> bool:
    """The portal knows how to take the change back here; whether nothing stands in the way shows in trying."""
    return _step(change) is not None


class _Undo:
    """The rows on their way back."""

    def __init__(self, action: Action, now: datetime) -> None:
        self.action = action
        self.now = now
        self.lines: Lines = action.before.lines
        self.numbers: dict[int, str] | None = None
        self.revived: dict[int, dict[str, Any]] = {}

    def take_back(self, change: PlanChange) -> None:
        step = _step(change)
        if step is None:
            raise ValidationError(ELSEWHERE)
        step(self, change)
        kind = PlanChange.Kind(change.kind)
        self.action.record(
            OPPOSITE.get(kind, kind),
            change.subject,
            item=change.item,
            before=change.after,
            after=change.before,
            undoes=change,
        )

    def finish(self) -> list[PlanChange]:
        self._revive_sections()
        self.action.finish(self.lines, self.numbers)
        return self.action.changes

    def presence(self, change: PlanChange) -> None:
        """An item added is taken out, one taken out is put back where it stood."""
        item = self._item(change)
        should_stand = not change.before["is_removed"]
        told = change.after.get("texts", {})
        if (item.removed_at is None) == should_stand or any(_value(item, name) != told[name] for name in told):
            raise ValidationError(OVERTAKEN.format(subject=change.subject))
        if not should_stand and CompletionMark.objects.filter(occurrence__item=item.pk).exists():
            raise ValidationError(MARKED.format(subject=change.subject))
        PlanItem.everything.filter(pk=item.pk).update(
            removed_at=None if should_stand else self.now, version=F("version") + 1
        )
        self.action.written.add(item.pk)
        key = item_key(item.pk)
        self.lines = tuple(Line(key, is_removed=not should_stand) if row.key == key else row for row in self.lines)

    def place(self, change: PlanChange) -> None:
        """Rows are put back beside their neighbours of then, headings that were taken out among them."""
        self._require_last(change, PLACES)
        rows, now = rows_of(change.before), {line.key: line for line in self.lines}
        if change.item_id is None and not _stand_so(self.lines, rows_of(change.after)):
            raise ValidationError(OVERTAKEN.format(subject=change.subject))
        made = {section_key(int(pk)) for pk in change.after.get("sections", {})}
        rest = levelled(line for line in self.lines if line.key not in made)
        # Whether an item stands in the plan or was taken out is told by a change of its own.
        known = tuple(
            row if row.is_section else Line(row.key, is_removed=now[row.key].is_removed)
            for row in rows
            if row.is_section or row.key in now
        )
        self.lines = put_back(rest, known, change.before.get("above"), change.before.get("below")) if known else rest
        self.revived |= {int(pk): values for pk, values in change.before.get("sections", {}).items()}

    def numbering(self, change: PlanChange) -> None:
        """Numbers that nobody changed since are set back; where the mode counts, it goes on counting otherwise."""
        plan, items = self.action.plan, self.action.before.items
        after = {int(pk): number for pk, number in change.after["numbers"].items()}
        if "numbering" in change.before:
            if plan.numbering != change.after["numbering"]:
                raise ValidationError(OVERTAKEN.format(subject=change.subject))
            if plan.numbering != change.before["numbering"]:
                plan.numbering = change.before["numbering"]
                save_signed(plan, self.action.actor)
        if all(items[pk].number == number for pk, number in after.items() if pk in items):
            before = {int(pk): number for pk, number in change.before["numbers"].items()}
            self.numbers = {pk: number for pk, number in before.items() if pk in items}

    def heading(self, change: PlanChange) -> None:
        """A heading row gets its former words."""
        section = Section.objects.filter(pk=change.after["section"], title=change.after["title"]).first()
        if section is None:
            raise ValidationError(OVERTAKEN.format(subject=change.subject))
        section.title = change.before["title"]
        save_signed(section, self.action.actor)

    def texts(self, change: PlanChange) -> None:
        """Words and links of an item as they were."""
        item = PlanItem.everything.get(pk=self._item(change).pk)
        if any(_value(item, name) != value for name, value in change.after["fields"].items()):
            raise ValidationError(OVERTAKEN.format(subject=change.subject))
        fields = {name: _known(name, value) for name, value in change.before["fields"].items()}
        PlanItem.everything.filter(pk=item.pk).update(**fields, version=F("version") + 1)
        self.action.written.add(item.pk)

    def deadline(self, change: PlanChange) -> None:
        """The deadline and its windows as they were; a window that bears a mark stays."""
        item = PlanItem.everything.select_related("plan__project", "deadline").get(pk=self._item(change).pk)
        if not same_deadline(deadline_record(item), change.after["deadline"]):
            raise ValidationError(OVERTAKEN.format(subject=change.subject))
        restore_record(item, change.before["deadline"], actor=self.action.actor)
        self._grow(item)

    def responsibles(self, change: PlanChange) -> None:
        """Those who answered before, and the words of the cell."""
        item = PlanItem.everything.select_related("plan__project").get(pk=self._item(change).pk)
        stands = {"words": item.responsible_text, "parties": responsibles_record(item)}
        if stands != {name: change.after[name] for name in stands}:
            raise ValidationError(OVERTAKEN.format(subject=change.subject))
        restore_responsibles(item, change.before["parties"], actor=self.action.actor)
        PlanItem.everything.filter(pk=item.pk).update(responsible_text=change.before["words"])
        self._grow(item)

    def head(self, change: PlanChange) -> None:
        """The columns, the head of the plan and its approval blocks as they were."""
        plan, actor = self.action.plan, self.action.actor
        stands = {name: plain(getattr(plan, name)) for name in change.after["plan"]}
        approvals = change.before.get("approvals")
        if stands != change.after["plan"] or (
            approvals is not None and approvals_record(plan) != change.after["approvals"]
        ):
            raise ValidationError(OVERTAKEN.format(subject=change.subject))
        for name, value in change.before["plan"].items():
            setattr(plan, name, plan._meta.get_field(name).to_python(value))  # type: ignore[union-attr]
        save_signed(plan, actor)
        if approvals is not None:
            write_approvals(plan, approvals, actor=actor)

    def _revive_sections(self) -> None:
        """Make headings anew that were taken out, under their own numbers, so that older changes still name them."""
        stands_in = sections_of(self.lines)
        for line in self.lines:
            if line.is_section and line.pk not in self.action.before.sections:
                parent = stands_in[line.key]
                section = Section(pk=line.pk, plan=self.action.plan, order=0, **self.revived[line.pk])
                section.parent_id = int(parent[1:]) if parent else None
                section._history_user = self.action.actor  # type: ignore[attr-defined]
                section.save(force_insert=True)

    def _grow(self, item: PlanItem) -> None:
        PlanItem.everything.filter(pk=item.pk).update(version=F("version") + 1)
        self.action.written.add(item.pk)

    def _item(self, change: PlanChange) -> PlanItem:
        item = self.action.before.items.get(change.item_id or 0)
        if item is None:
            raise ValidationError(OVERTAKEN.format(subject=change.subject))
        return item

    def _require_last(self, change: PlanChange, kinds: tuple[PlanChange.Kind, ...]) -> None:
        """Raise ValidationError if the item was moved again since, later moves that were taken back left out."""
        if change.item_id is None:
            return
        later = PlanChange.objects.filter(item=change.item_id, kind__in=kinds, pk__gt=change.pk)
        for other in later.select_related("undoes"):
            is_back = other.undoes_id is not None and other.undoes is not None and other.undoes.pk > change.pk
            if not _is_undone(other) and not is_back:
                raise ValidationError(OVERTAKEN.format(subject=change.subject))


def _is_undone(change: PlanChange) -> bool:
    return PlanChange.objects.filter(undoes=change, undone_by__isnull=True).exists()


def _step(change: PlanChange) -> Callable[[_Undo, PlanChange], None] | None:
    """How a change is taken back, told by what it kept; None for one that something else has written."""
    if change.kind in {PlanChange.Kind.ADDED, PlanChange.Kind.REMOVED}:
        return _Undo.presence if "is_removed" in change.before else None
    steps = {
        "rows": _Undo.place,
        "numbers": _Undo.numbering,
        "title": _Undo.heading,
        "fields": _Undo.texts,
        "deadline": _Undo.deadline,
        "parties": _Undo.responsibles,
        "plan": _Undo.head,
    }
    return next((step for name, step in steps.items() if name in change.before), None)


def _stand_so(lines: Lines, rows: Lines) -> bool:
    """The rows stand one right after another, in their order and on their levels; rows taken out do not count."""
    if not rows:
        return True
    keys = {row.key for row in rows}
    lines = tuple(line for line in lines if line.key in keys or not line.is_removed)
    places = [place for place, line in enumerate(lines) if line.key == rows[0].key]
    found = lines[places[0] : places[0] + len(rows)] if places else ()
    return [(line.key, line.level) for line in found] == [(row.key, row.level) for row in rows]


def _value(item: PlanItem, name: str) -> object:
    return getattr(item, name)


def _known(name: str, value: object) -> object:
    """A link of an item as far as its row is still there."""
    if not name.endswith("_id") or value is None:
        return value
    model = PlanItem._meta.get_field(name.removesuffix("_id")).related_model
    return value if isinstance(model, type) and model._default_manager.filter(pk=value).exists() else None  # type: ignore[attr-defined]
