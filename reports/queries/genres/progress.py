"""The report on progress."""

from __future__ import annotations

from reports.content import Document, progress_content
from reports.content.progress import PARTS
from reports.models import Report
from reports.queries.around import around_plan
from reports.queries.facts import plan_facts, plan_of, with_blank_approval
from reports.queries.genres.genre import Genre, Subject


def _build(report: Report) -> Document:
    plan = plan_of(report)
    facts = with_blank_approval(plan_facts(plan, report.as_of), plan)
    return progress_content(facts, around_plan(report, plan))


GENRE = Genre(
    Report.Kind.PROGRESS,
    "Показатели, выполненное с подтверждениями, просрочки с причинами, сеть, продукты, выводы",
    _build,
    frozenset({Subject.PLAN}),
    parts=PARTS,
)
