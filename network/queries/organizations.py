"""Organisations as a card shows them, and those that may be the one somebody is writing down anew."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db.models import Count, QuerySet

from network.models import Municipality, Organization, OrganizationAlias
from portal.text.names import comparison_key, near_keys

MOST_SPELLINGS: Final = 20_000
MOST_NEAR: Final = 5
MOST_LEVELS: Final = 20


def ancestors_of(organization: Organization) -> list[Organization]:
    """Organisations it belongs to, the nearest first; at most twenty, so that a ring ends too."""
    found: list[Organization] = []
    above = organization.parent
    while above is not None and above not in found and len(found) < MOST_LEVELS:
        found.append(above)
        above = above.parent
    return found


def parts_of(organization: Organization, seen: QuerySet[Organization]) -> QuerySet[Organization]:
    """Those of the organisations the reader sees that belong to it directly, by name."""
    return seen.filter(parent=organization).select_related("municipality").order_by("short_name", "pk")


def spellings_of(organization: Organization) -> list[OrganizationAlias]:
    """Spellings it is recognised under, besides its own two names."""
    own = {comparison_key(organization.short_name), comparison_key(organization.full_name)}
    return [alias for alias in organization.aliases.order_by("name", "pk") if alias.key not in own]


def alike(names: Iterable[str], among: QuerySet[Organization] | None = None) -> list[Organization]:
    """Organisations known under one of the names, or under a slip of the pen away from it.

    Of the whole directory, or `among` some: each spelling costs a comparison. The same ones first, then the near ones,
    five at most of these; with their municipality. Two queries.
    """
    keys = {key for name in names if (key := comparison_key(name))}
    spellings = (
        OrganizationAlias.objects.all()
        if among is None
        else OrganizationAlias.objects.filter(organization__in=among.order_by().values("pk"))
    )
    every = set(spellings.values_list("key", flat=True)[:MOST_SPELLINGS])
    near = [other for key in sorted(keys) for other in near_keys(key, every)][:MOST_NEAR]
    order = {key: place for place, key in enumerate([*sorted(keys), *near])}
    rows = spellings.filter(key__in=order).select_related("organization__municipality")
    found: dict[int, Organization] = {}
    for alias in sorted(rows, key=lambda row: (order[row.key], row.organization.short_name, row.pk)):
        found.setdefault(alias.organization_id, alias.organization)
    return list(found.values())


def doubles_of(organization: Organization, organizations: QuerySet[Organization]) -> list[Organization]:
    """Those of the organisations that may be the same one by their names; namesakes of another district are not."""
    found = alike([organization.short_name, organization.full_name], organizations)
    return [row for row in found if row.pk != organization.pk and not _are_apart(row, organization)]


def municipality_called(name: str) -> Municipality | None:
    """The municipality of that name but for marks and letter case; None for no name or several of that name."""
    key = comparison_key(name)
    found = [row for row in Municipality.objects.all() if comparison_key(row.name) == key] if key else []
    return found[0] if len(found) == 1 else None


def municipalities_near(name: str) -> list[Municipality]:
    """Municipalities a slip of the pen away from the name, the nearest first."""
    by_key = {comparison_key(row.name): row for row in Municipality.objects.all()}
    return [by_key[key] for key in near_keys(comparison_key(name), by_key)]


def municipalities() -> QuerySet[Municipality]:
    """The dictionary by name, each with `organization_count`."""
    return Municipality.objects.annotate(organization_count=Count("organizations")).order_by("name", "region", "pk")


def _are_apart(one: Organization, other: Organization) -> bool:
    places = {one.municipality_id, other.municipality_id}
    return None not in places and len(places) > 1
