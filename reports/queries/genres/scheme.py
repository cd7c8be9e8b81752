"""The scheme of a network."""

from __future__ import annotations

from plans.queries.scheme import scheme_of
from reports.content import Document, SchemeKey, SchemeLink, SchemePart, SchemePicture, scheme_content, scheme_title
from reports.models import Report
from reports.queries.facts import quoted
from reports.queries.genres.genre import Genre, Subject


def _build(report: Report) -> Document:
    """The network in the time of the plan, or of the given days, or of the project."""
    project, plan = report.project, report.plan
    known = [(report.starts_on, report.ends_on), (plan.starts_on, plan.ends_on) if plan else (None, None)]
    period = next(((start, end) for start, end in known if start and end), (project.starts_on, project.ends_on))
    scheme = scheme_of(project, period, report.as_of)
    picture = SchemePicture(
        hub=project.organization.short_name,
        parts=tuple(
            SchemePart(
                row.organization.pk,
                row.organization.short_name,
                row.municipality,
                row.role,
                row.tie.value,
                ", ".join(part for part in (row.standing, row.note) if part),
                row.agreement or row.word,
                row.events,
            )
            for row in scheme.rows
        ),
        links=tuple(SchemeLink(link.first, link.second, link.count) for link in scheme.links),
        keys=tuple(SchemeKey(node.tie.value, word, count) for node, word, count in scheme.legend),
    )
    title = scheme_title(quoted(project.title), period, scheme.day)
    return scheme_content(project.organization.full_name, scheme.day, title, picture)


GENRE = Genre(
    Report.Kind.SCHEME,
    "Участники сети за это время, их документы и совместные события: рисунок и таблица",
    _build,
    frozenset({Subject.PERIOD}),
)
