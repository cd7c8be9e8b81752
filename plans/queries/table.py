"""A whole plan with states and marks in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from network.models import Organization
from plans.models import CompletionMark, Evidence, Occurrence, Plan, PlanItem, Responsibility
from plans.progress import (
    CLOSING,
    Control,
    ItemFact,
    ItemProgress,
    MarkFact,
    MarkState,
    OccurrenceFact,
    PlanProgress,
    WindowProgress,
    item_progress,
    plan_progress,
    window_progress,
)
from plans.queries.networks import Network, read_network
from plans.text.deadlines import DeadlineKind
from projects.queries.days import project_today

NEVER_LATE = frozenset({DeadlineKind.ON_DEMAND, DeadlineKind.EVENT, DeadlineKind.UNKNOWN})
LATE_AFTER_PLAN = frozenset({DeadlineKind.ALL_YEAR, DeadlineKind.BY_OTHER_PLAN})


@dataclass(frozen=True, slots=True)
class OccurrenceRow:
    """One window of an item with the marks that count, those the reader may read.

    `own_mark` is that of the item itself; `closed_by`: ids of organisations that closed the window, whoever reads.
    `progress`: how the window stands, made of all marks; its `organization_ids` are those that owe it.
    """

    occurrence: Occurrence
    marks: tuple[CompletionMark, ...]
    own_mark: CompletionMark | None
    progress: WindowProgress
    closed_by: frozenset[int] = frozenset()

    def is_closed_for(self, organization_id: int | None) -> bool:
        """The window needs nothing more from the organisation (`None`: from the item itself)."""
        if self.own_mark is not None and MarkState(self.own_mark.state) in CLOSING:
            return True
        if organization_id is None:
            return self.progress.is_closed
        return organization_id in self.closed_by or organization_id not in self.progress.organization_ids

    @property
    def moved_to(self) -> date | None:
        """The day the window was moved to, where it was."""
        mark = self.progress.mark
        return mark.moved_to if mark is not None and mark.state is MarkState.MOVED else None


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One row of a plan, ready for a page or for paper.

    `mark` is the last mark the reader may read, taken-back ones left out; `evidence` belongs to the marks that count.
    """

    item: PlanItem
    progress: ItemProgress
    responsibilities: tuple[Responsibility, ...]
    organizations: tuple[Organization, ...]
    occurrences: tuple[OccurrenceRow, ...]
    mark: CompletionMark | None
    evidence: tuple[Evidence, ...]

    def waiting_names(self, window: OccurrenceRow) -> tuple[str, ...]:
        """Organisations that owe the window and have not ticked it, also where somebody closed it for them."""
        return tuple(str(each) for each in self.organizations if each.pk in window.progress.waiting_ids)

    def first_open(self, organization_id: int | None) -> OccurrenceRow | None:
        """The first window that still waits for the organisation (`None`: for the item itself)."""
        return next((window for window in self.occurrences if not window.is_closed_for(organization_id)), None)


@dataclass(frozen=True, slots=True)
class PlanTable:
    """A plan on a day: its rows in document order and their counts."""

    plan: Plan
    today: date
    rows: tuple[ItemRow, ...]
    progress: PlanProgress


def control_of(kind: str) -> Control:
    """What the window's end is worth for a kind of deadline."""
    if kind in NEVER_LATE:
        return Control.NEVER
    return Control.PLAN_END if kind in LATE_AFTER_PLAN else Control.DATED


def plan_items(plan: Plan) -> QuerySet[PlanItem]:
    """Items of a plan in document order, to be filtered further."""
    return PlanItem.objects.filter(plan=plan)


def plan_table(plan: Plan, today: date, readable: frozenset[int] | None = None) -> PlanTable:
    """Read the whole plan in six queries whatever its length.

    `readable`: ids of organisations whose marks the reader may read, `None` for all; states and counts are made of
    all marks either way. An older day is seen as it was: of the marks written later only those count that stand last
    and give a date of fact on or before it.
    """
    rows = item_rows(plan_items(plan), {plan.pk: plan}, {plan.pk: today}, readable)
    return PlanTable(plan, today, rows, plan_progress([row.progress for row in rows], today))


