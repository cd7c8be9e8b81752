"""Orders of reports; the row is the job."""

from __future__ import annotations

import re
import secrets
import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from plans.models import Plan
from projects.models import Project


def report_path(instance: Report, filename: str) -> str:  # noqa: ARG001 - signature of upload_to
    """Unguessable name; the name a person sees is given at download."""
    name = uuid.uuid4().hex
    return f"reports/{name[:2]}/{name}"


def public_code() -> str:
    """Code of the public page behind the QR: 12 characters, not guessable."""
    return secrets.token_urlsafe(9)


class Report(models.Model):
    """An order of a report and all that became of it: queued → running → done | failed.

    A worker claims the row (`lease_token`, `lease_until` by the database's clock), renders, and publishes the file
    only while its token still stands. `content` is what the report says, frozen: the same file can be made again.
    Two orders that say the same share one file and the `code` printed in it.
    """

    class Kind(models.TextChoices):
        PLAN = "plan", "Календарный план с отметками"
        PROGRESS = "progress", "Отчёт о ходе реализации"
        SCHEME = "scheme", "Схема сетевого взаимодействия"

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"

    class State(models.TextChoices):
        QUEUED = "queued", "в очереди"
        RUNNING = "running", "готовится"
        DONE = "done", "готов"
        FAILED = "failed", "не получился"

    class Step(models.TextChoices):
        WAITING = "waiting", "ждёт очереди"
        COLLECTING = "collecting", "собираем отметки"
        RENDERING = "rendering", "верстаем страницы"
        SAVING = "saving", "сохраняем файл"
        READY = "ready", "готово"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, verbose_name="проект", related_name="reports")
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, verbose_name="план", related_name="reports")
    kind = models.CharField("вид", max_length=20, choices=Kind)
    format = models.CharField("формат", max_length=10, choices=Format, default=Format.PDF)
    as_of = models.DateField("на дату")
    code = models.CharField("код проверки", max_length=20, db_index=True, default=public_code, editable=False)
    state = models.CharField("состояние", max_length=10, choices=State, default=State.QUEUED)
    step = models.CharField("шаг", max_length=20, choices=Step, default=Step.WAITING)
    percent = models.PositiveSmallIntegerField("готово, %", default=0)
    attempts = models.PositiveSmallIntegerField("попыток", default=0)
    failure = models.TextField("почему не получилось", blank=True)
    lease_token = models.UUIDField("чей", null=True, editable=False)
    lease_until = models.DateTimeField("занят до", null=True, editable=False)
    content = models.JSONField("что в отчёте", null=True, editable=False)
    content_hash = models.CharField("отпечаток", max_length=64, blank=True, editable=False)
    template_version = models.CharField("версия формы", max_length=20, blank=True, editable=False)
    file = models.FileField("файл", upload_to=report_path, blank=True)
    size = models.PositiveIntegerField("размер, байт", default=0)
    pages = models.PositiveIntegerField("страниц", default=0)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        verbose_name="кто заказал",
        related_name="reports",
    )
    created_at = models.DateTimeField("заказан", auto_now_add=True)
    finished_at = models.DateTimeField("готов", null=True, blank=True)

    class Meta:
        verbose_name = "отчёт"
        verbose_name_plural = "отчёты"
        ordering: ClassVar = ["-created_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "kind", "format", "as_of"],
                condition=Q(state__in=["queued", "running"]),
                name="one_order_at_work",
                violation_error_message="Такой отчёт уже готовится.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "lease_until"], name="report_to_work_on")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} на {self.as_of:%d.%m.%Y}"

    @property
    def filename(self) -> str:
        """Name under which a person saves the file: what it is, of which project, of which day."""
        title = re.sub(r'[\\/:*?"<>|\s]+', " ", self.project.short_title).strip()[:80]
        return f"{self.get_kind_display()}, {title}, {self.as_of:%d.%m.%Y}.{self.format}"

    @property
    def is_at_work(self) -> bool:
        """The order waits or is being made."""
        return self.state in {self.State.QUEUED, self.State.RUNNING}

    @property
    def steps(self) -> list[tuple[str, str]]:
        """Steps of the work with their states as pages show them: done, active, plan."""
        names = list(self.Step)
        here = names.index(self.Step(self.step))
        return [
            (str(step.label), "done" if place < here else "active" if place == here else "plan")
            for place, step in enumerate(names[:-1])
        ]


class ReportDownload(models.Model):
    """Who took the file and when."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, verbose_name="отчёт", related_name="downloads")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, verbose_name="кто")
    downloaded_at = models.DateTimeField("когда", auto_now_add=True)

    class Meta:
        verbose_name = "скачивание отчёта"
        verbose_name_plural = "скачивания отчётов"
        ordering: ClassVar = ["-downloaded_at"]

    def __str__(self) -> str:
        return f"{self.user}, {self.downloaded_at:%d.%m.%Y}"
