"""Editing of items: two people at one item lose nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from simple_history.utils import get_history_manager_for_model

from network.models import User
from plans.models import Deadline, PlanItem
from plans.models.items import LINK_FIELDS, TEXT_FIELDS
from plans.queries.readings import calendar_of, given_reading, period_of
from plans.services.responsibles import set_responsibles
from plans.services.schedule import set_deadline
from plans.services.structure.action import Action
from plans.services.structure.edits import ItemRecord, record_edit
from plans.text.deadlines import DeadlineKind, DeadlineReading, Recurrence, read_deadline
from plans.text.period import PlanPeriod
from plans.text.school_calendar import SchoolCalendar
from portal.text.clean import clean_text

RECURRENCE_WORDS = {
    Recurrence.WEEKLY: "еженедельно",
    Recurrence.MONTHLY: "ежемесячно",
    Recurrence.QUARTERLY: "ежеквартально",
    Recurrence.SCHOOL_QUARTER: "1 раз в четверть",
    Recurrence.HALF_YEAR: "1 раз в полугодие",
    Recurrence.YEARLY: "ежегодно",
}

NO_TITLE = "Напишите, что это за мероприятие: без названия пункт не сохранить."
GONE = "Пункт уже убрали из плана: сохранять правку некуда."
FOREIGN_SECTION = "Такого раздела в этом плане нет."
FOREIGN_STAGE = "Такого этапа в этом проекте нет."
FOREIGN_DIRECTION = "Такого направления в этом проекте нет."


class Conflict(Exception):  # noqa: N818 - not an error of anybody: two people worked at once
    """Somebody changed the item since it was opened; `current` is the item as it stands now."""

    def __init__(self, current: PlanItem) -> None:
        super().__init__("Пункт изменил кто-то другой, пока вы его правили.")
        self.current = current


@dataclass(frozen=True, slots=True)
class ManualDeadline:
    """The reading a person gave by hand: one window of a kind, or a recurrence."""

    kind: DeadlineKind
    starts_on: date | None = None
    ends_on: date | None = None
    recurrence: Recurrence = Recurrence.NONE


@transaction.atomic
def update_item(
    item_id: int,
    expected_version: int,
    changes: Mapping[str, object],
    *,
    actor: User | None,
    deadline_text: str | None = None,
    deadline: ManualDeadline | None = None,
    reason: str = "",
) -> PlanItem:
    """Change an item if nobody has since `expected_version`; returns it as it stands.

    `changes`: by field of `TEXT_FIELDS` and `LINK_FIELDS`; `extra`: words of own columns by their number. A new
    `deadline_text` is read again, unless `deadline` says how to understand it; new words of «Ответственный» are read
    again too; a new section puts the item at its end. All is recorded with the `reason`, which an approved plan needs.
    Raises Conflict, or ValidationError by field in Russian.
    """
    item = _standing(item_id)
    values = {name: _clean(item, name, value) for name, value in changes.items()}
    _require_valid(item, values)
    differs = {name: value for name, value in values.items() if getattr(item, name) != value}
    reading = _reading(item, deadline_text, deadline)
    if item.version != expected_version:
        raise Conflict(item)
    if not differs and reading is None:
        return item
    if {"section", "number"} & set(differs):
        action = Action.start(item.plan_id, None, actor=actor, reason=reason)
    else:
        action = Action.beside(item.plan, actor=actor, reason=reason)
    stood = ItemRecord.of(item)
    # The version in WHERE is what holds: between the read above and this line somebody else may have written.
    changed = PlanItem.objects.filter(pk=item_id, version=expected_version).update(**differs, version=F("version") + 1)
    if not changed:
        raise Conflict(_standing(item_id))
    item.refresh_from_db(fields=[*differs, "version"])
    # `QuerySet.update` leaves no trace of its own.
    get_history_manager_for_model(PlanItem).bulk_history_create([item], update=True, default_user=actor)
    if reading is not None:
        source = Deadline.Source.MANUAL if deadline is not None else Deadline.Source.PARSED
        set_deadline(item, reading, period_of(item.plan), calendar_of(item.plan), actor=actor, source=source)
    if "responsible_text" in differs:
        set_responsibles(item, item.responsible_text, actor=actor)
    record_edit(action, stood, item)
    item.refresh_from_db(fields=["number", "version"])
    return item


def manual_reading(text: str, given: ManualDeadline, period: PlanPeriod, calendar: SchoolCalendar) -> DeadlineReading:
    """The reading a person gave, in the shape of one read by the grammar; a recurrence is that of its usual words."""
    if given.recurrence is not Recurrence.NONE:
        return replace(read_deadline(RECURRENCE_WORDS[given.recurrence], period, calendar=calendar), text=text)
    return given_reading(text, given.kind, given.starts_on, given.ends_on)


def _reading(item: PlanItem, text: str | None, manual: ManualDeadline | None) -> DeadlineReading | None:
    """The new reading of the deadline, `None` where it stays as it is."""
    old = item.deadline.text if hasattr(item, "deadline") else ""
    words = clean_text(text).strip("\n") if text is not None else old
    if manual is not None:
        return manual_reading(words, manual, period_of(item.plan), calendar_of(item.plan))
    if words == old:
        return None
    heading = item.section.title if item.section else ""
    return read_deadline(words, period_of(item.plan), heading=heading, calendar=calendar_of(item.plan))


def _standing(item_id: int) -> PlanItem:
    """The item with what its editing needs; raises ValidationError where it was taken out meanwhile."""
    wanted = PlanItem.objects.select_related("plan__project__organization", "section", "deadline")
    item = wanted.filter(pk=item_id).first()
    if item is None:
        raise ValidationError(GONE)
    return item


def _clean(item: PlanItem, name: str, value: object) -> object:
    if name in TEXT_FIELDS:
        return clean_text(str(value)).strip()
    if name in LINK_FIELDS:
        return value
    if name == "extra" and isinstance(value, Mapping):
        words = item.extra | {str(number): clean_text(str(text)).strip() for number, text in value.items()}
        return {number: text for number, text in words.items() if text}
    raise ValueError(name)


def _require_valid(item: PlanItem, values: Mapping[str, object]) -> None:
    errors: dict[str, str] = {}
    if not values.get("title", item.title):
        errors["title"] = NO_TITLE
    plan = item.plan
    owners = {"section": plan.pk, "stage": plan.project_id, "direction": plan.project_id}
    words = {"section": FOREIGN_SECTION, "stage": FOREIGN_STAGE, "direction": FOREIGN_DIRECTION}
    for name in LINK_FIELDS:
        row = values.get(name)
        owner = getattr(row, "plan_id" if name == "section" else "project_id", None)
        if row is not None and owner != owners[name]:
            errors[name] = words[name]
    if errors:
        raise ValidationError(dict(errors))
