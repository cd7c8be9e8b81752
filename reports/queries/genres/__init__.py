"""Genres of reports: for each, what an order must say and how its document is made of the database."""

from __future__ import annotations

from collections.abc import Mapping

from reports.content import Document
from reports.models import Report
from reports.queries.genres import plan, progress, scheme
from reports.queries.genres.genre import Genre

GENRES: Mapping[str, Genre] = {genre.kind: genre for genre in (progress.GENRE, plan.GENRE, scheme.GENRE)}
"""In the order they are offered."""


def report_content(report: Report) -> Document:
    """What a report says; the row may be one that is not written yet. The number of queries does not grow with rows.

    Raises KeyError for a genre nobody makes.
    """
    return GENRES[report.kind].build(report)


__all__ = ["GENRES", "Genre", "report_content"]
