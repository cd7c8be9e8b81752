"""Who changed an item, when, and what from and to: read from the audit trail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from simple_history.utils import get_history_manager_for_model

from network.models import User
from plans.models import Deadline, PlanItem, Section
from plans.models.items import TEXT_FIELDS
from portal.text.russian import date_short
from projects.models import Direction, Stage

LINK_IDS: dict[str, type[Model]] = {"section_id": Section, "stage_id": Stage, "direction_id": Direction}
ITEM_FIELDS = (*TEXT_FIELDS, *LINK_IDS)
DEADLINE_FIELDS = ("text", "kind", "starts_on", "ends_on", "recurrence", "source")
NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one edit, in Russian."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Edit:
    """What one person changed at once."""

    made_at: datetime
    author: User | None
    changes: tuple[Change, ...]


def item_edits(item: PlanItem) -> list[Edit]:
    """Edits of an item's words and of its deadline, newest first; how it first came is not an edit."""
    edits = [*_edits(PlanItem, ITEM_FIELDS, id=item.pk), *_edits(Deadline, DEADLINE_FIELDS, item_id=item.pk)]
    return sorted(edits, key=lambda edit: edit.made_at, reverse=True)


def item_at_version(item: PlanItem, version: int) -> dict[str, Any]:
    """Words of the item as they were in a version, empty if the trail does not know it."""
    trail = get_history_manager_for_model(PlanItem).filter(id=item.pk, version=version)
    return trail.order_by("-history_id").values(*ITEM_FIELDS, "extra").first() or {}


def _edits(model: type[Model], fields: tuple[str, ...], **key: int) -> Iterator[Edit]:
    trail = get_history_manager_for_model(model).filter(**key).select_related("history_user__person")
    before = None
    for row in trail.order_by("history_id"):
        if before is not None:
            changed = [name for name in fields if getattr(before, name) != getattr(row, name)]
            changes = tuple(
                Change(_label(model, name), _words(model, before, name), _words(model, row, name)) for name in changed
            )
            if changes:
                yield Edit(row.history_date, row.history_user, changes)
        before = row


def _label(model: type[Model], name: str) -> str:
    return str(model._meta.get_field(name.removesuffix("_id")).verbose_name)  # type: ignore[union-attr]


def _words(model: type[Model], row: Any, name: str) -> str:
    value = getattr(row, name)
    if value in (None, ""):
        return NOTHING
    if name in LINK_IDS:
        linked = LINK_IDS[name]._default_manager.filter(pk=value).first()
        return str(linked) if linked else NOTHING
    if isinstance(value, date):
        return date_short(value)
    choices = dict(model._meta.get_field(name).flatchoices)  # type: ignore[union-attr]
    return str(choices.get(value, value))
