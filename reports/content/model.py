"""Dataclasses of what is printed; every text is ready, every number is counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

PORTRAIT_COLUMNS = 4


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
    """A row of a table: either a heading over all columns or one cell a column."""

    cells: tuple[Cell, ...] = ()
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A numbered part of a report with its table."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


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
class PlanContent:
    """The paper twin of a plan: its own head, title, columns, order and words, with the marks in the mark column."""

    organization: str
    as_of: date
    approvals: tuple[Approval, ...]
    title: str
    docname: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    signature: Signer
    kind: str = field(default="plan")

    @property
    def is_wide(self) -> bool:
        """A sheet is turned when the table has more than four columns (domain description, «PDF decisions»)."""
        return len(self.columns) > PORTRAIT_COLUMNS


@dataclass(frozen=True, slots=True)
class ProgressContent:
    """«Отчёт о ходе реализации»: counts, sentences, charts and tables of items by state."""

    organization: str
    as_of: date
    approvals: tuple[Approval, ...]
    genre: str
    project: str
    period: str
    plan: str
    docname: str
    figures: tuple[Figure, ...]
    summary: tuple[str, ...]
    strip: tuple[StripCell, ...]
    months: tuple[Month, ...]
    bars: tuple[Bar, ...]
    tables: tuple[Table, ...]
    signature: Signer
    kind: str = field(default="progress")
