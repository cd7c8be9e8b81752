"""Orders of reports: made, tried again, taken."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from network.models import Organization, Person, User
from plans.models import Plan
from projects.models import Project
from reports.models import Report, ReportDownload, ReportDue, ReportFile, report_path

AT_WORK = (Report.State.QUEUED, Report.State.RUNNING)


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: the genre, the day, what it is about, which forms; `options` as the genre knows them."""

    kind: str
    as_of: date
    plan: Plan | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    organization: Organization | None = None
    person: Person | None = None
    due: ReportDue | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    formats: tuple[str, ...] = (Report.Format.PDF,)
    replaces: Report | None = None

    @property
    def key(self) -> str:
        """Fingerprint of all that was asked."""
        named = (self.plan, self.organization, self.person, self.due, self.replaces)
        subject = [each.pk if each else None for each in named]
        days = [day.isoformat() if day else "" for day in (self.as_of, self.starts_on, self.ends_on)]
        asked = [self.kind, subject, days, dict(self.options), sorted(self.formats)]
        return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()

    def report(self, project: Project, author: User | None) -> Report:
        """A row that is not written yet; a preview is built from it."""
        return Report(
            project=project,
            plan=self.plan,
            kind=self.kind,
            as_of=self.as_of,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            organization=self.organization,
            person=self.person,
            due=self.due,
            options=dict(self.options),
            formats=list(self.formats),
            replaces=self.replaces,
            order_key=self.key,
            author=author,
        )


def order_report(project: Project, order: Order, author: User | None) -> Report:
    """Give the order that is already at work on the same document, else write a new one.

    `author` is None for an order from the shell. Raises ValueError for a plan or a joint report of another project.
    """
    for subject in (order.plan, order.due, order.replaces):
        if subject is not None and subject.project_id != project.pk:
            raise ValueError(f"the {subject._meta.model_name} belongs to another project")
    same = Report.objects.filter(project=project, order_key=order.key, state__in=AT_WORK)
    found = same.first()
    if found is not None:
        return found
    report = order.report(project, author)
    try:
        with transaction.atomic():
            report.save()
    except IntegrityError:
        # Somebody ordered the same between the look and the write; by now that may be finished.
        return same.first() or order_report(project, order, author)
    return report


def retry_report(report: Report, author: User) -> Report:
    """Put a failed order back in the queue with all its attempts; any other is given back as it is.

    The rights that count from now on are those of who tries again. If the same document is already at work, that
    order is given. What it says is read anew: a text that was too long for the sheet may be shorter by now.
    """
    same = Report.objects.filter(project=report.project, order_key=report.order_key, state__in=AT_WORK)
    found = same.first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            _put_back(report, author)
    except IntegrityError:
        # Somebody tried the same again between the look and the write.
        return same.first() or report
    report.refresh_from_db()
    return report


def _put_back(report: Report, author: User) -> None:
    put_back = Report.objects.filter(pk=report.pk, state=Report.State.FAILED).update(
        state=Report.State.QUEUED,
        step=Report.Step.WAITING,
        percent=0,
        attempts=0,
        failure="",
        lease_token=None,
        lease_until=None,
        finished_at=None,
        content=None,
        content_hash="",
        author=author,
    )
    for file in report.files.order_by("pk") if put_back else ():
        if ReportFile.objects.filter(file=file.file.name).exclude(pk=file.pk).exists():
            # It was shared with a report that said the same; this one may say something else by now.
            file.file.name = report_path(report, "")
        file.sha256, file.size, file.pages = "", 0, 0
        file.save(update_fields=["file", "sha256", "size", "pages"])


def record_download(report: Report, user: User, format_: str = Report.Format.PDF) -> ReportDownload:
    """Note who took the file."""
    return ReportDownload.objects.create(report=report, user=user, format=format_)
