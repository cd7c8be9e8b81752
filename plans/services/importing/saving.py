"""A draft of a plan becomes a plan: all its rows in one transaction, every text as it was written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from simple_history.utils import bulk_create_with_history

from network.models import User
from network.queries import read_directory
from network.services.history import save_signed
from plans.importing.correction import Corrections, RowKey, corrected
from plans.importing.draft import DraftPlan, DraftRow, Problem
from plans.models import ApprovalBlock, Deadline, Plan, PlanItem
from plans.queries.importing.deadlines import row_readings
from plans.queries.importing.state import plan_period
from plans.queries.readings import calendar_of, period_of
from plans.services.importing.parties import save_responsibilities
from plans.services.importing.shape import Shape, approval_blocks, item_of, layout_of, numbering_of, save_sections
from plans.services.schedule import schedule_items
from plans.text.deadlines import DeadlineReading
from plans.text.period import PlanPeriod
from projects.models import Project
from projects.queries import active_network

NOT_A_PLAN = "Эта таблица — не план: в ней нет мероприятий со сроками, планом её загрузить нельзя."
NO_ROWS = "В таблице не осталось ни одной строки плана."
UNTITLED = "План без заголовка"
MAX_PERIOD_TEXT = 300


@transaction.atomic
def save_plan(
    draft: DraftPlan,
    *,
    project: Project,
    actor: User | None,
    period: PlanPeriod | None = None,
    corrections: Corrections | None = None,
    readings: Mapping[RowKey, DeadlineReading] | None = None,
) -> Plan:
    """Save a table of a document as a plan of the project; nothing is saved if anything fails.

    `period` serves where neither the document nor the corrections name one; without it the project's own term is
    taken; `readings` are those of the deadlines, where they were read before. A filled «Отметка о выполнении» is kept
    as words: nobody confirmed it as a mark. Raises ValidationError in Russian if the table is no plan or a blocking
    problem is left.
    """
    changes = corrections or Corrections()
    ready = corrected(draft, changes)
    require_savable(ready)
    rows = [row for row in ready.rows if not row.is_skipped]
    term = plan_period(ready, changes, project, period)
    plan = save_signed(_plan(ready, term, project), actor)
    bulk_create_with_history(list(approval_blocks(plan, ready)), ApprovalBlock, default_user=actor)
    shape = Shape.of(plan, ready, save_sections(plan, ready, actor))
    items: list[PlanItem] = bulk_create_with_history(
        [item_of(shape, row, order) for order, row in enumerate(rows)],
        PlanItem,
        batch_size=500,
        default_user=actor,
    )
    _schedule(items, rows, readings or _readings(plan, rows, term, changes), changes, actor)
    directory = read_directory(project.organization, active_network(project))
    save_responsibilities(items, rows, directory, changes.people, actor=actor)
    return plan


def _schedule(
    items: Sequence[PlanItem],
    rows: Sequence[DraftRow],
    readings: Mapping[RowKey, DeadlineReading],
    corrections: Corrections,
    actor: User | None,
) -> None:
    """Write deadlines and occurrences; those a person read are told from those the portal read."""
    settled = corrections.deadlines().keys() | corrections.split()
    sources: dict[Deadline.Source, list[tuple[PlanItem, DeadlineReading]]] = {source: [] for source in Deadline.Source}
    for item, row in zip(items, rows, strict=True):
        key = (row.table, row.index)
        sources[Deadline.Source.MANUAL if key in settled else Deadline.Source.PARSED].append((item, readings[key]))
    period, calendar = period_of(items[0].plan), calendar_of(items[0].plan)
    for source, pairs in sources.items():
        schedule_items(pairs, period, calendar, actor=actor, source=source)


def _readings(
    plan: Plan, rows: Sequence[DraftRow], term: PlanPeriod, corrections: Corrections
) -> Mapping[RowKey, DeadlineReading]:
    return row_readings(rows, term, calendar_of(plan), corrections.deadlines(), corrections.split())


def require_savable(draft: DraftPlan) -> None:
    """Raise ValidationError with every reason why the table cannot be saved as a plan."""
    if not draft.is_plan:
        raise ValidationError(NOT_A_PLAN)
    if all(row.is_skipped for row in draft.rows):
        raise ValidationError(NO_ROWS)
    if draft.blocking:
        raise ValidationError([place_of(problem) + problem.text for problem in draft.blocking])


def place_of(problem: Problem) -> str:
    """«Таблица 1, строка 4, графа «Сроки»: » for a problem; the parts that are not known are left out."""
    parts = [f"таблица {problem.table}"]
    if problem.row is not None:
        parts.append(f"строка {problem.row}")
    if problem.column:
        parts.append(f"графа «{problem.column}»")
    place = ", ".join(parts)
    return f"{place[0].upper()}{place[1:]}: "


def _plan(draft: DraftPlan, term: PlanPeriod, project: Project) -> Plan:
    return Plan(
        project=project,
        kind=draft.kind.value,
        title=draft.title or UNTITLED,
        period_text=(draft.period.text or "")[:MAX_PERIOD_TEXT],
        period_kind=term.kind.value,
        starts_on=term.start,
        ends_on=term.end,
        layout=layout_of(draft),
        numbering=numbering_of(draft),
    )
