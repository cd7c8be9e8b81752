"""Pages of people and organisations, whatever project they are in."""

from __future__ import annotations

from network.views.account import account, display_set, letters, letters_stop
from network.views.comments import comment_remove
from network.views.notifications import notifications, notifications_read

__all__ = ["account", "comment_remove", "display_set", "letters", "letters_stop", "notifications", "notifications_read"]
