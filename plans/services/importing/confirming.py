"""What a confirmed table becomes: a plan of its own, rows of a plan that is there, or what its kind says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from network.models import User
from plans.importing.comparing import Comparison
from plans.importing.correction import Corrections, RowKey, corrected
from plans.importing.draft import DraftPlan, DraftRow, PlanKind
from plans.importing.plain import to_plain
from plans.models import Plan, PlanImport
from plans.queries.importing.deadlines import row_readings
from plans.queries.importing.parties import row_parties
from plans.queries.importing.state import ImportState, given_period, import_state, plan_period
from plans.queries.importing.target import Target, read_target
from plans.queries.readings import calendar_for, period_of
from plans.services.importing.merging import Merged, MergeInput, merge_rows
from plans.services.importing.outcomes import save_outcome
from plans.services.importing.saving import NOT_A_PLAN, require_savable, save_plan
from plans.text.deadlines import DeadlineReading
from portal.text.russian import plural

NOTHING_READ = "В этой загрузке нет ни одного плана. Загрузите файл ещё раз."
STEP = 250  # rows between two signs of life
Compare = Callable[[DraftPlan, Corrections, Target, Mapping[RowKey, DeadlineReading]], Comparison]
"""Rows against a plan: `plans.resources.compare_rows`, handed down because services stand below resources."""
Beat = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A table read and compared, ready to be written in one transaction that does nothing but write.

    `names`: names a person gave to stages and directions of a matrix.
    """

    plan_import: PlanImport
    state: ImportState
    original: DraftPlan
    draft: DraftPlan
    corrections: Corrections
    readings: Mapping[RowKey, DeadlineReading]
    comparison: Comparison | None = None
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of a table: the plan to look at, if any; a sentence for the person; what `undo_import` needs."""

    plan: Plan | None
    words: str
    undo: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a confirmed import gave, and whether other tables of the file still wait."""

    plan: Plan | None
    words: str
    is_rest_waiting: bool


def prepare_table(plan_import: PlanImport, table: int, compare: Compare, beat: Beat | None = None) -> Prepared:
    """Read and compare a table with its kept corrections; writes nothing.

    `beat` is called with the number of rows read so far. Raises ValidationError if there is no such table.
    """
    state = import_state(plan_import)
    original = state.table(table)
    if original is None:
        raise ValidationError(NOTHING_READ)
    corrections = state.corrections(original.table)
    draft = corrected(original, corrections)
    readings = _readings(plan_import, state, draft, corrections, beat) if draft.is_plan else {}
    prepared = Prepared(plan_import, state, original, draft, corrections, readings)
    if plan_import.target is None or not draft.is_plan:
        return prepared
    return replace(prepared, comparison=compare(draft, corrections, read_target(plan_import.target), readings))


def save_table(given: Prepared, *, actor: User, now: datetime) -> Saved:
    """What a confirm does, by what the table is; the only place that tells kinds apart.

    Raises ValidationError in Russian; to be called in a transaction.
    """
    if given.draft.kind.is_outcome:
        words, undo = save_outcome(given.plan_import.project, given.draft, given.names, actor=actor)
        return Saved(None, words, undo)
    if not given.draft.is_plan:
        raise ValidationError(NOT_A_PLAN)
    if given.comparison is not None and given.plan_import.target is not None:
        return _merged(given, given.plan_import.target, given.comparison, actor, now)
    plan = save_plan(
        given.original,
        project=given.plan_import.project,
        actor=actor,
        period=given_period(given.state),
        corrections=given.corrections,
        readings=given.readings,
    )
    count = plan.items.count()
    return Saved(plan, f"План загружен: {count} {plural(count, 'пункт', 'пункта', 'пунктов')}.", {"kind": "plan"})


@transaction.atomic
def settle(given: Prepared, *, actor: User, now: datetime) -> Confirmed:
    """Save the table and close its import; other plans of the file stay for review in an import of their own."""
    saved = save_table(given, actor=actor, now=now)
    plan_import, state = given.plan_import, given.state
    rest = tuple(other for other in state.tables if other.table != given.original.table)
    is_rest_waiting = any(other.kind is not PlanKind.OTHER for other in rest)
    if is_rest_waiting:
        changes = tuple(change for change in state.changes if change.table != given.original.table)
        waiting = replace(state, tables=rest, changes=changes, ordered=None, orderer=None)
        PlanImport.objects.create(
            project=plan_import.project,
            author=plan_import.author,
            filename=plan_import.filename,
            target=plan_import.target,
            draft=to_plain(waiting),
        )
    PlanImport.objects.filter(pk=plan_import.pk).update(
        plan=saved.plan,
        state=PlanImport.State.CONFIRMED,
        draft=to_plain(ImportState()),
        undo=saved.undo,
        failure="",
        taken_at=None,
    )
    return Confirmed(saved.plan, saved.words, is_rest_waiting)


def _merged(given: Prepared, target: Plan, comparison: Comparison, actor: User, now: datetime) -> Saved:
    require_savable(given.draft)
    merge = MergeInput(target, given.draft, given.corrections, comparison, given.readings)
    merged = merge_rows(merge, actor=actor, now=now)
    return Saved(target, _words(merged), merged.undo)


def _words(merged: Merged) -> str:
    parts = [
        f"{word} {count}"
        for word, count in (("добавлено", merged.added), ("изменено", merged.changed), ("убрано", merged.removed))
        if count
    ]
    return f"План дополнен: {', '.join(parts)}."


def _readings(
    plan_import: PlanImport, state: ImportState, draft: DraftPlan, corrections: Corrections, beat: Beat | None
) -> dict[RowKey, DeadlineReading]:
    """Read deadlines and people of all rows, telling how far it came; what people read is kept for the writing."""
    project, target = plan_import.project, plan_import.target
    period = period_of(target) if target else plan_period(draft, corrections, project, given_period(state))
    calendar = calendar_for(period, project)
    readings: dict[RowKey, DeadlineReading] = {}
    for start in range(0, len(draft.rows), STEP):
        rows: Sequence[DraftRow] = draft.rows[start : start + STEP]
        readings |= row_readings(rows, period, calendar, corrections.deadlines(), corrections.split())
        for row in rows:
            row_parties(row)
        if beat is not None:
            beat(start + len(rows))
    return readings
