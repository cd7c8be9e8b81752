"""Whose papers and marks a reader of the scheme of a network may see."""

from __future__ import annotations

from network.access import Reader, own_organizations
from projects.access import can_read_whole
from projects.models import Project


def open_organizations(user: Reader, project: Project) -> frozenset[int] | None:
    """Ids of organisations whose agreements and marks the reader sees; None: of all of them."""
    if can_read_whole(user, project):
        return None
    return frozenset(own_organizations(user).values_list("pk", flat=True))
