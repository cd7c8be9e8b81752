"""What a project means to reach: the matrix of stages and directions, planned results, criteria and indicators."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from projects.models.files import ProjectFile
from projects.models.projects import Direction, Project, Stage


class MatrixEntry(models.Model):
    """A point of a cell of the matrix stage × direction; nested points stand in `text` on lines of their own."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, verbose_name="проект", related_name="matrix_entries")
    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, verbose_name="этап", related_name="matrix_entries")
    direction = models.ForeignKey(
        Direction,
        on_delete=models.CASCADE,
        verbose_name="направление",
        related_name="matrix_entries",
    )
    order = models.PositiveIntegerField("порядок", default=0)
    number = models.CharField("номер", max_length=50, blank=True)
    text = models.TextField("содержание")
    history = HistoricalRecords()

    class Meta:
        verbose_name = "работа этапа по направлению"
        verbose_name_plural = "работы этапов по направлениям"
        ordering: ClassVar = ["project", "stage__order", "direction__order", "order", "pk"]

    def __str__(self) -> str:
        return f"{self.number} {self.text}".strip()


class PlannedResult(models.Model):
    """A result a stage is to bring: planned → partly → achieved or not; `evidence` says what shows it."""

    class State(models.TextChoices):
        PLANNED = "planned", "ожидается"
        PARTLY = "partly", "достигнут частично"
        ACHIEVED = "achieved", "достигнут"
        MISSED = "missed", "не достигнут"

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, verbose_name="проект", related_name="planned_results"
    )
    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, verbose_name="этап", related_name="results")
    order = models.PositiveIntegerField("порядок", default=0)
    number = models.CharField("номер", max_length=50, blank=True)
    text = models.TextField("результат")
    state = models.CharField("состояние", max_length=10, choices=State, default=State.PLANNED)
    evidence = models.TextField("чем подтверждён", blank=True)
    files = models.ManyToManyField(ProjectFile, blank=True, verbose_name="файлы", related_name="results")
    history = HistoricalRecords()

    class Meta:
        verbose_name = "планируемый результат"
        verbose_name_plural = "планируемые результаты"
        ordering: ClassVar = ["project", "stage__order", "order", "pk"]

    def __str__(self) -> str:
        return f"{self.number} {self.text}".strip()


class Criterion(models.Model):
    """A criterion the project is judged by, in the words of its document."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, verbose_name="проект", related_name="criteria")
    order = models.PositiveIntegerField("порядок", default=0)
    number = models.CharField("номер", max_length=50, blank=True)
    title = models.TextField("критерий")
    history = HistoricalRecords()

    class Meta:
        verbose_name = "критерий"
        verbose_name_plural = "критерии"
        ordering: ClassVar = ["project", "order", "pk"]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class Indicator(models.Model):
    """How a criterion is measured; `unit`, `method`, `baseline` and `target` are texts of the document.

    An automatic one is counted from marks by `source`, of items of `stage` and `direction` where they are given.
    """

    class Kind(models.TextChoices):
        QUANTITATIVE = "quantitative", "количественный"
        QUALITATIVE = "qualitative", "качественный"
        AUTOMATIC = "automatic", "по отметкам плана"

    class Source(models.TextChoices):
        ITEMS_DONE = "items_done", "сколько сроков пунктов выполнено"
        SHARE_DONE = "share_done", "доля выполненного, %"
        PARTICIPANTS = "participants", "сколько человек участвовало"
        ORGANIZATIONS = "organizations", "сколько организаций отметилось"
        EVIDENCE = "evidence", "сколько подтверждений приложено"

    criterion = models.ForeignKey(
        Criterion, on_delete=models.CASCADE, verbose_name="критерий", related_name="indicators"
    )
    order = models.PositiveIntegerField("порядок", default=0)
    number = models.CharField("номер", max_length=50, blank=True)
    title = models.TextField("показатель")
    kind = models.CharField("вид", max_length=15, choices=Kind, default=Kind.QUALITATIVE)
    source = models.CharField("что считать", max_length=15, choices=Source, blank=True)
    stage = models.ForeignKey(
        Stage, on_delete=models.SET_NULL, null=True, blank=True, verbose_name="только этап", related_name="indicators"
    )
    direction = models.ForeignKey(
        Direction,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="только направление",
        related_name="indicators",
    )
    unit = models.CharField("единица", max_length=100, blank=True)
    method = models.TextField("как измеряется", blank=True)
    baseline = models.TextField("исходное значение", blank=True)
    target = models.TextField("целевое значение", blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "показатель"
        verbose_name_plural = "показатели"
        ordering: ClassVar = ["criterion__order", "order", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(kind="automatic") | ~Q(source=""),
                name="automatic_indicator_has_source",
                violation_error_message="Выберите, что считать по отметкам.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()
