"""Approval of reports: from then on nothing of a report changes."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from network.models import User
from reports.models import Report
from reports.queries.life import is_of_same
from reports.services.announcing import announce_approval

NOT_DONE = "Утвердить можно только готовый документ."
ALREADY = "Этот документ уже утверждён{words}. Если в нём что-то не так, нажмите «Исправить»: появится новый."
NOT_YET = "Эта дата ещё не наступила."
OTHER = (
    "Этот документ исправляет другой, «{former}», а он другого вида или о другом. Закажите исправление заново: "
    "откройте утверждённый документ и нажмите «Исправить»."
)
REPLACED = (
    "Исправление этого документа уже утверждено{words}. Исправляйте теперь его: откройте его и нажмите «Исправить»."
)


@transaction.atomic
def approve_report(report: Report, number: str, on: date, *, actor: User, now: datetime, today: date) -> Report:
    """Freeze a finished report under a number (may be empty) and a day; its author is told.

    The report it corrects is replaced by it from that moment. Raises ValidationError for a report that is not done,
    for one that is approved already, for a day to come, and for the correction of a report of another kind or subject
    or of one that an approved correction has replaced.
    """
    rows = Report.objects.select_for_update(of=("self",)).select_related("project", "plan", "author")
    report = rows.get(pk=report.pk)
    if report.is_approved:
        raise ValidationError(ALREADY.format(words=report.approval_words))
    if report.state != Report.State.DONE:
        raise ValidationError(NOT_DONE)
    if on > today:
        raise ValidationError(NOT_YET)
    _require_place(report)
    report.approval_number, report.approved_on = number, on
    report.approved_by, report.approved_at = actor, now
    report.save(update_fields=["approval_number", "approved_on", "approved_by", "approved_at"])
    announce_approval(report, actor)
    return report


def _require_place(report: Report) -> None:
    """Raise ValidationError unless the report may take the place of what it corrects; that row is held."""
    if report.replaces_id is None:
        return
    former = Report.objects.select_for_update().get(pk=report.replaces_id)
    if not is_of_same(former, report):
        raise ValidationError(OTHER.format(former=former))
    others = Report.objects.filter(replaces=former, approved_at__isnull=False).exclude(pk=report.pk)
    other = others.order_by("approved_at").last()
    if other is not None:
        raise ValidationError(REPLACED.format(words=other.approval_words))
