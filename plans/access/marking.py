"""Who may set marks and take them back, and on whose behalf."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet, Value
from django.http import Http404
from django.shortcuts import get_object_or_404

from network.access import Reader, editable_organizations
from network.models import Group, Membership, Organization, Person, User
from plans.access.plans import SHUT, item_for_viewing, require_open
from plans.access.visible import answered_responsibilities, visible_evidence, visible_items
from plans.models import CompletionMark, Evidence, Occurrence, Plan, PlanItem, Responsibility
from plans.queries.events import twin_windows
from plans.queries.table import OccurrenceRow
from projects.access import ARCHIVED, Standing, coordinated_projects, require_coordinator, standing, visible_projects
from projects.models import Project
from projects.queries.days import project_today

OWN = "own"
NOT_WHOLE = "Сроки пункта меняют координатор и ответственный; организация отмечает свою часть."
NOT_YOURS = "Отмечать этот пункт могут координатор, ответственный или организация, от которой его ждут."


@dataclass(frozen=True, slots=True)
class MarkScope:
    """On whose behalf the user may mark an item: the item itself, organisations (by id), or both."""

    for_item: bool
    organization_ids: frozenset[int]

    def __bool__(self) -> bool:
        return self.for_item or bool(self.organization_ids)

    def covers(self, organization_id: int | None) -> bool:
        """The user may mark for this organisation; `None`: for the item itself."""
        return self.for_item if organization_id is None else organization_id in self.organization_ids


@dataclass(frozen=True, slots=True)
class PlanScope:
    """What a reader may do in a whole plan; `organization_ids`: those she acts for, `own_ids`: those she belongs to.

    `answered`: persons and groups she stands in as («person» or «group», id). `place`: what she is in the project.
    `today`: the day it is where the project is; who was replaced before it answers no more. In a group a person
    stands for `person_organization_id` where that ticks the item.
    """

    can_coordinate: bool = False
    can_read_whole: bool = False
    is_open: bool = False
    organization_ids: frozenset[int] = frozenset()
    own_ids: frozenset[int] = frozenset()
    answered: frozenset[tuple[str, int]] = frozenset()
    place: Standing = field(default_factory=Standing)
    today: date | None = None
    person_organization_id: int | None = None

    @property
    def readable(self) -> frozenset[int] | None:
        """Organisations whose marks she reads, `None` for all."""
        return None if self.can_read_whole else self.own_ids

    @property
    def marks_something(self) -> bool:
        """She may have something to mark: not for sure, because that takes the rows themselves."""
        is_somebody = any(pk > 0 for _, pk in self.answered)
        return self.is_open and (self.can_coordinate or bool(self.organization_ids) or is_somebody)

    def is_answered(self, parties: Iterable[Responsibility]) -> bool:
        """She answers for an item with these responsibles herself."""
        standing_now = [party for party in parties if self.today is None or party.answers_on(self.today)]
        names = {("person", party.person_id or 0) for party in standing_now} | {
            ("group", party.group_id or 0) for party in standing_now
        }
        return bool(self.answered & names)

    def acting(self, parties: Iterable[Responsibility], organization_ids: Iterable[int]) -> MarkScope:
        """As `mark_scope`, for one row of a plan."""
        expected = frozenset(organization_ids)
        if not self.is_open:
            return MarkScope(for_item=False, organization_ids=frozenset())
        if self.can_coordinate:
            return MarkScope(for_item=True, organization_ids=expected)
        known = list(parties)
        alone = [party for party in known if party.group_id is None]
        stands_for = frozenset({self.person_organization_id or 0}) & expected
        is_answered = self.is_answered(known)
        return MarkScope(
            for_item=self.is_answered(alone) or (is_answered and not stands_for),
            organization_ids=(self.organization_ids & expected) | (stands_for if is_answered else frozenset()),
        )

    def is_own(self, parties: Iterable[Responsibility], organization_ids: Iterable[int]) -> bool:
        """The item is hers («Мои»): she answers for it, or an organisation of hers does."""
        return self.is_answered(parties) or bool(self.own_ids & set(organization_ids))

    def may_mark(self, parties: Iterable[Responsibility], organization_ids: Iterable[int]) -> bool:
        """She may mark something of a row of a plan, on whosesoever behalf."""
        return bool(self.acting(parties, organization_ids))


def mark_scope(user: Reader, item: PlanItem, today: date) -> MarkScope:
    """On whose behalf the user may mark the item; empty for those who may not, in closed plans and archives too.

    `today`, the day it is where the project is, tells who answers for the item.
    """
    project = item.plan.project
    if item.plan.state in SHUT or project.state == Project.State.ARCHIVED:
        return MarkScope(for_item=False, organization_ids=frozenset())
    expected = frozenset(expected_organizations(item).values_list("pk", flat=True))
    if coordinated_projects(user).filter(pk=project.pk).exists():
        return MarkScope(for_item=True, organization_ids=expected)
    own: frozenset[int] = frozenset()
    if visible_projects(user).filter(pk=project.pk).exists():
        own = expected & frozenset(editable_organizations(user).values_list("pk", flat=True))
    answers = answered_responsibilities(user, today).filter(item=item)
    alone = [group is None for group in answers.values_list("group", flat=True)]
    stands_for = frozenset({_organization_of_person(user) or 0}) & expected if alone else frozenset()
    # In a group a person ticks for her organisation; who is named herself, or has none there, answers for the whole.
    return MarkScope(for_item=any(alone) or bool(alone and not stands_for), organization_ids=own | stands_for)


def plan_scope(user: Reader, plan: Plan, today: date) -> PlanScope:
    """What the reader may do with the rows of a plan she sees, in two queries whatever its length."""
    if not user.is_authenticated:
        return PlanScope()
    place = standing(user, plan.project)
    places, groups, organization_id = _places_and_groups(user)
    # Somebody who reaches the plan only as a responsible person acts for no organisation in it.
    is_inside = place.is_member or place.can_read_whole
    editing = {pk for pk, role in places.items() if role != Membership.Role.VIEWER}
    return PlanScope(
        can_coordinate=place.can_coordinate,
        can_read_whole=place.can_read_whole,
        is_open=plan.state not in SHUT and plan.project.state != Project.State.ARCHIVED,
        organization_ids=frozenset(editing) if is_inside else frozenset(),
        own_ids=frozenset(places),
        answered=frozenset({("person", user.person_id or -1)} | {("group", pk) for pk in groups}),
        place=place,
        today=today,
        person_organization_id=organization_id,
    )


def _places_and_groups(user: User) -> tuple[dict[int, str], list[int], int | None]:
    """Give roles of the user by organisation, ids of groups her person is in and her organisation, read together."""
    places = Membership.objects.filter(user=user).values_list("organization", "role")
    groups = Group.objects.filter(people=user.person_id or -1).values_list("pk", Value(""))
    person = Person.objects.filter(pk=user.person_id or -1, organization__isnull=False)
    home = person.values_list("organization", Value(OWN))
    rows = list(places.order_by().union(groups.order_by(), home.order_by(), all=True))
    return (
        {pk: role for pk, role in rows if role not in {"", OWN}},
        [pk for pk, role in rows if not role],
        next((pk for pk, role in rows if role == OWN), None),
    )


def _organization_of_person(user: Reader) -> int | None:
    person = user.person if user.is_authenticated else None
    return person.organization_id if person else None


def require_marker(user: Reader, plan: Plan, today: date) -> None:
    """Raise `PermissionDenied` with the reason unless the user may mark something in a plan she sees."""
    scope = plan_scope(user, plan, today)
    require_open(plan)
    if not scope.is_open:
        raise PermissionDenied(ARCHIVED)
    answers = answered_responsibilities(user, today)
    if scope.can_coordinate or answers.filter(item__plan=plan).exists():
        return
    waits = Responsibility.objects.filter(item__plan=plan, item__removed_at__isnull=True).filter(
        Q(organization__in=scope.organization_ids)
        | Q(group__organizations__in=scope.organization_ids)
        | Q(group__people__organization__in=scope.organization_ids)
    )
    if not waits.exists():
        raise PermissionDenied(NOT_YOURS)


def item_for_marking(user: Reader, pk: int, now: datetime) -> tuple[PlanItem, MarkScope]:
    """The item and on whose behalf it may be marked; 404 for strangers, 403 for readers."""
    item = item_for_viewing(user, pk)
    scope = mark_scope(user, item, project_today(item.plan.project, now))
    if not scope:
        require_open(item.plan)
        raise PermissionDenied(NOT_YOURS)
    return item, scope


def occurrence_for_marking(user: Reader, pk: int, now: datetime) -> Occurrence:
    """A window whose item the user may mark as a whole; 404 for strangers, 403 for those who may not."""
    rows = Occurrence.objects.filter(item__in=visible_items(user))
    occurrence = get_object_or_404(rows.select_related("item"), pk=pk)
    item, scope = item_for_marking(user, occurrence.item_id, now)
    if not scope.for_item:
        raise PermissionDenied(NOT_WHOLE)
    occurrence.item = item
    return occurrence


def expected_organizations(item: PlanItem) -> QuerySet[Organization]:
    """Organisations that tick the item, each for herself: named as responsible, alone or in a group.

    People of a group stand for their organisation, except those of the institution that runs the project.
    """
    by_people = Q(people__groups__responsibilities__item=item) & ~Q(pk=item.plan.project.organization_id)
    return Organization.objects.filter(
        Q(responsibilities__item=item) | Q(member_of_groups__responsibilities__item=item) | by_people,
    ).distinct()


def may_mark_window(author: User | None, occurrence: Occurrence, organization_id: int | None, today: date) -> bool:
    """A mark set elsewhere may be repeated here: the plan is open, and who sets it may do so in this plan as well.

    Without an author it is the portal that marks, and only the organisation has to be one that is waited for.
    """
    item = occurrence.item
    if author is not None:
        return mark_scope(author, item, today).covers(organization_id)
    if item.plan.state in SHUT:
        return False
    return organization_id is None or expected_organizations(item).filter(pk=organization_id).exists()


def also_marked(user: Reader, occurrence_ids: Sequence[int], scope: MarkScope, today: date) -> dict[int, list[str]]:
    """By window, titles of other plans in which its mark will appear: the same event stands there."""
    keys = [None] if scope.for_item else sorted(scope.organization_ids)
    found = {
        pk: {
            twin.item.plan_id: twin.item.plan.short_title
            for twin in twins
            if any(mark_scope(user, twin.item, today).covers(key) for key in keys)
        }
        for pk, twins in twin_windows(occurrence_ids).items()
    }
    return {pk: list(titles.values()) for pk, titles in found.items() if titles}


def visible_twins(user: Reader, windows: Iterable[OccurrenceRow]) -> list[Occurrence]:
    """Windows of other plans that are the same event, those the reader sees."""
    twins = twin_windows([window.occurrence.pk for window in windows])
    found = {twin.pk: twin for each in twins.values() for twin in each}
    seen = set(visible_items(user).filter(occurrences__in=found).values_list("pk", flat=True)) if found else set()
    return [twin for twin in found.values() if twin.item_id in seen]


def batch_for_undo(user: Reader, batch: str, now: datetime) -> list[CompletionMark]:
    """Marks set together that the user may take back, or 404.

    Her own, as long as she may still set such marks, or any in a project she coordinates.
    """
    marks = CompletionMark.objects.filter(batch=batch, occurrence__item__removed_at__isnull=True)
    found = list(marks.select_related("occurrence__item__plan__project").order_by("pk"))
    visible = set(visible_items(user).filter(occurrences__marks__batch=batch).values_list("pk", flat=True))
    if not found or any(mark.occurrence.item_id not in visible for mark in found):
        raise Http404
    projects = {mark.occurrence.item.plan.project_id for mark in found}
    coordinated = set(coordinated_projects(user).filter(pk__in=projects).values_list("pk", flat=True))
    for mark in found:
        item = mark.occurrence.item
        is_own = mark.author_id == user.pk
        if item.plan.project_id not in coordinated and not (is_own and _covers(user, mark, now)):
            require_coordinator(user, item.plan.project)
        require_open(item.plan)
    return found


def _covers(user: Reader, mark: CompletionMark, now: datetime) -> bool:
    item = mark.occurrence.item
    return mark_scope(user, item, project_today(item.plan.project, now)).covers(mark.organization_id)


def evidence_for_download(user: Reader, key: str) -> Evidence:
    """The file, or 404: whoever may not read it is not told that it exists."""
    return get_object_or_404(visible_evidence(user), key=key)
