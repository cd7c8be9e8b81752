"""Registration of the app."""

from __future__ import annotations

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """Names of the app in code and in the admin."""

    name = "network"
    verbose_name = "Сеть"
