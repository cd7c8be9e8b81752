"""Who may see and do what with plans, items, marks and imports."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from network.access import Reader, editable_organizations, own_organizations
from network.models import Organization
from plans.models import (
    ApprovalBlock,
    CompletionMark,
    Deadline,
    Evidence,
    Occurrence,
    Plan,
    PlanImport,
    PlanItem,
    Responsibility,
    Section,
)
from projects.access import (
    coordinated_projects,
    require_coordinator,
    visible_projects,
    wholly_visible_projects,
)
from projects.models import Project

CLOSED = "План закрыт: отметки и пункты в нём больше не меняются."
NOT_YOURS = "Отмечать этот пункт могут координатор, ответственный или организация, от которой его ждут."


@dataclass(frozen=True, slots=True)
class MarkScope:
    """On whose behalf the user may mark an item: the item itself, organisations (by id), or both."""

    for_item: bool
    organization_ids: frozenset[int]

    def __bool__(self) -> bool:
        return self.for_item or bool(self.organization_ids)


def own_responsibilities(user: Reader) -> QuerySet[Responsibility]:
    """Responsibilities of the person the account stands for, also through a group."""
    person = user.person_id if user.is_authenticated and user.is_active else None
    if person is None:
        return Responsibility.objects.none()
    return Responsibility.objects.filter(Q(person_id=person) | Q(group__people=person))


def visible_plans(user: Reader) -> QuerySet[Plan]:
    """Plans of visible projects, and plans with an item the user answers for."""
    return Plan.objects.filter(
        Q(project__in=visible_projects(user)) | Q(pk__in=own_responsibilities(user).values("item__plan")),
    )


def reachable_projects(user: Reader) -> QuerySet[Project]:
    """Projects to show on the start page: visible ones and those of plans the user answers in."""
    return Project.objects.filter(
        Q(pk__in=visible_projects(user)) | Q(pk__in=own_responsibilities(user).values("item__plan__project")),
    )


def visible_items(user: Reader) -> QuerySet[PlanItem]:
    """Items of visible plans: the words of a plan are known to the whole network."""
    return PlanItem.objects.filter(plan__in=visible_plans(user))


def visible_sections(user: Reader) -> QuerySet[Section]:
    """Sections of visible plans."""
    return Section.objects.filter(plan__in=visible_plans(user))


def visible_approval_blocks(user: Reader) -> QuerySet[ApprovalBlock]:
    """Approval blocks of visible plans."""
    return ApprovalBlock.objects.filter(plan__in=visible_plans(user))


def visible_deadlines(user: Reader) -> QuerySet[Deadline]:
    """Deadlines of visible items."""
    return Deadline.objects.filter(item__in=visible_items(user))


def visible_occurrences(user: Reader) -> QuerySet[Occurrence]:
    """Occurrences of visible items."""
    return Occurrence.objects.filter(item__in=visible_items(user))


def visible_responsibilities(user: Reader) -> QuerySet[Responsibility]:
    """Responsibilities of visible items."""
    return Responsibility.objects.filter(item__in=visible_items(user))


def visible_marks(user: Reader) -> QuerySet[CompletionMark]:
    """Marks the user may read in words: all of a project read in whole; else her organisations', her own, and those
    on items she answers for. Other members' marks are only counted.
    """
    if not user.is_authenticated or not user.is_active:
        return CompletionMark.objects.none()
    answered = own_responsibilities(user).values("item")
    return CompletionMark.objects.filter(
        Q(occurrence__item__plan__project__in=wholly_visible_projects(user))
        | Q(organization__in=own_organizations(user), occurrence__item__in=visible_items(user))
        | Q(organization__isnull=True, occurrence__item__in=visible_items(user))
        | Q(author=user, occurrence__item__in=visible_items(user))
        | Q(occurrence__item__in=answered),
    )


def visible_evidence(user: Reader) -> QuerySet[Evidence]:
    """Files of a project read in whole, of one's own organisations, and of items one answers for."""
    if not user.is_authenticated or not user.is_active:
        return Evidence.objects.none()
    return Evidence.objects.filter(
        Q(mark__occurrence__item__plan__project__in=wholly_visible_projects(user))
        | Q(
            mark__organization__in=own_organizations(user),
            mark__occurrence__item__plan__project__in=visible_projects(user),
        )
        | Q(mark__organization__isnull=True, mark__occurrence__item__in=own_responsibilities(user).values("item")),
    )


