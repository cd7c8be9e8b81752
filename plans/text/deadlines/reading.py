"""What was understood of a deadline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from plans.text.deadlines.kinds import DeadlineKind, Recurrence

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Window:
    """One stretch of days, both inclusive; an absent end is open. `label` names it in Russian, nominative.

    `title`: the sub-item that the window belongs to, where a cell names several.
    """

    start: date | None
    end: date | None
    label: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class DeadlineReading:
    """The verbatim text and its sense.

    `start`/`end` are the outer bounds of all windows. `occurrences` is how many times the item is expected in the
    plan, nothing where it cannot be counted. `is_minimum`: «не реже». `interval` 2 with monthly is «1 раз в 2 месяца».
    """

    text: str
    kind: DeadlineKind
    start: date | None = None
    end: date | None = None
    recurrence: Recurrence = Recurrence.NONE
    interval: int = 1
    occurrences: int | None = None
    is_minimum: bool = False
    windows: tuple[Window, ...] = ()
    extra_on_demand: bool = False
    by_plan: bool = False
    warnings: tuple[str, ...] = ()
