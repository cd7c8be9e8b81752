"""Numbers in Russian."""

from __future__ import annotations

from decimal import Decimal

from django import template

from portal.text.numbers import difference_words, number_words

register = template.Library()


@register.filter
def ru_number(number: Decimal | int | None) -> str:
    """«1 234,5»; nothing for nothing."""
    return number_words(number)


@register.filter
def ru_difference(number: Decimal | int | None) -> str:
    """«+3», «−2,5», «0»; nothing for nothing."""
    return difference_words(number)
