"""Links to calendars: made, revoked, and noted when they are used."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError

from network.models import Organization, Person, User
from plans.models import CalendarFeed

TOO_MANY = "У вас уже {count} ссылок на календари. Отзовите лишние, и можно будет создать новую."
MAX_FEEDS = 20
SECRET_BYTES = 24
NOTED_EVERY = timedelta(hours=1)  # a program that looks every minute must not write every minute


def secret_digest(secret: str) -> str:
    """SHA-256 of the secret of a link, in hexadecimal: all that the database keeps of it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def create_feed(user: User, *, person: Person | None = None, organization: Organization | None = None) -> str:
    """Make a link and give its secret, which nobody can learn again. Raises ValidationError over 20 links."""
    count = CalendarFeed.objects.filter(user=user, revoked_at__isnull=True).count()
    if count >= MAX_FEEDS:
        raise ValidationError(TOO_MANY.format(count=count))
    secret = secrets.token_urlsafe(SECRET_BYTES)
    CalendarFeed.objects.create(
        user=user, person=person, organization=organization, digest=secret_digest(secret), ending=secret[-4:]
    )
    return secret


def revoke_feed(feed: CalendarFeed, *, now: datetime) -> None:
    """Close a link for good; a second time changes nothing."""
    CalendarFeed.objects.filter(pk=feed.pk, revoked_at__isnull=True).update(revoked_at=now)


def note_use(feed: CalendarFeed, *, now: datetime) -> None:
    """Write down that the link was opened, once an hour at most."""
    if feed.used_at is None or now - feed.used_at >= NOTED_EVERY:
        CalendarFeed.objects.filter(pk=feed.pk).update(used_at=now)
