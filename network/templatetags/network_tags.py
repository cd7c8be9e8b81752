"""What the frame of a page tells its reader."""

from __future__ import annotations

from django import template

from network.models import User
from network.queries import unread_count

register = template.Library()


@register.simple_tag(takes_context=True)
def unread_notifications(context: template.Context, user: User) -> int:
    """How much of what the reader is told she has not read; one query a page, however often it is asked."""
    page = context["request"].__dict__
    if "unread" not in page:
        page["unread"] = unread_count(user)
    count: int = page["unread"]
    return count
