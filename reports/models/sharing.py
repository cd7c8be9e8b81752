"""Reports outside the portal and by themselves: links to one report, schedules, signatures."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from plans.models import Plan
from projects.models import Project
from reports.models.orders import Format, Kind, Report, ReportFile, only_pdf, report_path


class ShareLink(models.Model):
    """A link by which whoever has it reads one report without an account, until it expires or is revoked.

    Only the fingerprint of the token is kept: the link itself is shown once, when it is made.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, verbose_name="отчёт", related_name="share_links")
    token_hash = models.CharField("отпечаток", max_length=64, unique=True, editable=False)
    label = models.CharField("для кого", max_length=200, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, verbose_name="кто дал", related_name="share_links"
    )
    created_at = models.DateTimeField("создана", auto_now_add=True)
    expires_at = models.DateTimeField("действует до")
    revoked_at = models.DateTimeField("отозвана", null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="кто отозвал",
        related_name="+",
    )

    class Meta:
        verbose_name = "ссылка на отчёт"
        verbose_name_plural = "ссылки на отчёты"
        ordering: ClassVar = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.label or f"ссылка от {self.created_at:%d.%m.%Y}"


class ShareVisit(models.Model):
    """A use of a link: the page (`format` is empty) or a file. The address of the network is kept for the log."""

    link = models.ForeignKey(ShareLink, on_delete=models.CASCADE, verbose_name="ссылка", related_name="visits")
    format = models.CharField("формат", max_length=10, choices=Format, blank=True)
    address = models.GenericIPAddressField("адрес", null=True, blank=True)
    visited_at = models.DateTimeField("когда", auto_now_add=True)

    class Meta:
        verbose_name = "переход по ссылке"
        verbose_name_plural = "переходы по ссылкам"
        ordering: ClassVar = ["-visited_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.link}, {self.visited_at:%d.%m.%Y}"


class ReportSchedule(models.Model):
    """Reports ordered by themselves: each month to a day, or on given days.

    `day`: 1–31, in shorter months the last day. `dates`: ISO days, for rule `DATES`. `next_on` is kept by the service,
    empty when nothing is left. After three failures in a row it switches itself off (`disabled_at`); `failure` says
    why.
    """

    class Rule(models.TextChoices):
        MONTHLY = "monthly", "каждый месяц"
        DATES = "dates", "в указанные дни"

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, verbose_name="проект", related_name="report_schedules"
    )
    plan = models.ForeignKey(
        Plan, on_delete=models.CASCADE, null=True, blank=True, verbose_name="план", related_name="report_schedules"
    )
    kind = models.CharField("вид", max_length=20, choices=Kind)
    formats = models.JSONField("форматы", default=only_pdf)
    options = models.JSONField("что включено", default=dict, blank=True)
    rule = models.CharField("когда", max_length=10, choices=Rule, default=Rule.MONTHLY)
    day = models.PositiveSmallIntegerField("день месяца", null=True, blank=True)
    dates = models.JSONField("дни", default=list, blank=True)
    next_on = models.DateField("следующий", null=True, blank=True, db_index=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, verbose_name="чьё", related_name="report_schedules"
    )
    failures = models.PositiveSmallIntegerField("неудач подряд", default=0)
    failure = models.TextField("почему не получилось", blank=True)
    disabled_at = models.DateTimeField("выключено", null=True, blank=True)
    last_report = models.ForeignKey(
        Report, on_delete=models.SET_NULL, null=True, blank=True, verbose_name="последний отчёт", related_name="+"
    )
    created_at = models.DateTimeField("создано", auto_now_add=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "расписание отчёта"
        verbose_name_plural = "расписания отчётов"
        ordering: ClassVar = ["project", "next_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(rule="dates") | Q(day__range=(1, 31)),
                name="monthly_schedule_has_a_day",
                violation_error_message="Укажите день месяца, от 1 до 31.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.get_rule_display()}"


class ReportSignature(models.Model):
    """A signature of a file of a report: a detached one (.sig) that was attached, or the PDF signed by certificate."""

    class Kind(models.TextChoices):
        DETACHED = "detached", "файл подписи"
        EMBEDDED = "embedded", "подпись внутри PDF"

    file = models.ForeignKey(ReportFile, on_delete=models.CASCADE, verbose_name="файл", related_name="signatures")
    kind = models.CharField("вид", max_length=10, choices=Kind, default=Kind.DETACHED)
    signature = models.FileField("подпись", upload_to=report_path)
    name = models.CharField("имя файла", max_length=200)
    size = models.PositiveIntegerField("размер, байт", default=0)
    sha256 = models.CharField("контрольная сумма", max_length=64, blank=True, db_index=True)
    signer = models.CharField("кто подписал", max_length=300, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, verbose_name="кто добавил", related_name="report_signatures"
    )
    added_at = models.DateTimeField("добавлена", auto_now_add=True)

    class Meta:
        verbose_name = "подпись отчёта"
        verbose_name_plural = "подписи отчётов"
        ordering: ClassVar = ["file", "pk"]

    def __str__(self) -> str:
        return self.name
