"""What a person corrects in a draft before it is saved: kept beside the draft and applied to it anew each time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from plans.importing.checks import check
from plans.importing.draft import DraftColumn, DraftPlan, DraftRow, PlanKind, Problem

KEPT: Final = "extra"  # the choice «оставить как есть»: the column is kept and printed, nothing is read from it
_RECHECKED: Final = frozenset({"column", "no_rows", "no_title", "repeated_number", "deadline", "party"})
NO_TITLE_COLUMN: Final = "Не указано, в какой графе мероприятия. Выберите её в списке граф."

RowKey = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """The field a column was said to be; `KEPT` for none."""

    index: int
    field: str


@dataclass(frozen=True, slots=True)
class DeadlineChoice:
    """A deadline read by a person: a kind and ISO dates; kind `unknown` leaves the item without dates."""

    kind: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class RowChange:
    """Corrections of one row; None where the document's words stand.

    `item`: the item of the plan that the row is said to be, 0 for none of them. `is_split`: its deadlines go to its
    sub-items, one to one.
    """

    table: int
    index: int
    number: str | None = None
    title: str | None = None
    deadline: DeadlineChoice | None = None
    is_skipped: bool = False
    item: int | None = None
    is_split: bool = False


@dataclass(frozen=True, slots=True)
class PersonChoice:
    """Whom a name of the document means: `person` by id, or a new one, or (`is_text`) nobody known."""

    key: str
    person: int | None = None
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class Corrections:
    """Everything a person changed in the draft of one table; the empty one changes nothing.

    `removed`: items to be taken out of the plan that the rows go into, because the file has them no more, and `reason`,
    why an approved plan is changed.
    """

    title: str | None = None
    period: str | None = None
    kind: PlanKind | None = None
    columns: tuple[ColumnChoice, ...] = ()
    rows: tuple[RowChange, ...] = ()
    people: tuple[PersonChoice, ...] = ()
    removed: tuple[int, ...] = ()
    reason: str = ""

    def row(self, key: RowKey) -> RowChange | None:
        """The change of one row."""
        return next((change for change in self.rows if (change.table, change.index) == key), None)

    def deadlines(self) -> dict[RowKey, DeadlineChoice]:
        """Deadlines that were read by a person, by row."""
        return {(change.table, change.index): change.deadline for change in self.rows if change.deadline is not None}

    def split(self) -> frozenset[RowKey]:
        """Rows whose deadlines go to their sub-items."""
        return frozenset((change.table, change.index) for change in self.rows if change.is_split)


def corrected(draft: DraftPlan, corrections: Corrections) -> DraftPlan:
    """The draft with the corrections, its doubts found anew; skipped rows stay and are marked so."""
    changes = {(change.table, change.index): change for change in corrections.rows}
    choices = {choice.index: choice.field for choice in corrections.columns}
    plan = replace(
        draft,
        title=draft.title if corrections.title is None else corrections.title,
        kind=corrections.kind or draft.kind,
        columns=tuple(_column(column, choices) for column in draft.columns),
        rows=tuple(_row(row, changes.get((row.table, row.index))) for row in _moved(draft, choices)),
        problems=tuple(problem for problem in draft.problems if problem.code not in _RECHECKED),
    )
    taken = replace(plan, rows=tuple(row for row in plan.rows if not row.is_skipped))
    decided = {column.heading for column in draft.columns if column.index in choices}
    problems = tuple(
        problem for problem in check(taken).problems if problem.code != "column" or problem.column not in decided
    )
    if not plan.kind.is_outcome and all(column.field != "title" for column in plan.columns):
        problems += (Problem(plan.table, None, "", NO_TITLE_COLUMN, is_blocking=True, code="no_title_column"),)
    return replace(plan, problems=problems)


def _column(column: DraftColumn, choices: dict[int, str]) -> DraftColumn:
    if column.index not in choices:
        return column
    field = choices[column.index]
    return replace(column, field=None if field == KEPT else field, is_sure=True, doubt="")


def _moved(draft: DraftPlan, choices: dict[int, str]) -> Iterator[DraftRow]:
    """Rows with the words of columns that changed their field moved along."""
    before = {column.index: column.field for column in draft.columns}
    changed = {index: field for index, field in choices.items() if index in before and (before[index] or KEPT) != field}
    if not changed:
        yield from draft.rows
        return
    left = {before[index] for index in changed} - {None}
    for row in draft.rows:
        others = dict(row.others)
        words = {index: getattr(row, before[index] or "", None) or others.get(index, "") for index in changed}
        fields: dict[str, str | None] = dict.fromkeys((field for field in left if field), None)
        for index, field in changed.items():
            others.pop(index, None)
            if field == KEPT:
                others[index] = words[index]
            else:
                fields[field] = words[index]
        kept = tuple((index, text) for index, text in sorted(others.items()) if text)
        yield replace(row, others=kept, **fields)  # type: ignore[arg-type]


def _row(row: DraftRow, change: RowChange | None) -> DraftRow:
    if change is None:
        return row
    return replace(
        row,
        number=row.number if change.number is None else change.number,
        title=row.title if change.title is None else change.title,
        is_skipped=change.is_skipped,
    )
