"""Calendars to subscribe to: windows of items as all-day events of iCalendar (RFC 5545).

The same data give the same bytes: time stamps are those of the data, never of the clock.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from typing import TYPE_CHECKING

from plans.models import Event as JointEvent
from plans.progress import ItemState
from plans.queries.calendar import Entry
from plans.queries.feeds import Trace
from portal.text.russian import date_range_short, date_short, plural

if TYPE_CHECKING:
    import icalendar

PRODUCT = "-//Portal//Plan//RU"
REFRESH = timedelta(hours=4)
_DAY = timedelta(days=1)
CLOSED = "✓ "


@dataclass(frozen=True, slots=True)
class FeedSource:
    """What a calendar is made of; `organization_id`: whose ticks close a window, `None` for the item itself."""

    name: str
    entries: Sequence[Entry]
    traces: Mapping[int, Trace]
    address: str  # of the portal, without a slash at the end
    time_zone: str
    organization_id: int | None
    meetings: Sequence[tuple[JointEvent, Trace]] = ()


def calendar_bytes(source: FeedSource) -> bytes:
    """The calendar as a file: an event for every window with a day of its own, recurrences as separate events.

    Windows without a day («в течение года», not understood) are left out and counted in the description.
    """
    from icalendar import Calendar, vDuration

    dated = [entry for entry in source.entries if entry.last_day is not None and not entry.is_whole]
    found = Calendar()
    found.add("prodid", PRODUCT)
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", source.name)
    found.add("x-wr-timezone", source.time_zone)
    found.add("x-wr-caldesc", _left_out(len(source.entries) - len(dated)))
    found.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    found.add("x-published-ttl", vDuration(REFRESH))
    for entry in dated:
        found.add_component(_event(entry, source))
    for meeting, trace in source.meetings:
        if meeting.starts_at is not None:
            found.add_component(_meeting(meeting, trace, source))
    return bytes(found.to_ical())


def days_of(entry: Entry) -> tuple[date, date]:
    """First and last day of the event: the days of a short window, the last day of a long one («октябрь»).

    Raises ValueError for a window without a day.
    """
    last = entry.last_day
    if last is None:
        raise ValueError(entry)
    if entry.starts_on is not None and entry.ends_on is not None and entry.is_by_days:
        return entry.starts_on, entry.ends_on
    return last, last


def _event(entry: Entry, source: FeedSource) -> icalendar.Event:
    from icalendar import Event

    occurrence, item = entry.window.occurrence, entry.row.item
    trace = source.traces[occurrence.pk]
    first, last = days_of(entry)
    found = Event()
    found.add("uid", f"occurrence-{occurrence.pk}@{source.address.partition('://')[2]}")
    found.add("dtstamp", trace.changed_at)
    found.add("last-modified", trace.changed_at)
    found.add("sequence", trace.sequence)
    found.add("dtstart", first)
    found.add("dtend", last + _DAY)  # the end is not a part of the event
    is_closed = entry.window.is_closed_for(source.organization_id)
    is_cancelled = entry.state is ItemState.CANCELLED
    sign = CLOSED if is_closed and not is_cancelled else ""
    found.add("summary", f"{sign}{' '.join((occurrence.title or item.title).split())}")
    found.add("description", _description(entry))
    if item.place:
        found.add("location", item.place)
    found.add("url", f"{source.address}/items/{item.pk}/")
    found.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    found.add("transp", "TRANSPARENT")
    return found


def _meeting(meeting: JointEvent, trace: Trace, source: FeedSource) -> icalendar.Event:
    """A joint event at its hours; a cancelled one says so, that programs take it out."""
    from icalendar import Event

    found = Event()
    found.add("uid", f"event-{meeting.pk}@{source.address.partition('://')[2]}")
    found.add("dtstamp", trace.changed_at)
    found.add("last-modified", trace.changed_at)
    found.add("sequence", trace.sequence)
    if meeting.starts_at is not None:
        found.add("dtstart", meeting.starts_at.astimezone(UTC))
    if meeting.ends_at is not None:
        found.add("dtend", meeting.ends_at.astimezone(UTC))
    found.add("summary", " ".join(meeting.title.split()))
    lines = (
        meeting.project.short_title,
        f"Проводит: {meeting.organizer}" if meeting.organizer else "",
        f"Ссылка на встречу: {meeting.url}" if meeting.url else "",
    )
    found.add("description", "\n".join(line for line in lines if line))
    if meeting.place:
        found.add("location", meeting.place)
    found.add("url", f"{source.address}/joint-events/{meeting.pk}/")
    found.add("status", "CANCELLED" if meeting.state == JointEvent.State.CANCELLED else "CONFIRMED")
    return found


def _description(entry: Entry) -> str:
    occurrence, item = entry.window.occurrence, entry.row.item
    words = item.deadline.text if hasattr(item, "deadline") else ""
    number = f"Пункт {item.number.rstrip('.')}. " if item.number else ""
    lines = [f"{number}{item.plan.short_title}", f"Срок: {words}" if words else ""]
    if occurrence.title:
        lines.insert(0, item.title)
    if entry.is_moved and occurrence.ends_on:
        lines.append(f"Было: {date_short(occurrence.ends_on)}, перенесено")
    elif entry.starts_on and entry.ends_on and not entry.is_by_days:
        lines.append(f"Период: {date_range_short(entry.starts_on, entry.ends_on)}")
    return "\n".join(line for line in lines if line)


def _left_out(count: int) -> str:
    if not count:
        return "Все сроки с датами"
    return f"Без даты и потому не в календаре: {count} {plural(count, 'срок', 'срока', 'сроков')}"
