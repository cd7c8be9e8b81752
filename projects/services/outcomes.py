"""What a project means to reach: works of the matrix, planned results, criteria with indicators."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Model
from simple_history.utils import bulk_create_with_history

from network.models import User
from network.services.history import delete_signed, save_signed
from portal.text.clean import clean_text, one_line
from projects.models import Criterion, Direction, Indicator, MatrixEntry, PlannedResult, Project, ProjectFile, Stage
from projects.services.files import drop_file, keep_file

NO_TEXT = "Напишите, что это: пустую строку не сохранить."
HAS_ITEMS = "Убрать нельзя: к этому относятся пункты планов. Сначала укажите у них другое."
HAS_PARTS = "Убрать нельзя: в матрице здесь стоят работы или результаты. Сначала уберите их."
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class NewEntry:
    """A work of a stage in a direction, in the words of the document."""

    stage: Stage
    direction: Direction
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class NewResult:
    """A planned result of a stage."""

    stage: Stage
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class NewIndicator:
    """How a criterion is measured; every text as in the document."""

    number: str
    title: str
    unit: str = ""
    method: str = ""
    baseline: str = ""
    target: str = ""


def add_entries(project: Project, entries: Iterable[NewEntry], *, actor: User | None) -> list[MatrixEntry]:
    """Put works behind those that are there, in the given order, in one insert."""
    first = _next_order(MatrixEntry, project)
    rows = [
        MatrixEntry(
            project=project,
            stage=new.stage,
            direction=new.direction,
            order=first + place,
            number=new.number[:50],
            text=new.text,
        )
        for place, new in enumerate(entries)
    ]
    return list(bulk_create_with_history(rows, MatrixEntry, default_user=actor))


def add_results(project: Project, results: Iterable[NewResult], *, actor: User | None) -> list[PlannedResult]:
    """Put planned results behind those that are there, in the given order, in one insert."""
    first = _next_order(PlannedResult, project)
    rows = [
        PlannedResult(project=project, stage=new.stage, order=first + place, number=new.number[:50], text=new.text)
        for place, new in enumerate(results)
    ]
    return list(bulk_create_with_history(rows, PlannedResult, default_user=actor))


@transaction.atomic
def add_criterion(
    project: Project, number: str, title: str, indicators: Sequence[NewIndicator], *, actor: User | None
) -> Criterion:
    """Put a criterion with its indicators behind those that are there."""
    criterion = Criterion(project=project, order=_next_order(Criterion, project), number=number[:50], title=title)
    save_signed(criterion, actor)
    add_indicators(criterion, indicators, actor=actor)
    return criterion


def add_indicators(criterion: Criterion, indicators: Iterable[NewIndicator], *, actor: User | None) -> list[Indicator]:
    """Put indicators behind those the criterion has."""
    first = criterion.indicators.count()
    rows = [
        Indicator(
            criterion=criterion,
            order=first + place,
            number=new.number[:50],
            title=new.title,
            unit=new.unit[:100],
            method=new.method,
            baseline=new.baseline,
            target=new.target,
            kind=Indicator.Kind.QUANTITATIVE if new.unit else Indicator.Kind.QUALITATIVE,
        )
        for place, new in enumerate(indicators)
    ]
    return list(bulk_create_with_history(rows, Indicator, default_user=actor))


@transaction.atomic
def write_result(result: PlannedResult, number: str, text: str, *, actor: User | None) -> PlannedResult:
    """Save the words of a new result, behind the others, or of one that is there; raises ValidationError by field."""
    result.number, result.text = clean_text(number).strip(), clean_text(text).strip()
    if not result.text:
        raise ValidationError({"text": NO_TEXT})
    if result.pk is None:
        result.order = _next_order(PlannedResult, result.project)
    return save_signed(result, actor)


def remove_result(result: PlannedResult, *, actor: User | None) -> None:
    """Take a planned result out; its files stay among those of the project."""
    delete_signed(result, actor)


@transaction.atomic
def set_result(
    result: PlannedResult,
    state: str,
    evidence: str,
    *,
    upload: tuple[str, bytes] | None = None,
    audience: str = ProjectFile.Audience.NETWORK,
    dropped: Iterable[ProjectFile] = (),
    actor: User | None,
) -> PlannedResult:
    """Say how a planned result stands and what shows it: words, a new file (name, bytes), files taken away.

    Raises ValidationError for a state there is not or a file that is not accepted.
    """
    result.state, result.evidence = state, clean_text(evidence).strip()
    save_signed(result, actor)
    if upload is not None:
        kept = keep_file(result.project, *upload, audience=ProjectFile.Audience(audience), actor=actor)
        result.files.add(kept)
    for file in dropped:
        result.files.remove(file)
        drop_file(file, actor=actor)
    return result


def save_stage(stage: Stage, said: Mapping[str, Any], *, actor: User | None) -> Stage:
    """Save a new or changed stage; raises ValidationError by field."""
    stage.title, stage.period_text = one_line(said["title"]), one_line(said["period_text"])
    stage.starts_on, stage.ends_on = said["starts_on"], said["ends_on"]
    return save_signed(stage, actor)


def save_direction(direction: Direction, said: Mapping[str, Any], *, actor: User | None) -> Direction:
    """Save a new or changed direction; raises ValidationError by field."""
    direction.title = one_line(said["title"])
    return save_signed(direction, actor)


def remove_part(row: Stage | Direction, *, actor: User | None) -> None:
    """Take a stage or a direction away; raises ValidationError where works, results or items of plans stand in it."""
    if row.matrix_entries.exists() or (isinstance(row, Stage) and row.results.exists()):
        raise ValidationError(HAS_PARTS)
    if row.items.exists():
        raise ValidationError(HAS_ITEMS)
    delete_signed(row, actor)


def write_entry(entry: MatrixEntry, number: str, text: str, *, actor: User | None) -> MatrixEntry:
    """Save a new or changed work of the matrix; raises ValidationError for an empty text."""
    entry.number, entry.text = clean_text(number).strip(), clean_text(text).strip()
    if not entry.text:
        raise ValidationError({"text": NO_TEXT})
    if entry.pk is None:
        entry.order = _next_order(MatrixEntry, entry.project)
    return save_signed(entry, actor)


def remove_entry(entry: MatrixEntry, *, actor: User | None) -> None:
    """Take a work out of the matrix; items that served it stay in their plans."""
    delete_signed(entry, actor)


@transaction.atomic
def move(row: Row, siblings: Sequence[Row], step: int) -> None:
    """Put a stage or a direction one place up (-1) or down (1) among its siblings, given in their order."""
    places = list(siblings)
    here = next(place for place, each in enumerate(places) if each.pk == row.pk)
    there = min(max(here + step, 0), len(places) - 1)
    places.insert(there, places.pop(here))
    for order, each in enumerate(places):
        type(row)._default_manager.filter(pk=each.pk).exclude(order=order).update(order=order)


def _next_order(model: type[Model], project: Project) -> int:
    last = model._default_manager.filter(project=project).aggregate(last=Max("order"))["last"]
    return 0 if last is None else last + 1
