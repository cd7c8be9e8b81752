"""What members give to a joint report, and when it is due."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from network.models import Organization
from plans.models import CompletionMark
from projects.models import Project, ProjectFile


class ReportDue(models.Model):
    """A joint report that is due on a day: members are asked for their parts; open → closed.

    The calendar of such days may be irregular: each is a row of its own. Without `organizations` every active
    participant of the day is asked. `starts_on`/`ends_on`: the stretch it tells of, both inclusive.
    """

    class State(models.TextChoices):
        OPEN = "open", "собираем"
        CLOSED = "closed", "закрыт"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, verbose_name="проект", related_name="report_dues")
    title = models.CharField("название", max_length=300)
    instruction = models.TextField("о чём написать", blank=True)
    starts_on = models.DateField("за период с")
    ends_on = models.DateField("за период по")
    due_on = models.DateField("сдать до")
    organizations = models.ManyToManyField(Organization, blank=True, verbose_name="от кого", related_name="report_dues")
    state = models.CharField("состояние", max_length=10, choices=State, default=State.OPEN)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="кто запросил",
        related_name="report_dues",
    )
    created_at = models.DateTimeField("когда", auto_now_add=True)
    history = HistoricalRecords(m2m_fields=[organizations])

    class Meta:
        verbose_name = "срок совместного отчёта"
        verbose_name_plural = "сроки совместных отчётов"
        ordering: ClassVar = ["project", "due_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="report_due_ends_after_start",
                violation_error_message="Период не может закончиться раньше, чем начался.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Contribution(models.Model):
    """A member's part of a joint report: draft → submitted → accepted | returned → submitted …

    `ABSENT`: the coordinator closed the report without it («сведения не представлены»). `marks`: marks the member
    picked for its part. `version` grows with every save, so that two tabs do not overwrite each other.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "черновик"
        SUBMITTED = "submitted", "на проверке"
        RETURNED = "returned", "возвращены"
        ACCEPTED = "accepted", "приняты"
        ABSENT = "absent", "сведения не представлены"

    due = models.ForeignKey(ReportDue, on_delete=models.CASCADE, verbose_name="отчёт", related_name="contributions")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, verbose_name="организация", related_name="contributions"
    )
    text = models.TextField("что сделано", blank=True)
    marks = models.ManyToManyField(CompletionMark, blank=True, verbose_name="отметки", related_name="contributions")
    files = models.ManyToManyField(ProjectFile, blank=True, verbose_name="файлы", related_name="contributions")
    state = models.CharField("состояние", max_length=10, choices=State, default=State.DRAFT)
    return_reason = models.TextField("что исправить", blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="кто написал",
        related_name="contributions",
    )
    saved_at = models.DateTimeField("сохранено", auto_now=True)
    submitted_at = models.DateTimeField("сдано", null=True, blank=True)
    decided_at = models.DateTimeField("решение", null=True, blank=True)
    version = models.PositiveIntegerField("версия", default=1, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "часть совместного отчёта"
        verbose_name_plural = "части совместных отчётов"
        ordering: ClassVar = ["due", "organization", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["due", "organization"],
                name="contribution_is_unique",
                violation_error_message="Сведения этой организации для этого отчёта уже есть.",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(return_reason=""),
                name="returned_contribution_has_reason",
                violation_error_message="Напишите, что исправить.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.due}: {self.organization}"

    @property
    def is_archived(self) -> bool:
        """Its project is only read."""
        return self.due.project.state == Project.State.ARCHIVED
