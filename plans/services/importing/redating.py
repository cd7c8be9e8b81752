"""New deadlines of items that stand in a plan, thousands at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from simple_history.utils import bulk_create_with_history

from network.models import User
from network.services.history import save_many_signed
from plans.models import Deadline, Occurrence, PlanItem
from plans.queries.readings import MAX_LABEL, marked_windows, understood
from plans.services.schedule import delete_windows, set_deadline
from plans.text.deadlines import DeadlineReading, Window
from plans.text.occurrences import occurrence_windows
from plans.text.period import PlanPeriod
from plans.text.school_calendar import SchoolCalendar

BATCH = 300
WINDOW_FIELDS = ["label", "title", "starts_on", "ends_on"]


@dataclass(frozen=True, slots=True)
class Redated:
    """An item that stands, and how its deadline is understood from now on, by whom."""

    item: PlanItem
    reading: DeadlineReading
    source: Deadline.Source


def redate_items(given: Sequence[Redated], period: PlanPeriod, calendar: SchoolCalendar, *, actor: User | None) -> None:
    """Write new deadlines and their windows, the same as `set_deadline` for each item but in a few queries for all.

    Items that were ever marked, or have windows added by hand, go through `set_deadline` itself: it knows what to keep.
    """
    ids = [one.item.pk for one in given]
    _, touched = marked_windows(ids)
    windows: dict[int, list[Occurrence]] = defaultdict(list)
    for window in Occurrence.objects.filter(item__in=ids).order_by("item_id", "order"):
        windows[window.item_id].append(window)
    plain: list[Redated] = []
    for one in given:
        is_kept = any(window.is_ad_hoc or window.pk in touched for window in windows[one.item.pk])
        if is_kept or not hasattr(one.item, "deadline"):
            set_deadline(one.item, one.reading, period, calendar, actor=actor, source=one.source)
        else:
            plain.append(one)
    _write_deadlines(plain, actor)
    work = _Windows()
    for one in plain:
        work.fit(one.item, windows[one.item.pk], occurrence_windows(one.reading, period, calendar))
    work.write(actor)


def _write_deadlines(plain: Sequence[Redated], actor: User | None) -> None:
    names: set[str] = set()
    for one in plain:
        values = understood(one.reading) | {"source": one.source.value}
        names |= values.keys()
        for name, value in values.items():
            setattr(one.item.deadline, name, value)
    deadlines = [one.item.deadline for one in plain]
    save_many_signed(deadlines, sorted(names), actor)


class _Windows:
    """Windows of many items: changed, added, superfluous."""

    def __init__(self) -> None:
        self.changed: list[Occurrence] = []
        self.added: list[Occurrence] = []
        self.spare: list[Occurrence] = []

    def fit(self, item: PlanItem, old: Sequence[Occurrence], new: Sequence[Window]) -> None:
        """Bring the windows of an item, none of which was ever marked, to the new ones in order of time."""
        wanted = sorted(new, key=lambda window: window.end or window.start or date.max)
        for row, window in zip(old, wanted, strict=False):
            before = _values(row)
            _put(row, window)
            if _values(row) != before:
                self.changed.append(row)
        first = old[-1].order + 1 if old else 0
        for order, window in enumerate(wanted[len(old) :], first):
            self.added.append(_put(Occurrence(item=item, order=order), window))
        self.spare += old[len(wanted) :]

    def write(self, actor: User | None) -> None:
        """Write them all."""
        save_many_signed(self.changed, WINDOW_FIELDS, actor)
        bulk_create_with_history(self.added, Occurrence, batch_size=BATCH, default_user=actor)
        delete_windows(self.spare, actor=actor)


def _put(row: Occurrence, window: Window) -> Occurrence:
    row.label, row.title = window.label[:MAX_LABEL], window.title
    row.starts_on, row.ends_on = window.start, window.end
    return row


def _values(row: Occurrence) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in WINDOW_FIELDS)
