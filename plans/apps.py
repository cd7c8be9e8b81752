"""Registration of the app."""

from __future__ import annotations

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Names of the app in code and in the admin."""

    name = "plans"
    verbose_name = "Планы"
