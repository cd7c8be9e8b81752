"""Who may see and give values of indicators, and decide about them."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from network.access import Reader, editable_organizations, own_organizations
from network.models import Organization
from projects.access.projects import (
    ARCHIVED,
    can_coordinate,
    require_coordinator,
    visible_projects,
    wholly_visible_projects,
)
from projects.models import (
    Criterion,
    Indicator,
    IndicatorValue,
    MeasurementPeriod,
    Participation,
    Project,
)

State = IndicatorValue.State
NOT_GIVER = "Вносить значения могут координатор и те, кто ведёт дела организации — участницы проекта."


def visible_values(user: Reader) -> QuerySet[IndicatorValue]:
    """Values the user may read: all of a project read in whole, her organisations' own, and accepted ones of all."""
    if not user.is_authenticated or not user.is_active:
        return IndicatorValue.objects.none()
    seen = visible_projects(user)
    return IndicatorValue.objects.filter(
        Q(period__project__in=wholly_visible_projects(user))
        | Q(period__project__in=seen, organization__in=own_organizations(user))
        | Q(period__project__in=seen, state=State.ACCEPTED),
    )


def indicator_for_viewing(user: Reader, pk: int) -> Indicator:
    """An indicator of a visible project, or 404."""
    rows = Indicator.objects.filter(criterion__project__in=visible_projects(user))
    return get_object_or_404(rows.select_related("criterion__project__organization", "stage", "direction"), pk=pk)


def indicator_for_editing(user: Reader, pk: int) -> Indicator:
    """An indicator to change; 404 for strangers, 403 for those who only read."""
    indicator = indicator_for_viewing(user, pk)
    require_coordinator(user, indicator.criterion.project)
    return indicator


def criterion_for_editing(user: Reader, pk: int) -> Criterion:
    """A criterion to change; as `indicator_for_editing`."""
    rows = Criterion.objects.filter(project__in=visible_projects(user)).select_related("project")
    criterion = get_object_or_404(rows, pk=pk)
    require_coordinator(user, criterion.project)
    return criterion


def period_for_viewing(user: Reader, pk: int) -> MeasurementPeriod:
    """A period of a visible project, or 404."""
    rows = MeasurementPeriod.objects.filter(project__in=visible_projects(user))
    return get_object_or_404(rows.select_related("project__organization"), pk=pk)


def period_for_editing(user: Reader, pk: int) -> MeasurementPeriod:
    """A period to change; as `indicator_for_editing`."""
    period = period_for_viewing(user, pk)
    require_coordinator(user, period.project)
    return period


def giving_organizations(user: Reader, project: Project) -> list[Organization]:
    """Participants the user may give values for: all for a coordinator, else those she acts for."""
    if project.state == Project.State.ARCHIVED:
        return []
    parts = Participation.objects.filter(project=project, status=Participation.Status.ACTIVE)
    rows = Organization.objects.filter(pk__in=parts.values("organization")).order_by("short_name", "pk")
    return list(rows if can_coordinate(user, project) else rows.filter(pk__in=editable_organizations(user)))


def period_for_giving(user: Reader, pk: int) -> tuple[MeasurementPeriod, list[Organization], bool]:
    """The period, on whose behalf values may be given, and whether for the project as a whole too."""
    period = period_for_viewing(user, pk)
    organizations = giving_organizations(user, period.project)
    is_coordinator = can_coordinate(user, period.project)
    if not organizations and not is_coordinator:
        raise PermissionDenied(ARCHIVED if period.project.state == Project.State.ARCHIVED else NOT_GIVER)
    return period, organizations, is_coordinator


def value_for_deciding(user: Reader, pk: int) -> IndicatorValue:
    """A value to accept or to return; 404 for strangers, 403 for everybody but the coordinator."""
    rows = visible_values(user).select_related("indicator__criterion", "period__project", "organization")
    value = get_object_or_404(rows, pk=pk)
    require_coordinator(user, value.period.project)
    return value
