"""Which files of a project a reader may open."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from projects.models import ProjectFile


def readable_ids(files: QuerySet[ProjectFile], wanted: Iterable[int | None]) -> frozenset[int]:
    """Of the files that are wanted those among the given ones; no query where none is wanted."""
    pks = {pk for pk in wanted if pk is not None}
    return frozenset(files.filter(pk__in=pks).values_list("pk", flat=True)) if pks else frozenset()
