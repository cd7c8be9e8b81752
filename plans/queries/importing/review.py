"""What the page «Прочитано так» shows of an import: readings, doubts, people, difference from what is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from network.queries import read_directory
from plans.importing.comparing import Comparison, RowState
from plans.importing.compound import Compound
from plans.importing.correction import Corrections, RowKey, corrected
from plans.importing.draft import DraftColumn, DraftPlan, DraftRow, PlanKind, Problem
from plans.importing.understand import plan_period as printed_period
from plans.models import Plan, PlanImport
from plans.queries.importing.deadlines import row_compound, row_readings
from plans.queries.importing.loaded import Difference, loaded_already
from plans.queries.importing.parties import NamedPerson, named_people, row_parties
from plans.queries.importing.state import ImportState, given_period, import_state, plan_period
from plans.queries.importing.target import Target, read_target
from plans.queries.readings import calendar_for, period_of
from plans.text.deadlines import DeadlineKind, DeadlineReading, explain_deadline
from plans.text.period import PlanPeriod
from projects.queries import active_network

DOUBTS_SHOWN = 100
MAX_CODE = 20
ROWS_SHOWN = 100
KIND_NAMES = {
    **{PlanKind(kind.value): str(kind.label) for kind in Plan.Kind},
    PlanKind.MATRIX: "матрица этапов и направлений",
    PlanKind.CRITERIA: "критерии и показатели",
    PlanKind.PARTICIPANTS: "список участников",
    PlanKind.OTHER: "другая таблица",
}
REFUSALS = {
    PlanKind.OTHER: (
        "Шапка этой таблицы не узнана. Если это план, напишите в первой строке, что стоит в каждой графе "
        "(«Мероприятия», «Сроки», «Ответственный»), и загрузите файл ещё раз."
    ),
}
NOT_UNDERSTOOD = "срок не понят: пункт загрузится без дат"
NO_PARTY_TEXT = "ответственный прочитан неуверенно: «{name}»"


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One row as it was understood; `heading` is the section or stage it opens.

    `doubts` are whole sentences, `blocking` those that have to be settled before anything is saved; `compound` tells
    of several deadlines in one cell.
    """

    key: RowKey
    code: str
    row: DraftRow
    heading: str
    reading: str
    is_understood: bool
    parties: str
    doubts: tuple[str, ...]
    blocking: tuple[str, ...]
    is_edited: bool
    compound: Compound | None = None


@dataclass(frozen=True, slots=True)
class TableChoice:
    """A table of the file, for choosing: what it is and whether it can become a plan."""

    number: int
    title: str
    kind: str
    rows: int
    is_plan: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class Review:
    """A table of an import as it stands with the corrections.

    `rows` are all rows in document order; `doubtful` those a person should look at; `general` are problems of the
    table as a whole, `period_is_assumed` tells that neither the document nor a person named the period. `target` is
    the plan that the rows go into, `comparison` what they would change there (see `compared`).
    """

    plan_import: PlanImport
    state: ImportState
    draft: DraftPlan
    original: DraftPlan
    corrections: Corrections
    period: PlanPeriod
    period_is_assumed: bool
    rows: tuple[ReviewRow, ...]
    doubtful: tuple[ReviewRow, ...]
    general: tuple[Problem, ...]
    people: tuple[NamedPerson, ...]
    difference: Difference | None
    readings: Mapping[RowKey, DeadlineReading]
    target: Target | None = None
    comparison: Comparison | None = None

    @property
    def weak_columns(self) -> tuple[DraftColumn, ...]:
        """Columns whose field is not sure or not known: to be looked at first."""
        return tuple(column for column in self.draft.columns if _is_weak(column))

    @property
    def tables(self) -> tuple[TableChoice, ...]:
        """All tables of the file in its order."""
        return tuple(
            TableChoice(
                number=draft.table,
                title=draft.title or "",
                kind=KIND_NAMES[draft.kind],
                rows=len(draft.rows),
                is_plan=draft.is_plan,
                is_current=draft.table == self.draft.table,
            )
            for draft in self.state.tables
        )

    @property
    def kind_name(self) -> str:
        """What the table is, in words."""
        return KIND_NAMES[self.draft.kind]

    @property
    def refusal(self) -> str:
        """Why the table cannot become a plan; empty for one that can."""
        return REFUSALS.get(self.draft.kind, "")

    @property
    def taken(self) -> int:
        """Rows that will be saved."""
        return sum(not row.row.is_skipped for row in self.rows)

    @property
    def without_dates(self) -> int:
        """Rows whose deadline is not understood."""
        return sum(not row.is_understood for row in self.rows if not row.row.is_skipped)

    @property
    def new_people(self) -> int:
        """People nobody in the directory is."""
        return sum(person.match is None and not person.candidates for person in self.people)


