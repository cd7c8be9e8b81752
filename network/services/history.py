"""Saving rows so that their history says who did it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import models
from simple_history.utils import get_history_manager_for_model

from network.models import User

BATCH = 300
Row = TypeVar("Row", bound=models.Model)


def save_signed(row: Row, actor: User | None) -> Row:
    """Check and save a new or changed row with its author; raises ValidationError if a field is wrong."""
    row._history_user = actor  # type: ignore[attr-defined]
    row.full_clean()
    row.save()
    return row


def delete_signed(row: models.Model, actor: User | None) -> None:
    """Delete a row with its author in the history."""
    row._history_user = actor  # type: ignore[attr-defined]
    row.delete()


def save_many_signed(rows: Sequence[Row], names: Sequence[str], actor: User | None) -> None:
    """Write some fields of many rows that are there, unchecked, with their author in the history.

    Each goes by an UPDATE of its own: of many columns that is ten times as quick as Django's bulk update.
    """
    for row in rows:
        values = {name: getattr(row, name) for name in names}
        type(row)._base_manager.filter(pk=row.pk).update(**values)  # noqa: SLF001 - documented
    if rows:
        _history_of(rows[0]).bulk_history_create(rows, update=True, batch_size=BATCH, default_user=actor)


def delete_many_signed(rows: Sequence[Row], actor: User | None) -> None:
    """Delete many rows that nothing points at, with their author in the history."""
    if not rows:
        return
    trail = _history_of(rows[0])
    written = trail.bulk_history_create(rows, batch_size=BATCH, default_user=actor)
    trail.filter(pk__in=[line.pk for line in written]).update(history_type="-")
    ids = [row.pk for row in rows]
    for start in range(0, len(ids), BATCH):
        found = type(rows[0])._base_manager.filter(pk__in=ids[start : start + BATCH])  # noqa: SLF001 - documented
        # Rows that something points at would need Django's collector; the database itself refuses to delete them.
        found._raw_delete(found.db)  # noqa: SLF001 - there is no public way past the collector


def _history_of(row: models.Model) -> Any:
    return get_history_manager_for_model(type(row))
