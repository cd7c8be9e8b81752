"""What the participants of a project did in a month, read from what is there or from a closed month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from simple_history.utils import get_history_manager_for_model

from network.models import User
from plans.models import EventRegistration, Plan, PlanItem
from plans.progress import ItemState, MarkState
from plans.queries import ItemRow, OccurrenceRow, project_today
from plans.queries.table import item_rows
from projects.models import Participation, Product, Project, Review
from reports.content.activity import (
    Fact,
    FactKind,
    Member,
    MemberActivity,
    first_day,
    from_json,
    judged_months,
    last_day,
    month_activity,
    next_month,
)
from reports.models import ActivityMonth, Contribution

DAY = timedelta(days=1)
APPROVED = (Product.State.APPROVED, Product.State.PUBLISHED)


@dataclass(frozen=True, slots=True)
class MonthReport:
    """A month of a project; `closed` is the row it was frozen in, nothing where it is computed."""

    month: date
    rows: tuple[MemberActivity, ...]
    closed: ActivityMonth | None
    is_over: bool

    def row_of(self, organization_id: int) -> MemberActivity | None:
        """The participant's row, nothing for an organisation that took no part."""
        return next((row for row in self.rows if row.id == organization_id), None)


@dataclass(frozen=True, slots=True)
class MonthStep:
    """A month was closed, or opened again for a reason."""

    is_closing: bool
    made_at: datetime
    author: User | None
    reason: str


def month_report(project: Project, month: date, today: date) -> MonthReport:
    """A closed month as it was closed, else computed; a fixed number of queries."""
    closed = ActivityMonth.objects.filter(project=project, month=month).select_related("closed_by__person").first()
    rows = from_json(closed.content) if closed else computed_month(project, month, today)
    return MonthReport(month, rows, closed, last_day(month) < today)


def computed_month(project: Project, month: date, today: date) -> tuple[MemberActivity, ...]:
    """What the facts say today; ten queries."""
    since = judged_months(month, today)[0]
    return month_activity(_members(project), list(_facts(project, since, last_day(month), today)), month, today)


def stretch_report(project: Project, months: Sequence[date], today: date) -> list[MonthReport]:
    """Months that follow one another, given by their first days: closed ones as closed, others computed together.

    At most eleven queries however many months; facts of days after `today` do not count yet.
    """
    rows = ActivityMonth.objects.filter(project=project, month__in=months).select_related("closed_by__person")
    closed = {row.month: row for row in rows}
    open_months = [month for month in months if month not in closed]
    computed: dict[date, tuple[MemberActivity, ...]] = {}
    if open_months:
        since = judged_months(open_months[0], today)[0]
        read = _facts(project, since, last_day(open_months[-1]), today)
        facts = [fact for fact in read if fact.on <= today]
        members = _members(project)
        computed = {month: month_activity(members, facts, month, today) for month in open_months}
    return [
        MonthReport(
            month,
            from_json(closed[month].content) if month in closed else computed[month],
            closed.get(month),
            last_day(month) < today,
        )
        for month in months
    ]


def closed_months(project: Project) -> frozenset[date]:
    """First days of closed months."""
    return frozenset(ActivityMonth.objects.filter(project=project).values_list("month", flat=True))


def project_months(project: Project, today: date) -> list[date]:
    """First days of the months of the project that have begun, newest first."""
    last = first_day(min(today, project.ends_on))
    found = []
    month = first_day(project.starts_on)
    while month <= last:
        found.append(month)
        month = next_month(month)
    return found[::-1]


def month_log(project: Project, month: date) -> list[MonthStep]:
    """Closings of a month and their undoing, newest first."""
    trail = get_history_manager_for_model(ActivityMonth).filter(project_id=project.pk, month=month)
    rows = trail.select_related("history_user__person").order_by("-history_id")
    return [
        MonthStep(row.history_type == "+", row.history_date, row.history_user, row.history_change_reason or "")
        for row in rows
    ]


def _members(project: Project) -> list[Member]:
    """Participants of any time; of several stretches of one organisation the widest counts."""
    rows = Participation.objects.filter(project=project).exclude(status=Participation.Status.INVITED)
    found: dict[int, Member] = {}
    for row in rows.select_related("organization__municipality").order_by("pk"):
        place = row.organization.municipality
        member = Member(row.organization_id, str(row.organization), str(place or ""), row.starts_on, row.ends_on)
        found[member.id] = _widened(found[member.id], member) if member.id in found else member
    return list(found.values())


def _widened(one: Member, other: Member) -> Member:
    since = min(one.since, other.since) if one.since and other.since else None
    until = max(one.until, other.until) if one.until and other.until else None
    return Member(one.id, one.name, one.district, since, until)


