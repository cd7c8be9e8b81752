"""Ready filters with the number of rows each shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from plans.access import PlanScope
from plans.progress import ItemState
from plans.queries import ItemRow
from portal.text.russian import Case, month_name

ALL, OWN, LATE, MONTH, UNMARKED, NETWORK = "all", "own", "late", "month", "unmarked", "network"
VIEWS = [(ALL, "Все"), (OWN, "Мои"), (LATE, "Просрочено"), (MONTH, ""), (UNMARKED, "Без отметки"), (NETWORK, "Сетевые")]


@dataclass(frozen=True, slots=True)
class Chip:
    """A ready filter with the number of rows it shows."""

    label: str
    count: int
    query: str
    is_current: bool


def is_in_view(row: ItemRow, view: str, scope: PlanScope, today: date) -> bool:
    """Whether a row belongs under a chip."""
    match view:
        case "own":
            return scope.is_own(row.responsibilities, (organization.pk for organization in row.organizations))
        case "late":
            return row.progress.state is ItemState.LATE
        case "month":
            return any(
                _ends_in_month(window.moved_to or window.occurrence.ends_on, today) for window in row.occurrences
            )
        case "unmarked":
            return not row.progress.has_mark
        case "network":
            return bool(row.organizations)
    return True


def chips(rows: Sequence[ItemRow], chosen: Mapping[str, str], scope: PlanScope, today: date) -> list[Chip]:
    """Chips over the rows that the other filters left; a chip of nothing that is not chosen is not shown but «Все»."""
    found = []
    rest = {name: value for name, value in chosen.items() if name != "view"}
    for view, label in VIEWS:
        count = sum(is_in_view(row, view, scope, today) for row in rows)
        is_current = chosen.get("view", ALL) == view
        if count or is_current or view in {ALL, LATE}:
            words = label or f"Срок в {month_name(today.month, Case.PREPOSITIONAL)}"
            query = rest if view == ALL else {**rest, "view": view}
            found.append(Chip(words, count, urlencode(query), is_current))
    return found


def _ends_in_month(day: date | None, today: date) -> bool:
    return day is not None and (day.year, day.month) == (today.year, today.month)
