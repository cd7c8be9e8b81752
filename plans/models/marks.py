"""Marks of completion and what proves them."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from network.models import Organization
from plans.models.items import Occurrence
from plans.progress import MarkState
from projects.models import Product

STATE_LABELS = {
    MarkState.DONE: "выполнено",
    MarkState.PARTLY: "выполнено частично",
    MarkState.IN_PROGRESS: "в работе",
    MarkState.MOVED: "перенесено",
    MarkState.CANCELLED: "отменено",
    MarkState.NONE: "отметка снята",
}


class CompletionMark(models.Model):
    """«Отметка о выполнении» of one occurrence, by one organisation or for the whole item.

    Append-only: the row with the highest id of an occurrence and organisation counts; undoing adds a row that
    repeats the state before (`NONE` where there was none). `batch` joins marks set together, so that they are
    undone together.
    """

    occurrence = models.ForeignKey(Occurrence, on_delete=models.PROTECT, verbose_name="срок", related_name="marks")
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="организация",
        related_name="marks",
    )
    state = models.CharField("отметка", max_length=20, choices=[(s.value, label) for s, label in STATE_LABELS.items()])
    fact_on = models.DateField("дата выполнения", null=True, blank=True)
    moved_to = models.DateField("перенесено на", null=True, blank=True)
    text = models.TextField("что сделано", blank=True)
    reason = models.TextField("причина", blank=True)
    participants = models.PositiveIntegerField("участников", null=True, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        verbose_name="кто отметил",
        related_name="marks",
    )
    created_at = models.DateTimeField("когда", auto_now_add=True)
    batch = models.UUIDField("вместе с", default=uuid.uuid4, editable=False, db_index=True)
    undoes = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="отменяет",
        related_name="undone_by",
    )

    class Meta:
        verbose_name = "отметка о выполнении"
        verbose_name_plural = "отметки о выполнении"
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["occurrence", "organization", "-id"], name="latest_mark")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="done") | Q(fact_on__isnull=False),
                name="done_has_date_of_fact",
                violation_error_message="Укажите дату выполнения.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["partly", "moved", "cancelled"]) | ~Q(reason=""),
                name="unfinished_has_reason",
                violation_error_message="Напишите причину: она попадёт в отчёт.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_state_display()


def evidence_path(instance: Evidence, filename: str) -> str:  # noqa: ARG001 - signature of upload_to
    """Unguessable name: the one the person gave stays in the database only."""
    name = uuid.uuid4().hex
    return f"evidence/{name[:2]}/{name}"


class Evidence(models.Model):
    """What proves a mark: a file, a link a document's number and date, or a product."""

    mark = models.ForeignKey(CompletionMark, on_delete=models.CASCADE, verbose_name="отметка", related_name="evidence")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField("название", max_length=300)
    file = models.FileField("файл", upload_to=evidence_path, blank=True)
    content_type = models.CharField("тип", max_length=100, blank=True)
    size = models.PositiveIntegerField("размер, байт", default=0)
    url = models.URLField("ссылка", blank=True)
    number = models.CharField("номер документа", max_length=100, blank=True)
    dated_on = models.DateField("дата документа", null=True, blank=True)
    product = models.ForeignKey(
        Product, on_delete=models.PROTECT, null=True, blank=True, verbose_name="продукт", related_name="evidence"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "подтверждение"
        verbose_name_plural = "подтверждения"
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.title
