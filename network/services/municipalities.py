"""The dictionary of municipalities."""

from __future__ import annotations

from network.models import Municipality, User
from network.services.history import save_signed
from portal.text.clean import one_line


def rename_municipality(municipality: Municipality, name: str, region: str, *, actor: User | None) -> Municipality:
    """Call a municipality otherwise; raises ValidationError where one of that name and region is there."""
    municipality.name = one_line(name)
    municipality.region = one_line(region)
    return save_signed(municipality, actor)
