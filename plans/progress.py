"""What the marks of a plan come to on a day: states of items and honest counts. Pure: no database, no clock.

Rules (product description, «Derived, never stored»):
- An occurrence is due when its window has ended, today included in the window. Open windows are never due by date.
- Late = due and not closed. Items for the whole year or by another plan are late only after the plan's end;
  on demand, by an event and not understood are never late.
- Done and cancelled close an occurrence; a cancelled one leaves the count altogether. Partly done does not close.
- Moved to a new date: the new date is the end of the window.
- An occurrence without a control date counts in nothing but the state of its item.
- An occurrence for several organisations is closed when each has closed it, or when the item itself was closed.
- An organisation owes only the windows of its time in the project; one window may have a control date of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
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
    """One window of an item with its counting marks.

    `organization_ids`: who must tick this window, `None`: whoever must tick the item. `control`: what its own end is
    worth, `None`: as for the item (a day that a person set in an item on demand is a control date).
    """

    ends_on: date | None
    starts_on: date | None = None
    marks: tuple[MarkFact, ...] = ()
    organization_ids: frozenset[int] | None = None
    control: Control | None = None


@dataclass(frozen=True, slots=True)
class ItemFact:
    """All that the count needs of one item; `organization_ids`: who must tick it, each for herself."""

    control: Control
    occurrences: tuple[OccurrenceFact, ...]
    organization_ids: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Ticks:
    """«9 из 11 отметились»: organisations that closed an occurrence."""

    closed: int
    needed: int


@dataclass(frozen=True, slots=True)
class WindowProgress:
    """State of one window on a day; `due_on` is the day it is due by, the day it was moved to included.

    `mark` is the one it stands at, `organization_ids` who must tick it, `waiting_ids` those of them who have not.
    """

    state: ItemState
    starts_on: date | None
    due_on: date | None
    mark: MarkFact | None
    is_closed: bool
    organization_ids: frozenset[int] = frozenset()
    waiting_ids: frozenset[int] = frozenset()

    @property
    def ticks(self) -> Ticks | None:
        """«9 из 11»; nothing where no organisation is waited for."""
        needed = len(self.organization_ids)
        return Ticks(needed - len(self.waiting_ids), needed) if needed else None


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

    @property
    def is_apart(self) -> bool:
        """Open and without a date that controls it: told apart from what is at work and what lies ahead."""
        return not self.has_control and self.state in {ItemState.IN_PROGRESS, ItemState.AHEAD}


@dataclass(frozen=True, slots=True)
class PlanProgress:
    """Counts of a plan on a day; `done_due` ≤ `due` ≤ `items`, the states add up to `items`.

    `apart`: states of items told apart, open ones without a control date, on the screen and on paper alike.
    """

    as_of: date
    items: int
    due: int
    done_due: int
    percent: int | None
    without_control: int
    states: dict[ItemState, int] = field(default_factory=dict)
    apart: dict[ItemState, int] = field(default_factory=dict)

    def count(self, state: ItemState) -> int:
        """Items in a state."""
        return self.states.get(state, 0)

    def shown(self, state: ItemState) -> int:
        """Items told as being in a state: those told apart are left out."""
        return self.count(state) - self.apart.get(state, 0)

    @property
    def apart_count(self) -> int:
        """Items told apart."""
        return sum(self.apart.values())


def latest_marks(marks: Iterable[MarkFact]) -> tuple[MarkFact, ...]:
    """Keep of marks in order of writing the last of each organisation, without those taken back."""
    last = {mark.organization_id: mark for mark in marks}
    return tuple(mark for mark in last.values() if mark.state is not MarkState.NONE)


def occurrence_mark(fact: OccurrenceFact, organizations: frozenset[int]) -> MarkFact | None:
    """Give the mark an occurrence stands at; with several organisations it is closed only when all closed it."""
    marks = latest_marks(fact.marks)
    own = next((mark for mark in marks if mark.organization_id is None), None)
    if not organizations:
        return own or next(iter(marks), None)
    if own is not None and own.state in CLOSING:
        return own
    given = [mark for mark in marks if mark.organization_id in organizations]
    if len(given) == len(organizations) and all(mark.state in CLOSING for mark in given):
        return next((mark for mark in given if mark.state is MarkState.DONE), given[0])
    if own is None and given:
        return MarkFact(MarkState.IN_PROGRESS)
    return own


def item_progress(item: ItemFact, plan_ends_on: date, today: date) -> ItemProgress:
    """Work out the state of one item on `today`, a date in the project's time zone.

    An item whose occurrences were never written down counts as one open window.
    """
    occurrences = item.occurrences or (OccurrenceFact(None),)
    every = [window_progress(item, fact, plan_ends_on, today) for fact in occurrences]
    found = windows_progress(every, today, has_mark=any(latest_marks(fact.marks) for fact in occurrences))
    return found if item.occurrences else replace(found, ticks=None)


def windows_progress(every: Sequence[WindowProgress], today: date, *, has_mark: bool) -> ItemProgress:
    """Work out the state of an item that has just these windows."""
    windows = [window for window in every if window.state is not ItemState.CANCELLED]
    due = [window for window in windows if window.due_on is not None and window.due_on < today]
    open_ends = [window.due_on for window in windows if window.due_on is not None and not window.is_closed]
    overdue = [day for day in open_ends if day < today]
    next_due = min((day for day in open_ends if day >= today), default=None)
    return ItemProgress(
        state=_state(windows, today),
        total=len(windows),
        closed=sum(window.is_closed for window in windows),
        due=len(due),
        closed_due=sum(window.is_closed for window in due),
        next_due_on=next_due,
        late_days=(today - min(overdue)).days if overdue else 0,
        is_soon=next_due is not None and next_due - today <= timedelta(days=SOON_DAYS),
        has_control=any(window.due_on is not None for window in every),
        has_mark=has_mark,
        ticks=_ticks(every, today),
    )


def window_progress(item: ItemFact, fact: OccurrenceFact, plan_ends_on: date, today: date) -> WindowProgress:
    """Work out the state of one window of an item on `today`: that of an item which has no other."""
    needed = item.organization_ids if fact.organization_ids is None else fact.organization_ids
    mark = occurrence_mark(fact, needed)
    closed = {given.organization_id for given in latest_marks(fact.marks) if given.state in CLOSING}
    window = WindowProgress(
        state=ItemState.AHEAD,
        starts_on=fact.starts_on,
        due_on=control_date(fact.control or item.control, fact.ends_on, plan_ends_on, _moved_to(mark)),
        mark=mark,
        is_closed=mark is not None and mark.state in CLOSING,
        organization_ids=needed,
        waiting_ids=frozenset(pk for pk in needed if pk not in closed),
    )
    is_cancelled = mark is not None and mark.state is MarkState.CANCELLED
    return replace(window, state=_state([] if is_cancelled else [window], today))


def own_window(window: WindowProgress, mark: MarkFact | None, today: date) -> WindowProgress:
    """Give the window as it stands for one of those who tick it: only her mark (or the item's) counts."""
    alone = replace(
        window,
        mark=mark,
        due_on=_moved_to(mark) or window.due_on,
        is_closed=mark is not None and mark.state in CLOSING,
        organization_ids=frozenset(),
        waiting_ids=frozenset(),
    )
    is_cancelled = mark is not None and mark.state is MarkState.CANCELLED
    return replace(alone, state=_state([] if is_cancelled else [alone], today))


def control_date(control: Control, ends_on: date | None, plan_ends_on: date, moved_to: date | None) -> date | None:
    """The day a window is due by: the day it was moved to, else what its end is worth; `None` where there is none."""
    if moved_to is not None or control is Control.NEVER:
        return moved_to
    if control is Control.PLAN_END:
        return max(ends_on, plan_ends_on) if ends_on else plan_ends_on
    return ends_on


def plan_progress(items: Sequence[ItemProgress], today: date) -> PlanProgress:
    """Add items up. Percent = closed ÷ due occurrences, each item weighing 1 whatever its number of occurrences.

    `None` where nothing is due yet: a percent of nothing would say something untrue.
    """
    states = dict(Counter(item.state for item in items))
    apart = dict(Counter(item.state for item in items if item.is_apart))
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
        apart=apart,
    )


