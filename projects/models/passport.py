"""The passport of a project: its narrative, its objectives, the acts it rests on."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from projects.models.files import ProjectFile
from projects.models.projects import Project

# Headings that passports of projects usually have; the narrative may have any others.
USUAL_SECTIONS = (
    "Актуальность",
    "Нормативно-правовое обеспечение",
    "Проблема",
    "Цель",
    "Задачи",
    "Идея и механизмы её реализации",
    "Новизна",
    "Целевые группы",
    "Модель сети",
    "Ресурсное обеспечение",
    "Ожидаемые результаты",
    "Практическая значимость",
    "Риски",
)


class PassportSection(models.Model):
    """A numbered section of the narrative, verbatim; points of lists stand on lines of their own.

    `level`: 1 for a section, 2 for one inside it, and so on. `version` grows with every edit.
    """

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, verbose_name="проект", related_name="passport_sections"
    )
    order = models.PositiveIntegerField("порядок", default=0)
    level = models.PositiveSmallIntegerField("уровень", default=1)
    number = models.CharField("номер", max_length=50, blank=True)
    heading = models.TextField("заголовок")
    text = models.TextField("текст", blank=True)
    version = models.PositiveIntegerField("версия", default=1, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "раздел паспорта"
        verbose_name_plural = "разделы паспорта"
        ordering: ClassVar = ["project", "order", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(level__gte=1, level__lte=4),
                name="passport_section_level_is_shallow",
                violation_error_message="Уровень раздела — от 1 до 4.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.heading}".strip()


class Objective(models.Model):
    """What a project is to solve («задача»); items of plans are linked to it."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, verbose_name="проект", related_name="objectives")
    order = models.PositiveIntegerField("порядок", default=0)
    number = models.CharField("номер", max_length=50, blank=True)
    text = models.TextField("задача")
    history = HistoricalRecords()

    class Meta:
        verbose_name = "задача проекта"
        verbose_name_plural = "задачи проекта"
        ordering: ClassVar = ["project", "order", "pk"]

    def __str__(self) -> str:
        return f"{self.number} {self.text}".strip()


class NormativeAct(models.Model):
    """An act the project rests on: `text` as in the document, its parts beside it as they were understood."""

    class Level(models.TextChoices):
        INTERNATIONAL = "international", "международный"
        FEDERAL = "federal", "федеральный, республиканский"
        REGIONAL = "regional", "региональный, областной"
        MUNICIPAL = "municipal", "муниципальный, районный"
        LOCAL = "local", "локальный"
        UNKNOWN = "unknown", "уровень не указан"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, verbose_name="проект", related_name="acts")
    order = models.PositiveIntegerField("порядок", default=0)
    level = models.CharField("уровень", max_length=15, choices=Level, default=Level.UNKNOWN)
    text = models.TextField("акт, как в документе")
    kind = models.CharField("вид", max_length=100, blank=True, help_text="Закон, приказ, постановление…")
    number = models.CharField("номер", max_length=100, blank=True)
    dated_on = models.DateField("дата", null=True, blank=True)
    issuer = models.CharField("кто принял", max_length=300, blank=True)
    title = models.TextField("название", blank=True)
    is_in_force = models.BooleanField("действует", default=True)
    note = models.CharField("примечание", max_length=300, blank=True, help_text="Например, чем заменён.")
    url = models.URLField("ссылка", max_length=500, blank=True)
    file = models.ForeignKey(
        ProjectFile, on_delete=models.SET_NULL, null=True, blank=True, verbose_name="файл", related_name="acts"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "нормативный акт"
        verbose_name_plural = "нормативные акты"
        ordering: ClassVar = ["project", "order", "pk"]

    def __str__(self) -> str:
        return self.text
