"""A plan as a document: title, period, columns, approval blocks, sections."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from projects.models import Project, Stage


class Plan(models.Model):
    """A table of items for a period: draft → approved → closed → archived; only a draft and an approved one change.

    `layout` is the ordered list of the document's own columns:
    `[{"field": "title", "heading": "Мероприятия"}, …]`; the heading is printed as it was written, `field` is a
    column of `PlanItem` (see `plans.layout`) or `extra:N` for a column the portal only keeps and prints.
    `version` grows with every change of columns, order or numbers.
    """

    class Kind(models.TextChoices):
        CALENDAR = "calendar", "календарный план"
        ROAD_MAP = "road_map", "дорожная карта"
        SUPPORT = "support", "план сопровождения"
        NETWORK = "network", "план сетевого взаимодействия"
        STAGE = "stage", "план этапа"

    class State(models.TextChoices):
        DRAFT = "draft", "черновик"
        APPROVED = "approved", "утверждён"
        CLOSED = "closed", "закрыт"
        ARCHIVED = "archived", "в архиве"

    class PeriodKind(models.TextChoices):
        SCHOOL = "school", "учебный год"
        CALENDAR = "calendar", "календарный год"
        SPAN = "span", "несколько лет"

    class Numbering(models.TextChoices):
        CONTINUOUS = "continuous", "сквозная"
        PER_SECTION = "per_section", "в каждом разделе своя"
        HIERARCHICAL = "hierarchical", "1.1, 1.2 …"
        MANUAL = "manual", "как в документе"
        NONE = "none", "без номеров"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, verbose_name="проект", related_name="plans")
    kind = models.CharField("вид", max_length=20, choices=Kind, default=Kind.CALENDAR)
    title = models.TextField("заголовок, как в документе")
    period_text = models.CharField("период, как в документе", max_length=300, blank=True)
    period_kind = models.CharField("что за период", max_length=20, choices=PeriodKind, default=PeriodKind.SCHOOL)
    starts_on = models.DateField("начало")
    ends_on = models.DateField("окончание")
    layout = models.JSONField("колонки", default=list)
    numbering = models.CharField("нумерация", max_length=20, choices=Numbering, default=Numbering.MANUAL)
    state = models.CharField("состояние", max_length=20, choices=State, default=State.DRAFT)
    previous = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="продолжает план",
        related_name="next_plans",
    )
    approved_on = models.DateField("утверждён", null=True, blank=True)
    version = models.PositiveIntegerField("версия", default=1, editable=False)
    created_at = models.DateTimeField("создан", auto_now_add=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "план"
        verbose_name_plural = "планы"
        ordering: ClassVar = ["-starts_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="plan_ends_after_start",
                violation_error_message="План не может закончиться раньше, чем начался.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def short_title(self) -> str:
        """Kind and years, for tabs and lists: «Календарный план, 2022/2023»."""
        years = str(self.starts_on.year)
        if self.ends_on.year != self.starts_on.year:
            years += f"{'/' if self.period_kind == self.PeriodKind.SCHOOL else '–'}{self.ends_on.year}"
        return f"{self.get_kind_display().capitalize()}, {years}"


class ApprovalBlock(models.Model):
    """«УТВЕРЖДАЮ» or «СОГЛАСОВАНО» at the head of a plan; every text is kept as written."""

    class Kind(models.TextChoices):
        APPROVED = "approved", "утверждение"
        AGREED = "agreed", "согласование"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, verbose_name="план", related_name="approval_blocks")
    order = models.PositiveIntegerField("порядок", default=0)
    kind = models.CharField("вид", max_length=20, choices=Kind, default=Kind.APPROVED)
    label = models.CharField("слово", max_length=100, blank=True)
    position = models.CharField("должность", max_length=500, blank=True)
    signature = models.CharField("место подписи", max_length=100, blank=True)
    name = models.CharField("кто", max_length=200, blank=True)
    date_text = models.CharField("дата, как в документе", max_length=200, blank=True)
    basis = models.TextField("основание", blank=True)
    text = models.TextField("блок целиком, построчно", blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "гриф утверждения"
        verbose_name_plural = "грифы утверждения"
        ordering: ClassVar = ["plan", "order", "pk"]

    def __str__(self) -> str:
        return f"{self.label} {self.name}".strip()


class Section(models.Model):
    """A heading row of the table: a section, a stage of the project or a month; its text is kept as written."""

    class Kind(models.TextChoices):
        SECTION = "section", "раздел"
        STAGE = "stage", "этап"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, verbose_name="план", related_name="sections")
    parent = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        verbose_name="внутри",
        related_name="children",
    )
    kind = models.CharField("вид", max_length=20, choices=Kind, default=Kind.SECTION)
    order = models.PositiveIntegerField("порядок", default=0)
    number = models.CharField("номер", max_length=50, blank=True)
    title = models.TextField("название, как в документе")
    stage = models.ForeignKey(
        Stage,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="этап проекта",
        related_name="sections",
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "раздел плана"
        verbose_name_plural = "разделы плана"
        ordering: ClassVar = ["plan", "order", "pk"]

    def __str__(self) -> str:
        return self.title
