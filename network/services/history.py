"""Saving one row so that its history says who did it."""

from __future__ import annotations

from typing import TypeVar

from django.db import models

from network.models import User

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
