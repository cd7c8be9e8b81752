"""Windows of the items of several plans as a calendar shows them: by day, within a month, overdue, without a date."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from plans.models import Plan, PlanItem
from plans.progress import (
    Control,
    ItemState,
)
from plans.queries.table import ItemRow, OccurrenceRow, control_of, item_rows
from plans.text.deadlines import DeadlineKind
from portal.text.russian import date_range_short, date_short

LONGEST_BY_DAYS = 7
SHOWN_A_DAY = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """A window of an item: the days it stands at (a moved one at its new day), its own state, not the item's.

    `is_whole`: it lasts for the whole plan and has no date of its own.
    """

    row: ItemRow
    window: OccurrenceRow
    starts_on: date | None
    ends_on: date | None
    state: ItemState
    is_moved: bool
    is_whole: bool

    @property
    def last_day(self) -> date | None:
        """The day it is looked for at: its end, or its beginning where it has no end."""
        return self.ends_on or self.starts_on

    @property
    def is_by_days(self) -> bool:
        """It stands at days; a longer one stands within its months."""
        if self.starts_on is None or self.ends_on is None:
            return True
        return (self.ends_on - self.starts_on).days < LONGEST_BY_DAYS

    @property
    def when(self) -> str:
        """«03.10–05.10.2022», «до 20.10.2022», «с 10.01.2023»; nothing for a single day or no day at all."""
        if self.is_moved and self.ends_on:
            return f"перенесён на {date_short(self.ends_on)}"
        if self.starts_on and self.ends_on:
            return date_range_short(self.starts_on, self.ends_on) if self.starts_on != self.ends_on else ""
        if self.ends_on:
            return f"до {date_short(self.ends_on)}"
        return f"с {date_short(self.starts_on)}" if self.starts_on else ""

    def touches(self, first: date, last: date) -> bool:
        """Some day of it lies between the two, both included."""
        start, end = self.starts_on or self.ends_on, self.ends_on or self.starts_on
        return start is not None and end is not None and start <= last and end >= first


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the month's table with the windows that stand at it; `closing`: how many longer ones end on it."""

    day: date
    entries: tuple[Entry, ...]
    is_inside: bool
    is_today: bool
    closing: int = 0

    @property
    def shown(self) -> tuple[Entry, ...]:
        """As many as the table has room for."""
        return self.entries[:SHOWN_A_DAY]

    @property
    def rest(self) -> int:
        """How many more there are."""
        return max(len(self.entries) - SHOWN_A_DAY, 0)


@dataclass(frozen=True, slots=True)
class MonthPage:
    """A month: whole weeks from Monday, and the windows that have no certain day in it."""

    first: date
    last: date
    weeks: tuple[tuple[Day, ...], ...]
    within: tuple[Entry, ...]

    @property
    def days(self) -> list[Day]:
        """Days of the month that hold something, in order."""
        return [day for week in self.weeks for day in week if day.is_inside and day.entries]

    @property
    def count(self) -> int:
        """Different windows the month holds."""
        met = {entry.window.occurrence.pk for day in self.days for entry in day.entries}
        return len(met | {entry.window.occurrence.pk for entry in self.within})


def rows_of_plans(plans: Sequence[Plan], today: date, readable: frozenset[int] | None) -> tuple[ItemRow, ...]:
    """Rows of several plans of one project in a fixed number of queries; plan by plan, as in the documents."""
    by_pk = {plan.pk: plan for plan in plans}
    rows = item_rows(PlanItem.objects.filter(plan__in=by_pk), by_pk, dict.fromkeys(by_pk, today), readable)
    places = {pk: place for place, pk in enumerate(by_pk)}
    return tuple(sorted(rows, key=lambda row: (places[row.item.plan_id], row.item.order, row.item.pk)))


def entries_of(rows: Iterable[ItemRow]) -> list[Entry]:
    """Every window of the rows, in their order."""
    return [_entry(row, window) for row in rows for window in row.occurrences]


def month_page(entries: Sequence[Entry], first: date, today: date) -> MonthPage:
    """Lay the windows out over the month that begins on `first`; overdue ones stand first everywhere."""
    last = date(first.year, first.month, calendar.monthrange(first.year, first.month)[1])
    dated = [entry for entry in entries if not entry.is_whole]
    by_day: dict[date, list[Entry]] = {}
    for entry in dated:
        for day in _days(entry, first, last):
            by_day.setdefault(day, []).append(entry)
    within = _ordered(entry for entry in dated if not entry.is_by_days and entry.touches(first, last))
    closing = Counter(entry.ends_on for entry in within)
    days = [first - timedelta(days=first.weekday()) + timedelta(days=number) for number in range(42)]
    weeks = [days[start : start + 7] for start in range(0, len(days), 7)]
    return MonthPage(
        first=first,
        last=last,
        weeks=tuple(
            tuple(
                Day(day, tuple(_ordered(by_day.get(day, []))), first <= day <= last, day == today, closing[day])
                for day in week
            )
            for week in weeks
            if week[0] <= last
        ),
        within=tuple(within),
    )


def overdue_rows(rows: Iterable[ItemRow]) -> list[ItemRow]:
    """Overdue items, the longest first."""
    late = [row for row in rows if row.progress.state is ItemState.LATE]
    return sorted(late, key=lambda row: -row.progress.late_days)


def months_of(plans: Sequence[Plan]) -> list[date]:
    """First days of the months of the plans' periods, those between them left out."""
    found = {
        date(number // 12, number % 12 + 1, 1)
        for plan in plans
        for number in range(
            plan.starts_on.year * 12 + plan.starts_on.month - 1, plan.ends_on.year * 12 + plan.ends_on.month
        )
    }
    return sorted(found)


def _entry(row: ItemRow, window: OccurrenceRow) -> Entry:
    occurrence, moved_to = window.occurrence, window.moved_to
    return Entry(
        row=row,
        window=window,
        starts_on=moved_to or occurrence.starts_on,
        ends_on=moved_to or occurrence.ends_on,
        state=window.progress.state,
        is_moved=moved_to is not None,
        is_whole=_control(row) is Control.PLAN_END and moved_to is None,
    )


def _control(row: ItemRow) -> Control:
    return control_of(row.item.deadline.kind if hasattr(row.item, "deadline") else DeadlineKind.UNKNOWN)


def _days(entry: Entry, first: date, last: date) -> Iterable[date]:
    start, end = entry.starts_on or entry.ends_on, entry.ends_on or entry.starts_on
    if not entry.is_by_days or start is None or end is None:
        return []
    days = [start + timedelta(days=number) for number in range((end - start).days + 1)]
    return [day for day in days if first <= day <= last]


def _ordered(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: (entry.state is not ItemState.LATE, entry.last_day or date.max))
