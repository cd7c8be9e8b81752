"""One event in several plans: confirmed by a person, refused, taken apart again."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from network.models import User
from network.services.history import delete_signed, save_signed
from plans.models import Event, EventLink, Occurrence
from projects.models import Project

State = EventLink.State
ONE_ITEM = "Это сроки одного и того же пункта: связать можно только сроки разных пунктов."
TWO_JOINT = "Этот срок уже связан с другим совместным событием: «{title}». Сначала отвяжите его там."
FOREIGN = "Эти пункты из разных проектов: общего события у них быть не может."


@transaction.atomic
def link_event(first: Occurrence, second: Occurrence, *, actor: User | None) -> Event:
    """Say that two windows are one event; events they were in already become one.

    Saying it again changes nothing. Each plan keeps its own words and days. Raises ValidationError in Russian.
    """
    project = _checked(first, second)
    event, other = (_event_of(row) for row in (first, second))
    if event is None and other is None:
        event = save_signed(Event(project=project, title=first.title or first.item.title), actor)
    elif event is None or (other is not None and (not other.is_joint, other.pk) < (not event.is_joint, event.pk)):
        event, other = other, event
    assert event is not None  # noqa: S101 - one of the two was found or made above
    if other is not None and other != event:
        if other.is_joint:
            raise ValidationError(TWO_JOINT.format(title=other.title))
        _merge(other, event, actor)
    for row in (first, second):
        _set_link(event, row, State.CONFIRMED, actor)
    return event


@transaction.atomic
def link_window(event: Event, occurrence: Occurrence, *, actor: User | None) -> EventLink:
    """Say that a window of a plan is a joint event; the windows it is shared with come along.

    Saying it again changes nothing. Raises ValidationError where it is another joint event already.
    """
    if occurrence.item.plan.project_id != event.project_id:
        raise ValidationError(FOREIGN)
    Project.objects.select_for_update().get(pk=event.project_id)
    other = _event_of(occurrence)
    if other is not None and other != event:
        if other.is_joint:
            raise ValidationError(TWO_JOINT.format(title=other.title))
        _merge(other, event, actor)
    _set_link(event, occurrence, State.CONFIRMED, actor)
    return EventLink.objects.get(event=event, occurrence=occurrence)


@transaction.atomic
def refuse_event(first: Occurrence, second: Occurrence, *, actor: User | None) -> None:
    """Say that two windows are different events, so that they are not proposed again; links they have stay."""
    project = _checked(first, second)
    event, stranger = _event_of(first), second
    if event is None and _event_of(second) is not None:
        event, stranger = _event_of(second), first
    if event is None:
        event = save_signed(Event(project=project, title=first.title or first.item.title), actor)
        _set_link(event, first, State.CONFIRMED, actor)
    _set_link(event, stranger, State.REFUSED, actor)


@transaction.atomic
def unlink_event(link: EventLink, *, actor: User | None) -> None:
    """Take a window out of its event; marks it bears stay. A second call changes nothing."""
    _set_link(link.event, link.occurrence, State.REFUSED, actor)


def _checked(first: Occurrence, second: Occurrence) -> Project:
    """The project both windows belong to, locked: links of one project are decided one after another."""
    if first.item_id == second.item_id:
        raise ValidationError(ONE_ITEM)
    if first.item.plan.project_id != second.item.plan.project_id:
        raise ValidationError(FOREIGN)
    return Project.objects.select_for_update().get(pk=first.item.plan.project_id)


def _event_of(occurrence: Occurrence) -> Event | None:
    link = EventLink.objects.filter(occurrence=occurrence, state=State.CONFIRMED).select_related("event").first()
    return link.event if link else None


def _merge(old: Event, event: Event, actor: User | None) -> None:
    """Move windows of an event into another; what was refused in either stays refused unless confirmed in one."""
    for link in EventLink.objects.filter(event=old).select_related("occurrence").order_by("state", "pk"):
        occurrence, state = link.occurrence, link.state
        delete_signed(link, actor)
        is_known = EventLink.objects.filter(event=event, occurrence=occurrence).exists()
        if state == State.CONFIRMED or not is_known:
            _set_link(event, occurrence, State(state), actor)
    delete_signed(old, actor)


def _set_link(event: Event, occurrence: Occurrence, state: EventLink.State, actor: User | None) -> None:
    link = EventLink.objects.filter(event=event, occurrence=occurrence).first() or EventLink(
        event=event, occurrence=occurrence, state=""
    )
    if link.state != state:
        link.state = state
        save_signed(link, actor)
