"""Registration of the app."""

from __future__ import annotations

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """Names of the app in code and in the admin."""

    name = "projects"
    verbose_name = "Проекты"
