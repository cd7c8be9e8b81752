"""Rows of a file against items of a plan: checked, compared and told cell by cell; only services write."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from import_export.fields import Field
from import_export.resources import Diff, ModelResource
from import_export.results import RowResult
from tablib.core import Dataset

from plans.importing.comparing import READING, SECTION, CellChange, Comparison, RowDifference, RowState
from plans.importing.correction import Corrections, RowKey
from plans.importing.draft import DraftPlan, DraftRow
from plans.layout import ATTRIBUTES, DEADLINE, FIELD_LABELS, cell_text
from plans.models import Deadline, PlanItem
from plans.queries.importing.target import RowItems, Target, row_cells, row_items, row_key, shared_columns
from plans.text.deadlines import DeadlineReading, explain_deadline

ITEM = "item"
DEADLINE_FIELDS = frozenset({DEADLINE, "deadline_place", "start", "finish"})
DOUBLED = "Этот пункт плана выбран ещё и для другой строки. Оставьте его у одной из них."
LABELS = {**FIELD_LABELS, SECTION: "Раздел", READING: "Понято так"}
STATES = {
    RowResult.IMPORT_TYPE_NEW: RowState.NEW,
    RowResult.IMPORT_TYPE_UPDATE: RowState.CHANGED,
    RowResult.IMPORT_TYPE_SKIP: RowState.SAME,
}


class Cell(Field):
    """A cell by its column; words that are no column of the table of items stand beside the instance."""

    def get_value(self, instance: PlanItem | None, **kwargs: Any) -> str:
        """The document's words."""
        if instance is None:
            return ""
        beside = vars(instance).get("beside", {})
        return str(beside[self.column_name] if self.column_name in beside else cell_text(instance, self.column_name))

    def save(self, instance: PlanItem, row: Mapping[str, Any], is_m2m: bool = False, **kwargs: Any) -> None:
        """Put the words on the instance, which nobody saves."""
        words = str(row[self.column_name])
        if self.column_name in ATTRIBUTES:
            setattr(instance, ATTRIBUTES[self.column_name], words)
        else:
            vars(instance)["beside"][self.column_name] = words


class CellDiff(Diff):
    """Cells that differ, verbatim; spacing alone is no difference."""

    def __init__(self, resource: ItemRows, instance: PlanItem, new: bool) -> None:
        super().__init__(resource, instance, new)
        self.cells = resource.get_import_fields()

    def as_html(self) -> list[CellChange]:
        """Changes as they are: the page draws them its own way, without the library's colours."""
        return [
            CellChange(cell.column_name, self.label(cell), before, after)
            for cell, before, after in zip(self.cells, self.left, self.right, strict=True)
            if not _is_same(before, after)
        ]

    def label(self, cell: Field) -> str:
        """The column's heading as the plan prints it."""
        return str(cell.attribute)


class ItemRows(ModelResource):
    """Rows that go into a plan, each with the item it was matched to; checks and compares, and never writes."""

    class Meta:
        model = PlanItem
        fields = ()
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True
        use_transactions = False

    def __init__(self, target: Target, columns: Iterable[str]) -> None:
        super().__init__()
        headings = {column["field"]: column["heading"] for column in target.plan.layout}
        self.target = target
        self.fields = {
            name: Cell(attribute=headings.get(name) or LABELS.get(name, name), column_name=name) for name in columns
        }

    @classmethod
    def get_diff_class(cls) -> type[Diff]:
        """Changes as data."""
        return CellDiff

    def get_instance(self, instance_loader: object, row: Mapping[str, Any]) -> PlanItem | None:
        """A copy of the item the row was matched to; the items were read at once."""
        item = self.target.items.get(row[ITEM])
        if item is None:
            return None
        twin = copy.copy(item)
        twin.extra = dict(item.extra)
        # The library copies it in depth; the words of linked rows stand beside it already.
        twin._state.fields_cache.clear()  # noqa: SLF001 - documented by Django
        names = [name for name in self.fields if name not in ATTRIBUTES]
        vars(twin)["beside"] = {
            name: self.target.path(item) if name == SECTION else cell_text(item, name) for name in names
        }
        return twin

    def init_instance(self, row: Mapping[str, Any] | None = None) -> PlanItem:
        """An item of the plan without words."""
        item = PlanItem(plan=self.target.plan)
        vars(item)["beside"] = {name: "" for name in self.fields if name not in ATTRIBUTES}
        return item

    def skip_row(self, instance: PlanItem, original: PlanItem, row: Any, import_validation_errors: Any = None) -> bool:
        """An item says what it said."""
        cells = self.get_import_fields()
        return instance.pk is not None and all(
            _is_same(cell.get_value(instance), cell.get_value(original)) for cell in cells
        )

    def validate_instance(
        self, instance: PlanItem, import_validation_errors: Any = None, validate_unique: bool = True
    ) -> None:
        """Check lengths and empty titles; links are the service's own and need no query each."""
        instance.clean_fields(exclude={"plan", "section", "stage", "direction", "origin"})

    def save_instance(self, instance: PlanItem, is_create: bool, row: Any, **kwargs: Any) -> None:
        """Nothing: services write."""

    def after_import(self, dataset: Dataset, result: Any, **kwargs: Any) -> None:
        """Nothing was written, so no sequence is to be set."""


