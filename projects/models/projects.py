"""Tables of a project: roles, stages, directions and the organisations that take part."""

from __future__ import annotations

from typing import ClassVar
from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from network.models import Organization

COUNTRIES = [("BY", "Беларусь"), ("RU", "Россия")]
UNKNOWN_ZONE = "Часового пояса «%(name)s» нет. Напишите его так: Europe/Minsk, Europe/Moscow, Asia/Almaty."


def validate_time_zone(name: str) -> None:
    """Raise ValidationError unless the name is that of a zone: pages of the project count days in it."""
    if name not in available_timezones():
        raise ValidationError(UNKNOWN_ZONE, params={"name": name})


class Project(models.Model):
    """An innovation project: draft → active → completed → archived; an archived one is read-only."""

    class State(models.TextChoices):
        DRAFT = "draft", "черновик"
        ACTIVE = "active", "идёт"
        COMPLETED = "completed", "завершён"
        ARCHIVED = "archived", "в архиве"

    slug = models.SlugField("адрес", max_length=60, unique=True)
    title = models.TextField("полное название")
    short_title = models.CharField("краткое название", max_length=200)
    topic = models.TextField("тема", blank=True)
    goal = models.TextField("цель", blank=True)
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        verbose_name="учреждение",
        related_name="projects",
    )
    starts_on = models.DateField("начало")
    ends_on = models.DateField("окончание")
    state = models.CharField("состояние", max_length=20, choices=State, default=State.ACTIVE)
    time_zone = models.CharField(
        "часовой пояс",
        max_length=60,
        blank=True,
        validators=[validate_time_zone],
        help_text="Например, Europe/Minsk или Asia/Almaty. Пусто — как у портала.",
    )
    country = models.CharField(
        "школьный календарь",
        max_length=2,
        choices=COUNTRIES,
        default="BY",
    )
    required_documents = models.JSONField("документы, которые нужны от каждого участника", default=list, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "проект"
        verbose_name_plural = "проекты"
        ordering: ClassVar = ["-starts_on", "short_title"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="project_ends_after_start",
                violation_error_message="Проект не может закончиться раньше, чем начался.",
            ),
        ]

    def __str__(self) -> str:
        return self.short_title


class ProjectRole(models.Model):
    """What a user does in a project."""

    class Role(models.TextChoices):
        COORDINATOR = "coordinator", "координатор"
        DIRECTOR = "director", "директор"
        EXPERT = "expert", "эксперт"
        OBSERVER = "observer", "наблюдатель"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, verbose_name="проект", related_name="roles")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        verbose_name="учётная запись",
        related_name="project_roles",
    )
    role = models.CharField("роль", max_length=20, choices=Role)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "роль в проекте"
        verbose_name_plural = "роли в проектах"
        ordering: ClassVar = ["project", "role", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project", "user", "role"],
                name="project_role_is_unique",
                violation_error_message="Эта роль у этого человека в проекте уже есть.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}"


class Stage(models.Model):
    """A stage of the project; its period is kept as written, the dates stand beside it. Stages may overlap."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, verbose_name="проект", related_name="stages")
    order = models.PositiveIntegerField("порядок", default=0)
    title = models.CharField("название", max_length=500)
    period_text = models.CharField("срок, как в документе", max_length=300, blank=True)
    starts_on = models.DateField("начало", null=True, blank=True)
    ends_on = models.DateField("окончание", null=True, blank=True)
    planned_results = models.TextField("планируемые результаты", blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "этап"
        verbose_name_plural = "этапы"
        ordering: ClassVar = ["project", "order", "pk"]

    def __str__(self) -> str:
        return self.title


class Direction(models.Model):
    """A line of work that goes through all stages."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, verbose_name="проект", related_name="directions")
    order = models.PositiveIntegerField("порядок", default=0)
    title = models.CharField("название", max_length=500)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "направление"
        verbose_name_plural = "направления"
        ordering: ClassVar = ["project", "order", "pk"]

    def __str__(self) -> str:
        return self.title


class Participation(models.Model):
    """An organisation's part in a project: invited → active → ended."""

    class Status(models.TextChoices):
        INVITED = "invited", "приглашена"
        ACTIVE = "active", "участвует"
        ENDED = "ended", "вышла"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, verbose_name="проект", related_name="participations")
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        verbose_name="организация",
        related_name="participations",
    )
    role = models.CharField("роль в проекте", max_length=200, blank=True)
    status = models.CharField("состояние", max_length=20, choices=Status, default=Status.ACTIVE)
    starts_on = models.DateField("участвует с", null=True, blank=True)
    ends_on = models.DateField("участвует по", null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "участие в проекте"
        verbose_name_plural = "участие в проектах"
        ordering: ClassVar = ["project", "organization__short_name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project", "organization"],
                condition=Q(status="active"),
                name="active_participation_is_unique",
                violation_error_message="Эта организация уже участвует в проекте.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} — {self.project}"
