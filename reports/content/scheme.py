"""The scheme of a network on paper: who takes part, by what paper, what was done together; drawn anew from these."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from portal.text.russian import date_short
from reports.content.model import Approval, Cell, Column, Row, Table

TITLE = "Схема сетевого взаимодействия"
COLUMNS = (
    Column("number", "№"),
    Column("title", "Организация"),
    Column("responsible", "Муниципалитет"),
    Column("task", "Роль в проекте"),
    Column("expected_result", "Документ участия"),
    Column("fact", "Совместных событий"),
)


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


@dataclass(frozen=True, slots=True)
class SchemeContent:
    """The scheme and the same as a table; papers as they stood on `as_of`, events those that were held by then."""

    organization: str
    as_of: date
    approvals: tuple[Approval, ...]
    title: str
    docname: str
    hub: str
    parts: tuple[SchemePart, ...]
    links: tuple[SchemeLink, ...]
    keys: tuple[SchemeKey, ...]
    kind: str = field(default="scheme")

    @property
    def table(self) -> Table:
        """What the picture shows, in words."""
        return Table("", COLUMNS, tuple(_row(number, part) for number, part in enumerate(self.parts, 1)))


def scheme_title(project: str, period: tuple[date, date], as_of: date) -> str:
    """Three lines: what it is, of which project, of which days (both inclusive) with papers of which day."""
    start, end = period
    return f"{TITLE}\n{project}\nс {date_short(start)} по {date_short(end)}, документы на {date_short(as_of)}"


def _row(number: int, part: SchemePart) -> Row:
    words = (str(number), part.name, part.municipality, part.role, part.paper, str(part.events))
    return Row(tuple(Cell((text,)) for text in words))
