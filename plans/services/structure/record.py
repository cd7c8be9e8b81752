"""Values of a plan's rows in plain JSON, before and after a change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from network.models import User
from plans.models import Occurrence, PlanItem
from plans.services.schedule import restore_deadline
from plans.text.deadlines import Window

DEADLINE_VALUES = (
    "text",
    "kind",
    "starts_on",
    "ends_on",
    "recurrence",
    "interval",
    "expected_count",
    "explanation",
    "warnings",
    "source",
)
COMPARED = ("text", "kind", "starts_on", "ends_on", "recurrence", "source")


def plain(value: object) -> Any:
    """A value as JSON keeps it: days as 2022-11-14."""
    return value.isoformat() if isinstance(value, date) else value


def deadline_record(item: PlanItem) -> dict[str, Any]:
    """The deadline of an item with its windows, those added by hand left out; empty values where there is none."""
    deadline = getattr(item, "deadline", None)
    windows = Occurrence.objects.filter(item=item, is_ad_hoc=False).order_by("order", "pk")
    return {
        **{name: plain(getattr(deadline, name)) for name in DEADLINE_VALUES if deadline is not None},
        "windows": [[plain(row.starts_on), plain(row.ends_on), row.label, row.title] for row in windows],
    }


def same_deadline(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Both records are of one reading, whatever windows came of it."""
    return all(one.get(name) == other.get(name) for name in COMPARED)


def restore_record(item: PlanItem, record: Mapping[str, Any], *, actor: User | None) -> None:
    """Write a deadline and its windows as `deadline_record` kept them."""
    days = {"starts_on", "ends_on"}
    values = {name: _day(record[name]) if name in days else record[name] for name in DEADLINE_VALUES if name in record}
    windows = [Window(_day(start), _day(end), label, title) for start, end, label, title in record["windows"]]
    restore_deadline(item, values, windows, actor=actor)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
