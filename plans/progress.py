"""What the marks of a plan come to on a day: states of items and honest counts. Pure: no database, no clock.

Rules (product description, «Derived, never stored»):
- An occurrence is due when its window has ended, today included in the window. Open windows are never due by date.
- Late = due and not closed. Items for the whole year or by another plan are late only after the plan's end;
  on demand, by an event and not understood are never late.
- Done and cancelled close an occurrence; a cancelled one leaves the count altogether. Partly done does not close.
- Moved to a new date: the new date is the end of the window.
- An occurrence for several organisations is closed when each has closed it, or when the item itself was closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

SOON_DAYS = 14


class MarkState(StrEnum):
    """What a mark says; `NONE` is a mark taken back."""

    DONE = "done"
    PARTLY = "partly"
    IN_PROGRESS = "in_progress"
    MOVED = "moved"
    CANCELLED = "cancelled"
    NONE = "none"


CLOSING = frozenset({MarkState.DONE, MarkState.CANCELLED})


class ItemState(StrEnum):
    """State of an item on a day, worst first."""

    LATE = "late"
    IN_PROGRESS = "active"
    MOVED = "moved"
    AHEAD = "plan"
    DONE = "done"
    CANCELLED = "cancelled"


class Control(StrEnum):
    """What the end of an item's window is worth."""

    DATED = "dated"  # the window's end
    PLAN_END = "plan_end"  # only the plan's end
    NEVER = "never"  # no control date at all


@dataclass(frozen=True, slots=True)
class MarkFact:
    """The mark that counts for one organisation (or for the item itself: `organization_id` None)."""

    state: MarkState
    organization_id: int | None = None
    fact_on: date | None = None
    moved_to: date | None = None