def review_of(
    plan_import: PlanImport,
    number: int | None = None,
    corrections: Corrections | None = None,
    edited: Iterable[RowKey] = (),
) -> Review | None:
    """The review of a table, by default the first that is a plan; None if nothing was read.

    `corrections` stand for the kept ones while a form is being shown again; rows of `edited` are shown for
    correction even without a doubt.
    """
    state = import_state(plan_import)
    original = state.table(number)
    if original is None:
        return None
    changes = state.corrections(original.table) if corrections is None else corrections
    draft = corrected(original, changes)
    project = plan_import.project
    given = given_period(state)
    target = read_target(plan_import.target) if plan_import.target is not None and draft.is_plan else None
    period = period_of(target.plan) if target else plan_period(draft, _parsable(changes), project, given)
    calendar = calendar_for(period, project)
    readings = row_readings(draft.rows, period, calendar, changes.deadlines(), changes.split()) if draft.is_plan else {}
    rows = _review_rows(draft, readings, changes, period)
    asked = set(edited)
    return Review(
        plan_import=plan_import,
        state=state,
        draft=draft,
        original=original,
        corrections=changes,
        period=period,
        period_is_assumed=target is None
        and not changes.period
        and given is None
        and printed_period(draft.period) is None,
        rows=rows,
        doubtful=tuple(row for row in rows if _is_doubtful(row) or row.key in asked),
        general=tuple(_general(draft, rows)),
        people=_people(plan_import, draft),
        difference=loaded_already(project, draft, period) if target is None else None,
        readings=readings,
        target=target,
    )


def compared(review: Review, comparison: Comparison, edited: Iterable[RowKey] = ()) -> Review:
    """The review with what its rows would change in the plan: doubts of rows that change nothing are let be."""
    asked = set(edited)
    idle = {row.key for row in comparison.rows if row.state is RowState.SAME}
    doubtful = tuple(row for row in review.doubtful if row.key not in idle or row.is_edited or row.key in asked)
    return replace(review, comparison=comparison, doubtful=doubtful)


def row_code(key: RowKey) -> str:
    """A row in names of form fields and in addresses: «2-15»."""
    return f"{key[0]}-{key[1]}"


def row_key(code: str) -> RowKey | None:
    """The row of a code; None for anything that is not one."""
    table, _, index = code.partition("-")
    if len(code) > MAX_CODE:
        return None
    return (int(table), int(index)) if table.isdecimal() and index.isdecimal() else None


def _parsable(corrections: Corrections) -> Corrections:
    """The corrections without a period that cannot be read: the form tells about it, the rest is still shown."""
    try:
        PlanPeriod.parse(corrections.period or "2022")
    except ValueError:
        return Corrections()
    return corrections


def _review_rows(
    draft: DraftPlan,
    readings: Mapping[RowKey, DeadlineReading],
    corrections: Corrections,
    period: PlanPeriod,
) -> tuple[ReviewRow, ...]:
    problems: dict[tuple[int, int | None], list[Problem]] = defaultdict(list)
    for problem in draft.problems:
        problems[problem.table, problem.row].append(problem)
    changed = {(change.table, change.index) for change in corrections.rows}
    chosen = corrections.deadlines()
    rows: list[ReviewRow] = []
    before: tuple[int | None, int | None] = (None, None)
    for row in draft.rows:
        key = (row.table, row.index)
        reading = readings.get(key)
        place = (row.stage_index, row.section_index)
        told = [problem.text for problem in problems[key] if not problem.is_blocking]
        compound = row_compound(row, period) if draft.is_plan and key not in chosen else None
        if compound is not None and compound.refusal:
            told.append(compound.refusal)
        doubts = [*told, *_deadline_doubts(reading, is_chosen=key in chosen), *_party_doubts(row)]
        rows.append(
            ReviewRow(
                key=key,
                code=row_code(key),
                row=row,
                heading=_heading(row) if place != before else "",
                reading=explain_deadline(reading) if reading else "",
                is_understood=reading is not None and reading.kind is not DeadlineKind.UNKNOWN,
                parties="; ".join(" ".join(filter(None, (p.name, p.position))) for p in row_parties(row)),
                doubts=() if row.is_skipped else tuple(_sentence(doubt) for doubt in doubts),
                blocking=tuple(problem.text for problem in problems[key] if problem.is_blocking),
                is_edited=key in changed,
                compound=compound if compound is not None and compound.pairs else None,
            ),
        )
        before = place
    return tuple(rows)


def _deadline_doubts(reading: DeadlineReading | None, *, is_chosen: bool) -> list[str]:
    if reading is None or is_chosen:
        return []
    if reading.kind is DeadlineKind.UNKNOWN and not reading.warnings:
        return [NOT_UNDERSTOOD]
    return list(reading.warnings)


def _party_doubts(row: DraftRow) -> list[str]:
    return [NO_PARTY_TEXT.format(name=party.name or party.position) for party in row_parties(row) if party.is_doubtful]


def _heading(row: DraftRow) -> str:
    return " / ".join(part for part in (row.stage, row.section) if part)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def _is_doubtful(row: ReviewRow) -> bool:
    return bool(row.doubts or row.blocking or row.is_edited or (row.compound and not row.row.is_skipped))


def _is_weak(column: DraftColumn) -> bool:
    return bool(column.doubt or (column.field is None and column.heading))


def _general(draft: DraftPlan, rows: Sequence[ReviewRow]) -> Iterator[Problem]:
    """Problems of the table; those of a column are told beside its own select."""
    weak = {column.heading for column in draft.columns if _is_weak(column)}
    for problem in draft.problems:
        is_of_column = problem.code == "column" and problem.column in weak
        if not _has_row(problem, rows) and not is_of_column:
            yield problem


def _has_row(problem: Problem, rows: Sequence[ReviewRow]) -> bool:
    return problem.row is not None and any(row.key == (problem.table, problem.row) for row in rows)


def _people(plan_import: PlanImport, draft: DraftPlan) -> tuple[NamedPerson, ...]:
    if not draft.is_plan:
        return ()
    project = plan_import.project
    directory = read_directory(project.organization, active_network(project))
    return named_people((row for row in draft.rows if not row.is_skipped), directory)