def item_row(item: PlanItem, today: date, readable: frozenset[int] | None = None) -> ItemRow:
    """Read one item as it stands in `plan_table`."""
    wanted = PlanItem.objects.filter(pk=item.pk)
    return item_rows(wanted, {item.plan_id: item.plan}, {item.plan_id: today}, readable)[0]


def waiting_names(occurrences: Sequence[Occurrence], today: date) -> Mapping[int, tuple[str, ...]]:
    """Organisations that owe a window and have not ticked it, by window; those nobody waits for are left out."""
    if not occurrences:
        return {}
    wanted = PlanItem.objects.filter(pk__in={occurrence.item_id for occurrence in occurrences})
    plans = Plan.objects.filter(pk__in=wanted.values("plan")).select_related("project").in_bulk()
    rows = item_rows(wanted, plans, dict.fromkeys(plans, today))
    found = {window.occurrence.pk: row.waiting_names(window) for row in rows for window in row.occurrences}
    return {row.pk: found[row.pk] for row in occurrences if found.get(row.pk)}


def mark_log(item: PlanItem, marks: QuerySet[CompletionMark]) -> QuerySet[CompletionMark]:
    """All marks of an item of the given queryset, newest first, with what a timeline shows."""
    return (
        marks.filter(occurrence__item=item)
        .select_related("occurrence", "organization", "author__person", "undoes")
        .prefetch_related("evidence")
        .order_by("-pk")
    )


def item_rows(
    wanted: QuerySet[PlanItem],
    plans: Mapping[int, Plan],
    todays: Mapping[int, date],
    readable: frozenset[int] | None = None,
) -> tuple[ItemRow, ...]:
    """Read items of one plan or of several, given by id with the day each is seen on; ordered as in the documents."""
    related = ("section__parent__parent", "stage", "direction", "deadline")
    items = list(wanted.select_related(*related).order_by("order", "pk"))
    parties = _parties(wanted, {item.pk: todays[item.plan_id] for item in items})
    network = read_network([party for found in parties.values() for party in found], plans.values())
    windows: dict[int, list[Occurrence]] = defaultdict(list)
    for occurrence in Occurrence.objects.filter(item__in=wanted).order_by("item_id", "order", "pk"):
        windows[occurrence.item_id].append(occurrence)
    marks = _marks(wanted, plans, todays)
    evidence = _evidence(wanted)
    rows = []
    for item in items:
        # Pages ask for `item.plan` in many places, and the plan is the one at hand.
        item.plan = plans[item.plan_id]
        shown = tuple((window, _latest(marks[window.pk])) for window in windows[item.pk])
        rows.append(_row(item, parties[item.pk], network, shown, evidence, todays[item.plan_id], readable))
    return tuple(rows)


def _row(
    item: PlanItem,
    parties: list[Responsibility],
    network: Network,
    windows: Sequence[tuple[Occurrence, tuple[CompletionMark, ...]]],
    evidence: Mapping[int, list[Evidence]],
    today: date,
    readable: frozenset[int] | None,
) -> ItemRow:
    organizations = network.organizations(parties, item.plan)
    ids = frozenset(organization.pk for organization in organizations)
    control = control_of(item.deadline.kind if hasattr(item, "deadline") else DeadlineKind.UNKNOWN)
    standing = _standing(windows, control)
    facts = [_fact(window, found, network.owing(ids, item.plan, window.ends_on, found)) for window, found in standing]
    fact = ItemFact(control, tuple(facts), ids)
    shown = tuple(
        _occurrence_row(window, found, window_progress(fact, each, item.plan.ends_on, today), readable)
        for (window, found), each in zip(standing, facts, strict=True)
    )
    counting = [mark for row in shown for mark in row.marks]
    return ItemRow(
        item=item,
        progress=item_progress(fact, item.plan.ends_on, today),
        responsibilities=tuple(parties),
        organizations=organizations,
        occurrences=shown,
        mark=max(counting, key=lambda mark: mark.pk, default=None),
        evidence=tuple(
            proof
            for mark in counting
            if readable is None or mark.organization_id in readable
            for proof in evidence[mark.pk]
        ),
    )


