"""Registration of the app."""

from __future__ import annotations

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Names of the app in code and in the admin."""

    name = "reports"
    verbose_name = "Отчёты"
