"""What the frame of a page tells its reader."""

from __future__ import annotations

import re
from typing import Final

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from network.models import User
from network.queries import unread_count

register = template.Library()
ADDRESS: Final = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)


@register.simple_tag(takes_context=True)
def unread_notifications(context: template.Context, user: User) -> int:
    """How much of what the reader is told she has not read; one query a page, however often it is asked."""
    page = context["request"].__dict__
    if "unread" not in page:
        page["unread"] = unread_count(user)
    count: int = page["unread"]
    return count


@register.filter
def linked(text: str) -> SafeString:
    """The text with its web addresses made links; nothing else of it is understood."""
    parts = []
    end = 0
    for match in ADDRESS.finditer(text):
        address = match[0].rstrip(".,;:!?»”'\"")
        if address.count("(") < address.count(")"):
            address = address.rstrip(")")
        parts += [(text[end : match.start()], ""), (address, address)]
        end = match.start() + len(address)
    parts.append((text[end:], ""))
    return mark_safe("".join(_piece(*part) for part in parts))  # noqa: S308 - each piece is escaped


def _piece(text: str, address: str) -> SafeString:
    if not address:
        return conditional_escape(text)
    return format_html('<a href="{}" rel="nofollow noopener noreferrer">{}</a>', address, text)
