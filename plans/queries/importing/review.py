"""What the page «Прочитано так» shows of an import: readings, doubts, people, difference from what is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from network.queries import read_directory
from plans.importing.correction import Corrections, RowKey, corrected
from plans.importing.draft import DraftPlan, DraftRow, PlanKind, Problem
from plans.importing.understand import plan_period as printed_period
from plans.models import Plan, PlanImport, PlanItem
from plans.queries.importing.deadlines import row_readings
from plans.queries.importing.parties import NamedPerson, named_people, row_parties
from plans.queries.importing.state import ImportState, given_period, import_state, plan_period
from plans.queries.readings import calendar_for
from plans.text.deadlines import DeadlineKind, DeadlineReading, explain_deadline
from plans.text.period import PlanPeriod
from portal.text.names import comparison_key
from projects.queries import active_network

DOUBTS_SHOWN = 100
MAX_CODE = 20
ROWS_SHOWN = 100
KIND_NAMES = {
    **{PlanKind(kind.value): str(kind.label) for kind in Plan.Kind},
    PlanKind.MATRIX: "матрица этапов и направлений",
    PlanKind.CRITERIA: "критерии и показатели",
    PlanKind.OTHER: "другая таблица",
}
REFUSALS = {
    PlanKind.MATRIX: (
        "Это матрица: в ней этапы стоят по строкам, а направления по графам, поэтому пунктов со сроками у неё нет. "
        "Планом её загрузить нельзя."
    ),
    PlanKind.CRITERIA: (
        "Это таблица критериев и показателей: в ней нет мероприятий и сроков. Планом её загрузить нельзя."
    ),
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

    `doubts` are whole sentences, `blocking` those that have to be settled before anything is saved.
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
class Difference:
    """The plan of the same kind and period that is loaded already, and how the rows compare with its items."""

    plan: Plan
    new: int
    changed: int
    same: int
    missing: int


@dataclass(frozen=True, slots=True)
class Review:
    """A table of an import as it stands with the corrections.

    `rows` are all rows in document order; `doubtful` those a person should look at; `general` are problems of the
    table as a whole, `period_is_assumed` tells that neither the document nor a person named the period.
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
    period = plan_period(draft, _parsable(changes), project, given)
    calendar = calendar_for(period, project)
    readings = row_readings(draft.rows, period, calendar, changes.deadlines(), changes.split()) if draft.is_plan else {}
    rows = _review_rows(draft, readings, changes)
    asked = set(edited)
    return Review(
        plan_import=plan_import,
        state=state,
        draft=draft,
        original=original,
        corrections=changes,
        period=period,
        period_is_assumed=not changes.period and given is None and printed_period(draft.period) is None,
        rows=rows,
        doubtful=tuple(row for row in rows if row.doubts or row.blocking or row.is_edited or row.key in asked),
        general=tuple(problem for problem in draft.problems if not _has_row(problem, rows)),
        people=_people(plan_import, draft),
        difference=_difference(plan_import, draft, period),
    )


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


def _has_row(problem: Problem, rows: Sequence[ReviewRow]) -> bool:
    return problem.row is not None and any(row.key == (problem.table, problem.row) for row in rows)


def _people(plan_import: PlanImport, draft: DraftPlan) -> tuple[NamedPerson, ...]:
    if not draft.is_plan:
        return ()
    project = plan_import.project
    directory = read_directory(project.organization, active_network(project))
    return named_people((row for row in draft.rows if not row.is_skipped), directory)


def _difference(plan_import: PlanImport, draft: DraftPlan, period: PlanPeriod) -> Difference | None:
    plan = (
        Plan.objects.filter(
            project=plan_import.project,
            kind=draft.kind.value,
            starts_on=period.start,
            ends_on=period.end,
        )
        .order_by("-pk")
        .first()
    )
    if plan is None:
        return None
    there = {_item_key(item.number, item.title): item for item in plan.items.select_related("deadline")}
    counts = {"new": 0, "changed": 0, "same": 0}
    met: set[tuple[str, str]] = set()
    for row in draft.rows:
        if row.is_skipped:
            continue
        key = _item_key(row.number or "", row.title or "")
        item = there.get(key)
        met.add(key)
        counts["new" if item is None else "same" if _is_same(row, item) else "changed"] += 1
    return Difference(plan, missing=len(there.keys() - met), **counts)


def _item_key(number: str, title: str) -> tuple[str, str]:
    return comparison_key(number), comparison_key(title)


def _is_same(row: DraftRow, item: PlanItem) -> bool:
    deadline = item.deadline.text if hasattr(item, "deadline") else ""
    return (row.deadline_text, row.responsible or "") == (deadline, item.responsible_text)
