"""Indicators that are counted from marks: each figure with the marks and windows it is made of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from network.models import Organization
from plans.models import CompletionMark, EventLink, Plan
from plans.progress import ItemState, MarkState
from plans.queries.calendar import rows_of_plans
from plans.queries.table import ItemRow, OccurrenceRow
from projects.models import Indicator, MeasurementPeriod, Project
from projects.queries.days import project_today

Source = Indicator.Source
Key = tuple[int, int | None]
Events = Mapping[int, int]
HAS_FACT = frozenset({MarkState.DONE, MarkState.PARTLY})
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Fact:
    """A window and what it adds to a figure on a day; `amount` is 0 for a due window that is not closed.

    `organization_id` empty: the fact is of the item as a whole. `mark`: what it rests on, where one mark does.
    """

    row: ItemRow
    window: OccurrenceRow
    on: date
    amount: Decimal
    mark: CompletionMark | None
    organization_id: int | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its facts; `value` empty where nothing could be counted (a share of nothing)."""

    value: Decimal | None
    facts: tuple[Fact, ...]


def rows_for_indicators(project: Project, plans: Sequence[Plan], today: date) -> tuple[ItemRow, ...]:
    """Items of the plans with all marks; what of them is shown to whom is decided by who shows it."""
    for plan in plans:
        plan.project = project
    return rows_of_plans(plans, today, None) if plans else ()


def events_of(project: Project) -> Events:
    """Events by window that is one of them: an event of several plans counts once; one query."""
    links = EventLink.objects.filter(event__project=project, state=EventLink.State.CONFIRMED)
    return dict(links.values_list("occurrence", "event"))


def figures(
    indicator: Indicator,
    rows: Iterable[ItemRow],
    events: Events,
    periods: Sequence[MeasurementPeriod],
    organizations: Collection[Organization],
    today: date,
) -> dict[Key, Figure]:
    """Figures of an automatic indicator by ids of period and participant, `None`: the project as a whole."""
    narrowed = [row for row in rows if _is_counted(indicator, row)]
    found: dict[Key, Figure] = {}
    whole = list(_whole(indicator, narrowed, events, today))
    own = list(_own(indicator, narrowed, events, today))
    for period in periods:
        found[period.pk, None] = _figure(indicator, [fact for fact in whole if _is_in(fact, period)])
        for organization in organizations:
            facts = [fact for fact in own if fact.organization_id == organization.pk and _is_in(fact, period)]
            found[period.pk, organization.pk] = _figure(indicator, facts)
    return found


def _figure(indicator: Indicator, facts: Sequence[Fact]) -> Figure:
    total = sum((fact.amount for fact in facts), Decimal(0))
    if indicator.source == Source.ORGANIZATIONS:
        return Figure(Decimal(len({fact.organization_id for fact in facts})), tuple(facts))
    if indicator.source != Source.SHARE_DONE:
        return Figure(total, tuple(facts))
    if not facts:
        return Figure(None, ())
    return Figure((total * 100 / len(facts)).quantize(CENT, ROUND_HALF_UP), tuple(facts))


def _is_counted(indicator: Indicator, row: ItemRow) -> bool:
    in_stage = indicator.stage_id is None or row.item.stage_id == indicator.stage_id
    return in_stage and (indicator.direction_id is None or row.item.direction_id == indicator.direction_id)


def _is_in(fact: Fact, period: MeasurementPeriod) -> bool:
    return period.starts_on <= fact.on <= period.ends_on


def _own(indicator: Indicator, rows: Sequence[ItemRow], events: Events, today: date) -> Iterator[Fact]:
    """Facts of participants, each by her own marks."""
    if indicator.source == Source.SHARE_DONE:
        for row, window in _due(rows, events, today):
            for pk in sorted(window.progress.organization_ids):
                mark = _mark(window, pk)
                if mark is None or mark.state != MarkState.CANCELLED:
                    yield Fact(row, window, _due_on(window), Decimal(window.is_closed_for(pk)), mark, pk)
        return
    for fact in _mark_facts(indicator, rows, events):
        if fact.organization_id is not None:
            yield fact


