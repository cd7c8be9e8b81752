"""Counts of a plan in the order they are shown, fields of the mark form by state, words of the document."""

from __future__ import annotations

import re

from django import template

from plans import rendering
from plans.models import Deadline, Occurrence
from plans.progress import ItemState, PlanProgress
from plans.queries import ItemRow, OccurrenceRow
from portal.text.russian import date_range_short, date_short, month_name

register = template.Library()


@register.filter
def four_counts(progress: PlanProgress) -> list[tuple[str, str, int]]:
    """State, word and count: overdue, at work, ahead, done; moved and cancelled only where there are any.

    Open items without a control date are in none of them: they are told apart, as on paper.
    """
    shown = [
        (ItemState.LATE, "просрочено"),
        (ItemState.IN_PROGRESS, "в работе"),
        (ItemState.AHEAD, "впереди"),
        (ItemState.DONE, "выполнено"),
        (ItemState.MOVED, "перенесено"),
        (ItemState.CANCELLED, "отменено"),
    ]
    rare = {ItemState.MOVED, ItemState.CANCELLED}
    counts = [(state, word, progress.shown(state)) for state, word in shown]
    return [(state.value, word, count) for state, word, count in counts if count or state not in rare]


@register.filter
def heading(headings: dict[str, str], field: str) -> str:
    """The printed heading of a column of the document, empty where it has none."""
    return headings.get(field, "")


@register.filter
def bare(number: str) -> str:
    """The number of an item within a sentence: without the dot that stands after it in the document."""
    return number.rstrip(". ")


@register.filter
def window_days(occurrence: Occurrence) -> str:
    """Days of a window where its name does not tell them: «08.11–24.12.2022» of «II четверть 2022/2023»."""
    start, end = occurrence.starts_on, occurrence.ends_on
    label = occurrence.label.casefold()
    is_told = start is None or end is None or date_short(end) in label
    if start is None or end is None or is_told or (f"{end.year}" in label and month_name(end.month) in label):
        return ""
    return date_range_short(start, end)


@register.filter
def waiting(row: ItemRow, window: OccurrenceRow) -> tuple[str, ...]:
    """Organisations that have not ticked a window they owe."""
    return row.waiting_names(window)


@register.filter
def monogram(name: object) -> str:
    """Two letters for the round badge of an organisation: of its first words that are longer than two letters."""
    words = [word for word in re.findall(r"[^\W\d_]+", str(name)) if len(word) > 2 or word.isupper()]  # noqa: PLR2004
    return "".join(word[0] for word in words[:2]).upper()


@register.filter
def reading_words(deadline: Deadline) -> str:
    """«понято так: …» of a deadline."""
    return rendering.reading_words(deadline)


@register.filter
def told_reading(deadline: Deadline) -> str:
    """The same where the words of the document do not tell the days; else empty."""
    return rendering.told_reading(deadline)
