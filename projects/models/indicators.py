"""What indicators came to: values by period and participant."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from network.models import Organization
from projects.models.files import ProjectFile
from projects.models.outcomes import Indicator
from projects.models.projects import Project

ALREADY_THERE = "Значение этого показателя за этот период уже есть: исправьте его."


class MeasurementPeriod(models.Model):
    """A stretch of time values are given for, both days inclusive («I полугодие 2022/2023»)."""

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, verbose_name="проект", related_name="measurement_periods"
    )
    title = models.CharField("название", max_length=200)
    starts_on = models.DateField("с")
    ends_on = models.DateField("по")
    due_on = models.DateField("сведения нужны до", null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "период измерения"
        verbose_name_plural = "периоды измерения"
        ordering: ClassVar = ["project", "starts_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="measurement_period_ends_after_start",
                violation_error_message="Период не может закончиться раньше, чем начался.",
            ),
            models.UniqueConstraint(
                fields=["project", "title"],
                name="measurement_period_is_unique",
                violation_error_message="Период с таким названием уже есть.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class IndicatorValue(models.Model):
    """What an indicator came to in a period, of one participant or (`organization` empty) of the project as a whole.

    draft → submitted → accepted | returned → submitted … A number for a quantitative indicator, words with evidence
    for a qualitative one; an automatic one has no rows but for its targets (`target`), its values are computed.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "черновик"
        SUBMITTED = "submitted", "на проверке"
        RETURNED = "returned", "возвращено"
        ACCEPTED = "accepted", "принято"

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, verbose_name="показатель", related_name="values")
    period = models.ForeignKey(
        MeasurementPeriod, on_delete=models.CASCADE, verbose_name="период", related_name="values"
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="участник",
        related_name="indicator_values",
    )
    target = models.DecimalField("план", max_digits=14, decimal_places=2, null=True, blank=True)
    value = models.DecimalField("факт", max_digits=14, decimal_places=2, null=True, blank=True)
    text = models.TextField("оценка словами", blank=True)
    evidence = models.TextField("чем подтверждено", blank=True)
    files = models.ManyToManyField(ProjectFile, blank=True, verbose_name="файлы", related_name="indicator_values")
    state = models.CharField("состояние", max_length=10, choices=State, default=State.DRAFT)
    return_reason = models.TextField("почему возвращено", blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="кто внёс",
        related_name="indicator_values",
    )
    changed_at = models.DateTimeField("когда", auto_now=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "значение показателя"
        verbose_name_plural = "значения показателей"
        ordering: ClassVar = ["indicator", "period", "organization", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["indicator", "period"],
                condition=Q(organization__isnull=True),
                name="indicator_value_of_project_is_unique",
                violation_error_message=ALREADY_THERE,
            ),
            models.UniqueConstraint(
                fields=["indicator", "period", "organization"],
                condition=Q(organization__isnull=False),
                name="indicator_value_of_organization_is_unique",
                violation_error_message=ALREADY_THERE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.period}"
