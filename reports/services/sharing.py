"""Links that open one report without an account: given, taken back, used."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.core.exceptions import ValidationError

from network.links import new_secret, secret_digest
from network.models import User
from portal.text.clean import one_line
from reports.models import Report, ShareLink, ShareVisit

MOST_DAYS: Final = 90
MOST_LINKS: Final = 50
WRONG_DAYS = "Ссылка может действовать от 1 до 90 дней."
NOT_READY = "Ссылку можно дать на готовый документ: этот ещё не собран."
TOO_MANY = "У документа уже {most} действующих ссылок. Отзовите ненужные, потом дайте новую."


def make_link(report: Report, label: str, days: int, *, now: datetime, actor: User) -> tuple[ShareLink, str]:
    """A link for so many days with its secret, which nobody can learn again.

    Raises ValidationError for days out of 1–90, a report that is not ready, and too many links that are open.
    """
    if not 1 <= days <= MOST_DAYS:
        raise ValidationError({"days": WRONG_DAYS})
    if report.state != Report.State.DONE:
        raise ValidationError(NOT_READY)
    if ShareLink.objects.filter(report=report, revoked_at__isnull=True, expires_at__gt=now).count() >= MOST_LINKS:
        raise ValidationError(TOO_MANY.format(most=MOST_LINKS))
    secret = new_secret()
    link = ShareLink(
        report=report,
        token_hash=secret_digest(secret),
        label=one_line(label),
        author=actor,
        expires_at=now + timedelta(days=days),
    )
    link.full_clean()
    link.save()
    return link, secret


def revoke_link(link: ShareLink, *, now: datetime, actor: User) -> None:
    """Close the link for good; a second time changes nothing."""
    ShareLink.objects.filter(pk=link.pk, revoked_at__isnull=True).update(revoked_at=now, revoked_by=actor)


def note_visit(link: ShareLink, address: str | None, format_: str = "") -> ShareVisit:
    """Keep in mind who came by the link: to its page, or for a file of the form."""
    return ShareVisit.objects.create(link=link, format=format_, address=address or None)
