"""Lists of orders, and what came after a report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
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
    plans = project_plans(project)
    return plans.filter(starts_on__lte=day, ends_on__gte=day).first() or plans.first()


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


def newer_report(report: Report) -> Report | None:
    """The finished report that took this one's place: same kind and plan, later day or later made, other content."""
    others = Report.objects.filter(plan=report.plan, kind=report.kind, state=Report.State.DONE, as_of__gte=report.as_of)
    others = others.exclude(content_hash=report.content_hash).exclude(as_of=report.as_of, pk__lte=report.pk)
    return others.order_by("-as_of", "-pk").first()


def marks_since(reports: Iterable[Report]) -> Mapping[int, int]:
    """How many marks were written in the plan after each finished report was ordered, by its id; one query."""
    done = [report for report in reports if report.state == Report.State.DONE]
    written: dict[int, list[datetime]] = defaultdict(list)
    if done:
        earliest = min(report.created_at for report in done)
        rows = CompletionMark.objects.filter(
            occurrence__item__plan__in={report.plan_id for report in done},
            occurrence__item__removed_at__isnull=True,
            created_at__gt=earliest,
        )
        for plan, moment in rows.values_list("occurrence__item__plan", "created_at"):
            written[plan].append(moment)
    return {report.pk: sum(moment > report.created_at for moment in written[report.plan_id or 0]) for report in done}


def report_of_code(code: str) -> Report | None:
    """The finished report a QR code leads to; several with one file share the code, the first made is meant."""
    found = Report.objects.filter(code=code, state=Report.State.DONE).select_related("project__organization", "plan")
    return found.order_by("pk").first()
