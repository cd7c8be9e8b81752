"""Filters a reader keeps under a name."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from network.models import User
from plans.models import SavedFilter
from projects.models import Project

MOST = 30
TOO_MANY = "У вас уже 30 отборов в этом проекте. Удалите ненужный и сохраните этот."
TAKEN = "Отбор с таким названием у вас уже есть."


def save_filter(project: Project, user: User, *, name: str, query: str) -> SavedFilter:
    """Keep a filter, its query string already tidied; raises ValidationError for a taken name or the 31st filter."""
    with transaction.atomic():
        if SavedFilter.objects.filter(project=project, user=user).count() >= MOST:
            raise ValidationError(TOO_MANY)
        return _written(SavedFilter(project=project, user=user, name=name, query=query))


def rename_filter(saved: SavedFilter, *, name: str) -> SavedFilter:
    """Give it another name; raises ValidationError for a taken one."""
    saved.name = name
    return _written(saved)


def delete_filter(saved: SavedFilter) -> None:
    """Forget it."""
    saved.delete()


def _written(saved: SavedFilter) -> SavedFilter:
    try:
        with transaction.atomic():
            saved.save()
    except IntegrityError as problem:
        raise ValidationError(TAKEN) from problem
    return saved