@dataclass(frozen=True, slots=True)
class OccurrenceFact:
    """One window of an item with its counting marks."""

    ends_on: date | None
    starts_on: date | None = None
    marks: tuple[MarkFact, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemFact:
    """All that the count needs of one item; `organization_ids`: who must tick it, each for herself."""

    control: Control
    occurrences: tuple[OccurrenceFact, ...]
    organization_ids: frozenset[int] = frozenset()
    needed: int | None = None  # occurrences expected, where they are counted


@dataclass(frozen=True, slots=True)
class Ticks:
    """«9 из 11 отметились»: organisations that closed an occurrence."""

    closed: int
    needed: int


@dataclass(frozen=True, slots=True)
class ItemProgress:
    """State of one item on a day. Counts are of occurrences without the cancelled ones; closed_due ≤ due ≤ total."""

    state: ItemState
    total: int
    closed: int
    due: int
    closed_due: int
    next_due_on: date | None
    late_days: int
    is_soon: bool
    has_control: bool
    has_mark: bool
    ticks: Ticks | None

    @property
    def is_due(self) -> bool:
        """The item counts in «пунктов с наступившим сроком»: its last date has come, or something in it is late."""
        return self.total > 0 and (self.due == self.total or self.state is ItemState.LATE)

    @property
    def is_repeated(self) -> bool:
        """Shown as «3 из 10»."""
        return self.total > 1


@dataclass(frozen=True, slots=True)
class PlanProgress:
    """Counts of a plan on a day; `done_due` ≤ `due` ≤ `items`, the states add up to `items`."""

    as_of: date
    items: int
    due: int
    done_due: int
    percent: int | None
    without_control: int
    states: dict[ItemState, int] = field(default_factory=dict)

    def count(self, state: ItemState) -> int:
        """Items in a state."""
        return self.states.get(state, 0)


def latest_marks(marks: Iterable[MarkFact]) -> tuple[MarkFact, ...]:
    """Keep of marks in order of writing the last of each organisation, without those taken back."""
    last = {mark.organization_id: mark for mark in marks}
    return tuple(mark for mark in last.values() if mark.state is not MarkState.NONE)


def occurrence_mark(fact: OccurrenceFact, organizations: frozenset[int]) -> MarkFact | None:
    """Give the mark an occurrence stands at; with several organisations it is closed only when all closed it."""
    by_organization = {mark.organization_id: mark for mark in fact.marks}
    own = by_organization.get(None)
    if own is not None and own.state in CLOSING:
        return own
    given = [mark for mark in fact.marks if mark.organization_id in organizations]
    if organizations:
        if len(given) == len(organizations) and all(mark.state in CLOSING for mark in given):
            return next((mark for mark in given if mark.state is MarkState.DONE), given[0])
        if own is None and given:
            return MarkFact(MarkState.IN_PROGRESS)
        return own
    return own or next(iter(fact.marks), None)


def item_progress(item: ItemFact, plan_ends_on: date, today: date) -> ItemProgress:
    """Work out the state of one item on `today`, a date in the project's time zone."""
    marks = [occurrence_mark(fact, item.organization_ids) for fact in item.occurrences]
    windows = [
        (fact, mark, _end(fact, mark, item.control, plan_ends_on))
        for fact, mark in zip(item.occurrences, marks, strict=True)
        if mark is None or mark.state is not MarkState.CANCELLED
    ]
    closed = [mark is not None and mark.state in CLOSING for _, mark, _ in windows]
    # An item without a control date enters the count only when it is marked done.
    is_due = [
        (end is not None and end < today) or (end is None and done)
        for (_, _, end), done in zip(windows, closed, strict=True)
    ]
    overdue = [
        end for (_, _, end), done in zip(windows, closed, strict=True) if not done and end is not None and end < today
    ]
    open_ends = [end for (_, _, end), done in zip(windows, closed, strict=True) if not done and end and end >= today]
    next_due = min(open_ends, default=None)
    return ItemProgress(
        state=_state(windows, closed, overdue, today),
        total=len(windows),
        closed=sum(closed),
        due=sum(is_due),
        closed_due=sum(due and done for due, done in zip(is_due, closed, strict=True)),
        next_due_on=next_due,
        late_days=(today - min(overdue)).days if overdue else 0,
        is_soon=next_due is not None and next_due - today <= timedelta(days=SOON_DAYS),
        has_control=item.control is not Control.NEVER and any(end for _, _, end in windows),
        has_mark=any(marks) or any(fact.marks for fact in item.occurrences),
        ticks=_ticks(item, today),
    )


def plan_progress(items: Sequence[ItemProgress], today: date) -> PlanProgress:
    """Add items up. Percent = closed ÷ due occurrences, each item weighing 1 whatever its number of occurrences.

    `None` where nothing is due yet: a percent of nothing would say something untrue.
    """
    states: dict[ItemState, int] = {}
    for item in items:
        states[item.state] = states.get(item.state, 0) + 1
    due = [item for item in items if item.is_due]
    weight = sum((Fraction(item.due, item.total) for item in items if item.total), Fraction(0))
    closed = sum((Fraction(item.closed_due, item.total) for item in items if item.total), Fraction(0))
    return PlanProgress(
        as_of=today,
        items=len(items),
        due=len(due),
        done_due=sum(item.state is ItemState.DONE for item in due),
        percent=int(100 * closed / weight) if weight else None,
        without_control=sum(not item.has_control for item in items),
        states=states,
    )


def _end(fact: OccurrenceFact, mark: MarkFact | None, control: Control, plan_ends_on: date) -> date | None:
    if mark is not None and mark.state is MarkState.MOVED and mark.moved_to is not None:
        return mark.moved_to
    if control is Control.NEVER:
        return None
    if control is Control.PLAN_END:
        return max(fact.ends_on, plan_ends_on) if fact.ends_on else plan_ends_on
    return fact.ends_on


def _state(
    windows: list[tuple[OccurrenceFact, MarkFact | None, date | None]],
    closed: list[bool],
    overdue: list[date],
    today: date,
) -> ItemState:
    if not windows:
        return ItemState.CANCELLED
    if all(closed):
        return ItemState.DONE
    if overdue:
        return ItemState.LATE
    open_marks = [mark.state for (_, mark, _), done in zip(windows, closed, strict=True) if mark and not done]
    if open_marks and all(state is MarkState.MOVED for state in open_marks) and not any(closed):
        return ItemState.MOVED
    begun = any(
        fact.starts_on is not None and fact.starts_on <= today
        for (fact, _, _), done in zip(windows, closed, strict=True)
        if not done
    )
    return ItemState.IN_PROGRESS if open_marks or any(closed) or begun else ItemState.AHEAD


def _ticks(item: ItemFact, today: date) -> Ticks | None:
    """Count ticks of the window that matters now: the first not over yet, else the last."""
    if not item.organization_ids or not item.occurrences:
        return None
    current = next(
        (fact for fact in item.occurrences if fact.ends_on is None or fact.ends_on >= today),
        item.occurrences[-1],
    )
    closed = {mark.organization_id for mark in current.marks if mark.state in CLOSING}
    return Ticks(closed=len(closed & item.organization_ids), needed=len(item.organization_ids))
