"""What the rows at hand offer to be chosen by: responsibles, sections, stages, organisations, months, kinds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from plans.models import Section
from plans.models.items import KIND_LABELS
from plans.progress import Control, ItemState
from plans.queries import ItemRow, OccurrenceRow, control_of
from plans.text.deadlines import DeadlineKind
from portal.text.russian import month_name
from portal.text.short import shortened

Choices = Sequence[tuple[str, str]]
PARTY_FIELDS = ("person", "group", "organization")
STATE_WORDS = (
    (ItemState.LATE, "просрочено"),
    (ItemState.IN_PROGRESS, "в работе"),
    (ItemState.MOVED, "перенесено"),
    (ItemState.AHEAD, "впереди"),
    (ItemState.DONE, "выполнено"),
    (ItemState.CANCELLED, "отменено"),
)
NO_DEADLINE, NO_PARTY = "deadline", "responsible"
LACKS = ((NO_DEADLINE, "срок"), (NO_PARTY, "ответственный"))
LONGEST_LABEL = 80
INSET = "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}"
MONTHS_IN_YEAR = 12
Month = tuple[int, int]


def party_choices(rows: Sequence[ItemRow]) -> Choices:
    """Responsibles for the select, persons first, by name."""
    found: dict[str, tuple[int, str]] = {}
    for row in rows:
        for party in row.responsibilities:
            for number, field in enumerate(PARTY_FIELDS):
                pk = getattr(party, f"{field}_id")
                if pk:
                    found[f"{field}-{pk}"] = (number, party.label)
    return [(key, label) for key, (_, label) in sorted(found.items(), key=lambda pair: pair[1])]


def organization_choices(rows: Sequence[ItemRow]) -> Choices:
    """Organisations that items wait for, alone or in a group, by name."""
    found = {str(organization.pk): str(organization) for row in rows for organization in row.organizations}
    return sorted(found.items(), key=lambda pair: pair[1])


def section_choices(rows: Sequence[ItemRow]) -> Choices:
    """Sections in the order of the document, inner ones set in."""
    found: dict[str, str] = {}
    for row in rows:
        for depth, section in enumerate(section_chain(row.item.section)):
            found.setdefault(str(section.pk), INSET * depth + shortened(section.title, LONGEST_LABEL))
    return list(found.items())


def stage_choices(rows: Sequence[ItemRow]) -> Choices:
    """Stages of the project that items belong to."""
    found = {row.item.stage.pk: row.item.stage for row in rows if row.item.stage}
    return [
        (str(pk), shortened(stage.title, LONGEST_LABEL))
        for pk, stage in sorted(found.items(), key=lambda pair: pair[1].order)
    ]


def direction_choices(rows: Sequence[ItemRow]) -> Choices:
    """Directions of the project that items belong to."""
    found = {row.item.direction.pk: row.item.direction for row in rows if row.item.direction}
    ordered = sorted(found.items(), key=lambda pair: pair[1].order)
    return [(str(pk), shortened(direction.title, LONGEST_LABEL)) for pk, direction in ordered]


def month_choices(rows: Sequence[ItemRow]) -> Choices:
    """Months that have a window of an item, in order."""
    months = {month for row in rows for month in row_months(row)}
    return [(f"{year}-{month:02}", f"{month_name(month)} {year}") for year, month in sorted(months)]


def kind_choices(rows: Sequence[ItemRow]) -> Choices:
    """Kinds of deadlines that are met."""
    met = {kind_of(row) for row in rows}
    return [(kind.value, label) for kind, label in KIND_LABELS.items() if kind in met]


def kind_of(row: ItemRow) -> DeadlineKind:
    """The kind of an item's deadline; an item without one counts as not understood."""
    return DeadlineKind(row.item.deadline.kind) if hasattr(row.item, "deadline") else DeadlineKind.UNKNOWN


def row_months(row: ItemRow) -> set[Month]:
    """Months the windows of an item touch; a moved one stands at its new day, «весь год» stands in none."""
    if control_of(kind_of(row)) is Control.PLAN_END:
        return set()
    return {month for window in row.occurrences for month in window_months(window)}


def window_months(window: OccurrenceRow) -> Iterator[Month]:
    """Months of one window; an open one stands at the day it has."""
    if window.moved_to:
        return months_between(window.moved_to, window.moved_to)
    start = window.occurrence.starts_on or window.occurrence.ends_on
    end = window.occurrence.ends_on or window.occurrence.starts_on
    return months_between(start, end) if start and end else iter(())


def months_between(start: date, end: date) -> Iterator[Month]:
    """Months from one day to another, both included."""
    first, last = start.year * MONTHS_IN_YEAR + start.month - 1, end.year * MONTHS_IN_YEAR + end.month - 1
    return ((number // MONTHS_IN_YEAR, number % MONTHS_IN_YEAR + 1) for number in range(first, last + 1))


def section_chain(section: Section | None) -> Iterable[Section]:
    """The section with the one around it, outermost first."""
    if section is None:
        return ()
    return (section.parent, section) if section.parent else (section,)
