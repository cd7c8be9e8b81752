"""A document on its way in: kept as a draft with a person's corrections, then saved, or thrown away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from network.models import User
from plans.importing.correction import Corrections, corrected
from plans.importing.draft import DraftPlan
from plans.importing.plain import to_plain
from plans.importing.reading import read_pasted_plan, read_plan
from plans.models import Plan, PlanImport
from plans.queries.importing.state import ImportState, import_state, period_text
from plans.services.importing.confirming import NOTHING_READ, Compare, Confirmed, prepare_table, settle
from plans.services.importing.saving import require_savable
from plans.services.importing.undoing import SETTLED
from plans.text.period import PlanPeriod
from projects.models import Project

MAX_FILENAME = 300
PASTED = "Вставленная таблица"
OVERTAKEN = "Эту загрузку уже изменили в другом окне. Ниже то, что ввели вы: проверьте и сохраните ещё раз."


class StaleImportError(Exception):
    """Somebody else changed the import since the page was shown."""


def start_import(
    project: Project,
    data: bytes,
    filename: str,
    period: PlanPeriod | None = None,
    *,
    author: User,
    target: Plan | None = None,
) -> PlanImport:
    """Read a file and keep what was read for review; raises ImportRefused, and then keeps nothing.

    `period` serves for tables that name none themselves; with `target` the rows are meant for that plan.
    """
    tables = read_plan(data, filename, country=project.country)
    return _keep_tables(project, tables, filename, period, author, target)


def start_pasted_import(
    project: Project,
    html: str,
    text: str,
    period: PlanPeriod | None = None,
    *,
    author: User,
    target: Plan | None = None,
) -> PlanImport:
    """Read what was pasted, as HTML or as text with tabs, and keep it as `start_import` does."""
    tables = read_pasted_plan(html, text, country=project.country)
    return _keep_tables(project, tables, PASTED, period, author, target)


def _keep_tables(
    project: Project,
    tables: Sequence[DraftPlan],
    filename: str,
    period: PlanPeriod | None,
    author: User,
    target: Plan | None,
) -> PlanImport:
    """Keep tables without what was understood of them: that is read anew each time."""
    bare = tuple(
        replace(draft, rows=tuple(replace(row, read_deadline=None, parties=()) for row in draft.rows))
        for draft in tables
    )
    state = ImportState(tables=bare, period=period_text(period))
    return PlanImport.objects.create(
        project=project,
        author=author,
        filename=filename[-MAX_FILENAME:],
        draft=to_plain(state),
        target=target,
    )


@transaction.atomic
def correct_import(plan_import: PlanImport, version: int, table: int, corrections: Corrections) -> None:
    """Keep corrections of a table. Raises StaleImportError if the import is not at `version` any more."""
    state = import_state(plan_import).with_corrections(table, corrections)
    _keep(plan_import, version, state)


@transaction.atomic
def confirm_import(
    plan_import: PlanImport,
    version: int,
    table: int,
    corrections: Corrections,
    compare: Compare,
    *,
    actor: User,
    now: datetime,
) -> Confirmed:
    """Save a table in one transaction; other plans of the file stay for review in an import of their own.

    Raises StaleImportError if the import moved on, ValidationError in Russian if the table cannot be saved.
    """
    correct_import(plan_import, version, table, corrections)
    confirmed = settle(prepare_table(plan_import, table, compare), actor=actor, now=now)
    plan_import.refresh_from_db()
    return confirmed


@transaction.atomic
def confirm_outcome(
    plan_import: PlanImport,
    version: int,
    table: int,
    names: Mapping[str, str],
    compare: Compare,
    *,
    actor: User,
    now: datetime,
) -> Confirmed:
    """Save a matrix, criteria or participants; `names`: corrected names of stages and directions by their codes.

    Raises as `confirm_import` does.
    """
    correct_import(plan_import, version, table, import_state(plan_import).corrections(table))
    prepared = replace(prepare_table(plan_import, table, compare), names=names)
    return settle(prepared, actor=actor, now=now)


@transaction.atomic
def order_import(plan_import: PlanImport, version: int, table: int, corrections: Corrections, *, actor: User) -> None:
    """Leave a long table to the worker, which saves it as it stands now: the row of the import is the job.

    Raises StaleImportError if the import moved on, ValidationError if the table cannot be saved as it is.
    """
    state = import_state(plan_import).with_corrections(table, corrections)
    draft = state.table(table)
    if draft is None:
        raise ValidationError(NOTHING_READ)
    require_savable(corrected(draft, corrections))
    _keep(
        plan_import,
        version,
        replace(state, ordered=draft.table, orderer=actor.pk),
        state=PlanImport.State.SAVING,
        total=len(draft.rows),
        done=0,
        failure="",
        taken_at=None,
    )


def retry_import(plan_import: PlanImport) -> None:
    """Give a failed import to the worker again; raises ValidationError for any other."""
    _leave_failure(plan_import, PlanImport.State.SAVING)


def reopen_import(plan_import: PlanImport) -> None:
    """Let a failed import be corrected again; raises ValidationError for any other."""
    _leave_failure(plan_import, PlanImport.State.REVIEW)


def cancel_import(plan_import: PlanImport) -> None:
    """Throw an unconfirmed import away; nothing of it stays. Raises ValidationError for any other."""
    open_states = (PlanImport.State.REVIEW, PlanImport.State.FAILED)
    deleted, _ = PlanImport.objects.filter(pk=plan_import.pk, state__in=open_states).delete()
    if not deleted:
        raise ValidationError(SETTLED)


def _leave_failure(plan_import: PlanImport, state: PlanImport.State) -> None:
    failed = PlanImport.objects.filter(pk=plan_import.pk, state=PlanImport.State.FAILED)
    if not failed.update(state=state, done=0, failure="", taken_at=None, attempts=0):
        raise ValidationError(SETTLED)


def _keep(plan_import: PlanImport, version: int, draft: ImportState, **values: object) -> None:
    """Write the draft unless somebody else has since `version`; raises StaleImportError then."""
    open_now = PlanImport.objects.filter(pk=plan_import.pk, version=version, state=PlanImport.State.REVIEW)
    if not open_now.update(draft=to_plain(draft), version=F("version") + 1, attempts=0, **values):
        raise StaleImportError
    plan_import.refresh_from_db()
