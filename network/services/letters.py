"""Letters: queued by pages and tasks, sent by the worker; a page takes the same time whether one goes out or not."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.db.models import Q

from network.models import Letter, LetterPreference, SentLetter, User

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
# A link for a new password lives an hour (`PASSWORD_RESET_TIMEOUT`): later such a letter is worth nothing.
LIFETIME = timedelta(hours=1)


def queue_letter(
    to: str, subject: str, body: str, *, unsubscribe_url: str = "", expires_at: datetime | None = None
) -> Letter:
    """Write a letter down; `send_waiting_letters` sends it, unless it is dropped after `expires_at` (an hour)."""
    return Letter.objects.create(
        to=to, subject=subject, body=body, unsubscribe_url=unsubscribe_url, expires_at=expires_at
    )


def send_waiting_letters(now: datetime) -> int:
    """Send what waits, once each, and give how many went out; what fails is tried again in two minutes."""
    old = Q(expires_at__isnull=True, created_at__lt=now - LIFETIME) | Q(expires_at__lt=now)
    gone, _ = Letter.objects.filter(old).delete()
    if gone:
        logger.error("%s letters were not sent in time and are dropped", gone)
    free = Q(taken_at__isnull=True) | Q(taken_at__lt=now - LEASE)
    waiting = list(Letter.objects.filter(free))
    return sum(_send(letter, now) for letter in waiting if _take(letter, free, now))


def log_letter(user: User, kind: SentLetter.Kind, subject: str, *, day: date | None = None) -> SentLetter | None:
    """Note what goes to an account; `None` where the digest of that day is noted already."""
    try:
        with transaction.atomic():
            return SentLetter.objects.create(user=user, kind=kind, subject=subject, day=day)
    except IntegrityError:
        return None


def save_preference(user: User, frequency: str, quiet_days: Iterable[int]) -> LetterPreference:
    """Which letters the user wants; weekdays are numbers, 0 is Monday."""
    found, _ = LetterPreference.objects.update_or_create(
        user=user, defaults={"frequency": frequency, "quiet_days": sorted(set(quiet_days))}
    )
    return found


def stop_digest(user: User) -> None:
    """No digest any more; the rest of the preference stays."""
    LetterPreference.objects.update_or_create(user=user, defaults={"frequency": LetterPreference.Frequency.NEVER})


def _take(letter: Letter, free: Q, now: datetime) -> bool:
    """Two workers may see the same row; the update lets one of them have it."""
    return Letter.objects.filter(free, pk=letter.pk).update(taken_at=now) == 1


def _send(letter: Letter, now: datetime) -> bool:
    # Mail programs show a button of their own for these headers (RFC 8058).
    headers = {
        "List-Unsubscribe": f"<{letter.unsubscribe_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    try:
        EmailMessage(
            letter.subject, letter.body, to=[letter.to], headers=headers if letter.unsubscribe_url else None
        ).send()
    except OSError:  # the mail server cannot be reached or refuses; SMTPException is one of them
        logger.exception("letter %s is not sent, it has waited for %s", letter.pk, now - letter.created_at)
        return False
    letter.delete()
    return True
