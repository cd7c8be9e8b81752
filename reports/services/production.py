"""Work on an order: the row of the database is the job, whoever holds its lease works on it."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import DateTimeField, ExpressionWrapper, F, Q, QuerySet
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Now
from django.urls import reverse

from reports.access import NOT_AN_ORDERER, can_order
from reports.content import Document, content_from_json, content_hash, content_to_json
from reports.drawing import ARCHIVAL
from reports.models import Report, ReportFile, report_path
from reports.queries import report_content
from reports.rendering import TEMPLATE_VERSION
from reports.services.announcing import announce_result
from reports.services.dossier import pack_dossier
from reports.services.files import measured, storage, write_file, written_file
from reports.services.sandbox import LIMITS, LeaseLost, Limits, Rendered, RenderFailed, render_in_child

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 3
LEASE = timedelta(seconds=10)
COLLECTING = timedelta(minutes=3)
"""How long the content may be read: nothing beats meanwhile, and a dossier reads every file it will hold."""
PATIENCE = timedelta(seconds=5)
BROKEN_OFF = "Портал трижды начинал этот отчёт, и каждый раз работа обрывалась. Попробуйте позже."
NOT_COLLECTED = "Не получилось собрать отчёт. Попробуйте ещё раз, а если не поможет, обратитесь к администратору."


@dataclass(frozen=True, slots=True)
class _Job:
    """An order that is ours to make."""

    report: Report
    token: UUID
    limits: Limits


KEPT = "+archive"
"""In the version of the form: a file with the data inside is never taken for one without."""
Share = tuple[int, int]
"""Percents of the whole work between which a form is made."""


def produce_report(pk: int, limits: Limits = LIMITS) -> str | None:
    """Make the report if nobody else does and give the state it came to; None if it was not ours to make.

    The content is frozen at the first attempt and never built again. Whatever goes wrong is written on the row in
    words; only a database that does not answer raises, then the lease runs out and the sweeper comes back to the row.
    """
    token = _claim(pk)
    if token is None:
        return None
    report = Report.objects.select_related(
        "project__organization", "plan__project__organization", "organization", "person", "due", "author"
    ).get(pk=pk)
    state = _result(report, token, limits)
    if state is not None:
        _announce(report)
    return state


def orders_to_wake() -> list[int]:
    """Rows nobody works on: waiting longer than the message takes, or with a lease that ran out.

    Those that broke off three times are closed with a reason first.
    """
    broken = Report.objects.filter(state=Report.State.RUNNING, lease_until__lt=Now(), attempts__gte=MOST_ATTEMPTS)
    for report in broken.select_related("project", "author").order_by("pk"):
        closed = broken.filter(pk=report.pk).update(
            state=Report.State.FAILED, failure=BROKEN_OFF, lease_token=None, lease_until=None, finished_at=Now()
        )
        if closed:
            _announce(report)
    waiting = Q(state=Report.State.QUEUED, created_at__lt=_in(-PATIENCE))
    left = Q(state=Report.State.RUNNING, lease_until__lt=Now())
    return list(Report.objects.filter(waiting | left).order_by("pk").values_list("pk", flat=True))


def check_url(code: str) -> str:
    """Public address printed in the QR code."""
    return settings.PUBLIC_URL + reverse("reports:report_check", args=[code])


def _result(report: Report, token: UUID, limits: Limits) -> str | None:
    try:
        return _work(report, token, limits)
    except LeaseLost:
        return None
    except RenderFailed as failure:
        return _fail(report, token, str(failure))
    except DatabaseError:
        raise
    except Exception:
        logger.exception("report %s was not made", report.pk)
        return _fail(report, token, NOT_COLLECTED)


def _announce(report: Report) -> None:
    """Tell the author, if she may still order; what goes wrong here takes nothing from a report that is made."""
    try:
        with transaction.atomic():
            report.refresh_from_db(fields=["state", "failure", "finished_at"])
            is_hers = report.author is not None and can_order(report.author, report.project)
            if report.finished_at is not None and is_hers:
                announce_result(report, report.finished_at)
    except Exception:
        logger.exception("the author of report %s was not told", report.pk)


def _work(report: Report, token: UUID, limits: Limits) -> str | None:
    if report.author and not can_order(report.author, report.project):
        return _fail(report, token, NOT_AN_ORDERER)
    _freeze(report, token)
    files = list(report.files.order_by("pk"))
    for place, file in enumerate(files):
        share = (40 + 50 * place // len(files), 40 + 50 * (place + 1) // len(files))
        twin = _twin(report, file)
        if twin is not None:
            file.file.name, file.sha256, file.size, file.pages = twin.file.name, twin.sha256, twin.size, twin.pages
        elif not file.sha256 or not storage().exists(file.file.name):
            _make(_Job(report, token, limits), file, share)
        file.save(update_fields=["file", "sha256", "size", "pages"])
    return _finish(report, token)


def _make(job: _Job, file: ReportFile, share: Share) -> None:
    """Render one form and write its file; the row is changed in memory only."""
    if file.format == Report.Format.ZIP:
        _pack(job, file, share)
        return
    made = _render(job, job.report.content or {}, _form(job.report, file.format), share)
    _advance(job.report.pk, job.token, Report.Step.SAVING, share[1])
    file.file.name = write_file(file.file.name, made.data)
    file.sha256 = hashlib.sha256(made.data).hexdigest()
    file.size, file.pages = len(made.data), made.pages


def _is_kept(report: Report) -> bool:
    """The order asks for a PDF that is to be kept, with the data inside."""
    return bool(report.options.get("archive"))


def _form(report: Report, format_: str) -> str:
    return ARCHIVAL if format_ == Report.Format.PDF and _is_kept(report) else format_


def _pack(job: _Job, file: ReportFile, share: Share) -> None:
    """Fill the archive of a dossier; the row is changed in memory only."""

    def draw(document: Document, format_: str) -> bytes:
        return _render(job, content_to_json(document), format_, share).data

    def beat() -> None:
        _advance(job.report.pk, job.token, Report.Step.SAVING, share[1])

    with written_file(file.file.name) as written:
        pack_dossier(content_from_json(job.report.content or {}), written.file, draw, beat)
        beat()
        file.size, file.sha256 = measured(written.file)
        file.pages = 0
    file.file.name = written.name


def _claim(pk: int) -> UUID | None:
    free = Q(state=Report.State.QUEUED) | Q(state=Report.State.RUNNING, lease_until__lt=Now())
    token = uuid4()
    taken = Report.objects.filter(free, pk=pk, attempts__lt=MOST_ATTEMPTS).update(
        state=Report.State.RUNNING,
        step=Report.Step.COLLECTING,
        percent=10,
        attempts=F("attempts") + 1,
        lease_token=token,
        lease_until=_in(COLLECTING),
    )
    return token if taken else None


def _ours(pk: int, token: UUID) -> QuerySet[Report]:
    return Report.objects.filter(pk=pk, state=Report.State.RUNNING, lease_token=token)


def _advance(pk: int, token: UUID, step: Report.Step, percent: int) -> None:
    if not _ours(pk, token).update(step=step, percent=percent, lease_until=_in(LEASE)):
        raise LeaseLost


def _freeze(report: Report, token: UUID) -> None:
    """Write down what the report says, its code and where its files will stand, once for all attempts.

    The code is printed in the files: it is that of the first report that said the same, and never changes again.
    """
    is_new = report.content is None
    if is_new:
        content = report_content(report)
        report.content = content_to_json(content)
        report.content_hash = content_hash(content)
    report.template_version = TEMPLATE_VERSION + KEPT * _is_kept(report)
    if is_new:
        report.code = _shared_code(report)
    with transaction.atomic():
        changed = _ours(report.pk, token).update(
            content=report.content,
            content_hash=report.content_hash,
            template_version=report.template_version,
            code=report.code,
            lease_until=_in(LEASE),
        )
        if not changed:
            raise LeaseLost
        there = set(report.files.values_list("format", flat=True))
        for format_ in report.formats:
            if format_ not in there:
                ReportFile.objects.create(report=report, format=format_, file=report_path(report, ""))


def _twins(report: Report) -> QuerySet[Report]:
    """Finished reports that say the same on the same form."""
    return Report.objects.filter(
        state=Report.State.DONE,
        project=report.project,
        kind=report.kind,
        content_hash=report.content_hash,
        template_version=report.template_version,
    ).exclude(pk=report.pk)


def _shared_code(report: Report) -> str:
    """Code of the first that said the same, else the report's own."""
    return _twins(report).order_by("pk").values_list("code", flat=True).first() or report.code


