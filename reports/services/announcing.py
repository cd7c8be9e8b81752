"""What the author of an order is told of it: in the portal and by letter."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from network.models import LetterPreference, Notification, SentLetter, User
from network.queries import letter_preference
from network.services.letters import log_letter, queue_letter
from network.services.notifications import mark_mailed, notify
from reports.models import Report

WORTH = timedelta(days=3)


def announce_result(report: Report, now: datetime) -> bool:
    """Tell who ordered the report that it is ready or why it is not; whether a letter is written.

    Orders from the shell are announced to nobody. Who has switched letters off is told in the portal alone.
    """
    author = report.author
    if author is None or not author.is_active:
        return False
    is_done = report.state == Report.State.DONE
    path = reverse("reports:report_detail", args=[report.pk])
    words = "Документ готов" if is_done else "Документ не получился"
    notify([author], Notification.Kind.REPORT, f"{words}: {report}, {report.project.short_title}", path)
    return _write(report, author, f"{words}: {report}", path, now)


def announce_approval(report: Report, actor: User) -> None:
    """Tell who ordered the report that it was approved."""
    if report.author is None or report.author == actor:
        return
    text = f"Документ утверждён{report.approval_words}: {report}. Исправить его можно только новым документом."
    notify([report.author], Notification.Kind.REPORT, text, reverse("reports:report_detail", args=[report.pk]))


def _write(report: Report, author: User, subject: str, path: str, now: datetime) -> bool:
    if letter_preference(author).frequency == LetterPreference.Frequency.NEVER:
        return False
    context = {
        "report": report,
        "files": list(report.files.exclude(sha256="")),
        "link": f"{settings.PUBLIC_URL}{path}",
        "settings": f"{settings.PUBLIC_URL}{reverse('network:letters')}",
    }
    body = render_to_string("reports/letters/report.txt", context)
    queue_letter(author.email, subject, body, expires_at=now + WORTH)
    log_letter(author, SentLetter.Kind.REPORT, subject)
    # The letter of the morning need not tell it again.
    mark_mailed(Notification.objects.filter(user=author, path=path, mailed_at__isnull=True), now)
    return True
