"""A report that is ready, with a link to it whose secret is known and a signature of its file; a schedule."""

from __future__ import annotations

from datetime import date

from django.core.files.base import ContentFile
from django.db.models import Model
from django.utils import timezone

from reports.models import Report, ReportFile, ReportSchedule, ReportSignature
from reports.services.sharing import make_link
from tests.rights_areas.ground import Ground


def objects(ground: Ground) -> dict[str, Model]:
    """The report, its link; whom the link is for is nobody's business but of those who give links."""
    now = timezone.now()
    report = Report.objects.create(
        project=ground.project,
        plan=ground.item.plan,
        kind=Report.Kind.PROGRESS,
        as_of=date(2022, 10, 15),
        state=Report.State.DONE,
        finished_at=now,
    )
    file = ReportFile(report=report, format=Report.Format.PDF, sha256="1" * 64, size=9, pages=1)
    file.file.save("x", ContentFile(b"%PDF-1.7\n"))
    file.file.close()
    link, secret = make_link(report, ground.canary, 14, now=now, actor=ground.author)
    link.__dict__["secret"] = secret
    signature = ReportSignature(file=file, name="подпись.sig", sha256="2" * 64, author=ground.author)
    signature.signature.save("x", ContentFile(b"signature"))
    signature.signature.close()
    schedule = ReportSchedule.objects.create(
        project=ground.project, kind=Report.Kind.PROGRESS, day=5, next_on=date(2022, 11, 5), owner=ground.author
    )
    return {
        "reports:report_links": report,
        "reports:report_sign": report,
        "reports:schedule_": schedule,
        "reports:share_": link,
        "reports:shared_": link,
        "reports:signature_": signature,
    }
