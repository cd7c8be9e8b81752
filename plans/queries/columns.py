"""Columns of a plan: what may be added, which hold words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from plans.layout import ATTRIBUTES, DEADLINE, EXTRA, FIELD_LABELS, LayoutColumn, cell_text
from plans.models import Plan, PlanItem

OWN = "own"
PREVIEW = 2
ADDABLE = ("number", "title", DEADLINE, *(field for field in ATTRIBUTES if field not in {"number", "title"}))


def missing_fields(layout: Iterable[LayoutColumn]) -> list[tuple[str, str]]:
    """Fields of items that no column shows yet, and a column of one's own, for a select."""
    there = {column["field"] for column in layout}
    return [*((field, FIELD_LABELS[field]) for field in ADDABLE if field not in there), (OWN, "Своя графа")]


def filled_columns(plan: Plan) -> Counter[str]:
    """How many items have words in each own column, removed items counted too."""
    rows = PlanItem.everything.filter(plan=plan).exclude(extra={}).values_list("extra", flat=True)
    return Counter(f"{EXTRA}{number}" for extra in rows for number, text in extra.items() if text)


def next_own_column(plan: Plan, layout: Iterable[LayoutColumn]) -> str:
    """Name of a new own column: of a number that neither a column nor an item uses."""
    fields = {column["field"] for column in layout} | set(filled_columns(plan))
    used = [int(field.removeprefix(EXTRA)) for field in fields if field.removeprefix(EXTRA).isdecimal()]
    return f"{EXTRA}{max(used, default=-1) + 1}"


def preview_rows(plan: Plan, columns: Sequence[LayoutColumn]) -> list[list[str]]:
    """Cells of the first items in these columns."""
    items = PlanItem.objects.filter(plan=plan).select_related("deadline").order_by("order", "pk")[:PREVIEW]
    return [[_cell(item, column["field"]) for column in columns] for item in items]


def _cell(item: PlanItem, field: str) -> str:
    """A column that holds no words of its own (a stage is a link) has none to show."""
    try:
        return cell_text(item, field)
    except KeyError:
        return ""
