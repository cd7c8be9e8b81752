"""Dataclasses of what is printed; every text is ready, every number is counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Ref:
    """Where a sentence or a row is proved: `kind` is "item", "product", "contribution", "event", "indicator"…

    `within`: what its page stands in, where the address says that first (of a contribution the joint report).
    """

    kind: str
    pk: int
    label: str = ""
    within: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: an emphasised beginning and lines of text, either may be empty."""

    lines: tuple[str, ...] = ()
    strong: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: the field decides its width, the heading is printed."""

    field: str
    heading: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: either a heading over all columns or one cell a column; `refs`: what the screen links it to."""

    cells: tuple[Cell, ...] = ()
    heading: str = ""
    refs: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Approval:
    """«УТВЕРЖДАЮ» or «СОГЛАСОВАНО» above the title; stands left or right."""

    label: str
    position: str = ""
    name: str = ""
    date: str = ""
    basis: str = ""
    is_left: bool = False

    @property
    def is_signed(self) -> bool:
        """A line for the signature is drawn; an approval by an act («УТВЕРЖДЕНО приказом …») has none."""
        return not self.basis


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs at the end: post and name, either may be unknown."""

    position: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the numbers on top: «8 из 10», «пунктов с наступившим сроком выполнено»."""

    value: int
    of: int | None
    caption: str


@dataclass(frozen=True, slots=True)
class StripCell:
    """One item in the strip: its number and state (a value of `plans.progress.ItemState`)."""

    number: str
    state: str


@dataclass(frozen=True, slots=True)
class Month:
    """Items by the end of a month, running total: by plan, and in fact (`None` after the day of the report)."""

    ends_on: date
    planned: int
    done: int | None


@dataclass(frozen=True, slots=True)
class Bar:
    """Items of one responsible by state."""

    label: str
    done: int
    late: int
    active: int
    ahead: int

    @property
    def total(self) -> int:
        """All items of the bar."""
        return self.done + self.late + self.active + self.ahead


@dataclass(frozen=True, slots=True)
class SchemePart:
    """A participant; `tie`: how its agreement is drawn, `paper`: the same in words, `events`: joint ones it was at."""

    key: int
    name: str
    municipality: str
    role: str
    tie: str
    note: str
    paper: str
    events: int


@dataclass(frozen=True, slots=True)
class SchemeLink:
    """Two participants, by their keys, that were at `count` joint events together."""

    first: int
    second: int
    count: int


@dataclass(frozen=True, slots=True)
class SchemeKey:
    """A sign of the legend: the tie, its word, how many participants have it."""

    tie: str
    word: str
    count: int
