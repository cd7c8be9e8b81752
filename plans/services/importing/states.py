"""Items as they stood before an import touched them: kept as plain values, compared, put back exactly."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeVar

from django.db.models import F, Model
from simple_history.utils import bulk_create_with_history

from network.models import User
from network.services.history import delete_many_signed, save_many_signed
from plans.models import Deadline, Occurrence, PlanItem, Responsibility
from plans.services.schedule import ASIDE, delete_windows
from plans.services.structure.action import sign_items

BATCH = 300
ITEM, PARTS = "item", {"deadline": Deadline, "occurrences": Occurrence, "responsibilities": Responsibility}
# What others may change without touching the item's own words: its place among the rows, and its count of edits.
APART = frozenset({"order", "version"})
State = dict[str, Any]
Row = TypeVar("Row", bound=Model)


def item_states(pks: Collection[int]) -> dict[int, State]:
    """Everything an import may change of items, by id, in four queries: plain values that JSON keeps."""
    states: dict[int, State] = {
        item.pk: {ITEM: _values(item), **{name: [] for name in PARTS}}
        for item in PlanItem.everything.filter(pk__in=pks)
    }
    for name, model in PARTS.items():
        for row in model._default_manager.filter(item__in=pks).order_by("item_id", "pk"):
            values = _values(row)
            states[values["item_id"]][name].append(values)
    return states


def state_digest(state: State) -> str:
    """The same for two states that say the same; counts of edits and places among the rows are left out."""
    said = {**state, ITEM: {name: value for name, value in state[ITEM].items() if name not in APART}}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def put_back(states: Mapping[int, State], *, actor: User | None) -> None:
    """Bring items to the states they were in; none of their occurrences may have been marked since.

    The count of edits grows, so that a form opened before the return is not saved over it.
    """
    for pk, state in states.items():
        values = {name: value for name, value in _restored(PlanItem, state[ITEM]).items() if name not in APART | {"id"}}
        PlanItem.everything.filter(pk=pk).update(**values, version=F("version") + 1)
    sign_items(states, actor)
    for name, model in PARTS.items():
        wanted = [_built(model, values) for state in states.values() for values in state[name]]
        _put_rows_back(model, states, wanted, actor)


def _put_rows_back(model: type[Row], pks: Collection[int], wanted: Iterable[Row], actor: User | None) -> None:
    """Make the rows of these items those wanted: the same ids, so that what points at them finds them again."""
    there = {row.pk: row for row in model._default_manager.filter(item__in=pks)}
    rows = {row.pk: row for row in wanted}
    gone = [row for pk, row in there.items() if pk not in rows]
    if model is Occurrence:
        delete_windows([row for row in gone if isinstance(row, Occurrence)], actor=actor)
    else:
        delete_many_signed(gone, actor)
    changed = [row for pk, row in rows.items() if pk in there and _values(row) != _values(there[pk])]
    if changed:
        if model is Occurrence:
            # The order is unique within an item: rows step aside before they take their old places.
            Occurrence.objects.filter(pk__in=[row.pk for row in changed]).update(order=F("order") + ASIDE)
        names = [field.name for field in model._meta.concrete_fields if not field.primary_key]
        save_many_signed(changed, names, actor)
    lost = [row for pk, row in rows.items() if pk not in there]
    bulk_create_with_history(lost, model, batch_size=BATCH, default_user=actor)


def _values(row: Model) -> dict[str, Any]:
    return {field.attname: _plain(getattr(row, field.attname)) for field in row._meta.concrete_fields}


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _restored(model: type[Model], values: Mapping[str, Any]) -> dict[str, Any]:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {name: fields[name].to_python(value) for name, value in values.items() if name in fields}


def _built(model: type[Row], values: Mapping[str, Any]) -> Row:
    return model(**_restored(model, values))
