"""What a user changes in her own account."""

from __future__ import annotations

from allauth.account.models import EmailAddress

from network.models import User
from portal.display import DisplayPreferences


def save_display(user: User, display: DisplayPreferences) -> None:
    """Keep how the user wants to see the portal; not a change worth a line of history."""
    User.objects.filter(pk=user.pk).update(display=display.as_dict())


def forget_former_addresses(user: User) -> None:
    """Nobody signs in or asks for a new password by an address the account had before: it may be another's by now."""
    EmailAddress.objects.filter(user=user).exclude(email__iexact=user.email).delete()


def rename_user(user: User, name: str) -> User:
    """Change how the user is called on pages."""
    user.name = name
    user.save(update_fields=["name"])
    return user
