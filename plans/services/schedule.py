"""Deadlines of items and the occurrences that follow from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from simple_history.utils import bulk_create_with_history

from network.models import User
from network.services.history import delete_signed, save_signed
from plans.models import CompletionMark, Deadline, Occurrence, PlanItem
from plans.progress import MarkState
from plans.text.deadlines import DeadlineReading, Window, explain_deadline
from plans.text.occurrences import occurrence_windows
from plans.text.period import PlanPeriod
from plans.text.school_calendar import SchoolCalendar

BATCH = 500
MAX_EXPLANATION = 500
MAX_LABEL = 200
# Occurrences are renumbered by way of numbers that no item reaches: the order is unique within an item.
ASIDE = 10_000


@transaction.atomic
def set_deadline(
    item: PlanItem,
    reading: DeadlineReading,
    period: PlanPeriod,
    calendar: SchoolCalendar,
    *,
    actor: User | None,
    source: Deadline.Source = Deadline.Source.PARSED,
) -> Deadline:
    """Write what the deadline of an item was understood to mean and the occurrences that follow from it.

    Calling it again with the same reading changes nothing. An occurrence that bears a mark is neither deleted nor
    changed: it stays beside the new ones.
    """
    deadline = Deadline.objects.filter(item=item).first() or Deadline(item=item)
    understood = _understood(reading, source)
    if deadline.pk is None or any(getattr(deadline, name) != value for name, value in understood.items()):
        for name, value in understood.items():
            setattr(deadline, name, value)
        save_signed(deadline, actor)
    item.deadline = deadline
    _set_occurrences(item, occurrence_windows(reading, period, calendar), actor)
    return deadline


@transaction.atomic
def schedule_items(
    items_with_readings: Iterable[tuple[PlanItem, DeadlineReading]],
    period: PlanPeriod,
    calendar: SchoolCalendar,
    *,
    actor: User | None,
    source: Deadline.Source = Deadline.Source.PARSED,
) -> None:
    """Write deadlines and occurrences of items that have none yet, thousands at once, with their history."""
    pairs = list(items_with_readings)
    deadlines = [Deadline(item=item, **_understood(reading, source)) for item, reading in pairs]
    bulk_create_with_history(deadlines, Deadline, batch_size=BATCH, default_user=actor)
    occurrences = [
        _occurrence(item, order, window)
        for item, reading in pairs
        for order, window in enumerate(occurrence_windows(reading, period, calendar))
    ]
    bulk_create_with_history(occurrences, Occurrence, batch_size=BATCH, default_user=actor)


def _understood(reading: DeadlineReading, source: Deadline.Source) -> dict[str, Any]:
    return {
        "text": reading.text,
        "kind": reading.kind.value,
        "starts_on": reading.start,
        "ends_on": reading.end,
        "recurrence": reading.recurrence.value,
        "interval": reading.interval,
        "expected_count": reading.occurrences,
        "explanation": explain_deadline(reading)[:MAX_EXPLANATION],
        "warnings": list(reading.warnings),
        "source": source.value,
    }


def _occurrence(item: PlanItem, order: int, window: Window) -> Occurrence:
    return Occurrence(
        item=item,
        order=order,
        label=window.label[:MAX_LABEL],
        title=window.title,
        starts_on=window.start,
        ends_on=window.end,
    )


def _set_occurrences(item: PlanItem, windows: Sequence[Window], actor: User | None) -> None:
    """Bring the occurrences of an item to `windows`: equal ones stay, free ones are moved, missing ones are added."""
    existing = list(Occurrence.objects.filter(item=item).order_by("order", "pk"))
    bearing, touched = _bearing_marks(item)
    fitting, missing = _match(existing, windows)
    spare = [row for row in existing if row not in fitting.values() and row.pk not in bearing]
    rows: list[Occurrence] = []
    for number, window in enumerate(windows):
        row = fitting.get(number) or (spare.pop(0) if number in missing and spare else Occurrence(item=item))
        row.starts_on, row.ends_on, row.title = window.start, window.end, window.title
        if row.pk not in bearing:
            row.label = window.label[:MAX_LABEL]
        rows.append(row)
    for row in spare:
        if row.pk not in touched:
            delete_signed(row, actor)
    kept = [row for row in existing if row not in rows and (row.pk in bearing or row.pk in touched)]
    _save_in_order(item, rows + kept, actor)


def _match(existing: list[Occurrence], windows: Sequence[Window]) -> tuple[dict[int, Occurrence], set[int]]:
    """Give windows that an occurrence has already, by number, and numbers of those that none has."""
    free = list(existing)
    fitting: dict[int, Occurrence] = {}
    for number, window in enumerate(windows):
        same = [row for row in free if (row.starts_on, row.ends_on) == (window.start, window.end)]
        found = next((row for row in same if row.title == window.title), next(iter(same), None))
        if found is not None:
            fitting[number] = found
            free.remove(found)
    return fitting, set(range(len(windows))) - set(fitting)


def _bearing_marks(item: PlanItem) -> tuple[set[int], set[int]]:
    """Ids of occurrences with a standing mark, and of those that were ever marked (which cannot be deleted)."""
    marks = CompletionMark.objects.filter(occurrence__item=item)
    latest = marks.values("occurrence", "organization").annotate(last=Max("pk")).values("last")
    standing = CompletionMark.objects.filter(pk__in=latest).exclude(state=MarkState.NONE)
    return set(standing.values_list("occurrence_id", flat=True)), set(marks.values_list("occurrence_id", flat=True))


def _save_in_order(item: PlanItem, rows: list[Occurrence], actor: User | None) -> None:
    """Save what changed; numbers of order are the portal's own and leave no history."""
    rows.sort(key=lambda row: row.ends_on or row.starts_on or date.max)
    saved = {row.pk: row for row in Occurrence.objects.filter(item=item)}
    if [row.pk for row in rows] != sorted(saved, key=lambda pk: saved[pk].order):
        Occurrence.objects.filter(item=item).update(order=F("order") + ASIDE)
    for order, row in enumerate(rows):
        row.order = order
        if row.pk in saved and _values(saved[row.pk]) == _values(row):
            Occurrence.objects.filter(pk=row.pk).exclude(order=order).update(order=order)
        else:
            save_signed(row, actor)


def _values(row: Occurrence) -> tuple[object, ...]:
    return row.label, row.title, row.starts_on, row.ends_on
