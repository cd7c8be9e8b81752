"""Whose calendars somebody may subscribe to, and what a link still answers."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from network.access import own_organizations
from network.models import Organization, User
from plans.access.cabinet import items_for_organization, items_for_person
from plans.access.joint_events import visible_joint_events
from plans.models import CalendarFeed, Event, PlanItem
from projects.models import Participation


def feed_organizations(user: User) -> QuerySet[Organization]:
    """Organisations whose calendar the user may take: her own."""
    return own_organizations(user).order_by("short_name", "pk")


def own_feed(user: User, pk: int) -> CalendarFeed:
    """A link of the user; anything else is 404."""
    return get_object_or_404(CalendarFeed, pk=pk, user=user)


def feed_for_reading(digest: str) -> CalendarFeed:
    """The link of that digest while it stands and its owner may still read what it shows; else 404."""
    feed = get_object_or_404(
        CalendarFeed.objects.select_related("user", "person", "organization"), digest=digest, revoked_at__isnull=True
    )
    owner = feed.user
    is_own = (
        owner.person_id == feed.person_id
        if feed.person_id
        else feed_organizations(owner).filter(pk=feed.organization_id or 0).exists()
    )
    if not owner.is_active or not is_own:
        raise Http404
    return feed


def feed_items(feed: CalendarFeed) -> QuerySet[PlanItem]:
    """Items the link shows: what waits for the person or the organisation, as its owner may read it today."""
    if feed.organization is not None:
        return items_for_organization(feed.user, feed.organization)
    return items_for_person(feed.user)


def feed_events(feed: CalendarFeed) -> QuerySet[Event]:
    """Joint events the link shows: those of projects the organisation takes part in, or those the person goes to."""
    seen = visible_joint_events(feed.user)
    if feed.organization is not None:
        active = Participation.objects.filter(organization=feed.organization, status=Participation.Status.ACTIVE)
        return seen.filter(project__in=active.values("project"))
    return seen.filter(registrations__person=feed.person_id).distinct()
