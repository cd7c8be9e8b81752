"""What of each area a cabinet may take from."""

from __future__ import annotations

from network.models import Organization, User
from plans.access import cabinet_marks, items_for_organization, items_for_person
from plans.access.joint_events import visible_joint_events
from projects.access import coordinated_projects, visible_projects
from projects.access.agreements import visible_agreements
from projects.access.products import visible_products
from reports.queries.cabinet import Sources


def cabinet_sources(user: User, organization: Organization | None) -> Sources:
    """What the reader may see, for an organisation of hers or (`None`) for herself."""
    return Sources(
        items=items_for_organization(user, organization) if organization else items_for_person(user),
        marks=cabinet_marks(user, organization),
        projects=visible_projects(user),
        coordinated=coordinated_projects(user),
        agreements=visible_agreements(user),
        products=visible_products(user),
        events=visible_joint_events(user),
    )
