"""Genres of reports: for each, what an order must say and how its document is made of the database."""

from __future__ import annotations

from collections.abc import Mapping

from reports.content import Document
from reports.models import Report
from reports.queries.genres import (
    activity,
    changes,
    dossier,
    extract,
    final,
    matrix,
    network,
    plan,
    progress,
    scheme,
    summary,
)
from reports.queries.genres.genre import Genre
from reports.queries.paper import on_paper

_OFFERED = (
    progress.GENRE,
    final.GENRE,
    plan.GENRE,
    matrix.GENRE,
    scheme.GENRE,
    summary.GENRE,
    network.GENRE,
    activity.GENRE,
    changes.GENRE,
    extract.GENRE,
    dossier.GENRE,
)
GENRES: Mapping[str, Genre] = {genre.kind: genre for genre in _OFFERED}
"""In the order they are offered."""


def generated_content(report: Report) -> Document:
    """What the portal says of a report, before anybody's rewriting; `reports.queries.report_content` is the whole.

    Raises KeyError for a genre nobody makes.
    """
    return on_paper(GENRES[report.kind].build(report), report)


__all__ = ["GENRES", "Genre", "generated_content"]
