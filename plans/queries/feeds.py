"""What a calendar by link is made of, and the links of a user."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Max, QuerySet
from simple_history.utils import get_history_manager_for_model

from network.models import User
from plans.models import CalendarFeed, CompletionMark, Deadline, Event, Occurrence, Plan, PlanItem
from plans.queries.calendar import Entry, entries_of
from plans.queries.table import item_rows
from projects.queries.days import project_today


@dataclass(frozen=True, slots=True)
class Trace:
    """How often and when a window last changed: `sequence` never shrinks, `changed_at` is in UTC, whole seconds."""

    sequence: int
    changed_at: datetime


def feed_entries(items: QuerySet[PlanItem], now: datetime) -> list[Entry]:
    """Windows of the items, plan by plan; each seen on the day of its project."""
    plans = {plan.pk: plan for plan in Plan.objects.filter(items__in=items).distinct().select_related("project")}
    todays = {pk: project_today(plan.project, now) for pk, plan in plans.items()}
    return entries_of(item_rows(items, plans, todays))


def traces_of(entries: list[Entry]) -> Mapping[int, Trace]:
    """Traces by id of the window, made of its marks, its own history and that of its deadline; three queries."""
    ids = [entry.window.occurrence.pk for entry in entries]
    item_ids = {entry.row.item.pk for entry in entries}
    marks = CompletionMark.objects.filter(occurrence__in=ids).values("occurrence")
    moves = get_history_manager_for_model(Occurrence).filter(id__in=ids).values("id")
    words = get_history_manager_for_model(Deadline).filter(item__in=item_ids).values("item")
    by_mark = _latest(marks.annotate(last=Max("pk"), at=Max("created_at")).values_list("occurrence", "last", "at"))
    by_move = _latest(moves.annotate(last=Max("history_id"), at=Max("history_date")).values_list("id", "last", "at"))
    by_word = _latest(words.annotate(last=Max("history_id"), at=Max("history_date")).values_list("item", "last", "at"))
    found = {}
    for entry in entries:
        occurrence = entry.window.occurrence
        known = (by_mark.get(occurrence.pk), by_move.get(occurrence.pk), by_word.get(occurrence.item_id))
        parts = [part for part in known if part is not None]
        last = max((at for _, at in parts), default=entry.row.item.plan.created_at)
        found[occurrence.pk] = Trace(sum(pk for pk, _ in parts), last.astimezone(UTC).replace(microsecond=0))
    return found


def feed_meetings(events: QuerySet[Event]) -> list[tuple[Event, Trace]]:
    """Joint events with their traces, in their order; two queries."""
    found = list(events.select_related("project", "organizer").order_by("starts_at", "pk"))
    trail = get_history_manager_for_model(Event).filter(id__in=[event.pk for event in found]).values("id")
    last = _latest(trail.annotate(last=Max("history_id"), at=Max("history_date")).values_list("id", "last", "at"))
    traces = []
    for event in found:
        number, moment = last.get(event.pk, (0, event.created_at))
        traces.append((event, Trace(number, moment.astimezone(UTC).replace(microsecond=0))))
    return traces


def feeds_of(user: User) -> list[CalendarFeed]:
    """Links of the user that still answer, newest first."""
    return list(
        CalendarFeed.objects.filter(user=user, revoked_at__isnull=True).select_related("person", "organization")
    )


def _latest(rows: Iterable[tuple[int, int, datetime]]) -> dict[int, tuple[int, datetime]]:
    """By the first column. Ids of marks and of history only grow, so that their sum never shrinks."""
    return {pk: (last, at) for pk, last, at in rows}
