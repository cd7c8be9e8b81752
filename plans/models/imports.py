"""A document on its way in: read, shown, not yet a plan."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from plans.models.plans import Plan
from projects.models import Project


class PlanImport(models.Model):
    """What was read from an uploaded file: review → confirmed → undone; a cancelled one is deleted.

    `draft` is the JSON of `plans.queries.importing.state.ImportState`: every table of the file as read, and the
    corrections of each. The file itself is not kept.
    """

    class State(models.TextChoices):
        REVIEW = "review", "на проверке"
        CONFIRMED = "confirmed", "загружено"
        UNDONE = "undone", "загрузка отменена"

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, verbose_name="проект", related_name="imports")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, verbose_name="кто загрузил")
    filename = models.CharField("файл", max_length=300)
    state = models.CharField("состояние", max_length=20, choices=State, default=State.REVIEW)
    draft = models.JSONField("прочитано")
    version = models.PositiveIntegerField("версия", default=1, editable=False)
    plan = models.ForeignKey(
        Plan,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="план",
        related_name="imports",
    )
    created_at = models.DateTimeField("когда", auto_now_add=True)

    class Meta:
        verbose_name = "загрузка плана"
        verbose_name_plural = "загрузки планов"
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return self.filename
