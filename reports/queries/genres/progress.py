"""The report on progress."""

from __future__ import annotations

from reports.content import Document, progress_content
from reports.models import Report
from reports.queries.facts import plan_facts, plan_of, with_blank_approval
from reports.queries.genres.genre import Genre, Subject


def _build(report: Report) -> Document:
    plan = plan_of(report)
    return progress_content(with_blank_approval(plan_facts(plan, report.as_of), plan))


GENRE = Genre(
    Report.Kind.PROGRESS,
    "Показатели, выполненное с подтверждениями, просрочки с причинами, графики",
    _build,
    frozenset({Subject.PLAN}),
)
