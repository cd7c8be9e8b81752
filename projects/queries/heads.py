"""What a new project is chosen from: institutions, coordinators, addresses that are taken."""

from __future__ import annotations

from django.db.models import QuerySet

from network.models import Organization, User
from projects.models import Project


def owner_choices(organizations: QuerySet[Organization]) -> list[tuple[int, str]]:
    """Institutions that may run a project, by name."""
    return [(row.pk, str(row)) for row in organizations.order_by("short_name", "pk")]


def coordinator_choices(users: QuerySet[User]) -> list[tuple[int, str]]:
    """Accounts that may coordinate, by name."""
    rows = users.filter(is_active=True).select_related("person")
    return sorted(((row.pk, row.display_name) for row in rows), key=lambda choice: choice[1].casefold())


def taken_addresses() -> frozenset[str]:
    """Addresses of projects that are in use."""
    return frozenset(Project.objects.values_list("slug", flat=True))


def project_parties(organization_id: int, coordinator_id: int) -> tuple[Organization, User]:
    """The chosen institution and coordinator."""
    return Organization.objects.get(pk=organization_id), User.objects.get(pk=coordinator_id)
