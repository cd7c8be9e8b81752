"""How an organisation lays its papers out, and what its coordinators have rewritten in them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from simple_history.models import HistoricalRecords

from network.models import Organization
from projects.models import Project
from reports.models.orders import Kind


class PaperForm(models.Model):
    """Papers of an organisation: margins, letters, «УТВЕРЖДАЮ», signatures, names of genres; one row each.

    Without a row the defaults of the model hold: they satisfy both countries. `approval`: signed («УТВЕРЖДАЮ» with a
    line), by an act («УТВЕРЖДЕНО приказом …») or none. `signers`: list of {"position", "name"}, printed at the end.
    `genre_titles`: own names of genres by kind, where the organisation's authority wants others
    («Справка о промежуточных результатах реализации инновационного проекта»).
    """

    class Country(models.TextChoices):
        BELARUS = "by", "Беларусь"
        RUSSIA = "ru", "Россия"

    class Approval(models.TextChoices):
        SIGNED = "signed", "«УТВЕРЖДАЮ» с подписью"
        ACT = "act", "«УТВЕРЖДЕНО» с документом"
        NONE = "none", "без грифа"

    class Dates(models.TextChoices):
        WORDS = "words", "15 мая 2023 г."
        DIGITS = "digits", "15.05.2023"

    organization = models.OneToOneField(
        Organization, on_delete=models.CASCADE, verbose_name="организация", related_name="paper_form"
    )
    country = models.CharField("страна", max_length=2, choices=Country, default=Country.RUSSIA)
    letterhead = models.TextField("шапка", blank=True)
    left = models.PositiveSmallIntegerField("левое поле, мм", default=30, validators=[MinValueValidator(20)])
    right = models.PositiveSmallIntegerField("правое поле, мм", default=10, validators=[MinValueValidator(8)])
    top = models.PositiveSmallIntegerField("верхнее поле, мм", default=20, validators=[MinValueValidator(15)])
    bottom = models.PositiveSmallIntegerField("нижнее поле, мм", default=20, validators=[MinValueValidator(15)])
    size = models.PositiveSmallIntegerField(
        "размер букв, пт", default=12, validators=[MinValueValidator(12), MaxValueValidator(14)]
    )
    is_serif = models.BooleanField("буквы с засечками", default=True)
    approval = models.CharField("гриф утверждения", max_length=10, choices=Approval, default=Approval.SIGNED)
    approver_position = models.CharField("должность утверждающего", max_length=300, blank=True)
    approver_name = models.CharField("кто утверждает", max_length=200, blank=True)
    approval_act = models.CharField("документ утверждения", max_length=300, blank=True)
    signers = models.JSONField("подписи", default=list, blank=True)
    dates = models.CharField("даты", max_length=10, choices=Dates, default=Dates.WORDS)
    has_stamp = models.BooleanField("место печати", default=False)
    has_code = models.BooleanField("QR-код проверки", default=True)
    genre_titles = models.JSONField("названия документов", default=dict, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "оформление документов"
        verbose_name_plural = "оформление документов"
        ordering: ClassVar = ["organization"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(
                    left__range=(20, 60), right__range=(8, 60), top__range=(15, 60), bottom__range=(15, 60)
                ),
                name="margins_leave_room",
                violation_error_message="Поля: левое от 20, правое от 8, верхнее и нижнее от 15, не больше 60 мм.",
            ),
            models.CheckConstraint(
                condition=models.Q(size__range=(12, 14)),
                name="letters_are_12_to_14",
                violation_error_message="Размер букв — от 12 до 14 пунктов.",
            ),
        ]

    def __str__(self) -> str:
        return f"Оформление документов: {self.organization}"


class ReportText(models.Model):
    """A paragraph of a report as the coordinator wrote it; it stands in every later report of the same subject.

    `subject` names what the report is about (plan, joint report, organisation…), `key` the paragraph. `base`: the
    words the portal had generated when she wrote hers; once it generates others, the paragraph is shown as outdated.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, verbose_name="проект", related_name="report_texts")
    kind = models.CharField("вид отчёта", max_length=20, choices=Kind)
    subject = models.CharField("о чём", max_length=100, blank=True)
    key = models.CharField("абзац", max_length=100)
    text = models.TextField("текст")
    base = models.TextField("текст портала", blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="кто написал",
        related_name="report_texts",
    )
    saved_at = models.DateTimeField("сохранён", auto_now=True)
    version = models.PositiveIntegerField("версия", default=1, editable=False)
    history = HistoricalRecords()

    # Whoever makes one organisation of two renames the one that goes here too.
    NAMES_ROWS: ClassVar = {"subject": ("organization",)}

    class Meta:
        verbose_name = "абзац отчёта"
        verbose_name_plural = "абзацы отчётов"
        ordering: ClassVar = ["project", "kind", "subject", "key"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project", "kind", "subject", "key"],
                name="paragraph_is_unique",
                violation_error_message="Этот абзац уже переписан.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.key}"
