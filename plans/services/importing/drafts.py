"""A document on its way in: kept as a draft with a person's corrections, then saved as a plan, or thrown away."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from network.models import User
from network.services.history import delete_signed
from plans.importing import read_plan
from plans.importing.correction import Corrections
from plans.importing.plain import to_plain
from plans.importing.understand import understand
from plans.models import CompletionMark, Plan, PlanImport
from plans.queries.importing.state import ImportState, given_period, import_state, period_text
from plans.queries.readings import school_calendar_of
from plans.services.importing.saving import save_plan
from plans.text.period import PlanPeriod
from projects.models import Project

MAX_FILENAME = 300
NOTHING_READ = "В этой загрузке нет ни одного плана. Загрузите файл ещё раз."
HAS_MARKS = (
    "Отменить загрузку уже нельзя: в плане есть отметки о выполнении. "
    "Если план лишний, попросите администратора убрать его."
)
APPROVED = "Отменить загрузку уже нельзя: план утверждён или закрыт. Попросите администратора, если он лишний."
OVERTAKEN = "Эту загрузку уже изменили в другом окне. Ниже то, что ввели вы: проверьте и сохраните ещё раз."
SETTLED = "Эта загрузка уже завершена."


class StaleImportError(Exception):
    """Somebody else changed the import since the page was shown."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a confirmed import gave: the plan, how many items it has, whether other plans of the file still wait."""

    plan: Plan
    items: int
    is_rest_waiting: bool


def start_import(
    project: Project,
    data: bytes,
    filename: str,
    period: PlanPeriod | None = None,
    *,
    author: User,
) -> PlanImport:
    """Read a file and keep what was read for review; raises ImportRefused, and then keeps nothing.

    `period` serves for tables that name none themselves.
    """
    calendar = school_calendar_of(project, project.starts_on.year)
    tables = [understand(draft, calendar=calendar) for draft in read_plan(data, filename)]
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
    )


@transaction.atomic
def correct_import(plan_import: PlanImport, version: int, table: int, corrections: Corrections) -> None:
    """Keep corrections of a table. Raises StaleImportError if the import is not at `version` any more."""
    state = import_state(plan_import).with_corrections(table, corrections)
    changed = PlanImport.objects.filter(
        pk=plan_import.pk,
        version=version,
        state=PlanImport.State.REVIEW,
    ).update(draft=to_plain(state), version=F("version") + 1)
    if not changed:
        raise StaleImportError
    plan_import.refresh_from_db(fields=["draft", "version", "state"])


@transaction.atomic
def confirm_import(
    plan_import: PlanImport,
    version: int,
    table: int,
    corrections: Corrections,
    *,
    actor: User,
) -> Confirmed:
    """Save a table as a plan in one transaction; other plans of the file stay for review in an import of their own.

    Raises StaleImportError if the import moved on, ValidationError in Russian if the table cannot be saved.
    """
    correct_import(plan_import, version, table, corrections)
    state = import_state(plan_import)
    draft = state.table(table)
    if draft is None:
        raise ValidationError(NOTHING_READ)
    plan = save_plan(
        draft, project=plan_import.project, actor=actor, period=given_period(state), corrections=corrections
    )
    rest = tuple(other for other in state.tables if other.table != draft.table)
    is_rest_waiting = any(other.is_plan for other in rest)
    if is_rest_waiting:
        PlanImport.objects.create(
            project=plan_import.project,
            author=plan_import.author,
            filename=plan_import.filename,
            draft=to_plain(
                replace(
                    state,
                    tables=rest,
                    changes=tuple(change for change in state.changes if change.table != draft.table),
                ),
            ),
        )
    plan_import.plan = plan
    plan_import.state = PlanImport.State.CONFIRMED
    plan_import.draft = to_plain(ImportState())
    plan_import.save(update_fields=["plan", "state", "draft"])
    return Confirmed(plan, plan.items.count(), is_rest_waiting)


def cancel_import(plan_import: PlanImport) -> None:
    """Throw an unconfirmed import away; nothing of it stays. Raises ValidationError for a confirmed one."""
    deleted, _ = PlanImport.objects.filter(pk=plan_import.pk, state=PlanImport.State.REVIEW).delete()
    if not deleted:
        raise ValidationError(SETTLED)


@transaction.atomic
def undo_import(plan_import: PlanImport, *, actor: User) -> None:
    """Take a confirmed import back: its plan is deleted.

    Raises ValidationError if the plan has marks already or is no draft any more.
    """
    locked = PlanImport.objects.select_for_update().get(pk=plan_import.pk)
    if locked.state != PlanImport.State.CONFIRMED or locked.plan is None:
        raise ValidationError(SETTLED)
    if locked.plan.state != Plan.State.DRAFT:
        raise ValidationError(APPROVED)
    if CompletionMark.objects.filter(occurrence__item__plan=locked.plan).exists():
        raise ValidationError(HAS_MARKS)
    delete_signed(locked.plan, actor)
    PlanImport.objects.filter(pk=locked.pk).update(state=PlanImport.State.UNDONE, plan=None)
