"""Orders of reports; the row is the job."""

from __future__ import annotations

import re
import secrets
import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from network.models import Organization, Person
from plans.models import Plan
from projects.models import Project
from reports.models.contributions import ReportDue


def report_path(instance: models.Model, filename: str) -> str:  # noqa: ARG001 - signature of upload_to
    """Unguessable name; the name a person sees is given at download."""
    name = uuid.uuid4().hex
    return f"reports/{name[:2]}/{name}"


def public_code() -> str:
    """Code of the public page behind the QR: 12 characters, not guessable."""
    return secrets.token_urlsafe(9)


class Kind(models.TextChoices):
    """Genres of reports."""

    PLAN = "calendar-plan", "Календарный план с отметками"
    PROGRESS = "progress", "Отчёт о ходе реализации"
    FINAL = "final", "Итоговый отчёт"
    SUMMARY = "summary", "Сводка для руководителя"
    NETWORK = "network", "Совместный отчёт сети"
    ACTIVITY = "activity", "Активность участников"
    MATRIX = "matrix", "Матрица этапов и направлений"
    SCHEME = "scheme", "Схема сетевого взаимодействия"
    CHANGES = "changes", "Лист изменений"
    EXTRACT = "extract", "Выписка из плана"
    DOSSIER = "dossier", "Досье проекта"


class Format(models.TextChoices):
    """Forms a report is made in."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"
    XLSX = "xlsx", "Excel"
    ZIP = "zip", "Архив"


def only_pdf() -> list[str]:
    """Forms an order has where it names none."""
    return [Format.PDF]


class Report(models.Model):
    """An order of a report and all that became of it: queued → running → done | failed; done → approved.

    A worker claims the row (`lease_token`, `lease_until` by the database's clock), renders every form of `formats`,
    and publishes the files only while its token still stands. `content` is what the report says, frozen: the same
    files can be made again. Two orders that say the same share files and the `code` printed in them.

    `starts_on`/`ends_on`: the stretch a periodic genre tells of, both inclusive. `organization`, `person`: of whom an
    extract is. `due`: which joint report. `options`: names of left-out parts and the like, by genre.
    `order_key`: fingerprint of all that was asked; one such order is at work at a time.
    Approval freezes: an approved report is never made again, a correction is another report that `replaces` it.
    What a report is about is not deleted under it, but with the whole project.
    """

    Kind = Kind
    Format = Format

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
    plan = models.ForeignKey(
        Plan, on_delete=models.RESTRICT, null=True, blank=True, verbose_name="план", related_name="reports"
    )
    kind = models.CharField("вид", max_length=20, choices=Kind)
    as_of = models.DateField("на дату")
    starts_on = models.DateField("за период с", null=True, blank=True)
    ends_on = models.DateField("за период по", null=True, blank=True)
    organization = models.ForeignKey(
        Organization, on_delete=models.RESTRICT, null=True, blank=True, verbose_name="об организации", related_name="+"
    )
    person = models.ForeignKey(
        Person, on_delete=models.RESTRICT, null=True, blank=True, verbose_name="о человеке", related_name="+"
    )
    due = models.ForeignKey(
        ReportDue,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        verbose_name="совместный отчёт",
        related_name="reports",
    )
    options = models.JSONField("что включено", default=dict, blank=True)
    formats = models.JSONField("форматы", default=only_pdf)
    order_key = models.CharField("что заказано", max_length=64, editable=False)
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
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        verbose_name="кто заказал",
        related_name="reports",
    )
    created_at = models.DateTimeField("заказан", auto_now_add=True)
    finished_at = models.DateTimeField("готов", null=True, blank=True)
    approved_at = models.DateTimeField("утверждён", null=True, blank=True)
    approved_on = models.DateField("дата утверждения", null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="кто утвердил",
        related_name="approved_reports",
    )
    approval_number = models.CharField("номер", max_length=50, blank=True)
    replaces = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, verbose_name="вместо", related_name="corrections"
    )

    class Meta:
        verbose_name = "отчёт"
        verbose_name_plural = "отчёты"
        ordering: ClassVar = ["-created_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project", "order_key"],
                condition=Q(state__in=["queued", "running"]),
                name="one_order_at_work",
                violation_error_message="Такой отчёт уже готовится.",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True) | Q(state="done", approved_on__isnull=False),
                name="approved_report_is_done_and_dated",
                violation_error_message="Утвердить можно только готовый отчёт, с датой.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "lease_until"], name="report_to_work_on")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} на {self.as_of:%d.%m.%Y}"

    def filename(self, format_: str) -> str:
        """Name under which a person saves a file: what it is, of which project, of which day."""
        title = re.sub(r'[\\/:*?"<>|\s]+', " ", self.project.short_title).strip()[:80]
        return f"{self.get_kind_display()}, {title}, {self.as_of:%d.%m.%Y}.{format_}"

    @property
    def is_at_work(self) -> bool:
        """The order waits or is being made."""
        return self.state in {self.State.QUEUED, self.State.RUNNING}

    @property
    def is_approved(self) -> bool:
        """It was signed: nothing of it changes any more."""
        return self.approved_at is not None

    @property
    def approval_words(self) -> str:
        """« № 5 от 15.05.2023» of an approved report, as it goes on after «утверждён»; empty before."""
        if self.approved_on is None:
            return ""
        number = f" №\N{NO-BREAK SPACE}{self.approval_number} от" if self.approval_number else ""
        return f"{number} {self.approved_on:%d.%m.%Y}"

    @property
    def steps(self) -> list[tuple[str, str]]:
        """Steps of the work with their states as pages show them: done, active, plan."""
        names = list(self.Step)
        here = names.index(self.Step(self.step))
        return [
            (str(step.label), "done" if place < here else "active" if place == here else "plan")
            for place, step in enumerate(names[:-1])
        ]


class ReportFile(models.Model):
    """A form of a report: its row stands from the freezing on, it is ready once `sha256` is written."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, verbose_name="отчёт", related_name="files")
    format = models.CharField("формат", max_length=10, choices=Format)
    file = models.FileField("файл", upload_to=report_path)
    sha256 = models.CharField("контрольная сумма", max_length=64, blank=True, db_index=True)
    size = models.PositiveIntegerField("размер, байт", default=0)
    pages = models.PositiveIntegerField("страниц", default=0)

    class Meta:
        verbose_name = "файл отчёта"
        verbose_name_plural = "файлы отчётов"
        ordering: ClassVar = ["report", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["report", "format"],
                name="one_file_of_a_format",
                violation_error_message="Файл этого формата уже есть.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}, {self.get_format_display()}"

    @property
    def filename(self) -> str:
        """Name under which a person saves it."""
        return self.report.filename(self.format)


class ReportDownload(models.Model):
    """Who took which file and when."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, verbose_name="отчёт", related_name="downloads")
    format = models.CharField("формат", max_length=10, choices=Format, default=Format.PDF)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, verbose_name="кто")
    downloaded_at = models.DateTimeField("когда", auto_now_add=True)

    class Meta:
        verbose_name = "скачивание отчёта"
        verbose_name_plural = "скачивания отчётов"
        ordering: ClassVar = ["-downloaded_at"]

    def __str__(self) -> str:
        return f"{self.user}, {self.downloaded_at:%d.%m.%Y}"
