"""Who may see and change papers of participation: coordinators all of them, a member those of her organisations."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from network.access import Reader, can_act_for, editable_organizations, own_organizations
from network.models import Organization
from projects.access.projects import (
    ARCHIVED,
    can_read_whole,
    project_for_viewing,
    require_coordinator,
    visible_projects,
    wholly_visible_projects,
)
from projects.models import Agreement, Participation, Project

NOT_A_PARTY = "Документы участия видят координаторы проекта и сама организация."
ONLY_FOR_EDITORS = "Приложить документ может редактор или руководитель организации."
CONFIRMED = "Этот документ координатор уже подтвердил. Если нужна замена, напишите ему."


def visible_agreements(user: Reader) -> QuerySet[Agreement]:
    """All of projects read in whole, else those of the user's own organisations."""
    return Agreement.objects.filter(
        Q(project__in=wholly_visible_projects(user))
        | Q(project__in=visible_projects(user), organization__in=own_organizations(user)),
    )


def project_for_documents(user: Reader, slug: str) -> Project:
    """The project whose papers the user may look at; 404 for strangers, 403 for those who are no party to any."""
    project = project_for_viewing(user, slug)
    if not can_read_whole(user, project) and not own_participants(user, project).exists():
        raise PermissionDenied(NOT_A_PARTY)
    return project


def own_participants(user: Reader, project: Project) -> QuerySet[Organization]:
    """The user's organisations that take part in the project now."""
    return own_organizations(user).filter(pk__in=_active(project))


def papers_may_be_given_for(user: Reader, project: Project) -> QuerySet[Organization]:
    """Organisations of the project in whose name the user hands papers in."""
    return editable_organizations(user).filter(pk__in=_active(project))


def project_for_handing_in(user: Reader, slug: str) -> Project:
    """The project to give a paper to; 403 with the reason for those who act for no participant, or in an archive."""
    project = project_for_documents(user, slug)
    if not papers_may_be_given_for(user, project).exists():
        raise PermissionDenied(ONLY_FOR_EDITORS)
    _require_open(project)
    return project


def agreement_for_editing(user: Reader, pk: int) -> Agreement:
    """A paper to change; 404 for those who do not see it, 403 for everybody but coordinators."""
    agreement = _visible(user, pk)
    require_coordinator(user, agreement.project)
    return agreement


def agreement_for_scan(user: Reader, pk: int) -> Agreement:
    """A paper of one's own organisation to add the scan to, until a coordinator has confirmed it."""
    agreement = _visible(user, pk)
    if not can_act_for(user, agreement.organization):
        raise PermissionDenied(ONLY_FOR_EDITORS)
    _require_open(agreement.project)
    if agreement.signed_there_on or agreement.terminated_on:
        raise PermissionDenied(CONFIRMED)
    return agreement


def _visible(user: Reader, pk: int) -> Agreement:
    rows = visible_agreements(user).select_related("project", "project__organization", "organization", "scan")
    return get_object_or_404(rows, pk=pk)


def _require_open(project: Project) -> None:
    if project.state == Project.State.ARCHIVED:
        raise PermissionDenied(ARCHIVED)


def _active(project: Project) -> QuerySet[Participation, int]:
    parts = Participation.objects.filter(project=project, status=Participation.Status.ACTIVE)
    return parts.values_list("organization", flat=True)
