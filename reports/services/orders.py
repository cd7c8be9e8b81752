"""Orders of reports: made, tried again, taken."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from network.models import User
from plans.models import Plan
from projects.models import Project
from reports.models import Report, ReportDownload

AT_WORK = (Report.State.QUEUED, Report.State.RUNNING)


def order_report(project: Project, plan: Plan, kind: str, as_of: date, author: User | None) -> Report:
    """Give the order that is already at work on the same document, else write a new one.

    `author` is None for an order from the shell. Raises ValueError for a plan of another project.
    """
    if plan.project_id != project.pk:
        raise ValueError("the plan belongs to another project")
    same = Report.objects.filter(plan=plan, kind=kind, format=Report.Format.PDF, as_of=as_of, state__in=AT_WORK)
    found = same.first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return Report.objects.create(project=project, plan=plan, kind=kind, as_of=as_of, author=author)
    except IntegrityError:
        # Somebody ordered the same between the look and the write.
        return same.get()


@transaction.atomic
def retry_report(report: Report, author: User) -> Report:
    """Put a failed order back in the queue with all its attempts; any other is given back as it is.

    The rights that count from now on are those of who tries again. If the same document is already at work, that
    order is given.
    """
    same = Report.objects.filter(
        plan=report.plan, kind=report.kind, format=report.format, as_of=report.as_of, state__in=AT_WORK
    ).first()
    if same is not None:
        return same
    Report.objects.filter(pk=report.pk, state=Report.State.FAILED).update(
        state=Report.State.QUEUED,
        step=Report.Step.WAITING,
        percent=0,
        attempts=0,
        failure="",
        lease_token=None,
        lease_until=None,
        finished_at=None,
        author=author,
    )
    report.refresh_from_db()
    return report


def record_download(report: Report, user: User) -> ReportDownload:
    """Note who took the file."""
    return ReportDownload.objects.create(report=report, user=user)
