"""Talk about a thing of the portal, and what somebody is told of."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from simple_history.models import HistoricalRecords

from network.models.organizations import Organization


class Comment(models.Model):
    """A remark about an item, a contribution or a product.

    Without `organization` everybody reads it who sees the thing; with it, only people of that organisation, those who
    read the project in whole and those it mentions. A removed comment keeps its row and shows that it was removed.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, verbose_name="о чём", related_name="+")
    object_id = models.PositiveBigIntegerField("номер")
    subject = GenericForeignKey("content_type", "object_id")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, verbose_name="кто", related_name="comments"
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="только для организации",
        related_name="comments",
    )
    text = models.TextField("текст", max_length=4000)
    mentions = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, verbose_name="кого касается", related_name="mentioned_in"
    )
    created_at = models.DateTimeField("когда", auto_now_add=True)
    removed_at = models.DateTimeField("убран", null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "комментарий"
        verbose_name_plural = "комментарии"
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["content_type", "object_id"], name="comments_of_a_thing")]

    def __str__(self) -> str:
        return self.text[:80]


class Notification(models.Model):
    """What an account is told in the portal and, while unread, in the letter of the morning; `path`: where to look.

    `path` is an address inside the portal. `key` names what it tells, so that the same thing is told once.
    """

    class Kind(models.TextChoices):
        MENTION = "mention", "вас упомянули"
        COMMENT = "comment", "новый комментарий"
        CONTRIBUTION = "contribution", "сведения для отчёта"
        PRODUCT = "product", "продукт"
        REVIEW = "review", "рецензия"
        EVENT = "event", "событие"
        DOCUMENT = "document", "документ участия"
        PEOPLE = "people", "участники"
        REPORT = "report", "отчёт"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, verbose_name="кому", related_name="notifications"
    )
    kind = models.CharField("о чём", max_length=20, choices=Kind)
    text = models.CharField("текст", max_length=300)
    path = models.CharField("где", max_length=300)
    key = models.CharField("что именно", max_length=100, blank=True)
    created_at = models.DateTimeField("когда", auto_now_add=True)
    read_at = models.DateTimeField("прочитано", null=True, blank=True)
    mailed_at = models.DateTimeField("в письме", null=True, blank=True)

    class Meta:
        verbose_name = "уведомление"
        verbose_name_plural = "уведомления"
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["user", "read_at"], name="unread_notifications")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "key"], condition=~models.Q(key=""), name="told_once"),
        ]

    def __str__(self) -> str:
        return self.text
