"""Filters of paper templates: escaping with breaks for runs that would not fit a sheet, dates in words."""

from __future__ import annotations

import re
from datetime import date

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from portal.text.russian import date_long, paper_words

register = template.Library()
# No Russian word is as long; addresses and joined words are, and a narrow column has room for about ten letters.
SPECIAL = re.compile(
    r"(?P<run>[^\s–—-]{31,})"
    r"|(?P<gap>(?<=[»”\"]) (?=[(\[«“]))"
    r"|(?P<name>\b[А-ЯЁІЎ][а-яёіў]+(?:-[А-ЯЁІЎ][а-яёіў]+)?\u00a0[А-ЯЁІЎ]\.(?:\u00a0?[А-ЯЁІЎ]\.)?"
    r"|\b[А-ЯЁІЎ]\.\u00a0?[А-ЯЁІЎ]\.\u00a0?[А-ЯЁІЎ][а-яёіў]+(?:-[А-ЯЁІЎ][а-яёіў]+)?)"
)
RUN_LENGTH = 10


@register.filter
def paper(text: str) -> SafeString:
    """Escape a text for paper: words bound, names never broken, endless runs with places to break."""
    parts: list[str] = []
    end = 0
    bound = paper_words(text)
    for found in SPECIAL.finditer(bound):
        parts += (escape(bound[end : found.start()]), _piece(found))
        end = found.end()
    parts.append(escape(bound[end:]))
    # Every piece has gone through escape; only our own <wbr> and <span> are added.
    return mark_safe("".join(parts))  # noqa: S308


@register.filter
def day(value: date) -> str:
    """«14 ноября 2022 г.»."""
    return date_long(value)


def _piece(found: re.Match[str]) -> str:
    if found["gap"]:
        # By the rules of Unicode no line ends between «…» and a bracket, whatever stands between them.
        return " <wbr>"
    return _broken(found[0]) if found["run"] else _whole(found[0])


def _broken(run: str) -> str:
    pieces = (run[start : start + RUN_LENGTH] for start in range(0, len(run), RUN_LENGTH))
    return "<wbr>".join(escape(piece) for piece in pieces)


def _whole(name: str) -> str:
    return f'<span class="nw">{escape(name)}</span>'
