"""Documents on their way in: a plan read and shown, not yet saved; a sheet of marks filled in by hand."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from plans.models.plans import Plan
from projects.models import Project


class PlanImport(models.Model):
    """What was read from an uploaded file: review → saving → confirmed → undone; a cancelled one is deleted.

    `draft` is the JSON of `plans.queries.importing.state.ImportState`: every table of the file as read, and the
    corrections of each. The file itself is not kept. With `target` the rows go into that plan, `plan` is the one they
    went to. `undo` says what the import wrote and what stood there before. A failed save says why in `failure` and may
    be tried again.
    """

    class State(models.TextChoices):
        REVIEW = "review", "на проверке"
        SAVING = "saving", "сохраняется"
        FAILED = "failed", "не сохранилось"
        CONFIRMED = "confirmed", "загружено"
        UNDONE = "undone", "загрузка отменена"

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, verbose_name="проект", related_name="imports")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, verbose_name="кто загрузил")
    filename = models.CharField("файл", max_length=300)
    state = models.CharField("состояние", max_length=20, choices=State, default=State.REVIEW)
    draft = models.JSONField("прочитано")
    version = models.PositiveIntegerField("версия", default=1, editable=False)
    target = models.ForeignKey(
        Plan,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="в какой план",
        related_name="updates",
    )
    total = models.PositiveIntegerField("строк", default=0)
    done = models.PositiveIntegerField("сохранено строк", default=0)
    failure = models.TextField("почему не сохранилось", blank=True)
    taken_at = models.DateTimeField("взято в работу", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("попыток", default=0)
    undo = models.JSONField("что вернуть", null=True, blank=True)
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


class MarkSheet(models.Model):
    """A sheet of marks that came back filled in: review → confirmed; a cancelled one is deleted.

    `rows` are marks as read, each with the key of its occurrence and the mark that stood when the sheet was made.
    `batch` is that of the marks it set, by which they are taken back together.
    """

    class State(models.TextChoices):
        REVIEW = "review", "на проверке"
        CONFIRMED = "confirmed", "отметки внесены"

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, verbose_name="план", related_name="mark_sheets")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, verbose_name="кто загрузил")
    filename = models.CharField("файл", max_length=300)
    state = models.CharField("состояние", max_length=20, choices=State, default=State.REVIEW)
    rows = models.JSONField("прочитано")
    batch = models.UUIDField("отметки", null=True, blank=True, editable=False)
    created_at = models.DateTimeField("когда", auto_now_add=True)

    class Meta:
        verbose_name = "ведомость отметок"
        verbose_name_plural = "ведомости отметок"
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return self.filename
