"""What stands around plans: the project's passport, its network, products and results, as reports tell them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Q

from plans.models import Event, Plan
from plans.queries.joint_events import day_of
from portal.text.russian import initials_first
from projects.models import Objective, Participation, PlannedResult, Product, Project, ProjectRole
from projects.queries.days import project_today
from projects.queries.products import published
from projects.rendering.bibliography import in_order_of_list, line_of
from reports.content.project import (
    Around,
    EventFacts,
    GivenFacts,
    JointFacts,
    ObjectiveFacts,
    ProductFacts,
    ProjectFacts,
    ResultFacts,
)
from reports.models import Contribution, Report, ReportDue
from reports.queries.contributions import DueColumn, due_matrix, dues_of
from reports.queries.facts import quoted, was_decided

ONLY_MARKS = "Отмечены выполненные пункты плана."
Period = tuple[date, date]


def around_plan(report: Report, plan: Plan) -> Around:
    """What a report on a plan tells beside it: of the time of the plan up to the day of the report."""
    period = (plan.starts_on, min(report.as_of, plan.ends_on))
    judged = PlannedResult.objects.exclude(state=PlannedResult.State.PLANNED)
    overlaps = Q(stage__starts_on__isnull=True) | Q(stage__starts_on__lte=plan.ends_on)
    overlaps &= Q(stage__ends_on__isnull=True) | Q(stage__ends_on__gte=plan.starts_on)
    return Around(
        project=project_facts(report.project, report.as_of, plan),
        joint=tuple(_joint(report.project, period, report.as_of)),
        events=tuple(_events(report.project, period)),
        products=tuple(_products(report.project, period)),
        results=tuple(_result(row) for row in judged.filter(overlaps, project=report.project).select_related("stage")),
        without=left_out(report),
    )


def around_project(report: Report) -> Around:
    """What the final report tells beside plans and indicators: of the whole time of the project up to its day."""
    project = report.project
    period = (project.starts_on, report.as_of)
    results = PlannedResult.objects.filter(project=project).select_related("stage")
    return Around(
        joint=tuple(_joint(project, period, report.as_of)),
        events=tuple(_events(project, period)),
        products=tuple(_products(project, period)),
        results=tuple(_result(row) for row in results),
        without=left_out(report),
    )


def left_out(report: Report) -> frozenset[str]:
    """Keys of the parts an order leaves out."""
    return frozenset(str(key) for key in report.options.get("without", ()))


def project_facts(project: Project, as_of: date, plan: Plan | None = None) -> ProjectFacts:
    """The passport with the people and the network of the day; objectives know whether items of `plan` serve them."""
    serving = Count("items", filter=Q(items__plan=plan, items__removed_at__isnull=True))
    objectives = Objective.objects.filter(project=project).annotate(serving=serving).order_by("order", "pk")
    people: dict[str, list[str]] = {}
    roles = ProjectRole.objects.filter(project=project, user__person__isnull=False).select_related("user__person")
    for role in roles.order_by("pk"):
        person = role.user.person
        if person is not None:
            name = ", ".join(filter(None, (initials_first(person.short_name), person.position)))
            people.setdefault(role.role, []).append(name)
    known = ProjectRole.Role
    return ProjectFacts(
        organization=project.organization.full_name,
        title=quoted(project.title),
        starts_on=project.starts_on,
        ends_on=project.ends_on,
        state=project.get_state_display(),
        topic=project.topic,
        goal=project.goal,
        objectives=tuple(
            ObjectiveFacts(str(row), row.pk, is_served=plan is not None and bool(row.serving)) for row in objectives
        ),
        directors=tuple(people.get(known.DIRECTOR, ())),
        coordinators=tuple(people.get(known.COORDINATOR, ())),
        experts=tuple(people.get(known.EXPERT, ())),
        members=tuple(_members(project, as_of)),
    )


def _members(project: Project, day: date) -> Iterator[str]:
    """Names of those who took part on the day; who is only invited does not, who left on an unknown day neither."""
    begun = Q(starts_on__isnull=True) | Q(starts_on__lte=day)
    lasting = Q(status=Participation.Status.ACTIVE, ends_on__isnull=True) | Q(ends_on__gte=day)
    rows = Participation.objects.filter(begun, lasting, project=project).exclude(status=Participation.Status.INVITED)
    names = rows.order_by("organization__short_name", "pk").values_list("organization__short_name", flat=True)
    yield from dict.fromkeys(names)


def _joint(project: Project, period: Period, as_of: date) -> Iterator[JointFacts]:
    """Joint reports of the period: due by the day, or answered already."""
    start, end = period
    dues = dues_of(ReportDue.objects.filter(starts_on__lte=end, ends_on__gte=start), project)
    for column in due_matrix(dues, as_of).columns if dues else ():
        given = tuple(_given(column, as_of))
        if column.due.due_on <= as_of or given:
            yield JointFacts(column.due.title, column.due.due_on, column.asked, given, column.due.pk)


def _given(column: DueColumn, as_of: date) -> Iterator[GivenFacts]:
    for place in column.places:
        part = place.contribution
        if part is None or part.state != Contribution.State.ACCEPTED:
            continue
        if was_decided(column.due.project, part.decided_at, as_of):
            yield GivenFacts(place.organization.short_name, part.text.strip() or ONLY_MARKS, part.pk)


def _events(project: Project, period: Period) -> Iterator[EventFacts]:
    came = Count("registrations__organization", filter=Q(registrations__attended=True), distinct=True)
    held = Event.objects.filter(project=project, is_joint=True, state=Event.State.HELD, starts_at__isnull=False)
    for event in held.select_related("project").annotate(came=came).order_by("starts_at", "pk"):
        day = day_of(event)
        if period[0] <= day <= period[1]:
            yield EventFacts(event.title, day, event.came, event.pk)


def _products(project: Project, period: Period) -> Iterator[ProductFacts]:
    """Products approved or published in the period, in the order of a list of publications."""
    rows = {row.pk: row for row in published(Product.objects.all(), project, with_approved=True)}
    inside = {pk: row for pk, row in rows.items() if _is_of(row, project, period)}
    lines = {pk: line_of(row) for pk, row in inside.items()}
    for pk in in_order_of_list(lines):
        row = inside[pk]
        is_out = row.state == Product.State.PUBLISHED
        yield ProductFacts(lines[pk], row.get_kind_display(), is_out, pk)


def _is_of(product: Product, project: Project, period: Period) -> bool:
    """Its day is in the period: that of publication, else of approval; one without a day is told in every report."""
    day = product.published_on
    if day is None and product.decided_at is not None:
        day = project_today(project, product.decided_at)
    return day is None or period[0] <= day <= period[1]


def _result(row: PlannedResult) -> ResultFacts:
    return ResultFacts(
        stage=row.stage.title,
        number=row.number,
        text=row.text,
        state=row.get_state_display(),
        evidence=row.evidence,
        is_judged=row.state != PlannedResult.State.PLANNED,
        pk=row.pk,
    )