def compare_rows(
    draft: DraftPlan, corrections: Corrections, target: Target, readings: Mapping[RowKey, DeadlineReading]
) -> Comparison:
    """What the rows of a corrected draft would change in a plan; reads nothing and writes nothing.

    Only columns that both have are compared: what the file does not say is not taken for empty, and a filled
    «Отметка о выполнении» is never emptied.
    """
    columns, lost = shared_columns(draft, target.plan.layout)
    names = [*columns, *([SECTION] if draft.sections else [])]
    if DEADLINE not in columns and any(column.field in DEADLINE_FIELDS for column in draft.columns):
        names.append(DEADLINE)
    found = row_items(draft, corrections, target)
    taken = [row for row in draft.rows if not row.is_skipped]
    cells = {row_key(row): _cells(row, draft, columns, names, found) for row in draft.rows}
    table = Dataset(headers=[ITEM, *names])
    for row in taken:
        item = found.pairs.get(row_key(row))
        table.append([item.pk if item else None, *(cells[row_key(row)][name] for name in names)])
    result = ItemRows(target, names).import_data(table, dry_run=False, raise_errors=False)
    told = dict(zip(map(row_key, taken), result.rows, strict=True))
    settled = corrections.deadlines().keys() | corrections.split()
    rows = tuple(
        _reread(_difference(row, told.get(row_key(row)), cells[row_key(row)], found), target, readings, settled)
        for row in draft.rows
    )
    met = {item.pk for item in found.pairs.values()}
    return Comparison(rows, tuple(pk for pk in target.items if pk not in met), lost)


def _cells(
    row: DraftRow, draft: DraftPlan, columns: Mapping[str, Any], names: Iterable[str], found: RowItems
) -> dict[str, str]:
    words = row_cells(row, draft, columns)
    item = found.pairs.get(row_key(row))
    if item is not None and not words.get("mark", "").strip():
        words["mark"] = item.mark_text
    return {name: words[name] for name in names}


def _difference(row: DraftRow, told: RowResult | None, cells: Mapping[str, str], found: RowItems) -> RowDifference:
    key = row_key(row)
    item = found.pairs.get(key)
    difference = RowDifference(
        key,
        RowState.OFF,
        cells,
        item=item.pk if item else None,
        version=item.version if item else 0,
        unsure=found.unsure.get(key, ()),
    )
    if told is None:
        return difference
    if key in found.doubled:
        return replace(difference, state=RowState.WRONG, errors=(DOUBLED,))
    if told.import_type not in STATES:
        return replace(difference, state=RowState.WRONG, errors=tuple(_errors(told)))
    changes = tuple(told.diff or ()) if item else ()
    return replace(difference, state=STATES[told.import_type], changes=changes)


def _reread(
    row: RowDifference, target: Target, readings: Mapping[RowKey, DeadlineReading], settled: Iterable[RowKey]
) -> RowDifference:
    """The row with what a person said of its deadline, where the plan does not say so yet."""
    if row.item is None or row.key not in settled or row.state not in {RowState.CHANGED, RowState.SAME}:
        return row
    deadline = getattr(target.items[row.item], DEADLINE, None) or Deadline()
    after = explain_deadline(readings[row.key])
    if (deadline.explanation, deadline.source) == (after, Deadline.Source.MANUAL):
        return row
    change = CellChange(READING, LABELS[READING], deadline.explanation, after)
    return replace(row, state=RowState.CHANGED, changes=(*row.changes, change))


def _errors(told: RowResult) -> list[str]:
    if isinstance(told.validation_error, ValidationError):
        names = {attribute: LABELS.get(field, field) for field, attribute in ATTRIBUTES.items()}
        found = told.validation_error.message_dict.items()
        return [f"{names.get(name, name)}: {text}" for name, texts in found for text in texts]
    return [str(error.error) for error in told.errors]


def _is_same(before: str, after: str) -> bool:
    return before == after or before.split() == after.split()