def plan_for_viewing(user: Reader, pk: int) -> Plan:
    """The plan, or 404."""
    return get_object_or_404(visible_plans(user).select_related("project__organization"), pk=pk)


def plan_for_editing(user: Reader, pk: int) -> Plan:
    """The plan to change: 404 for strangers, 403 for readers and where the plan is closed."""
    plan = plan_for_viewing(user, pk)
    require_coordinator(user, plan.project)
    if plan.state == Plan.State.CLOSED:
        raise PermissionDenied(CLOSED)
    return plan


def item_for_viewing(user: Reader, pk: int) -> PlanItem:
    """The item, or 404."""
    items = visible_items(user).select_related(
        "plan__project__organization", "section", "stage", "direction", "deadline"
    )
    return get_object_or_404(items, pk=pk)


def item_for_editing(user: Reader, pk: int) -> PlanItem:
    """The item whose words may be changed: only by a coordinator of a plan that is not closed."""
    item = item_for_viewing(user, pk)
    require_coordinator(user, item.plan.project)
    if item.plan.state == Plan.State.CLOSED:
        raise PermissionDenied(CLOSED)
    return item


def mark_scope(user: Reader, item: PlanItem) -> MarkScope:
    """On whose behalf the user may mark the item; empty for those who may not, in closed plans and archives too."""
    project = item.plan.project
    if item.plan.state == Plan.State.CLOSED or project.state == Project.State.ARCHIVED:
        return MarkScope(for_item=False, organization_ids=frozenset())
    expected = frozenset(expected_organizations(item).values_list("pk", flat=True))
    if coordinated_projects(user).filter(pk=project.pk).exists():
        return MarkScope(for_item=True, organization_ids=expected)
    own: frozenset[int] = frozenset()
    if visible_projects(user).filter(pk=project.pk).exists():
        own = expected & frozenset(editable_organizations(user).values_list("pk", flat=True))
    return MarkScope(for_item=own_responsibilities(user).filter(item=item).exists(), organization_ids=own)


def item_for_marking(user: Reader, pk: int) -> tuple[PlanItem, MarkScope]:
    """The item and on whose behalf it may be marked; 404 for strangers, 403 for readers."""
    item = item_for_viewing(user, pk)
    scope = mark_scope(user, item)
    if not scope:
        raise PermissionDenied(CLOSED if item.plan.state == Plan.State.CLOSED else NOT_YOURS)
    return item, scope


def expected_organizations(item: PlanItem) -> QuerySet[Organization]:
    """Organisations that tick the item, each for herself: named as responsible, alone or in a group."""
    return Organization.objects.filter(
        Q(responsibilities__item=item) | Q(member_of_groups__responsibilities__item=item),
    ).distinct()


def batch_for_undo(user: Reader, batch: str) -> list[CompletionMark]:
    """Marks set together that the user may take back: her own, or any in a project she coordinates. 404 else."""
    marks = CompletionMark.objects.filter(batch=batch).select_related("occurrence__item__plan__project")
    found = list(marks.order_by("pk"))
    visible = set(visible_items(user).filter(occurrences__marks__batch=batch).values_list("pk", flat=True))
    if not found or any(mark.occurrence.item_id not in visible for mark in found):
        raise Http404
    for mark in found:
        project = mark.occurrence.item.plan.project
        is_own = mark.author_id == user.pk and bool(mark_scope(user, mark.occurrence.item))
        if not is_own:
            require_coordinator(user, project)
        if mark.occurrence.item.plan.state == Plan.State.CLOSED:
            raise PermissionDenied(CLOSED)
    return found


def evidence_for_download(user: Reader, key: str) -> Evidence:
    """The file, or 404: whoever may not read it is not told that it exists."""
    return get_object_or_404(visible_evidence(user), key=key)


def visible_imports(user: Reader) -> QuerySet[PlanImport]:
    """Imports of coordinated projects."""
    return PlanImport.objects.filter(project__in=coordinated_projects(user))


def import_for_review(user: Reader, key: str) -> PlanImport:
    """An import of a project the user coordinates, or 404."""
    return get_object_or_404(visible_imports(user).select_related("project", "plan"), key=key)
