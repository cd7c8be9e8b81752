"""What is known of a genre."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from reports.content import Document
from reports.models import Report
from reports.models.orders import Format, Kind

PAPER = (Format.PDF, Format.DOCX)
WITH_TABLES = (*PAPER, Format.XLSX)


class Subject(StrEnum):
    """What an order of the genre is about beside its project and its day."""

    PLAN = "plan"
    PERIOD = "period"
    PARTY = "party"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Genre:
    """A genre: `build` makes the document of a row; `subjects`: what the order must name; `parts`: what may be left
    out, by key with its name (an order lists the left-out keys in `options["without"]`).
    """

    kind: Kind
    hint: str
    build: Callable[[Report], Document]
    subjects: frozenset[Subject] = frozenset()
    formats: tuple[Format, ...] = WITH_TABLES
    parts: Mapping[str, str] = field(default_factory=dict)
