"""How items of plans serve the objectives of a project, and what nothing serves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from plans.models import PlanItem
from portal.fulltext import Texts, found
from portal.text.numbers import number_in
from portal.text.search import Words
from projects.models import MatrixEntry, Objective, PlannedResult, Project

SHOWN = 60
TEXTS = Texts(title=("title",), others=("number", "form", "responsible_text", "expected_result"))


@dataclass(frozen=True, slots=True)
class ItemChoice:
    """An item that may serve an objective; `is_serving` already does."""

    item: PlanItem
    is_serving: bool


@dataclass(frozen=True, slots=True)
class ItemChoices:
    """Items that serve an objective, and those that were sought; `is_more`: not all of these are shown."""

    serving: tuple[PlanItem, ...]
    offered: tuple[ItemChoice, ...]
    is_more: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a project wants and nothing of its plans serves, with how much of each there is in all."""

    objectives: tuple[Objective, ...]
    objective_count: int
    entries: tuple[MatrixEntry, ...]
    entry_count: int
    results: tuple[PlannedResult, ...]
    result_count: int

    @property
    def is_whole(self) -> bool:
        """Nothing is left without an item or evidence."""
        return not (self.objectives or self.entries or self.results)


def served_objectives(item: PlanItem) -> list[Objective]:
    """Objectives the item is linked to."""
    return list(item.objectives.order_by("order", "pk"))


def project_objectives(item: PlanItem) -> list[Objective]:
    """Objectives of the item's project in their order."""
    return list(Objective.objects.filter(project=item.plan.project_id).order_by("order", "pk"))


def item_choices(objective: Objective, items: QuerySet[PlanItem], plan_id: int | None, words: Words) -> ItemChoices:
    """Items of the objective's project among those given: serving ones, and those of a plan with the words sought.

    Four queries at most, whatever the number of items.
    """
    own = items.filter(plan__project=objective.project_id).select_related("plan").order_by("plan", "order", "pk")
    serving = tuple(own.filter(objectives=objective))
    if plan_id is None and not words:
        return ItemChoices(serving, (), is_more=False)
    sought = own.filter(plan=plan_id) if plan_id is not None else own
    if words:
        sought = found(sought, TEXTS, words).select_related("plan")
    rows = list(sought[: SHOWN + 1])
    there = {item.pk for item in serving}
    offered = tuple(ItemChoice(item, item.pk in there) for item in rows[:SHOWN])
    return ItemChoices(serving, offered, is_more=len(rows) > SHOWN)


def items_among(objective: Objective, items: QuerySet[PlanItem], pks: Sequence[str]) -> list[PlanItem]:
    """Items of the objective's project among those given, by ids of a form; others are left out."""
    numbers = [number for pk in pks if (number := number_in(pk)) is not None]
    return list(items.filter(plan__project=objective.project_id, pk__in=numbers))


def project_coverage(project: Project) -> Coverage:
    """What no item serves and what no evidence shows; three queries."""
    standing = Q(items__removed_at__isnull=True)
    objectives = list(
        Objective.objects.filter(project=project)
        .annotate(item_count=Count("items", filter=standing, distinct=True))
        .order_by("order", "pk")
    )
    entries = list(
        MatrixEntry.objects.filter(project=project)
        .annotate(item_count=Count("items", filter=standing, distinct=True))
        .select_related("stage", "direction")
        .order_by("stage__order", "stage", "direction__order", "direction", "order", "pk")
    )
    files = PlannedResult.files.through.objects.filter(plannedresult=OuterRef("pk"))
    results = list(
        PlannedResult.objects.filter(project=project)
        .annotate(has_files=Exists(files))
        .select_related("stage")
        .order_by("stage__order", "stage", "order", "pk")
    )
    return Coverage(
        objectives=tuple(row for row in objectives if not row.item_count),
        objective_count=len(objectives),
        entries=tuple(row for row in entries if not row.item_count),
        entry_count=len(entries),
        results=tuple(row for row in results if not (row.evidence.strip() or row.has_files)),
        result_count=len(results),
    )
