"""What was read from a table of a plan, before anybody confirmed it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PlanKind(StrEnum):
    """What kind of table this is; a matrix, criteria, participants and others are not plans."""

    CALENDAR = "calendar"
    ROAD_MAP = "road_map"
    SUPPORT = "support"
    NETWORK = "network"
    STAGE = "stage"
    MATRIX = "matrix"
    CRITERIA = "criteria"
    PARTICIPANTS = "participants"
    OTHER = "other"

    @property
    def is_plan(self) -> bool:
        """True if rows of the table are items of a plan."""
        return not self.is_outcome and self is not PlanKind.OTHER

    @property
    def is_outcome(self) -> bool:
        """True if the rows go to the project itself: a matrix, criteria, participants."""
        return self in {PlanKind.MATRIX, PlanKind.CRITERIA, PlanKind.PARTICIPANTS}


@dataclass(frozen=True, slots=True)
class Problem:
    """A doubt or an error, with its place: table and row from 1, heading of the column.

    `row` is None and `column` is empty where the whole table is meant. A blocking problem has to be
    settled before anything is saved.
    """

    table: int
    row: int | None
    column: str
    text: str
    is_blocking: bool = False
    code: str = ""


@dataclass(frozen=True, slots=True)
class DraftApproval:
    """An approval block («УТВЕРЖДАЮ …») as printed; a part that is not there is None.

    `basis` is the act of an «УТВЕРЖДЕНО приказом … от … № …».
    """

    label: str
    position: str | None = None
    signature: str | None = None
    name: str | None = None
    date: str | None = None
    basis: str | None = None
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftPeriod:
    """The period as printed: `text` whole, `school_year` as spelt («2022/2023», «2021-2022»).

    `start` and `end` are «2022», «2020-01» or «2024-03-10» where the title names years, months or days.
    """

    text: str | None = None
    school_year: str | None = None
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class DraftColumn:
    """A column of the table: its place from 0, its printed heading, the field it was taken for.

    `group` is the heading that stands above several columns; `field` is None for a column that is
    kept as it is; `doubt` says in Russian why the field is not sure.
    """

    index: int
    heading: str
    field: str | None = None
    group: str = ""
    is_sure: bool = True
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class DraftSection:
    """A section or stage row: its text as printed, its row from 1, the place of its parent."""

    text: str
    row: int
    is_stage: bool = False
    parent: int | None = None
    table: int = 0


@dataclass(frozen=True, slots=True)
class DraftDeadline:
    """How a deadline was understood: kind, ISO dates or None, and the same in Russian words."""

    kind: str
    start: str | None = None
    end: str | None = None
    recurrence: str = "none"
    occurrences: int | None = None
    explanation: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftParty:
    """A responsible party that was read: kind is person, group or organization."""

    kind: str
    name: str
    position: str = ""
    note: str = ""
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class DraftRow:
    """An item as printed: None where the table has no such column, "" where the cell is empty.

    `table` and `index` are its place in the file (both from 1); `section` and `stage` are the texts
    of the rows or columns it stands under, `section_index` the place in `DraftPlan.sections`;
    `others` are the columns that were taken for no field, as (index of the column, text).
    `is_skipped` is set by the person who confirms.
    """

    table: int
    index: int
    number: str | None = None
    section: str | None = None
    stage: str | None = None
    direction: str | None = None
    title: str | None = None
    task: str | None = None
    form: str | None = None
    deadline: str | None = None
    deadline_place: str | None = None
    start: str | None = None
    finish: str | None = None
    audience: str | None = None
    responsible: str | None = None
    place: str | None = None
    organisation: str | None = None
    municipality: str | None = None
    expected_result: str | None = None
    mark: str | None = None
    note: str | None = None
    criterion: str | None = None
    indicators: str | None = None
    others: tuple[tuple[int, str], ...] = ()
    section_index: int | None = None
    stage_index: int | None = None
    read_deadline: DraftDeadline | None = None
    parties: tuple[DraftParty, ...] = ()
    is_skipped: bool = False

    @property
    def deadline_text(self) -> str:
        """The text that says when: the deadline, the «date and place», or start and finish."""
        if self.deadline is not None:
            return self.deadline
        if self.deadline_place is not None:
            return self.deadline_place
        return " - ".join(part for part in (self.start, self.finish) if part)


@dataclass(frozen=True, slots=True)
class DraftPlan:
    """A table that was read: what stands above it, its columns, its rows, its problems.

    `table` is the place of the table in the file from 1, `tables` all the physical tables that were
    joined into it, `sheet` the name of the sheet it stands on in a book. `sections` holds sections and
    stages in the order of the paper.
    """

    table: int
    kind: PlanKind = PlanKind.CALENDAR
    title: str | None = None
    approvals: tuple[DraftApproval, ...] = ()
    period: DraftPeriod = DraftPeriod()
    columns: tuple[DraftColumn, ...] = ()
    sections: tuple[DraftSection, ...] = ()
    rows: tuple[DraftRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    tables: tuple[int, ...] = ()
    sheet: str = ""

    @property
    def is_plan(self) -> bool:
        """True if the rows are items that can be saved as a plan."""
        return self.kind.is_plan

    @property
    def approval(self) -> DraftApproval | None:
        """The block that approves: «УТВЕРЖДАЮ» before «СОГЛАСОВАНО» and the like."""
        for block in self.approvals:
            if block.label.casefold().startswith(("утвер", "зацв", "бек")):
                return block
        return self.approvals[0] if self.approvals else None

    @property
    def blocking(self) -> tuple[Problem, ...]:
        """Problems that must be settled before anything is saved."""
        return tuple(problem for problem in self.problems if problem.is_blocking)

    def heading_of(self, field: str) -> str:
        """Printed heading of the first column taken for a field; "" if there is none."""
        return next((column.heading for column in self.columns if column.field == field), "")
