"""Approval of reports: from then on nothing of a report changes."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from network.models import User
from reports.models import Report
from reports.services.announcing import announce_approval

NOT_DONE = "Утвердить можно только готовый документ."
ALREADY = "Этот документ уже утверждён{words}. Если в нём что-то не так, нажмите «Исправить»: появится новый."
NOT_YET = "Эта дата ещё не наступила."


@transaction.atomic
def approve_report(report: Report, number: str, on: date, *, actor: User, now: datetime, today: date) -> Report:
    """Freeze a finished report under a number (may be empty) and a day; its author is told.

    The report it corrects is replaced by it from that moment. Raises ValidationError for a report that is not done,
    for one that is approved already, and for a day to come.
    """
    rows = Report.objects.select_for_update(of=("self",)).select_related("project", "plan", "author")
    report = rows.get(pk=report.pk)
    if report.is_approved:
        raise ValidationError(ALREADY.format(words=report.approval_words))
    if report.state != Report.State.DONE:
        raise ValidationError(NOT_DONE)
    if on > today:
        raise ValidationError(NOT_YET)
    report.approval_number, report.approved_on = number, on
    report.approved_by, report.approved_at = actor, now
    report.save(update_fields=["approval_number", "approved_on", "approved_by", "approved_at"])
    announce_approval(report, actor)
    return report
