"""What accounts are told in the portal: written by whoever did something, read and put away by its reader."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from network.models import Notification, User
from portal.text.short import shortened

MOST_TEXT: Final = 300
KEPT: Final = timedelta(days=90)

NOT_HERE = "Notifications lead into the portal, not to {path!r}"


def notify(users: Iterable[User], kind: Notification.Kind, text: str, path: str, *, key: str = "") -> int:
    """Tell every active account of the users once; gives how many were told.

    `path` is an address inside the portal. What bears a `key` is told to nobody twice. The text is cut to 300 letters.
    Raises ValueError for an address outside the portal.
    """
    if not path.startswith("/") or path.startswith("//"):
        raise ValueError(NOT_HERE.format(path=path))
    wanted = {user.pk for user in users if user.is_active}
    if key and wanted:
        wanted -= set(Notification.objects.filter(key=key, user__in=wanted).values_list("user", flat=True))
    told = [
        Notification(user_id=pk, kind=kind, text=shortened(text, MOST_TEXT), path=path, key=key)
        for pk in sorted(wanted)
    ]
    # Two at once may tell the same thing: the database keeps one of them.
    Notification.objects.bulk_create(told, ignore_conflicts=True)
    return len(told)


def read_notifications(user: User, ids: Iterable[int] | None, now: datetime) -> int:
    """Put what the account is told among what it has read, all of it without `ids`; gives how many were unread."""
    unread = Notification.objects.filter(user=user, read_at__isnull=True)
    if ids is not None:
        unread = unread.filter(pk__in=list(ids))
    return unread.update(read_at=now)


def mark_mailed(told: Iterable[Notification], now: datetime) -> None:
    """Keep in mind that a letter told of these."""
    Notification.objects.filter(pk__in=[each.pk for each in told]).update(mailed_at=now)


def drop_old_notifications(now: datetime) -> int:
    """Delete what was read more than 90 days ago; gives how many rows are gone."""
    gone, _ = Notification.objects.filter(read_at__lt=now - KEPT).delete()
    return gone
