"""What came of the items of a demonstration plan: a few words for each kind of ending."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Proof:
    """Evidence: a small file made on the spot (`file` is its name), a link, or a document's number."""

    title: str
    file: str = ""
    url: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One mark. `state` as in `MarkState`, or `missed` for no mark at all.

    `days` is how long before the end of the window it was written (negative: after it); for one in progress, how long
    after its start. `moved_by` is how many days later the new date is. `then` is what is said at last of a moved item,
    of one done in part, and of one that was in progress when the school year ended.
    """

    state: str = "done"
    text: str = ""
    reason: str = ""
    days: int = 3
    participants: int | None = None
    proof: Proof | None = None
    moved_by: int = 0
    then: str = ""


@dataclass(frozen=True, slots=True)
class DemoItem:
    """A row of a demonstration plan.

    `deadline` holds {y} and {z} for the two years of a school year, {first} for the project's first year. `outcome`
    ends every window unless `by_window` says otherwise for one, counted from 0.
    """

    title: str
    deadline: str
    responsible: str
    outcome: Outcome = field(default_factory=Outcome)
    by_window: Mapping[int, Outcome] = field(default_factory=dict)
    number: str = ""
    form: str = ""
    audience: str = ""


@dataclass(frozen=True, slots=True)
class DemoStage:
    """A stage row with the items under it, some of them under section rows."""

    title: str
    parts: tuple[tuple[str, tuple[DemoItem, ...]], ...]


def done(text: str, days: int = 3, participants: int | None = None, proof: Proof | None = None) -> Outcome:
    """Done a few days before the end of the window."""
    return Outcome("done", text=text, days=days, participants=participants, proof=proof)


def missed() -> Outcome:
    """Nobody wrote anything."""
    return Outcome("missed")


def partly(text: str, reason: str, days: int = 1, then: str = "") -> Outcome:
    """Done in part; the rest, if `then` says so, some weeks later."""
    return Outcome("partly", text=text, reason=reason, days=days, then=then)


def moved(reason: str, by: int, then: str) -> Outcome:
    """Moved by some days and done then."""
    return Outcome("moved", reason=reason, days=4, moved_by=by, then=then)


def cancelled(reason: str) -> Outcome:
    """Cancelled with a reason."""
    return Outcome("cancelled", reason=reason, days=6)


def underway(text: str, days: int, then: str = "") -> Outcome:
    """In progress some days after the start."""
    return Outcome("in_progress", text=text, days=days, then=then)