def _whole(indicator: Indicator, rows: Sequence[ItemRow], events: Events, today: date) -> Iterator[Fact]:
    """Facts of the project: a window counts once, whoever ticked it."""
    match indicator.source:
        case Source.SHARE_DONE:
            for row, window in _due(rows, events, today):
                done = Decimal(window.progress.is_closed)
                yield Fact(row, window, _due_on(window), done, window.own_mark, None)
        case Source.ITEMS_DONE:
            for row, window in _once(rows, events):
                days = [mark.fact_on for mark in window.marks if mark.state == MarkState.DONE and mark.fact_on]
                if window.progress.state is ItemState.DONE and days:
                    yield Fact(row, window, max(days), Decimal(1), window.own_mark, None)
        case Source.PARTICIPANTS:
            yield from _told_once(_mark_facts(indicator, rows, events))
        case Source.ORGANIZATIONS:
            yield from (fact for fact in _mark_facts(indicator, rows, events) if fact.organization_id is not None)
        case _:
            yield from _mark_facts(indicator, rows, events)


def _told_once(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Where the mark of the item itself tells how many took part, the marks of its participants are left out."""
    known = list(facts)
    told = {fact.window.occurrence.pk for fact in known if fact.organization_id is None}
    for fact in known:
        if fact.organization_id is None or fact.window.occurrence.pk not in told:
            yield fact


def _mark_facts(indicator: Indicator, rows: Sequence[ItemRow], events: Events) -> Iterator[Fact]:
    """What each mark that counts adds, on its date of fact; a mark of one event in several plans adds once."""
    seen: set[tuple[str, int, int | None]] = set()
    for row in rows:
        for window in row.occurrences:
            for mark in window.marks:
                amount = _amount(indicator.source, row, mark)
                key = (*_event_key(window, events), mark.organization_id)
                if amount is None or key in seen:
                    continue
                seen.add(key)
                on = mark.fact_on or project_today(row.item.plan.project, mark.created_at)
                yield Fact(row, window, on, amount, mark, mark.organization_id)


def _amount(source: str, row: ItemRow, mark: CompletionMark) -> Decimal | None:
    """What a mark adds, `None` where it adds nothing of the kind."""
    state = MarkState(mark.state)
    match source:
        case Source.PARTICIPANTS:
            return Decimal(mark.participants) if mark.participants is not None and state in HAS_FACT else None
        case Source.EVIDENCE:
            count = sum(proof.mark_id == mark.pk for proof in row.evidence)
            return Decimal(count) if count else None
        case _:
            return Decimal(1) if state is MarkState.DONE else None


def _due(rows: Sequence[ItemRow], events: Events, today: date) -> Iterator[tuple[ItemRow, OccurrenceRow]]:
    """Windows whose day has come, cancelled ones left out."""
    for row, window in _once(rows, events):
        due_on = window.progress.due_on
        if due_on is not None and due_on < today and window.progress.state is not ItemState.CANCELLED:
            yield row, window


def _due_on(window: OccurrenceRow) -> date:
    return window.progress.due_on or date.max


def _once(rows: Sequence[ItemRow], events: Events) -> Iterator[tuple[ItemRow, OccurrenceRow]]:
    """Windows, one of each event."""
    seen: set[tuple[str, int]] = set()
    for row in rows:
        for window in row.occurrences:
            key = _event_key(window, events)
            if key not in seen:
                seen.add(key)
                yield row, window


def _event_key(window: OccurrenceRow, events: Events) -> tuple[str, int]:
    pk = window.occurrence.pk
    return ("event", events[pk]) if pk in events else ("window", pk)


def _mark(window: OccurrenceRow, organization_id: int) -> CompletionMark | None:
    return next((mark for mark in window.marks if mark.organization_id == organization_id), window.own_mark)
