"""What an account is told in the portal."""

from __future__ import annotations

from django.db.models import QuerySet

from network.models import Notification, User


def unread_count(user: User) -> int:
    """How much of what the account is told it has not read; one query."""
    return Notification.objects.filter(user=user, read_at__isnull=True).count()


def notifications_of(user: User, *, only_unread: bool = False) -> QuerySet[Notification]:
    """What the account is told, newest first."""
    found = Notification.objects.filter(user=user)
    return found.filter(read_at__isnull=True) if only_unread else found


def unmailed_notifications(user: User) -> list[Notification]:
    """What the account has neither read nor been written of, oldest first."""
    waiting = Notification.objects.filter(user=user, read_at__isnull=True, mailed_at__isnull=True)
    return list(waiting.order_by("pk"))
