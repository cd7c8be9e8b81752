"""Stages and directions of a project as a table: works of the document, items that serve them, planned results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.db.models import Prefetch, QuerySet

from plans.models import PlanItem
from plans.progress import ItemState
from plans.queries.table import ItemRow
from projects.models import Direction, MatrixEntry, PlannedResult, Project, ProjectFile, Stage

SHOWN = 4


@dataclass(frozen=True, slots=True)
class MatrixPoint:
    """A work of the document, or an item that serves no work of its cell; `state` is None where no item serves it."""

    text: str
    state: ItemState | None
    entry: MatrixEntry | None
    rows: tuple[ItemRow, ...]


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What is done in a stage along a direction; `total` counts items without the cancelled ones."""

    direction: Direction
    points: tuple[MatrixPoint, ...]
    done: int
    total: int

    @property
    def shown(self) -> tuple[MatrixPoint, ...]:
        """As many points as a cell has room for."""
        return self.points[:SHOWN]

    @property
    def rest(self) -> tuple[MatrixPoint, ...]:
        """The others."""
        return self.points[SHOWN:]

    @property
    def percent(self) -> int:
        """Share of done items, 0 where there are none."""
        return 100 * self.done // self.total if self.total else 0


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage with its cells in the order of directions; `word` and `state` say where it is on the day."""

    stage: Stage
    state: str
    word: str
    is_current: bool
    cells: tuple[MatrixCell, ...]
    results: tuple[PlannedResult, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole table; `uncovered`: works that no item of any plan serves, `loose`: how many items stand outside."""

    directions: tuple[Direction, ...]
    rows: tuple[StageRow, ...]
    uncovered: tuple[MatrixEntry, ...]
    overlaps: tuple[tuple[Stage, Stage], ...]
    loose: int

    @property
    def has_results(self) -> bool:
        """Some stage has planned results."""
        return any(row.results for row in self.rows)


def project_matrix(project: Project, rows: Sequence[ItemRow], today: date, files: QuerySet[ProjectFile]) -> Matrix:
    """The table of a project on a day, `rows` being the items of its plans; six queries whatever their number.

    Results have `shown_files`: those of theirs among `files`, which the reader may open.
    """
    stages = list(Stage.objects.filter(project=project).order_by("order", "pk"))
    directions = tuple(Direction.objects.filter(project=project).order_by("order", "pk"))
    entries: dict[tuple[int, int], list[MatrixEntry]] = defaultdict(list)
    for entry in MatrixEntry.objects.filter(project=project).order_by("order", "pk"):
        entries[entry.stage_id, entry.direction_id].append(entry)
    results: dict[int, list[PlannedResult]] = defaultdict(list)
    shown = Prefetch("files", queryset=files.order_by("pk"), to_attr="shown_files")
    for result in PlannedResult.objects.filter(project=project).prefetch_related(shown).order_by("order", "pk"):
        results[result.stage_id].append(result)
    serving = _serving(project, rows)
    placed = _placed(rows)
    table = tuple(
        StageRow(
            stage=stage,
            state=_state(stage, today)[0],
            word=_state(stage, today)[1],
            is_current=_state(stage, today)[0] == "active",
            cells=tuple(
                _cell(each, entries[stage.pk, each.pk], serving, placed.get((stage.pk, each.pk), []))
                for each in directions
            ),
            results=tuple(results[stage.pk]),
        )
        for stage in stages
    )
    every = [entry for found in entries.values() for entry in found]
    return Matrix(
        directions=directions,
        rows=table,
        uncovered=tuple(entry for entry in every if not serving.get(entry.pk)),
        overlaps=tuple(_overlaps(stages)),
        loose=sum(row.item.stage_id is None or row.item.direction_id is None for row in rows),
    )


def _serving(project: Project, rows: Sequence[ItemRow]) -> Mapping[int, list[ItemRow]]:
    """Items by the work they are linked to."""
    by_pk = {row.item.pk: row for row in rows}
    links = PlanItem.matrix_entries.through.objects.filter(matrixentry__project=project)
    found: dict[int, list[ItemRow]] = defaultdict(list)
    for entry_id, item_id in links.order_by("pk").values_list("matrixentry_id", "planitem_id"):
        if item_id in by_pk:
            found[entry_id].append(by_pk[item_id])
    return found


def _placed(rows: Iterable[ItemRow]) -> Mapping[tuple[int, int], list[ItemRow]]:
    found: dict[tuple[int, int], list[ItemRow]] = defaultdict(list)
    for row in rows:
        if row.item.stage_id is not None and row.item.direction_id is not None:
            found[row.item.stage_id, row.item.direction_id].append(row)
    return found


def _cell(
    direction: Direction,
    entries: Sequence[MatrixEntry],
    serving: Mapping[int, list[ItemRow]],
    placed: list[ItemRow],
) -> MatrixCell:
    points = [
        MatrixPoint(entry.text, state_of(serving.get(entry.pk, ())), entry, tuple(serving.get(entry.pk, ())))
        for entry in entries
    ]
    linked = {row.item.pk for point in points for row in point.rows}
    points += [
        MatrixPoint(row.item.title, row.progress.state, None, (row,)) for row in placed if row.item.pk not in linked
    ]
    rows = {row.item.pk: row for point in points for row in point.rows}
    counted = [row for row in rows.values() if row.progress.state is not ItemState.CANCELLED]
    done = sum(row.progress.state is ItemState.DONE for row in counted)
    return MatrixCell(direction, tuple(points), done, len(counted))


def state_of(rows: Sequence[ItemRow]) -> ItemState | None:
    """How a work stands by the items that serve it: late if one is, done if all are; None where none serves it."""
    states = {row.progress.state for row in rows}
    if not states:
        return None
    if ItemState.LATE in states:
        return ItemState.LATE
    open_states = states - {ItemState.DONE, ItemState.CANCELLED}
    if not open_states:
        return ItemState.DONE if ItemState.DONE in states else ItemState.CANCELLED
    if states - {ItemState.AHEAD}:
        return ItemState.IN_PROGRESS
    return ItemState.AHEAD


def _state(stage: Stage, today: date) -> tuple[str, str]:
    if stage.starts_on is None and stage.ends_on is None:
        return "none", ""
    if stage.ends_on is not None and stage.ends_on < today:
        return "done", "Завершён"
    if stage.starts_on is not None and stage.starts_on > today:
        return "ahead", "Впереди"
    return "active", "Идёт"


def _overlaps(stages: Sequence[Stage]) -> Iterable[tuple[Stage, Stage]]:
    for one, other in pairwise(stages):
        if one.ends_on is None or other.starts_on is None or other.starts_on > one.ends_on:
            continue
        # A stage of earlier years that stands behind a later one is out of order, not at the same time.
        if (other.ends_on or date.max) >= (one.starts_on or date.min):
            yield one, other
