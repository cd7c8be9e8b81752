"""Links by which a letter is refused without signing in."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.urls import reverse

SALT = "network.unsubscribe"


def unsubscribe_url(user_id: int) -> str:
    """The full address of the page that stops the digest of that account."""
    return f"{settings.PUBLIC_URL}{reverse('network:letters_stop', args=[link_token(user_id)])}"


def link_token(user_id: int) -> str:
    """The signed part of that address."""
    return signing.dumps(user_id, salt=SALT)


def user_of_link(token: str) -> int | None:
    """Id of the account the link was made for; `None` where the link is not ours. Such a link does not grow old."""
    try:
        found = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return found if isinstance(found, int) else None
