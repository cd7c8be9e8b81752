"""The calendar plan with marks."""

from __future__ import annotations

from reports.content import Document, plan_content
from reports.models import Report
from reports.queries.facts import plan_facts, plan_of
from reports.queries.genres.genre import Genre, Subject


def _build(report: Report) -> Document:
    return plan_content(plan_facts(plan_of(report), report.as_of))


GENRE = Genre(
    Report.Kind.PLAN,
    "Таблица плана в его колонках с грифом и отметками, на подпись",
    _build,
    frozenset({Subject.PLAN}),
)
