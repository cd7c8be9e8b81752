"""What files to take away need beside the table of a plan: approval blocks, and the rows of an extract."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from network.models import Group
from plans.models import ApprovalBlock, Plan
from plans.progress import CLOSING, MarkFact, MarkState, own_window, windows_progress
from plans.queries.table import ItemRow, OccurrenceRow

PERSON, ORGANIZATION = "person", "organization"
DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody a plan waits for: a person or an organisation, by id; `groups` are those the person is in."""

    kind: str
    pk: int
    label: str
    groups: frozenset[int] = frozenset()

    @property
    def key(self) -> str:
        """As it stands in an address: «person-12»."""
        return f"{self.kind}-{self.pk}"


@dataclass(frozen=True, slots=True)
class ExtractRows:
    """Rows of an extract, each with the windows asked for only: `due` have one that ends in the stretch, `lasting`
    one that goes on beyond it. Without a stretch all are `due`.
    """

    due: tuple[ItemRow, ...]
    lasting: tuple[ItemRow, ...] = ()


def approval_blocks(plan: Plan) -> list[ApprovalBlock]:
    """«СОГЛАСОВАНО» and «УТВЕРЖДАЮ» in their order."""
    return list(ApprovalBlock.objects.filter(plan=plan).order_by("order", "pk"))


def plan_parties(rows: Sequence[ItemRow]) -> list[Party]:
    """Persons that a plan names and organisations it waits for, alone or in a group, by name; in one query."""
    people = {each.person_id: each.label for row in rows for each in row.responsibilities if each.person_id}
    organizations = {each.pk: str(each) for row in rows for each in row.organizations}
    groups = groups_of_people(people)
    found = [Party(PERSON, pk, label, groups[pk]) for pk, label in people.items()]
    found += [Party(ORGANIZATION, pk, label) for pk, label in organizations.items()]
    return sorted(found, key=lambda party: (party.kind != PERSON, party.label))


def groups_of_people(people: Iterable[int]) -> Mapping[int, frozenset[int]]:
    """Ids of groups each person is in: what waits for a group waits for each of its people."""
    found: dict[int, set[int]] = {pk: set() for pk in people}
    for person, group in Group.people.through.objects.filter(person__in=found).values_list("person", "group"):
        found[person].add(group)
    return {pk: frozenset(groups) for pk, groups in found.items()}


def plan_months(rows: Sequence[ItemRow]) -> list[date]:
    """First days of the months in which a window ends, or which one that ends somewhere else begins in."""
    days = {day for row in rows for window in row.occurrences for day in window_days(window) if day is not None}
    return sorted({day.replace(day=1) for day in days})


def extract_rows(rows: Iterable[ItemRow], party: Party | None, month: date | None, today: date) -> ExtractRows:
    """Rows of a party and of a month (its first day), `None` for all; see `rows_of_stretch`."""
    period = (month, _next_month(month) - timedelta(days=1)) if month else None
    return rows_of_stretch(rows, party, period, today)


def rows_of_stretch(
    rows: Iterable[ItemRow], party: Party | None, period: tuple[date, date] | None, today: date
) -> ExtractRows:
    """Rows of a party and of a stretch of days (both inclusive), `None` for all.

    They have only the windows and marks that are meant, and stand as these windows do on `today`.
    """
    own = list(_of_party(rows, party, today))
    if period is None:
        return ExtractRows(tuple(own))
    first, last = period

    def is_due(_: date | None, end: date | None) -> bool:
        return end is not None and first <= end <= last

    def is_lasting(start: date | None, end: date | None) -> bool:
        return start is not None and start <= last and (end is None or end > last)

    return ExtractRows(_with_windows(own, is_due, today), _with_windows(own, is_lasting, today))


def window_days(window: OccurrenceRow) -> tuple[date | None, date | None]:
    """First and last day of a window; of one that was moved, the day it was moved to."""
    if window.moved_to is not None:
        return window.moved_to, window.moved_to
    return window.occurrence.starts_on, window.occurrence.ends_on


def _of_party(rows: Iterable[ItemRow], party: Party | None, today: date) -> Iterator[ItemRow]:
    for row in rows:
        if party is None or (party.kind == PERSON and _is_answered(row, party)):
            yield row
        elif party.kind == ORGANIZATION:
            owed = [window for window in row.occurrences if party.pk in window.progress.organization_ids]
            if owed:
                yield _narrowed(row, [_of_organization(window, party.pk, today) for window in owed], today)


def _is_answered(row: ItemRow, person: Party) -> bool:
    return any(each.person_id == person.pk or each.group_id in person.groups for each in row.responsibilities)


def _of_organization(window: OccurrenceRow, pk: int, today: date) -> OccurrenceRow:
    """The window as it stands for one organisation, with her marks and those of the item."""
    marks = tuple(mark for mark in window.marks if mark.organization_id in {None, pk})
    closing = window.own_mark if window.own_mark and MarkState(window.own_mark.state) in CLOSING else None
    own = next((mark for mark in marks if mark.organization_id == pk), window.own_mark)
    mark = closing or own
    fact = MarkFact(MarkState(mark.state), mark.organization_id, mark.fact_on, mark.moved_to) if mark else None
    return replace(window, marks=marks, progress=own_window(window.progress, fact, today))


def _with_windows(
    rows: Iterable[ItemRow], is_meant: Callable[[date | None, date | None], bool], today: date
) -> tuple[ItemRow, ...]:
    """Rows with at least one window that is meant, without their other windows."""
    found = ((row, [window for window in row.occurrences if is_meant(*window_days(window))]) for row in rows)
    return tuple(_narrowed(row, windows, today) for row, windows in found if windows)


def _narrowed(row: ItemRow, windows: Sequence[OccurrenceRow], today: date) -> ItemRow:
    """The row as if it had just these windows."""
    marks = [mark for window in windows for mark in window.marks]
    kept = {mark.pk for mark in marks}
    return replace(
        row,
        occurrences=tuple(windows),
        progress=windows_progress([window.progress for window in windows], today, has_mark=bool(marks)),
        mark=max(marks, key=lambda mark: mark.pk, default=None),
        evidence=tuple(proof for proof in row.evidence if proof.mark_id in kept),
    )


def _next_month(month: date) -> date:
    return date(month.year + month.month // DECEMBER, month.month % DECEMBER + 1, 1)
