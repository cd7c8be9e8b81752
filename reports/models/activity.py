"""What participants did in a month, once the month is closed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from projects.models import Project


class ActivityMonth(models.Model):
    """A closed month of a project with the figures it was closed with; an open month has no row, it is computed.

    `month`: its first day. `content`: figures of each participant with the facts behind them, frozen.
    """

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, verbose_name="проект", related_name="activity_months"
    )
    month = models.DateField("месяц")
    content = models.JSONField("показатели")
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="кто закрыл",
        related_name="closed_months",
    )
    closed_at = models.DateTimeField("закрыт", auto_now_add=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "активность за месяц"
        verbose_name_plural = "активность по месяцам"
        ordering: ClassVar = ["project", "-month"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project", "month"],
                name="activity_month_is_unique",
                violation_error_message="Этот месяц уже закрыт.",
            ),
            models.CheckConstraint(
                condition=models.Q(month__day=1),
                name="activity_month_is_a_first_day",
                violation_error_message="Месяц задаётся его первым днём.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project}, {self.month:%m.%Y}"
