"""Shaped reads of the network: places of an account, what it is told, the directory of names."""

from __future__ import annotations

from network.queries.accounts import letter_preference, memberships_of, sent_letters
from network.queries.comments import comments_on, thread, thread_people
from network.queries.directory import Directory, found_organizations, found_people, read_directory
from network.queries.notifications import notifications_of, unmailed_notifications, unread_count

__all__ = [
    "Directory",
    "comments_on",
    "found_organizations",
    "found_people",
    "letter_preference",
    "memberships_of",
    "notifications_of",
    "read_directory",
    "sent_letters",
    "thread",
    "thread_people",
    "unmailed_notifications",
    "unread_count",
]
