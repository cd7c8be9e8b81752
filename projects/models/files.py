"""Files people keep with a project: scans, products, acts, materials of meetings."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from network.models import Organization
from projects.models.projects import Project


def project_file_path(instance: ProjectFile, filename: str) -> str:  # noqa: ARG001 - signature of upload_to
    """Unguessable name: the one the person gave stays in the database only."""
    name = uuid.uuid4().hex
    return f"projects/{name[:2]}/{name}"


class ProjectFile(models.Model):
    """A checked file of a project and who may read it; whatever it belongs to points at it.

    `organization`: whose file it is, empty for the institution that runs the project.
    """

    class Audience(models.TextChoices):
        NETWORK = "network", "вся сеть проекта"
        ORGANIZATION = "organization", "организация и координаторы"
        COORDINATORS = "coordinators", "только координаторы и директор"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, verbose_name="проект", related_name="files")
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="организация",
        related_name="project_files",
    )
    audience = models.CharField("кому открыт", max_length=15, choices=Audience, default=Audience.ORGANIZATION)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField("название", max_length=300)
    file = models.FileField("файл", upload_to=project_file_path)
    content_type = models.CharField("тип", max_length=100)
    size = models.PositiveIntegerField("размер, байт", default=0)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="кто приложил",
        related_name="project_files",
    )
    created_at = models.DateTimeField("когда", auto_now_add=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "файл проекта"
        verbose_name_plural = "файлы проектов"
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.title
