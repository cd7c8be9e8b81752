"""What became of reports: what they were replaced by, what was written after them, who took them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q, QuerySet

from network.models import User
from projects.models import Project, ProjectRole
from reports.models import Report, ReportDownload, ReportFile, ReportSignature
from reports.queries.genres import GENRES
from reports.queries.genres.genre import Subject
from reports.queries.orders import marks_since

SHOWN = 20
ABOUT: Mapping[Subject, Sequence[str]] = {
    Subject.PLAN: ("plan_id",),
    Subject.DUE: ("due_id",),
    Subject.PARTY: ("organization_id", "person_id"),
}


class Stage(StrEnum):
    """What a reader must know of a finished report before she uses it."""

    FRESH = "fresh"
    STALE = "stale"
    APPROVED = "approved"
    REPLACED = "replaced"
    UNFINISHED = "unfinished"


@dataclass(frozen=True, slots=True)
class Standing:
    """A report with what came after it: `later` marks, and the approved correction that took its place."""

    report: Report
    later: int
    replaced_by: Report | None

    @property
    def stage(self) -> Stage:
        """The one word a list shows; an approved paper does not grow old, it is only replaced."""
        if self.report.state != Report.State.DONE:
            return Stage.UNFINISHED
        if self.replaced_by is not None:
            return Stage.REPLACED
        if self.report.is_approved:
            return Stage.APPROVED
        return Stage.STALE if self.later else Stage.FRESH


def standings(reports: Iterable[Report]) -> list[Standing]:
    """Each report with what came after it, in the same order; two queries, three where projects are told of whole."""
    rows = list(reports)
    later, replaced = marks_since(rows), _replaced(rows)
    return [Standing(row, later.get(row.pk, 0), replaced.get(row.pk)) for row in rows]


def standing_of(report: Report) -> Standing:
    """The same for one report."""
    return standings([report])[0]


def same_subject(report: Report) -> QuerySet[Report]:
    """Other reports of the kind about the same thing, whatever their day."""
    return Report.objects.filter(
        project=report.project_id,
        kind=report.kind,
        plan=report.plan_id,
        organization=report.organization_id,
        person=report.person_id,
        due=report.due_id,
        starts_on=report.starts_on,
        ends_on=report.ends_on,
    ).exclude(pk=report.pk)


def is_of_same(first: Report, second: Report) -> bool:
    """Both are of one kind about one plan, joint report, organisation or person, whatever their days are.

    What the genre does not ask for does not part them.
    """
    asked = GENRES[first.kind].subjects if first.kind in GENRES else frozenset(Subject)
    names = [name for subject, names in ABOUT.items() if subject in asked for name in names]
    return first.kind == second.kind and all(getattr(first, name) == getattr(second, name) for name in names)


def versions_of(report: Report) -> list[Standing]:
    """Finished reports about the same thing, newest first, at most 20."""
    done = same_subject(report).filter(state=Report.State.DONE).select_related("author__person")
    return standings(done.order_by("-created_at", "-pk")[:SHOWN])


def newer_report(report: Report) -> Report | None:
    """The finished report that took this one's place: about the same, later day or later made, other content.

    An approved paper gives way to its approved correction alone.
    """
    if report.is_approved:
        return _replaced([report]).get(report.pk)
    others = same_subject(report).filter(state=Report.State.DONE, as_of__gte=report.as_of)
    others = others.exclude(content_hash=report.content_hash).exclude(as_of=report.as_of, pk__lte=report.pk)
    return others.order_by("-as_of", "-pk").first()


def report_of_code(code: str) -> Report | None:
    """The finished report a QR code leads to; several with one file share the code.

    The one approved last is meant, without an approval the first made.
    """
    found = Report.objects.filter(code=code, state=Report.State.DONE)
    found = found.select_related("project__organization", "plan", "organization", "person", "due")
    approved = found.filter(approved_at__isnull=False).order_by("-approved_at", "-pk").first()
    return approved or found.order_by("pk").first()


@dataclass(frozen=True, slots=True)
class Sum:
    """A file that bears the code of a report, with its SHA-256; `signer`: whose signature is inside of it."""

    form: str
    pages: int
    size: int
    sha256: str
    signer: str = ""


def sums_of_code(code: str) -> list[Sum]:
    """Files of finished reports with the code, each once, then those with a signature inside; two queries."""
    done = Q(report__code=code, report__state=Report.State.DONE)
    files = ReportFile.objects.filter(done).exclude(sha256="").order_by("pk")
    sums = {file.sha256: Sum(file.get_format_display(), file.pages, file.size, file.sha256) for file in files}
    signed = ReportSignature.objects.filter(
        file__report__code=code, file__report__state=Report.State.DONE, kind=ReportSignature.Kind.EMBEDDED
    ).exclude(sha256="")
    for each in signed.select_related("file").order_by("pk"):
        form = each.file.get_format_display()
        sums.setdefault(each.sha256, Sum(form, each.file.pages, each.size, each.sha256, each.signer))
    return list(sums.values())


def downloads_of(report: Report) -> tuple[Sequence[ReportDownload], int]:
    """Who took the files, newest first, at most 20, and how often they were taken in all."""
    rows = report.downloads.select_related("user__person")
    return list(rows[:SHOWN]), rows.count()


def directors_of(project: Project) -> list[User]:
    """People in role director, who may approve and be named as those who do."""
    roles = ProjectRole.objects.filter(project=project, role=ProjectRole.Role.DIRECTOR, user__is_active=True)
    return [role.user for role in roles.select_related("user__person").order_by("pk")]


def approved_reports(project: Project) -> QuerySet[Report]:
    """Approved reports of a project: those that may be corrected by a new one."""
    return Report.objects.filter(project=project, approved_at__isnull=False)


def _replaced(reports: Sequence[Report]) -> Mapping[int, Report]:
    found = Report.objects.filter(replaces__in=[report.pk for report in reports], approved_at__isnull=False).order_by(
        "approved_at"
    )
    return {row.replaces_id: row for row in found if row.replaces_id is not None}
