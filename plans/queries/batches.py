"""What people changed in a plan, action by action, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Max

from plans.models import Plan, PlanChange
from portal.text.russian import plural
from portal.text.short import shortened

CHANGE_WORDS = 90
CHANGES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class ChangeBatch:
    """What one action changed: its changes in words, who, when and why; whether it was taken back."""

    batch: UUID
    changes: tuple[PlanChange, ...]
    lines: tuple[str, ...]
    is_undone: bool

    @property
    def first(self) -> PlanChange:
        """The change that names the author, the day and the reason."""
        return self.changes[0]

    @property
    def is_undo(self) -> bool:
        """The action took another one back."""
        return self.first.undoes_id is not None


def structure_changes(plan: Plan, limit: int) -> tuple[list[ChangeBatch], bool]:
    """The last actions on a plan, newest first, and whether there are older ones; three queries."""
    wanted = PlanChange.objects.filter(plan=plan)
    newest = list(wanted.values("batch").annotate(last=Max("pk")).order_by("-last")[: limit + 1])
    batches: dict[UUID, list[PlanChange]] = {row["batch"]: [] for row in newest[:limit]}
    changes = wanted.filter(batch__in=batches).select_related("author__person", "item").order_by("pk")
    for change in changes.prefetch_related("undone_by__undone_by"):
        batches[change.batch].append(change)
    found = [
        ChangeBatch(
            batch=batch,
            changes=tuple(rows),
            lines=tuple(change_words(change) for change in rows[:CHANGES_SHOWN]) + _rest(len(rows) - CHANGES_SHOWN),
            is_undone=any(not undo.undone_by.all() for change in rows for undo in change.undone_by.all()),
        )
        for batch, rows in batches.items()
    ]
    return found, len(newest) > limit


def change_words(change: PlanChange) -> str:
    """One change in words: «Убран пункт «…»», «Срок: октябрь 2022 → ноябрь 2022»."""
    subject, before, after = f"«{_short(change.subject)}»", change.before, change.after
    words = f"{change.get_kind_display().capitalize()}: {subject}"
    match change.kind:
        case "added" | "removed" if "is_removed" in after:
            words = f"{'Убран' if after['is_removed'] else 'Добавлен'} пункт {subject}"
        case "moved":
            words = f"Переставлен пункт {subject}{_arrow(_section(before), _section(after))}"
        case "redated" if "deadline" in before and "deadline" in after:
            texts = [record["deadline"].get("text") or "без срока" for record in (before, after)]
            words = f"Срок пункта {subject}{_arrow(*texts) or ' понят иначе'}"
        case "reassigned" if "words" in before and "words" in after:
            words = f"Ответственный в пункте {subject}{_arrow(before['words'] or '—', after['words'] or '—')}"
        case "renumbered" if "numbers" in after:
            words = _numbers_words(before, after)
        case "section":
            words = _section_words(subject, before, after)
    return words


def _section(record: Mapping[str, Any]) -> str:
    return record.get("section_title") or "вне разделов"


def _arrow(before: str, after: str) -> str:
    return f": {_short(before)} → {_short(after)}" if before != after else ""


def _section_words(subject: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    if "title" in before and "title" in after:
        return f"Раздел «{_short(before['title'])}» назван «{_short(after['title'])}»"
    if "sections" in after:
        return f"Добавлен раздел {subject}"
    return f"{'Убран' if 'sections' in before else 'Переставлен'} раздел {subject}"


def _numbers_words(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    count = len(after.get("numbers", {}))
    words = f"Новые номера: {count} {plural(count, 'пункт', 'пункта', 'пунктов')}"
    if before.get("numbering") != after.get("numbering"):
        labels = dict(Plan.Numbering.choices)
        words = f"Нумерация: {labels.get(before['numbering'])} → {labels.get(after['numbering'])}. {words}"
    return words


def _short(text: str) -> str:
    return shortened(str(text), CHANGE_WORDS)


def _rest(count: int) -> tuple[str, ...]:
    return (f"и ещё {count} {plural(count, 'изменение', 'изменения', 'изменений')}",) if count > 0 else ()
