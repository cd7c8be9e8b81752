"""Shaped reads of projects."""

from __future__ import annotations

from projects.queries.people import active_network, roles_of

__all__ = ["active_network", "roles_of"]
