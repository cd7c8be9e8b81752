"""Counts of a plan in the order they are shown, fields of the mark form by state, words of the document."""

from __future__ import annotations

from django import template

from plans.progress import ItemState, PlanProgress

register = template.Library()


@register.filter
def four_counts(progress: PlanProgress) -> list[tuple[str, str, int]]:
    """State, word and count: overdue, at work, ahead, done; moved and cancelled only where there are any."""
    shown = [
        (ItemState.LATE, "просрочено"),
        (ItemState.IN_PROGRESS, "в работе"),
        (ItemState.AHEAD, "впереди"),
        (ItemState.DONE, "выполнено"),
        (ItemState.MOVED, "перенесено"),
        (ItemState.CANCELLED, "отменено"),
    ]
    rare = {ItemState.MOVED, ItemState.CANCELLED}
    counts = [(state, word, progress.count(state)) for state, word in shown]
    return [(state.value, word, count) for state, word, count in counts if count or state not in rare]


@register.filter
def heading(headings: dict[str, str], field: str) -> str:
    """The printed heading of a column of the document, empty where it has none."""
    return headings.get(field, "")


@register.filter
def bare(number: str) -> str:
    """The number of an item within a sentence: without the dot that stands after it in the document."""
    return number.rstrip(". ")
