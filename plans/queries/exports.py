"""What files to take away need beside the table of a plan: approval blocks, and the rows of an extract."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from network.models import Group
from plans.models import ApprovalBlock, CompletionMark, Plan
from plans.progress import MarkState
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
    """Rows of an extract, each with the windows asked for only: `due` have one that ends in the month, `lasting`
    one that goes on beyond it. Without a month all are `due`.
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


def extract_rows(rows: Iterable[ItemRow], party: Party | None, month: date | None) -> ExtractRows:
    """Rows of a party and of a month (its first day), with an organisation's own marks only; `None` for all."""
    own = [_of_party(row, party) for row in rows if party is None or _waits_for(row, party)]
    if month is None:
        return ExtractRows(tuple(own))
    after = _next_month(month)
    due = _with_windows(own, lambda _, end: end is not None and month <= end < after)
    lasting = _with_windows(own, lambda start, end: start is not None and start < after <= (end or after))
    return ExtractRows(due, lasting)


def window_days(window: OccurrenceRow) -> tuple[date | None, date | None]:
    """First and last day of a window; of one moved as a whole, the day it was moved to."""
    mark = window.own_mark
    if mark is not None and mark.state == MarkState.MOVED and mark.moved_to:
        return mark.moved_to, mark.moved_to
    return window.occurrence.starts_on, window.occurrence.ends_on


def _waits_for(row: ItemRow, party: Party) -> bool:
    if party.kind == ORGANIZATION:
        return any(each.pk == party.pk for each in row.organizations)
    return any(each.person_id == party.pk or each.group_id in party.groups for each in row.responsibilities)


def _of_party(row: ItemRow, party: Party | None) -> ItemRow:
    if party is None or party.kind != ORGANIZATION:
        return row
    windows = tuple(replace(window, marks=_own(window.marks, party.pk)) for window in row.occurrences)
    kept = {mark.pk for window in windows for mark in window.marks}
    return replace(row, occurrences=windows, evidence=tuple(each for each in row.evidence if each.mark_id in kept))


def _own(marks: Iterable[CompletionMark], organization: int) -> tuple[CompletionMark, ...]:
    return tuple(mark for mark in marks if mark.organization_id in {None, organization})


def _with_windows(rows: Iterable[ItemRow], is_meant: Callable[[date | None, date | None], bool]) -> tuple[ItemRow, ...]:
    """Rows with at least one window that is meant, without their other windows."""
    found = []
    for row in rows:
        windows = tuple(window for window in row.occurrences if is_meant(*window_days(window)))
        if windows:
            found.append(replace(row, occurrences=windows))
    return tuple(found)


def _next_month(month: date) -> date:
    return date(month.year + month.month // DECEMBER, month.month % DECEMBER + 1, 1)
