"""Spellings an organisation is recognised under."""

from __future__ import annotations

from collections.abc import Iterable

from network.models import Organization, OrganizationAlias, User
from network.services.history import save_signed
from portal.text.names import comparison_key


def add_spellings(organization: Organization, names: Iterable[str], *, actor: User | None) -> int:
    """Write down spellings that are not there yet, the organisation's own names included; gives how many were new."""
    wanted = {comparison_key(name): name for name in (*names, organization.short_name, organization.full_name) if name}
    known = set(organization.aliases.values_list("key", flat=True))
    new = [(key, name) for key, name in wanted.items() if key and key not in known]
    for key, name in new:
        save_signed(OrganizationAlias(organization=organization, name=name, key=key), actor)
    return len(new)