def _twin(report: Report, file: ReportFile) -> ReportFile | None:
    """Find a finished file of that form that says the same, bears the same code and is there."""
    twins = _twins(report).filter(code=report.code)
    done = ReportFile.objects.filter(report__in=twins, format=file.format).exclude(sha256="")
    return next((twin for twin in done.order_by("pk") if storage().exists(twin.file.name)), None)


def _render(job: _Job, content: Mapping[str, Any], format_: str, share: Share) -> Rendered:
    first, last = share
    _advance(job.report.pk, job.token, Report.Step.RENDERING, first)
    beats = 0

    def beat() -> bool:
        nonlocal beats
        beats += 1
        # Nobody knows how much is left; the bar comes nearer to the next step and never reaches it.
        percent = min(last - 1, first + 5 * beats)
        return bool(_ours(job.report.pk, job.token).update(lease_until=_in(LEASE), percent=percent))

    return render_in_child(content, check_url(job.report.code), format_, limits=job.limits, beat=beat)


def _finish(report: Report, token: UUID) -> str | None:
    done = _ours(report.pk, token).update(
        state=Report.State.DONE,
        step=Report.Step.READY,
        percent=100,
        failure="",
        lease_token=None,
        lease_until=None,
        finished_at=Now(),
    )
    return Report.State.DONE if done else None


def _fail(report: Report, token: UUID, reason: str) -> str | None:
    done = _ours(report.pk, token).update(
        state=Report.State.FAILED,
        failure=reason,
        lease_token=None,
        lease_until=None,
        finished_at=Now(),
    )
    return Report.State.FAILED if done else None


def _in(delay: timedelta) -> ExpressionWrapper[CombinedExpression]:
    """Moment by the clock of the database: the clocks of web and worker may differ."""
    return ExpressionWrapper(Now() + delay, output_field=DateTimeField())
