"""Deadlines of items and the occurrences that follow from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import transaction
from django.db.models import F
from simple_history.utils import bulk_create_with_history

from network.models import User
from network.services.history import delete_many_signed, delete_signed, save_signed
from plans.models import Deadline, EventLink, Occurrence, PlanItem
from plans.queries.readings import MAX_LABEL, kept_window, marked_windows, understood
from plans.text.deadlines import DeadlineReading, Window
from plans.text.occurrences import match_windows, occurrence_windows
from plans.text.period import PlanPeriod
from plans.text.school_calendar import SchoolCalendar

BATCH = 500
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
    values = understood(reading) | {"source": source.value}
    if deadline.pk is None or any(getattr(deadline, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(deadline, name, value)
        save_signed(deadline, actor)
    item.deadline = deadline
    _set_occurrences(item, occurrence_windows(reading, period, calendar), actor)
    return deadline


@transaction.atomic
def restore_deadline(
    item: PlanItem, values: Mapping[str, object], windows: Sequence[Window], *, actor: User | None
) -> None:
    """Put the deadline of an item back as it stood once, with its windows; a window that bears a mark stays."""
    deadline = Deadline.objects.filter(item=item).first()
    if not values:
        if deadline is not None:
            delete_signed(deadline, actor)
    else:
        deadline = deadline or Deadline(item=item)
        for name, value in values.items():
            setattr(deadline, name, value)
        save_signed(deadline, actor)
    _set_occurrences(item, windows, actor)


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
    deadlines = [Deadline(item=item, **understood(reading), source=source.value) for item, reading in pairs]
    bulk_create_with_history(deadlines, Deadline, batch_size=BATCH, default_user=actor)
    occurrences = [
        _occurrence(item, order, window)
        for item, reading in pairs
        for order, window in enumerate(occurrence_windows(reading, period, calendar))
    ]
    bulk_create_with_history(occurrences, Occurrence, batch_size=BATCH, default_user=actor)


def delete_windows(rows: Sequence[Occurrence], *, actor: User | None) -> None:
    """Delete many windows without a mark, and take them out of the events they were."""
    ids = {row.pk for row in rows}
    for link in EventLink.objects.filter(occurrence__item__in={row.item_id for row in rows}).order_by("pk"):
        if link.occurrence_id in ids:
            delete_signed(link, actor)
    delete_many_signed(rows, actor)


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
    """Bring the occurrences of an item to `windows`: equal ones stay, free ones are moved, missing ones are added.

    What people added by hand stays beside them.
    """
    every = list(Occurrence.objects.filter(item=item).order_by("order", "pk"))
    bearing, touched = marked_windows([item.pk])
    existing = [row for row in every if not row.is_ad_hoc]
    fitting = {
        number: existing[place]
        for number, place in match_windows([kept_window(row, bearing, touched) for row in existing], windows).items()
    }
    spare = [row for row in existing if row not in fitting.values() and row.pk not in bearing]
    rows: list[Occurrence] = []
    for number, window in enumerate(windows):
        row = fitting.get(number) or (spare.pop(0) if spare else Occurrence(item=item))
        if row.pk in bearing:
            row.title = window.title
        else:
            row.starts_on, row.ends_on, row.title = window.start, window.end, window.title
            row.label = window.label[:MAX_LABEL]
        rows.append(row)
    for row in spare:
        if row.pk not in touched:
            delete_signed(row, actor)
    kept = [row for row in every if row not in rows and (row.is_ad_hoc or row.pk in bearing or row.pk in touched)]
    _save_in_order(item, rows + kept, actor)


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
