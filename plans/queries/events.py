"""One real event in several plans: which windows are it, which may be, what is said of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db.models import F

from plans.models import EventLink, Occurrence


def twin_windows(occurrence_ids: Collection[int]) -> Mapping[int, list[Occurrence]]:
    """Windows of other items that a person confirmed to be the same event, by window; those of removed items apart."""
    confirmed = EventLink.State.CONFIRMED
    links = (
        EventLink.objects.filter(
            event__links__occurrence__in=occurrence_ids,
            event__links__state=confirmed,
        )
        .annotate(origin=F("event__links__occurrence"))
        .filter(state=confirmed, occurrence__item__removed_at__isnull=True)
        .exclude(occurrence=F("origin"))
        .select_related("occurrence__item__plan__project", "occurrence__item__deadline")
        .order_by("occurrence__item__plan", "occurrence")
    )
    found: dict[int, list[Occurrence]] = defaultdict(list)
    for link in links:
        found[link.origin].append(link.occurrence)
    return found
