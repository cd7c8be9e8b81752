"""The ground floor as a Django app: its template tags and static files."""

from __future__ import annotations

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Shared parts of the portal."""

    name = "portal"
    verbose_name = "Портал"

    def ready(self) -> None:
        """Make the portal's Celery the one that tasks publish to, in every process."""
        import portal.celery  # noqa: F401
