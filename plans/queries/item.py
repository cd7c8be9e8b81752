"""What the page of one item shows beside its row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet

from network.models import Organization
from plans.importing.compound import Compound, compound_of
from plans.layout import ATTRIBUTES, DEADLINE, EXTRA, FIELD_LABELS, cell_text
from plans.models import CompletionMark, Evidence, PlanItem, Responsibility, Section
from plans.queries.readings import period_of
from plans.queries.table import ItemRow
from projects.models import Direction, Stage

SHOWN_APART = frozenset({"title", DEADLINE})


@dataclass(frozen=True, slots=True)
class Tick:
    """How an organisation stands to an item: windows it closed of those it owes; `mark` only where she may read it."""

    organization: Organization
    closed: int
    total: int
    mark: CompletionMark | None

    @property
    def is_closed(self) -> bool:
        """Nothing more is expected of the organisation."""
        return self.closed == self.total


def document_cells(item: PlanItem) -> list[tuple[str, str]]:
    """Cells of the document under their printed headings, title and deadline apart; empty ones are left out."""
    found = []
    for column in item.plan.layout:
        field = column["field"]
        if field in SHOWN_APART or (field not in FIELD_LABELS and not field.startswith("extra:")):
            continue
        text = _cell(item, field)
        if text:
            found.append((column["heading"] or FIELD_LABELS.get(field, ""), text))
    return found


def text_columns(item: PlanItem) -> frozenset[str]:
    """Text fields of items that the document has a column for."""
    return frozenset(ATTRIBUTES[column["field"]] for column in item.plan.layout if column["field"] in ATTRIBUTES)


def extra_columns(item: PlanItem) -> dict[str, str]:
    """Headings of the document's columns that have no field of their own, by the number they are kept under."""
    own = (column for column in item.plan.layout if column["field"].startswith(EXTRA))
    return {column["field"].removeprefix(EXTRA): column["heading"] for column in own}


def understood_parties(item: PlanItem) -> tuple[str, str]:
    """Who the words of «Ответственный» were understood to be: those the portal knows, and those only in words."""
    rows = Responsibility.objects.filter(item=item).select_related("person", "group", "organization")
    parties = list(rows.order_by("order", "pk"))
    known = ", ".join(party.label for party in parties if not party.text)
    return known, ", ".join(party.text for party in parties if party.text)


def other_parties(item: PlanItem, day: date) -> list[Responsibility]:
    """Who answered for the item before a day or is to take over after it."""
    rows = Responsibility.objects.filter(item=item).exclude(starts_on__isnull=True, ends_on__isnull=True)
    found = rows.select_related("person", "group", "organization").order_by("order", "pk")
    return [party for party in found if not party.answers_on(day)]


def network_ticks(row: ItemRow) -> list[Tick]:
    """Organisations the item waits for, each with what it has closed; those that owe no window are left out."""
    found = []
    for organization in row.organizations:
        owed = [window for window in row.occurrences if organization.pk in window.progress.organization_ids]
        marks = [mark for window in owed for mark in window.marks if mark.organization_id == organization.pk]
        if owed:
            closed = sum(organization.pk in window.closed_by for window in owed)
            found.append(Tick(organization, closed, len(owed), max(marks, key=lambda mark: mark.pk, default=None)))
    return found


def undoable_marks(log: Sequence[CompletionMark], author_id: int | None = None) -> set[int]:
    """Ids of marks nothing has replaced since, of all authors or of one; `log` is newest first."""
    latest: dict[tuple[int, int | None], CompletionMark] = {}
    for mark in log:
        latest.setdefault((mark.occurrence_id, mark.organization_id), mark)
    return {mark.pk for mark in latest.values() if author_id is None or mark.author_id == author_id}


def item_compound(item: PlanItem) -> Compound | None:
    """Whether the cells of an item hold several deadlines for several sub-items, and how they go together."""
    if not hasattr(item, DEADLINE):
        return None
    return compound_of(item.title, item.deadline.text, period_of(item.plan))


def is_split(item: PlanItem) -> bool:
    """The sub-items of an item have windows of their own."""
    return item.occurrences.exclude(title="").exists()


def neighbours(items: QuerySet[PlanItem], item: PlanItem) -> tuple[PlanItem | None, PlanItem | None]:
    """The items before and after in the document."""
    order = list(items.filter(plan=item.plan_id).order_by("order", "pk").values_list("pk", flat=True).distinct())
    place = order.index(item.pk)
    wanted = [order[place - 1] if place else None, order[place + 1] if place + 1 < len(order) else None]
    found = PlanItem.objects.in_bulk([pk for pk in wanted if pk is not None])
    return found.get(wanted[0] or 0), found.get(wanted[1] or 0)


def link_choices(item: PlanItem) -> dict[str, Sequence[tuple[str, str]]]:
    """Sections of the plan, stages and directions of the project for the selects of the form."""
    return {name: [(str(row.pk), str(row)) for row in rows] for name, rows in _links(item).items()}


def link_rows(item: PlanItem, ids: Mapping[str, str]) -> dict[str, Model | None]:
    """Rows chosen in those selects, by field; the empty choice is None."""
    rows = _links(item)
    return {name: rows[name].filter(pk=pk).first() if pk else None for name, pk in ids.items()}


def _links(item: PlanItem) -> dict[str, QuerySet[Any]]:
    project = item.plan.project
    return {
        "section": Section.objects.filter(plan=item.plan_id).order_by("order", "pk"),
        "stage": Stage.objects.filter(project=project).order_by("order", "pk"),
        "direction": Direction.objects.filter(project=project).order_by("order", "pk"),
    }


def _cell(item: PlanItem, field: str) -> str:
    """Columns that hold no words of their own (a stage is a link) have no cell here."""
    try:
        return cell_text(item, field)
    except KeyError:
        return ""


def proof_ids(proofs: QuerySet[Evidence], marks: Sequence[CompletionMark]) -> set[int]:
    """Ids of those proofs among the given that belong to the marks."""
    return set(proofs.filter(mark__in=marks).values_list("pk", flat=True))