def _facts(project: Project, since: date, until: date, today: date) -> Iterator[Fact]:
    def within(field: str) -> dict[str, Any]:
        """A day on either side, because moments are kept in another zone; months are told exactly later."""
        return {f"{field}__date__gte": since - DAY, f"{field}__date__lte": until + DAY}

    def day(moment: datetime) -> date:
        return project_today(project, moment)

    yield from _plan_facts(project, today)
    for product in Product.objects.filter(
        Q(**within("submitted_at")) | Q(**within("decided_at")), project=project
    ).select_related("organization"):
        place = (product.title, "Продукт", "projects:product_detail", (product.pk,))
        if product.submitted_at:
            yield Fact(FactKind.SUBMITTED, product.organization_id, day(product.submitted_at), *place)
        if product.decided_at and product.state in APPROVED:
            yield Fact(FactKind.APPROVED, product.organization_id, day(product.decided_at), *place)
    reviews = Review.objects.filter(
        product__project=project, state=Review.State.DONE, organization__isnull=False, **within("submitted_at")
    )
    for review in reviews.select_related("product", "round"):
        assert review.submitted_at is not None  # noqa: S101 - the query asks for it
        # Colleagues of the reviewer read her facts: what is not open to the network yet is not named to them.
        title = review.product.title if review.product.state in APPROVED else review.round.title
        place = (title, "Рецензия", "projects:review_edit", (review.pk,))
        yield Fact(FactKind.REVIEW, review.organization_id or 0, day(review.submitted_at), *place)
    parts = Contribution.objects.filter(due__project=project, **within("submitted_at"))
    for part in parts.select_related("due"):
        assert part.submitted_at is not None  # noqa: S101 - the query asks for it
        given = day(part.submitted_at)
        kind = FactKind.GIVEN if given <= part.due.due_on else FactKind.GIVEN_LATE
        args = (part.due_id, part.organization_id)
        yield Fact(kind, part.organization_id, given, part.due.title, "Сведения", "reports:contribution_detail", args)
    yield from _event_facts(project, within("event__starts_at"))


def _event_facts(project: Project, within: dict[str, Any]) -> Iterator[Fact]:
    """One for an organisation at an event, however many people came."""
    rows = EventRegistration.objects.filter(event__project=project, event__is_joint=True, attended=True, **within)
    seen: set[tuple[int, int]] = set()
    for row in rows.select_related("event").order_by("pk"):
        if (row.event_id, row.organization_id) in seen or row.event.starts_at is None:
            continue
        seen.add((row.event_id, row.organization_id))
        on = project_today(project, row.event.starts_at)
        yield Fact(
            FactKind.EVENT,
            row.organization_id,
            on,
            row.event.title,
            "Событие",
            "plans:joint_event_detail",
            (row.event_id,),
        )


def _plan_facts(project: Project, today: date) -> Iterator[Fact]:
    """Ticks of organisations at windows of all plans, and windows that nobody ticked in time."""
    plans = {plan.pk: plan for plan in Plan.objects.filter(project=project).select_related("project")}
    if not plans:
        return
    for row in item_rows(PlanItem.objects.filter(plan__in=plans), plans, dict.fromkeys(plans, today)):
        proofs: dict[int, int] = {}
        for proof in row.evidence:
            proofs[proof.mark_id] = proofs.get(proof.mark_id, 0) + 1
        for window in row.occurrences:
            yield from _window_facts(project, row, window, proofs)


def _window_facts(project: Project, row: ItemRow, window: OccurrenceRow, proofs: dict[int, int]) -> Iterator[Fact]:
    label = f", {window.occurrence.label}" if window.occurrence.label and row.progress.is_repeated else ""
    title = f"{row.item.number.rstrip('.')}. {row.item.title}" if row.item.number else row.item.title
    place = (f"{title}{label}", row.item.plan.short_title, "plans:item_detail", (row.item.pk,))
    due_on = window.progress.due_on
    for mark in window.marks:
        if mark.organization_id is None:
            continue
        on = project_today(project, mark.created_at)
        if mark.state == MarkState.DONE and mark.fact_on:
            is_late = due_on is not None and mark.fact_on > due_on
            on = mark.fact_on
            yield Fact(FactKind.LATE if is_late else FactKind.ON_TIME, mark.organization_id, on, *place)
        else:
            yield Fact(FactKind.PROGRESS, mark.organization_id, on, *place)
        for _ in range(proofs.get(mark.pk, 0)):
            yield Fact(FactKind.EVIDENCE, mark.organization_id, on, *place)
    if window.progress.state is ItemState.LATE and due_on is not None:
        waiting = (pk for pk in window.progress.waiting_ids if not window.is_closed_for(pk))
        for pk in sorted(waiting):
            yield Fact(FactKind.MISSING, pk, due_on, *place)
