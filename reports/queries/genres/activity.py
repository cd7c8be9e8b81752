"""What participants of a project did in whole months."""

from __future__ import annotations

from datetime import date

from plans.queries import project_today
from reports.content import Document
from reports.content.activity import first_day, last_day, next_month
from reports.content.activity_report import ActivityFacts, MonthFacts, activity_content
from reports.models import Report
from reports.queries.activity import stretch_report
from reports.queries.facts import quoted, signer_of
from reports.queries.genres.genre import Genre, Subject

MOST_MONTHS = 120
"""Ten years: the title names the months that are told."""


def _build(report: Report) -> Document:
    """The months that the days of the order touch; without days the month of the report."""
    project = report.project
    asked = _months(report)
    begun = [month for month in asked if month <= report.as_of]
    facts = ActivityFacts(
        organization=project.organization.full_name,
        project=quoted(project.title),
        as_of=report.as_of,
        months=tuple(
            MonthFacts(
                month.month, month.rows, project_today(project, month.closed.closed_at) if month.closed else None
            )
            for month in stretch_report(project, begun, report.as_of)
        ),
        period=(asked[0], last_day(asked[-1])),
        signature=signer_of(project),
        unborn=tuple(month for month in asked if month > report.as_of),
    )
    return activity_content(facts)


def _months(report: Report) -> list[date]:
    """First days of the months, those before and after the project left out."""
    start = report.starts_on or report.ends_on or report.as_of
    end = report.ends_on or max(report.as_of, start)
    project = report.project
    if start <= project.ends_on and end >= project.starts_on:
        start, end = max(start, project.starts_on), min(end, project.ends_on)
    found = [first_day(start)]
    while next_month(found[-1]) <= end and len(found) < MOST_MONTHS:
        found.append(next_month(found[-1]))
    return found


GENRE = Genre(
    Report.Kind.ACTIVITY,
    "Что сделали участники сети за месяц, квартал, год: по участникам и по месяцам",
    _build,
    frozenset({Subject.PERIOD}),
)
