"""Who sees joint events of a network, who runs them, whom somebody may register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from network.access import Reader, editable_organizations, own_organizations
from network.models import Organization
from plans.models import Event, EventRegistration
from plans.queries.joint_events import day_of
from portal.text.russian import date_short
from projects.access import ARCHIVED, can_read_whole, coordinated_projects, require_coordinator, visible_projects
from projects.models import Project
from projects.queries.days import project_today
from projects.queries.people import network_of

NOT_RUNNER: Final = "Это могут координатор проекта и организация, которая проводит событие."
NOT_REGISTRAR: Final = (
    "Записывать на событие могут координатор и сотрудники организаций-участников, которым открыто редактирование."
)
TOO_LATE: Final = "Заявки принимали до {day}. Если нужно записать ещё кого-то, скажите координатору."
OVER: Final = "Событие уже прошло, записаться на него нельзя. Если кто-то был, но не записан, скажите координатору."
CANCELLED: Final = "Событие отменено."


@dataclass(frozen=True, slots=True)
class EventScope:
    """What a reader may do about a joint event.

    `can_coordinate`: change it; `can_run`: keep its attendance and materials; `readable`: organisations whose people
    she reads by name, `None` for all; `own_ids`: organisations she belongs to. `registering`: organisations she may
    register people of now; where there are none, `refusal` says why.
    """

    can_coordinate: bool
    can_run: bool
    readable: frozenset[int] | None
    own_ids: frozenset[int]
    registering: tuple[Organization, ...]
    refusal: str = ""


def visible_joint_events(user: Reader) -> QuerySet[Event]:
    """Joint events of visible projects."""
    return Event.objects.filter(is_joint=True, project__in=visible_projects(user))


def joint_events_of(user: Reader, project: Project) -> tuple[QuerySet[Event], set[int]]:
    """Joint events of a project as the user sees them, and the ids of her organisations."""
    return visible_joint_events(user).filter(project=project), set(own_organizations(user).values_list("pk", flat=True))


def joint_event_for_viewing(user: Reader, pk: int) -> Event:
    """The event, or 404."""
    events = visible_joint_events(user).select_related("project__organization", "organizer")
    return get_object_or_404(events, pk=pk)


def joint_event_for_editing(user: Reader, pk: int) -> Event:
    """The event to change: 404 for strangers, 403 for all but coordinators."""
    event = joint_event_for_viewing(user, pk)
    require_coordinator(user, event.project)
    return event


def event_scope(user: Reader, event: Event, today: date) -> EventScope:
    """What the reader may do about an event she sees, on a day where its project is."""
    project = event.project
    is_open = project.state != Project.State.ARCHIVED
    own = frozenset(own_organizations(user).values_list("pk", flat=True))
    editing = frozenset(editable_organizations(user).values_list("pk", flat=True))
    network = network_of(project)
    coordinates = coordinated_projects(user).filter(pk=project.pk).exists()
    runs = is_open and event.organizer_id in editing and event.organizer_id in {each.pk for each in network}
    mine = [each for each in network if each.pk in editing]
    refusal = _refusal(event, today, is_member=bool(mine), is_open=is_open)
    if coordinates:
        refusal = CANCELLED if event.state == Event.State.CANCELLED else ""
    reads_all = coordinates or runs or can_read_whole(user, project)
    return EventScope(
        can_coordinate=coordinates,
        can_run=coordinates or runs,
        readable=None if reads_all else own,
        own_ids=own,
        registering=() if refusal else tuple(network if coordinates else mine),
        refusal=refusal,
    )


def require_runner(scope: EventScope, event: Event) -> None:
    """Raise `PermissionDenied` with the reason unless the reader keeps the attendance of an event that takes place."""
    if not scope.can_run:
        raise PermissionDenied(ARCHIVED if event.project.state == Project.State.ARCHIVED else NOT_RUNNER)
    if event.state == Event.State.CANCELLED:
        raise PermissionDenied(CANCELLED)


def registration_for_withdrawal(user: Reader, pk: int, now: datetime) -> EventRegistration:
    """A registration that may be taken back.

    404 where she may not even read it, 403 with the reason where registration is over.
    """
    rows = EventRegistration.objects.filter(event__in=visible_joint_events(user))
    found = get_object_or_404(rows.select_related("event__project", "organization"), pk=pk)
    scope = event_scope(user, found.event, project_today(found.event.project, now))
    if scope.readable is not None and found.organization_id not in scope.readable:
        raise Http404
    if found.organization_id not in {each.pk for each in scope.registering}:
        raise PermissionDenied(scope.refusal or NOT_REGISTRAR)
    return found


def _refusal(event: Event, today: date, *, is_member: bool, is_open: bool) -> str:
    """Why a member may register nobody now; empty where she may."""
    if not is_open:
        return ARCHIVED
    if not is_member:
        return NOT_REGISTRAR
    if event.state == Event.State.CANCELLED:
        return CANCELLED
    if event.state == Event.State.HELD or day_of(event) < today:
        return OVER
    if event.registration_until and event.registration_until < today:
        return TOO_LATE.format(day=date_short(event.registration_until))
    return ""
