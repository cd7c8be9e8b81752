"""What an import into an existing plan would change: row by row, cell by cell, in the document's own words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plans.importing.correction import RowKey

SECTION = "section"
READING = "reading"


class RowState(StrEnum):
    """How a row of the file stands to the plan; a wrong one cannot be saved, an off one was switched off."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    WRONG = "wrong"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell before and after, both verbatim; `field` is a column of `plans.layout`, `section` or `reading`."""

    field: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowDifference:
    """A row of the file against the plan.

    `item` is the item it was matched to, in that `version`; `unsure` are items it may be as well; `cells` are its words
    by column, `errors` sentences.
    """

    key: RowKey
    state: RowState
    cells: Mapping[str, str]
    item: int | None = None
    version: int = 0
    changes: tuple[CellChange, ...] = ()
    errors: tuple[str, ...] = ()
    unsure: tuple[int, ...] = ()

    def changed(self, field: str) -> CellChange | None:
        """The change of one cell."""
        return next((change for change in self.changes if change.field == field), None)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A table of a file against a plan: its rows in their order, items it does not have, columns the plan lacks."""

    rows: tuple[RowDifference, ...]
    missing: tuple[int, ...] = ()
    lost_columns: tuple[str, ...] = ()

    def count(self, state: RowState) -> int:
        """Rows of a state."""
        return sum(row.state is state for row in self.rows)

    @property
    def new(self) -> int:
        """Rows that the plan does not have."""
        return self.count(RowState.NEW)

    @property
    def changed(self) -> int:
        """Rows whose words are others than in the plan."""
        return self.count(RowState.CHANGED)

    @property
    def same(self) -> int:
        """Rows that say what the plan says."""
        return self.count(RowState.SAME)

    @property
    def wrong(self) -> tuple[RowDifference, ...]:
        """Rows that cannot be saved."""
        return tuple(row for row in self.rows if row.state is RowState.WRONG)
