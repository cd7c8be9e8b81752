"""What a user changes in her own account."""

from __future__ import annotations

from network.models import User
from portal.display import DisplayPreferences


def save_display(user: User, display: DisplayPreferences) -> None:
    """Keep how the user wants to see the portal; not a change worth a line of history."""
    User.objects.filter(pk=user.pk).update(display=display.as_dict())


def rename_user(user: User, name: str) -> User:
    """Change how the user is called on pages."""
    user.name = name
    user.save(update_fields=["name"])
    return user
