"""What waits for an organisation and for a person herself."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from network.access import Reader, own_organizations
from network.models import Organization
from plans.access.plans import SHUT
from plans.access.visible import own_responsibilities, visible_marks
from plans.models import CompletionMark, Plan, PlanItem, Responsibility
from projects.access import visible_projects
from projects.models import Project


def cabinet_organizations(user: Reader) -> QuerySet[Organization]:
    """Organisations whose cabinet the user opens: her own."""
    return own_organizations(user).select_related("municipality").order_by("short_name", "pk")


def items_for_organization(user: Reader, organization: Organization) -> QuerySet[PlanItem]:
    """Items of open plans of visible projects that wait for the organisation, named alone or in a group.

    People of a group stand for their organisation, except those of the institution that runs the project.
    """
    by_people = Q(group__people__organization=organization) & ~Q(item__plan__project__organization=organization)
    waiting = Responsibility.objects.filter(
        Q(organization=organization) | Q(group__organizations=organization) | by_people,
        item__plan__in=_open_plans(Plan.objects.filter(project__in=visible_projects(user))),
    )
    return PlanItem.objects.filter(pk__in=waiting.values("item"))


def items_for_person(user: Reader) -> QuerySet[PlanItem]:
    """Items of open plans that the user answers for herself."""
    waiting = own_responsibilities(user).filter(item__plan__in=_open_plans(Plan.objects.all()))
    return PlanItem.objects.filter(pk__in=waiting.values("item"))


def cabinet_marks(user: Reader, organization: Organization | None) -> QuerySet[CompletionMark]:
    """Marks of the organisation, or (`None`) those the user set herself."""
    mine = Q(author=user.pk) if organization is None else Q(organization=organization)
    return visible_marks(user).filter(mine)


def _open_plans(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    return plans.exclude(state__in=SHUT).exclude(project__state=Project.State.ARCHIVED)
