"""What pages of reviews ask of days."""

from __future__ import annotations

from datetime import date

from django import template

register = template.Library()


@register.filter
def past(day: date, today: date) -> bool:
    """The day is over."""
    return day < today
