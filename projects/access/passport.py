"""Who may read and change the passport of a project and its registers.

Words of the passport and acts are open to everybody who sees the project, risks to those who read it whole and to
whoever watches a risk, agenda and decisions of a council to its network and its members.
"""

from __future__ import annotations

from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from simple_history.utils import get_history_manager_for_model

from network.access import Reader, editable_organizations
from network.models import Organization, User
from projects.access.projects import (
    ARCHIVED,
    can_coordinate,
    can_read_whole,
    coordinated_projects,
    project_for_viewing,
    require_coordinator,
    standing,
    visible_projects,
)
from projects.models import (
    Council,
    CouncilMeeting,
    NormativeAct,
    Objective,
    PassportSection,
    Project,
    ProjectRole,
    Risk,
)
from projects.queries.risks import watched_by

RISKS_ARE_INNER = "Риски проекта видят его координаторы, директор и наблюдатели."
ONLY_WATCHER = "Пересмотреть риск может координатор проекта или тот, кто за ним следит."
NOT_OPENER = "Новый проект заводит администратор портала или координатор другого проекта."
Row = TypeVar("Row", PassportSection, Objective, NormativeAct, Council)


def section_for_editing(user: Reader, pk: int) -> PassportSection:
    """A section to change; 404 for strangers, 403 for those who only read."""
    return _for_editing(PassportSection.objects.filter(project__in=visible_projects(user)), user, pk)


def removed_section_project(user: Reader, pk: int) -> Project:
    """The project a section stands or stood in, to bring it back; 404 for strangers, 403 for those who only read."""
    known = get_history_manager_for_model(PassportSection).filter(id=pk, project__in=visible_projects(user))
    line = known.order_by("-history_id").first()
    if line is None:
        raise Http404
    project: Project = line.project
    require_coordinator(user, project)
    return project


def objective_for_editing(user: Reader, pk: int) -> Objective:
    """An objective to change; as `section_for_editing`."""
    return _for_editing(Objective.objects.filter(project__in=visible_projects(user)), user, pk)


def act_for_editing(user: Reader, pk: int) -> NormativeAct:
    """An act to change; as `section_for_editing`."""
    return _for_editing(NormativeAct.objects.filter(project__in=visible_projects(user)), user, pk)


def project_for_risks(user: Reader, slug: str) -> Project:
    """The project whose risks may be read; 404 for strangers, 403 for members and experts."""
    project = project_for_viewing(user, slug)
    if not can_read_whole(user, project):
        raise PermissionDenied(RISKS_ARE_INNER)
    return project


def risk_for_editing(user: Reader, pk: int) -> Risk:
    """A risk to look at again: by a coordinator or by whoever watches it and is still of the network; else 404."""
    seen = Q(project__in=visible_projects(user))
    person = user.person_id if user.is_authenticated and user.is_active else None
    if person:
        seen |= watched_by(person)
    risk = get_object_or_404(Risk.objects.filter(seen).select_related("project", "owner"), pk=pk)
    if person and risk.owner_id == person:
        if risk.project.state == Project.State.ARCHIVED:
            raise PermissionDenied(ARCHIVED)
        return risk
    if not can_coordinate(user, risk.project):
        raise PermissionDenied(ARCHIVED if risk.project.state == Project.State.ARCHIVED else ONLY_WATCHER)
    return risk


def council_for_viewing(user: Reader, pk: int) -> Council:
    """A council whose composition is known to everybody who sees the project, or 404."""
    rows = Council.objects.filter(project__in=visible_projects(user))
    return get_object_or_404(rows.select_related("project"), pk=pk)


def council_for_editing(user: Reader, pk: int) -> Council:
    """A council to change; as `section_for_editing`."""
    return _for_editing(Council.objects.filter(project__in=visible_projects(user)), user, pk)


def can_read_meetings(user: Reader, council: Council) -> bool:
    """Agenda and decisions are for the network, for those who read the project whole and for the council itself."""
    place = standing(user, council.project)
    if place.can_read_whole or place.is_member:
        return True
    person = user.person_id if user.is_authenticated else None
    return person is not None and council.members.filter(person=person).exists()


def meeting_for_editing(user: Reader, pk: int) -> CouncilMeeting:
    """A meeting to change; as `section_for_editing`."""
    rows = CouncilMeeting.objects.filter(council__project__in=visible_projects(user))
    meeting = get_object_or_404(rows.select_related("council__project", "minutes"), pk=pk)
    require_coordinator(user, meeting.council.project)
    return meeting


def may_change_state(user: Reader, project: Project) -> bool:
    """The user may take the project along its life; one in the archive back out of it."""
    if project.state != Project.State.ARCHIVED:
        return can_coordinate(user, project)
    return ProjectRole.objects.filter(user=user.pk, project=project, role=ProjectRole.Role.COORDINATOR).exists()


def project_for_life(user: Reader, slug: str) -> Project:
    """The project whose state may be changed: by its coordinator; an archived one too, so that it can come back."""
    project = project_for_viewing(user, slug)
    if not may_change_state(user, project):
        require_coordinator(user, project)
    return project


def _for_editing(rows: QuerySet[Row], user: Reader, pk: int) -> Row:
    row = get_object_or_404(rows.select_related("project"), pk=pk)
    require_coordinator(user, row.project)
    return row


def may_open(user: Reader) -> bool:
    """The user may open a project: as administrator, or because she coordinates one."""
    if not user.is_authenticated or not user.is_active:
        return False
    return user.is_staff or ProjectRole.objects.filter(user=user, role=ProjectRole.Role.COORDINATOR).exists()


def require_opener(user: Reader) -> None:
    """Raise `PermissionDenied` with the reason unless the user may open a project."""
    if not may_open(user):
        raise PermissionDenied(NOT_OPENER)


def owners_for_opening(user: Reader) -> QuerySet[Organization]:
    """Institutions in whose name the user may open a project: all for an administrator, else those she stands for."""
    if user.is_authenticated and user.is_active and user.is_staff:
        return Organization.objects.all()
    own = editable_organizations(user).values("pk")
    run = coordinated_projects(user).values("organization")
    return Organization.objects.filter(Q(pk__in=own) | Q(pk__in=run))


def coordinators_for_opening(user: Reader) -> QuerySet[User]:
    """Whom the user may make coordinator of a new project: anybody for an administrator, else herself."""
    if user.is_authenticated and user.is_active and user.is_staff:
        return User.objects.filter(is_active=True)
    return User.objects.filter(pk=user.pk or 0)
