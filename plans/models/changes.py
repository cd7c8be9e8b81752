"""What became of a plan's structure: editions frozen on approval, and every change with its reason."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from plans.models.items import PlanItem
from plans.models.plans import Plan, Section


class PlanSnapshot(models.Model):
    """An edition of a plan, frozen: `content` needs no other table to be read, `digest` is the SHA-256 of its JSON."""

    class Kind(models.TextChoices):
        APPROVAL = "approval", "утверждённая редакция"
        CLOSING = "closing", "редакция при закрытии"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, verbose_name="план", related_name="snapshots")
    kind = models.CharField("что", max_length=10, choices=Kind, default=Kind.APPROVAL)
    number = models.PositiveIntegerField("редакция", default=1)
    content = models.JSONField("содержание")
    digest = models.CharField("контрольная сумма", max_length=64)
    basis = models.TextField("основание", blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        verbose_name="кто",
        related_name="snapshots",
    )
    created_at = models.DateTimeField("когда", auto_now_add=True)

    class Meta:
        verbose_name = "редакция плана"
        verbose_name_plural = "редакции плана"
        ordering: ClassVar = ["plan", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "kind", "number"], name="snapshot_number_is_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} № {self.number}"


class PlanChange(models.Model):
    """One change of a plan's structure; append-only, taken back by a new one that `undoes` it.

    `before` and `after` hold the values that changed, by name, enough to put them back; `subject` names the row as it
    was called then. Changes of one action share `batch` and are taken back together.
    """

    class Kind(models.TextChoices):
        ADDED = "added", "добавлен"
        REMOVED = "removed", "убран"
        MOVED = "moved", "переставлен"
        RENUMBERED = "renumbered", "перенумерован"
        REWORDED = "reworded", "изменён текст"
        REDATED = "redated", "изменён срок"
        REASSIGNED = "reassigned", "изменены ответственные"
        SECTION = "section", "изменён раздел"
        LAYOUT = "layout", "изменены колонки"
        STATE = "state", "изменено состояние плана"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, verbose_name="план", related_name="changes")
    batch = models.UUIDField("вместе с", default=uuid.uuid4, editable=False, db_index=True)
    kind = models.CharField("что", max_length=20, choices=Kind)
    item = models.ForeignKey(
        PlanItem,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="пункт",
        related_name="changes",
    )
    section = models.ForeignKey(
        Section,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="раздел",
        related_name="changes",
    )
    subject = models.TextField("как назывался", blank=True)
    before = models.JSONField("было", default=dict, blank=True)
    after = models.JSONField("стало", default=dict, blank=True)
    reason = models.TextField("причина", blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        verbose_name="кто",
        related_name="plan_changes",
    )
    created_at = models.DateTimeField("когда", auto_now_add=True)
    undoes = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="отменяет",
        related_name="undone_by",
    )

    class Meta:
        verbose_name = "изменение плана"
        verbose_name_plural = "изменения плана"
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["plan", "-id"], name="latest_change")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.subject}"
