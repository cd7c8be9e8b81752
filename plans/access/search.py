"""What the search may look through."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from network.access import Reader, visible_people
from network.access import visible_organizations as own_or_all_organizations
from network.models import Organization, Person
from plans.access.visible import visible_approval_blocks, visible_evidence, visible_items, visible_plans
from plans.models import Responsibility
from plans.queries.search import SearchScope
from projects.access import visible_organizations, visible_participations


def search_scope(user: Reader) -> SearchScope:
    """Everything the reader may see: of people and organisations also those that plans she sees name."""
    items = visible_items(user)
    named = Responsibility.objects.filter(item__in=items)
    return SearchScope(
        items=items,
        plans=visible_plans(user),
        people=Person.objects.filter(
            Exists(named.filter(person=OuterRef("pk"))) | Q(pk__in=visible_people(user).values("pk"))
        ),
        organizations=Organization.objects.filter(
            Exists(named.filter(organization=OuterRef("pk")))
            | Exists(named.filter(group__organizations=OuterRef("pk")))
            | Q(pk__in=visible_organizations(user).values("pk"))
            | Q(pk__in=own_or_all_organizations(user).values("pk"))
        ),
        participations=visible_participations(user),
        evidence=visible_evidence(user).filter(mark__occurrence__item__removed_at__isnull=True),
        blocks=visible_approval_blocks(user),
    )