def _standing(
    windows: Sequence[tuple[Occurrence, tuple[CompletionMark, ...]]], control: Control
) -> list[tuple[Occurrence, tuple[CompletionMark, ...]]]:
    """Windows that count: where times on demand were written down, the open «по мере необходимости» says no more."""
    if control is not Control.NEVER or not any(window.is_ad_hoc for window, _ in windows):
        return list(windows)
    return [(window, found) for window, found in windows if window.is_ad_hoc or found]


def _occurrence_row(
    window: Occurrence, marks: tuple[CompletionMark, ...], progress: WindowProgress, readable: frozenset[int] | None
) -> OccurrenceRow:
    return OccurrenceRow(
        occurrence=window,
        marks=tuple(mark for mark in marks if _is_readable(mark, readable)),
        own_mark=next((mark for mark in marks if mark.organization_id is None), None),
        progress=progress,
        closed_by=frozenset(
            mark.organization_id for mark in marks if mark.organization_id and MarkState(mark.state) in CLOSING
        ),
    )


def _parties(wanted: QuerySet[PlanItem], days: Mapping[int, date]) -> Mapping[int, list[Responsibility]]:
    """Who answers for each item on its day: somebody replaced by then, or to take over later, is left out."""
    found: dict[int, list[Responsibility]] = defaultdict(list)
    rows = Responsibility.objects.filter(item__in=wanted).select_related("person", "group", "organization")
    for party in rows.order_by("item_id", "order", "pk"):
        if party.answers_on(days[party.item_id]):
            found[party.item_id].append(party)
    return found


def _marks(
    wanted: QuerySet[PlanItem], plans: Mapping[int, Plan], todays: Mapping[int, date]
) -> Mapping[int, list[CompletionMark]]:
    """Give marks that count on the day of their plan by occurrence, in order of writing."""
    found: dict[int, list[CompletionMark]] = defaultdict(list)
    later: dict[tuple[int, int | None], CompletionMark] = {}
    rows = CompletionMark.objects.filter(occurrence__item__in=wanted).select_related(
        "organization", "author__person", "occurrence__item"
    )
    for mark in rows.order_by("pk"):
        plan_id = mark.occurrence.item.plan_id
        if project_today(plans[plan_id].project, mark.created_at) <= todays[plan_id]:
            found[mark.occurrence_id].append(mark)
        else:
            later[mark.occurrence_id, mark.organization_id] = mark
    for mark in later.values():
        if mark.fact_on is not None and mark.fact_on <= todays[mark.occurrence.item.plan_id]:
            found[mark.occurrence_id].append(mark)
    return found


def _latest(marks: list[CompletionMark]) -> tuple[CompletionMark, ...]:
    last = {mark.organization_id: mark for mark in marks}
    return tuple(mark for mark in last.values() if mark.state != MarkState.NONE)


def _fact(window: Occurrence, marks: tuple[CompletionMark, ...], owing: frozenset[int]) -> OccurrenceFact:
    facts = (MarkFact(MarkState(mark.state), mark.organization_id, mark.fact_on, mark.moved_to) for mark in marks)
    # A day that a person wrote down is a control date, whatever the item's own words say.
    control = Control.DATED if window.is_ad_hoc else None
    return OccurrenceFact(window.ends_on, window.starts_on, tuple(facts), owing, control)


def _evidence(wanted: QuerySet[PlanItem]) -> Mapping[int, list[Evidence]]:
    found: dict[int, list[Evidence]] = defaultdict(list)
    for proof in Evidence.objects.filter(mark__occurrence__item__in=wanted).order_by("pk"):
        found[proof.mark_id].append(proof)
    return found


def _is_readable(mark: CompletionMark, readable: frozenset[int] | None) -> bool:
    return readable is None or mark.organization_id is None or mark.organization_id in readable
