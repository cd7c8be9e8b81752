"""Deadlines that the school calendar now gives another sense."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from plans.models import Deadline, Occurrence, Plan, PlanItem
from plans.queries.readings import (
    first_school_year,
    kept_window,
    marked_windows,
    period_of,
    school_calendar_of,
    understood,
)
from plans.text.deadlines import DeadlineReading, Window, explain_deadline, read_deadline
from plans.text.occurrences import is_settled, match_windows, occurrence_windows
from plans.text.school_calendar import SchoolCalendar
from portal.text.russian import date_range_short
from projects.models import Project

# Only these words take their days from the school calendar.
SCHOOL_WORDS = re.compile(r"четверт|полугод|семестр|триместр|каникул|чвэрц|паўгоддз", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rereading:
    """One item whose deadline would be understood anew; `before` and `after` in words, windows included."""

    item: PlanItem
    reading: DeadlineReading
    calendar: SchoolCalendar
    before: str
    after: str


def project_rereadings(project: Project) -> list[Rereading]:
    """Items of open plans whose words the calendar now gives other days; those set by hand are left as they are."""
    plans = Plan.objects.filter(project=project).exclude(state__in=(Plan.State.CLOSED, Plan.State.ARCHIVED))
    words = Deadline.objects.filter(item__plan__in=plans, item__removed_at__isnull=True, source=Deadline.Source.PARSED)
    ids = [pk for pk, text in words.values_list("item_id", "text") if SCHOOL_WORDS.search(text)]
    items = (
        PlanItem.objects.filter(pk__in=ids)
        .select_related("plan", "section__parent", "deadline")
        .order_by("plan", "order", "pk")
    )
    windows: dict[int, list[Occurrence]] = defaultdict(list)
    for row in Occurrence.objects.filter(item__in=ids, is_ad_hoc=False).order_by("item_id", "order", "pk"):
        windows[row.item_id].append(row)
    marks = marked_windows(ids)
    book = school_calendar_of(project, project.starts_on.year)
    found = (_rereading(item, windows[item.pk], marks, book) for item in items)
    return [each for each in found if each is not None]


def _rereading(
    item: PlanItem, rows: Sequence[Occurrence], marks: tuple[set[int], set[int]], book: SchoolCalendar
) -> Rereading | None:
    period = period_of(item.plan)
    calendar = book.seen_from(first_school_year(period))
    reading = read_deadline(item.deadline.text, period, heading=_heading(item), calendar=calendar)
    windows = occurrence_windows(reading, period, calendar)
    is_same = all(getattr(item.deadline, name) == value for name, value in understood(reading).items())
    kept = [kept_window(row, *marks) for row in rows]
    if is_same and is_settled(kept, windows):
        return None
    # Windows with a mark stay as they are, and are not told.
    matched = match_windows(kept, windows)
    before = [Window(each.start, each.end, each.label) for each in kept if not each.is_marked]
    after = [
        window for number, window in enumerate(windows) if number not in matched or not kept[matched[number]].is_marked
    ]
    return Rereading(
        item=item,
        reading=reading,
        calendar=calendar,
        before=_words(item.deadline.explanation, before),
        after=_words(explain_deadline(reading), after),
    )


def _heading(item: PlanItem) -> str:
    section = item.section
    chain = [section.parent, section] if section else []
    return "\n".join(part.title for part in chain if part is not None)


def _words(explanation: str, windows: Sequence[Window]) -> str:
    if len(windows) < 2:  # noqa: PLR2004 - a single window is told by the explanation
        return explanation
    days = "; ".join(date_range_short(each.start, each.end) for each in windows if each.start and each.end)
    return f"{explanation} ({days})" if days else explanation
