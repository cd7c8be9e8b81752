"""Lists of orders, and what came after a report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db.models import Q, QuerySet

from plans.models import CompletionMark, Plan
from projects.models import Project
from reports.models import Report, ReportFile


def project_plans(project: Project) -> QuerySet[Plan]:
    """Plans of the project, newest first."""
    return Plan.objects.filter(project=project).select_related("project__organization").order_by("-starts_on", "pk")


def plan_of_day(project: Project, day: date) -> Plan | None:
    """The plan whose period holds the day, else the newest."""
    return plan_among(list(project_plans(project)), day)


def plan_among(plans: Sequence[Plan], day: date) -> Plan | None:
    """The same among plans that are read already, newest first."""
    holding = (plan for plan in plans if plan.starts_on <= day <= plan.ends_on)
    return next(holding, next(iter(plans), None))


def reports_with_people(reports: QuerySet[Report], project: Project) -> QuerySet[Report]:
    """Reports of a project, newest first, with what a list shows."""
    return (
        reports.filter(project=project)
        .select_related("plan", "author__person")
        .prefetch_related("files")
        .order_by("-created_at", "-pk")
    )


def reports_at_work(reports: QuerySet[Report], asked: int | None = None) -> QuerySet[Report]:
    """Orders that wait or are being made, and the one asked for by its number in whatever state."""
    wanted = Q(state__in=(Report.State.QUEUED, Report.State.RUNNING))
    return reports.filter(wanted if asked is None else wanted | Q(pk=asked))


def last_report(reports: QuerySet[Report], plan: Plan, kind: str) -> Report | None:
    """The newest finished report of a kind."""
    return reports.filter(plan=plan, kind=kind, state=Report.State.DONE).order_by("-as_of", "-finished_at").first()


def report_file(report: Report, format_: str) -> ReportFile | None:
    """The finished file of a form."""
    return report.files.filter(format=format_).exclude(sha256="").first()


def marks_since(reports: Iterable[Report]) -> Mapping[int, int]:
    """How many marks were written after each finished report was ordered, by its id; one query.

    Marks of its plan count; where a report is of no plan, those of the whole project.
    """
    done = [report for report in reports if report.state == Report.State.DONE]
    of_plan: dict[int, list[datetime]] = defaultdict(list)
    of_project: dict[int, list[datetime]] = defaultdict(list)
    if done:
        whole = {report.project_id for report in done if report.plan_id is None}
        plans = {report.plan_id for report in done if report.plan_id is not None}
        rows = CompletionMark.objects.filter(
            Q(occurrence__item__plan__in=plans) | Q(occurrence__item__plan__project__in=whole),
            occurrence__item__removed_at__isnull=True,
            created_at__gt=min(report.created_at for report in done),
        )
        places = ("occurrence__item__plan", "occurrence__item__plan__project", "created_at")
        for plan, project, moment in rows.values_list(*places):
            of_plan[plan].append(moment)
            of_project[project].append(moment)
    return {report.pk: _after(report, of_plan, of_project) for report in done}


def _after(
    report: Report, of_plan: Mapping[int, Sequence[datetime]], of_project: Mapping[int, Sequence[datetime]]
) -> int:
    plan = report.plan_id
    moments = of_project.get(report.project_id, ()) if plan is None else of_plan.get(plan, ())
    return sum(moment > report.created_at for moment in moments)
