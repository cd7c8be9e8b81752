"""What of plans a reader sees: querysets that leave everything else out."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from network.access import Reader, own_organizations
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
from projects.access import coordinated_projects, visible_projects, wholly_visible_projects
from projects.models import Project


def own_responsibilities(user: Reader, today: date | None = None) -> QuerySet[Responsibility]:
    """Responsibilities of the person the account stands for, also through a group; those of removed items left out.

    Somebody who was replaced before `today` (without it, the day it is now) has none any more.
    """
    person = user.person_id if user.is_authenticated and user.is_active else None
    if person is None:
        return Responsibility.objects.none()
    mine = Q(person_id=person) | Q(group__people=person)
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gte=today or timezone.localdate())
    return Responsibility.objects.filter(mine, lasting, item__removed_at__isnull=True)


def answered_responsibilities(user: Reader, today: date) -> QuerySet[Responsibility]:
    """Those of them that have begun by the day: who is to take over later reads the item and does not mark it yet."""
    return own_responsibilities(user, today).filter(Q(starts_on__isnull=True) | Q(starts_on__lte=today))


def visible_plans(user: Reader) -> QuerySet[Plan]:
    """Plans of visible projects, and plans with an item the user answers for."""
    return Plan.objects.filter(
        Q(project__in=visible_projects(user)) | Q(pk__in=own_responsibilities(user).values("item__plan")),
    )


def reachable_projects(user: Reader) -> QuerySet[Project]:
    """Projects to show on the start page: visible ones and those of plans the user answers in."""
    return Project.objects.filter(
        Q(pk__in=visible_projects(user)) | Q(pk__in=own_responsibilities(user).values("item__plan__project")),
    ).select_related("organization")


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
    on items she answers for. Other members' marks are only counted, those of removed items are nobody's.
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
        occurrence__item__removed_at__isnull=True,
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
        mark__occurrence__item__removed_at__isnull=True,
    )


def visible_imports(user: Reader) -> QuerySet[PlanImport]:
    """Imports of coordinated projects."""
    return PlanImport.objects.filter(project__in=coordinated_projects(user))
