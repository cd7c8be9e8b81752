"""What the parser makes of a cell before years are known."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from plans.text.deadlines.kinds import Recurrence


class Unit(StrEnum):
    """Size of a point on the calendar."""

    DAY = "day"
    MONTH = "month"
    PART = "part"
    WEEK = "week"
    WEEKDAY = "weekday"
    QUARTER = "quarter"
    SCHOOL_QUARTER = "school-quarter"
    HALF_YEAR = "half-year"
    SEMESTER = "semester"
    SEASON = "season"
    HOLIDAYS = "holidays"
    YEAR = "year"
    SCHOOL_YEAR = "school-year"


class Mode(StrEnum):
    """How a stretch is bounded: on both sides, only by its end, only by its start."""

    WITHIN = "within"
    UNTIL = "until"
    FROM = "from"


@dataclass(slots=True)
class Point:
    """A day, month, quarter … as written; `month` 0 means that the month must come from the heading.

    `number` is the number of the week, quarter or half; -1 is «последний». `year` is a calendar year as written,
    `school` the first year of a school year as written. `first`/`last` are days of a PART, last 0 = end of month.
    """

    unit: Unit
    month: int = 0
    day: int = 0
    number: int = 0
    first: int = 0
    last: int = 0
    weekday: int = 0
    name: str = ""
    year: int | None = None
    school: int | None = None
    is_explicit: bool = False
    is_current: bool = False
    is_year_after: bool = False
    is_open: bool = False


@dataclass(slots=True)
class Stretch:
    """A point, or everything from the first point to the last; `weekday` is the one written beside a single day."""

    first: Point
    last: Point | None = None
    mode: Mode = Mode.WITHIN
    line: int = 0
    is_bracketed: bool = False
    is_slashed: bool = False
    weekday: int | None = None

    @property
    def points(self) -> list[Point]:
        """Return the ends in the order of the text."""
        return [self.first] if self.last is None else [self.first, self.last]


@dataclass(slots=True)
class Repeat:
    """«1 раз в 2 месяца», «ежегодно», «по вторникам»: `times` in each unit.

    A trimester is no unit of its own: it is yearly with `times` of all three, `is_trimestral`.
    """

    recurrence: Recurrence
    interval: int = 1
    times: int = 1
    is_minimum: bool = False
    is_of_month: bool = False
    is_trimestral: bool = False


@dataclass(slots=True)
class AllYear:
    """«В течение года»; `first` to `last` are years named beside it, `is_bare` without «год».

    `is_constant` is «постоянно», `is_daily` «ежедневно».
    """

    first: Point | None = None
    last: Point | None = None
    is_bracketed: bool = False
    is_bare: bool = False
    is_constant: bool = False
    is_daily: bool = False


@dataclass(slots=True)
class ByPlan:
    """«По плану …»; `period` is the year of that plan when it is named."""

    period: Point | None = None


@dataclass(slots=True)
class OnDemand:
    """«По мере необходимости»."""


@dataclass(slots=True)
class Event:
    """A time told by what happens then: «до начала ГИА»."""

    text: str = ""


@dataclass(slots=True)
class Holidays:
    """«В каникулы», no telling which."""


@dataclass(slots=True)
class Detail:
    """A day inside every repeated unit («до 5 числа»), which does not change the windows."""

    is_next: bool = False


@dataclass(slots=True)
class Unresolved:
    """A time that is clear in kind and open in dates («в конце мая», «в течение месяца» with no month)."""

    kind: str
    warning: str


Node = Stretch | Repeat | AllYear | ByPlan | OnDemand | Event | Holidays | Detail | Unresolved


@dataclass(slots=True)
class Phrase:
    """All that was read in one cell, in order."""

    nodes: list[Node] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    tail: str = ""
