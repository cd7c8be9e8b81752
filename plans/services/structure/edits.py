"""What an edit of an item changed: recorded kind by kind, so that each can be read and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from plans.models import PlanChange, PlanItem
from plans.models.items import TEXT_FIELDS
from plans.outline import item_key, levelled, moved_after, section_key
from plans.services.responsibles import responsibles_record
from plans.services.structure.action import Action
from plans.services.structure.items import placed, row_place
from plans.services.structure.record import deadline_record

FIELDS = (
    *(name for name in TEXT_FIELDS if name not in {"number", "responsible_text"}),
    "stage_id",
    "direction_id",
    "extra",
)


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """An item in plain values at one moment."""

    name: str
    section: int | None
    number: str
    fields: dict[str, Any]
    deadline: dict[str, Any]
    responsibles: dict[str, Any]

    @classmethod
    def of(cls, item: PlanItem) -> ItemRecord:
        """The item as it stands, its deadline and responsibles read from the database."""
        return cls(
            name=str(item),
            section=item.section_id,
            number=item.number,
            fields={name: getattr(item, name) for name in FIELDS},
            deadline=deadline_record(item),
            responsibles={"words": item.responsible_text, "parties": responsibles_record(item)},
        )


def record_edit(action: Action, stood: ItemRecord, item: PlanItem) -> None:
    """Note what an edit changed, put the item at the end of a new section, and write the rows."""
    stands = ItemRecord.of(item)
    changed = [name for name in FIELDS if stood.fields[name] != stands.fields[name]]
    if changed:
        action.record(
            PlanChange.Kind.REWORDED,
            stood.name,
            item=item,
            before={"fields": {name: stood.fields[name] for name in changed}},
            after={"fields": {name: stands.fields[name] for name in changed}},
        )
    if stood.deadline != stands.deadline:
        action.record(
            PlanChange.Kind.REDATED,
            stood.name,
            item=item,
            before={"deadline": stood.deadline},
            after={"deadline": stands.deadline},
        )
    if stood.responsibles != stands.responsibles:
        action.record(
            PlanChange.Kind.REASSIGNED, stood.name, item=item, before=stood.responsibles, after=stands.responsibles
        )
    if stood.number != stands.number:
        action.record(
            PlanChange.Kind.RENUMBERED,
            stood.name,
            item=item,
            before={"numbers": {str(item.pk): stood.number}},
            after={"numbers": {str(item.pk): stands.number}},
        )
    if stood.section == stands.section:
        action.save()
    else:
        _move(action, stood, item)


def _move(action: Action, stood: ItemRecord, item: PlanItem) -> None:
    """The item goes below the last item of its new section, before the sections inside it."""
    before, key = action.before.lines, item_key(item.pk)
    anchor = section_key(item.section_id) if item.section_id else None
    place = next((index + 1 for index, line in enumerate(before) if line.key == anchor), 0)
    while place < len(before) and not before[place].is_section:
        anchor, place = before[place].key if before[place].key != key else anchor, place + 1
    lines = levelled(placed(lambda: moved_after(before, key, anchor)))
    action.record(
        PlanChange.Kind.MOVED,
        stood.name,
        item=item,
        before=row_place(action, before, key),
        after=row_place(action, lines, key),
    )
    action.finish(lines)
