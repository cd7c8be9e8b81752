"""Who may set marks and take them back, and on whose behalf."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet, Value
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from network.access import Reader, editable_organizations
from network.models import Group, Membership, Organization, User
from plans.access.plans import SHUT, item_for_viewing, require_open
from plans.access.visible import answered_responsibilities, visible_evidence, visible_items
from plans.models import CompletionMark, Evidence, Plan, PlanItem, Responsibility
from plans.queries.table import project_today
from projects.access import ARCHIVED, Standing, coordinated_projects, require_coordinator, standing, visible_projects
from projects.models import Project

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
    `today`: the day it is where the project is; who was replaced before it answers no more.
    """

    can_coordinate: bool = False
    can_read_whole: bool = False
    is_open: bool = False
    organization_ids: frozenset[int] = frozenset()
    own_ids: frozenset[int] = frozenset()
    answered: frozenset[tuple[str, int]] = frozenset()
    place: Standing = field(default_factory=Standing)
    today: date | None = None

    @property
    def readable(self) -> frozenset[int] | None:
        """Organisations whose marks she reads, `None` for all."""
        return None if self.can_read_whole else self.own_ids

    def is_answered(self, parties: Iterable[Responsibility]) -> bool:
        """She answers for an item with these responsibles herself."""
        standing_now = [party for party in parties if self.today is None or party.answers_on(self.today)]
        names = {("person", party.person_id or 0) for party in standing_now} | {
            ("group", party.group_id or 0) for party in standing_now
        }
        return bool(self.answered & names)

    def is_own(self, parties: Iterable[Responsibility], organization_ids: Iterable[int]) -> bool:
        """The item is hers («Мои»): she answers for it, or an organisation of hers does."""
        return self.is_answered(parties) or bool(self.own_ids & set(organization_ids))

    def may_mark(self, parties: Iterable[Responsibility], organization_ids: Iterable[int]) -> bool:
        """As `mark_scope`, for one row of a plan."""
        if not self.is_open:
            return False
        return self.can_coordinate or self.is_answered(parties) or bool(self.organization_ids & set(organization_ids))


def mark_scope(user: Reader, item: PlanItem, today: date | None = None) -> MarkScope:
    """On whose behalf the user may mark the item; empty for those who may not, in closed plans and archives too.

    `today` (without it, the day it is where the project is) tells who answers for the item.
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
    answers = answered_responsibilities(user, today or project_today(project, timezone.now())).filter(item=item)
    return MarkScope(for_item=answers.exists(), organization_ids=own)


def plan_scope(user: Reader, plan: Plan, today: date | None = None) -> PlanScope:
    """What the reader may do with the rows of a plan she sees, in two queries whatever its length."""
    if not user.is_authenticated:
        return PlanScope()
    place = standing(user, plan.project)
    places, groups = _places_and_groups(user)
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
        today=today or project_today(plan.project, timezone.now()),
    )


def _places_and_groups(user: User) -> tuple[dict[int, str], list[int]]:
    """Give roles of the user by organisation and ids of groups her person is in, read together."""
    places = Membership.objects.filter(user=user).values_list("organization", "role")
    groups = Group.objects.filter(people=user.person_id or -1).values_list("pk", Value(""))
    rows = list(places.order_by().union(groups.order_by(), all=True))
    return {pk: role for pk, role in rows if role}, [pk for pk, role in rows if not role]


def require_marker(user: Reader, plan: Plan) -> None:
    """Raise `PermissionDenied` with the reason unless the user may mark something in a plan she sees."""
    scope = plan_scope(user, plan)
    require_open(plan)
    if not scope.is_open:
        raise PermissionDenied(ARCHIVED)
    answers = answered_responsibilities(user, scope.today or project_today(plan.project, timezone.now()))
    if scope.can_coordinate or answers.filter(item__plan=plan).exists():
        return
    waits = Responsibility.objects.filter(item__plan=plan, item__removed_at__isnull=True).filter(
        Q(organization__in=scope.organization_ids) | Q(group__organizations__in=scope.organization_ids)
    )
    if not waits.exists():
        raise PermissionDenied(NOT_YOURS)


def item_for_marking(user: Reader, pk: int) -> tuple[PlanItem, MarkScope]:
    """The item and on whose behalf it may be marked; 404 for strangers, 403 for readers."""
    item = item_for_viewing(user, pk)
    scope = mark_scope(user, item)
    if not scope:
        require_open(item.plan)
        raise PermissionDenied(NOT_YOURS)
    return item, scope


def expected_organizations(item: PlanItem) -> QuerySet[Organization]:
    """Organisations that tick the item, each for herself: named as responsible, alone or in a group."""
    return Organization.objects.filter(
        Q(responsibilities__item=item) | Q(member_of_groups__responsibilities__item=item),
    ).distinct()


def batch_for_undo(user: Reader, batch: str) -> list[CompletionMark]:
    """Marks set together that the user may take back, or 404.

    Her own, as long as she may still set such marks, or any in a project she coordinates.
    """
    marks = CompletionMark.objects.filter(batch=batch, occurrence__item__removed_at__isnull=True)
    found = list(marks.select_related("occurrence__item__plan__project").order_by("pk"))
    visible = set(visible_items(user).filter(occurrences__marks__batch=batch).values_list("pk", flat=True))
    if not found or any(mark.occurrence.item_id not in visible for mark in found):
        raise Http404
    for mark in found:
        project = mark.occurrence.item.plan.project
        scope = mark_scope(user, mark.occurrence.item)
        is_own = mark.author_id == user.pk and scope.covers(mark.organization_id)
        if not is_own:
            require_coordinator(user, project)
        require_open(mark.occurrence.item.plan)
    return found


def evidence_for_download(user: Reader, key: str) -> Evidence:
    """The file, or 404: whoever may not read it is not told that it exists."""
    return get_object_or_404(visible_evidence(user), key=key)
