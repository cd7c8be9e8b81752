"""Letters: queued by pages, sent by the worker, so that a page takes the same time whether a letter goes out or not."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db.models import Q

from network.models import Letter

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
# A link in a letter lives an hour (`PASSWORD_RESET_TIMEOUT`): later the letter is worth nothing.
LIFETIME = timedelta(hours=1)


def queue_letter(to: str, subject: str, body: str) -> Letter:
    """Write a letter down; `send_waiting_letters` sends it."""
    return Letter.objects.create(to=to, subject=subject, body=body)


def send_waiting_letters(now: datetime) -> int:
    """Send what waits, once each, and give how many went out; what fails is tried again in two minutes, for an hour."""
    gone, _ = Letter.objects.filter(created_at__lt=now - LIFETIME).delete()
    if gone:
        logger.error("%s letters were not sent in an hour and are dropped", gone)
    free = Q(taken_at__isnull=True) | Q(taken_at__lt=now - LEASE)
    waiting = list(Letter.objects.filter(free))
    return sum(_send(letter, now) for letter in waiting if _take(letter, free, now))


def _take(letter: Letter, free: Q, now: datetime) -> bool:
    """Two workers may see the same row; the update lets one of them have it."""
    return Letter.objects.filter(free, pk=letter.pk).update(taken_at=now) == 1


def _send(letter: Letter, now: datetime) -> bool:
    try:
        EmailMessage(letter.subject, letter.body, to=[letter.to]).send()
    except OSError:  # the mail server cannot be reached or refuses; SMTPException is one of them
        logger.exception("letter %s is not sent, it has waited for %s", letter.pk, now - letter.created_at)
        return False
    letter.delete()
    return True
