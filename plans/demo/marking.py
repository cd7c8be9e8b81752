"""Marks of the demonstration's plans: what came of each item by a day, written as people would have written it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from network.models import Organization, User
from plans.access import expected_organizations
from plans.demo.drafts import DemoPlan
from plans.demo.files import content_of
from plans.demo.outcomes import Outcome, Proof
from plans.demo.people import SLOW_MEMBERS
from plans.models import CompletionMark, Deadline, Occurrence, Plan, PlanItem
from plans.progress import MarkState
from plans.services.evidence import EvidenceInput
from plans.services.marks import mark_occurrence
from plans.text.deadlines import DeadlineKind

_SLOW_DAYS = 19
_STILL_SLOW_WITHIN = 120
_MENDED_AFTER = timedelta(days=40)
_OPEN_ENDED = frozenset(
    {DeadlineKind.ALL_YEAR, DeadlineKind.BY_OTHER_PLAN, DeadlineKind.ON_DEMAND, DeadlineKind.UNKNOWN},
)
_LAST_SCHOOL_DAY = (5, 31)
_FORGOTTEN_WITHIN = 45
_MORNING, _STEP = time(9, 5), timedelta(minutes=17)


@dataclass(frozen=True, slots=True)
class Entry:
    """A mark to be written on a day; days decide the order."""

    day: date
    occurrence: Occurrence
    organization: Organization | None
    outcome: Outcome
    state: MarkState
    text: str
    moved_to: date | None = None


def mark_plan(plan: Plan, demo: DemoPlan, authors: dict[str, User], today: date, *, is_current: bool) -> int:
    """Write all marks of a plan that fall on `today` or before; the number of marks.

    In the current plan somebody is always a little late: slow members have not ticked yet, and the item that fell due
    last is forgotten.
    """
    items = PlanItem.objects.filter(plan=plan).select_related("deadline").prefetch_related("occurrences")
    entries = [
        entry
        for item, demo_item in zip(items.order_by("order"), demo.items, strict=True)
        for place, occurrence in enumerate(item.occurrences.all())
        for entry in _entries(plan, item, occurrence, demo_item.by_window.get(place, demo_item.outcome))
    ]
    entries = [entry for entry in entries if entry.day <= today]
    if is_current:
        entries = _without_forgotten(entries, today)
    entries.sort(key=lambda entry: (entry.day, entry.occurrence.item_id, entry.occurrence.order))
    marks = [_write(entry, authors) for entry in entries]
    _backdate(marks, [entry.day for entry in entries])
    return len(marks)


def _entries(plan: Plan, item: PlanItem, occurrence: Occurrence, outcome: Outcome) -> Iterator[Entry]:
    if outcome.state == "missed" or not (outcome.text or outcome.reason):
        return
    state = MarkState(outcome.state)
    end = _end(plan, item, occurrence)
    if state is MarkState.IN_PROGRESS:
        day = (occurrence.starts_on or plan.starts_on) + timedelta(days=outcome.days)
        yield Entry(day, occurrence, None, outcome, state, outcome.text)
        if outcome.then:
            yield Entry(end, occurrence, None, outcome, MarkState.DONE, outcome.then)
        return
    day = end - timedelta(days=outcome.days)
    if state is MarkState.MOVED:
        moved_to = end + timedelta(days=outcome.moved_by)
        yield Entry(day, occurrence, None, outcome, state, "", moved_to)
        yield Entry(moved_to - timedelta(days=2), occurrence, None, outcome, MarkState.DONE, outcome.then)
        return
    if state is MarkState.PARTLY and outcome.then:
        yield Entry(end + _MENDED_AFTER, occurrence, None, outcome, MarkState.DONE, outcome.then)
    organizations = expected_organizations(item).order_by("short_name") if state is MarkState.DONE else ()
    for place, organization in enumerate(organizations):
        delay = _SLOW_DAYS if organization.short_name in SLOW_MEMBERS else -(place % 4)
        yield Entry(day + timedelta(days=delay), occurrence, organization, outcome, state, outcome.text)
    if not organizations:
        yield Entry(day, occurrence, None, outcome, state, outcome.text)


def _end(plan: Plan, item: PlanItem, occurrence: Occurrence) -> date:
    deadline: Deadline = item.deadline
    if occurrence.ends_on is None or DeadlineKind(deadline.kind) in _OPEN_ENDED:
        return date(plan.ends_on.year, *_LAST_SCHOOL_DAY)
    return occurrence.ends_on


def _without_forgotten(entries: Sequence[Entry], today: date) -> list[Entry]:
    """Leave out what slow members owe, and the last single item that fell due."""
    kept = [entry for entry in entries if not _is_owed(entry, today)]
    due = [
        entry
        for entry in kept
        if entry.organization is None
        and entry.state is MarkState.DONE
        and entry.occurrence.ends_on is not None
        and timedelta(0) < today - entry.occurrence.ends_on <= timedelta(days=_FORGOTTEN_WITHIN)
    ]
    forgotten = max(due, key=_weight, default=None)
    return [entry for entry in kept if entry is not forgotten]


def _is_owed(entry: Entry, today: date) -> bool:
    """A slow member's tick of an item that is done once and fell due not long ago."""
    is_slow = entry.organization is not None and entry.organization.short_name in SLOW_MEMBERS
    if not is_slow or entry.occurrence.item.occurrences.count() > 1:
        return False
    ends_on = entry.occurrence.ends_on
    return ends_on is None or today - ends_on <= timedelta(days=_STILL_SLOW_WITHIN)


def _weight(entry: Entry) -> tuple[bool, date, int]:
    """What is forgotten rather: an item done once, then the one that fell due last."""
    occurrence = entry.occurrence
    return occurrence.item.occurrences.count() == 1, occurrence.ends_on or date.min, occurrence.item_id


def _write(entry: Entry, authors: dict[str, User]) -> CompletionMark:
    outcome = entry.outcome
    is_first = entry.organization is None and entry.state.value == outcome.state
    return mark_occurrence(
        entry.occurrence,
        organization=entry.organization,
        state=entry.state.value,
        fact_on=entry.day if entry.state in {MarkState.DONE, MarkState.PARTLY} else None,
        text=entry.text,
        reason=outcome.reason,
        participants=outcome.participants if entry.organization is None else None,
        moved_to=entry.moved_to,
        author=_author(entry, authors),
        today=entry.day,
        evidence=_evidence(outcome.proof, entry.day) if outcome.proof and is_first else (),
    )


def _author(entry: Entry, authors: dict[str, User]) -> User:
    if entry.organization is not None:
        return authors.get(entry.organization.short_name, authors["coordinator"])
    names = entry.occurrence.item.responsible_text
    return next((user for name, user in authors.items() if names.startswith(name)), authors["coordinator"])


def _evidence(proof: Proof, day: date) -> tuple[EvidenceInput, ...]:
    return (
        EvidenceInput(
            title=proof.title,
            file_name=proof.file,
            content=content_of(proof.file) if proof.file else b"",
            url=proof.url,
            number=proof.number,
            dated_on=day if proof.number else None,
        ),
    )


def _backdate(marks: Sequence[CompletionMark], days: Sequence[date]) -> None:
    """Let each mark have been written on its own day: the field is otherwise filled by the clock."""
    for place, (mark, day) in enumerate(zip(marks, days, strict=True)):
        mark.created_at = timezone.make_aware(datetime.combine(day, _MORNING) + _STEP * (place % 24))
    CompletionMark.objects.bulk_update(marks, ["created_at"], batch_size=500)