def _moved_to(mark: MarkFact | None) -> date | None:
    return mark.moved_to if mark is not None and mark.state is MarkState.MOVED else None


def state_shares(states: Iterable[ItemState]) -> tuple[int, int, int, int]:
    """How many items are done, late, under way (moved ones too) and ahead; cancelled ones are left out."""
    count = Counter(states)
    active = count[ItemState.IN_PROGRESS] + count[ItemState.MOVED]
    return count[ItemState.DONE], count[ItemState.LATE], active, count[ItemState.AHEAD]


def _state(windows: Sequence[WindowProgress], today: date) -> ItemState:
    if not windows:
        return ItemState.CANCELLED
    still_open = [window for window in windows if not window.is_closed]
    if not still_open:
        return ItemState.DONE
    if any(window.due_on is not None and window.due_on < today for window in still_open):
        return ItemState.LATE
    marks = [window.mark.state for window in still_open if window.mark]
    is_begun = any(window.starts_on is not None and window.starts_on <= today for window in still_open)
    has_closed = len(still_open) < len(windows)
    if marks and not has_closed and all(state is MarkState.MOVED for state in marks):
        return ItemState.MOVED
    return ItemState.IN_PROGRESS if marks or has_closed or is_begun else ItemState.AHEAD


def _ticks(windows: Sequence[WindowProgress], today: date) -> Ticks | None:
    """Count ticks of the window that matters now: the first overdue, else the first not over yet, else the last.

    Only windows that some organisation is waited for in count.
    """
    ticked = [window for window in windows if window.organization_ids]
    waiting = [window for window in ticked if not window.is_closed]
    overdue = [window for window in waiting if window.due_on is not None and window.due_on < today]
    current = next(iter([*overdue, *waiting, *reversed(ticked)]), None)
    return current.ticks if current is not None else None
