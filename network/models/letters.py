"""Letters that wait to be sent, what was sent to whom, and which letters somebody wants."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class Letter(models.Model):
    """A letter in the queue; the row is deleted once it is sent, for it may hold a secret link.

    waiting (`taken_at` empty) → taken by a worker → deleted; a taken one is tried again when its lease is over. After
    `expires_at` (an hour, where it is empty) it is worth nothing and is dropped. `unsubscribe_url` is told to mail
    programs in a header.
    """

    to = models.EmailField("кому")
    subject = models.CharField("тема", max_length=300)
    body = models.TextField("текст")
    unsubscribe_url = models.CharField("ссылка для отказа", max_length=1000, blank=True)
    expires_at = models.DateTimeField("нужно до", null=True, blank=True)
    created_at = models.DateTimeField("создано", auto_now_add=True)
    taken_at = models.DateTimeField("взято в работу", null=True, blank=True)

    class Meta:
        verbose_name = "письмо"
        verbose_name_plural = "письма"
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.subject


class SentLetter(models.Model):
    """What was put into the queue for an account: its kind and subject, never its text.

    A digest has a `day`; the database holds that there is one a day.
    """

    class Kind(models.TextChoices):
        DIGEST = "digest", "сводка"
        REMINDER = "reminder", "просьба отметить"
        REPORT = "report", "документ готов"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, verbose_name="кому", related_name="sent_letters"
    )
    kind = models.CharField("вид", max_length=10, choices=Kind)
    subject = models.CharField("тема", max_length=300)
    day = models.DateField("за день", null=True, blank=True)
    created_at = models.DateTimeField("когда", auto_now_add=True)

    class Meta:
        verbose_name = "отправленное письмо"
        verbose_name_plural = "отправленные письма"
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "day"],
                condition=models.Q(kind="digest"),
                name="one_digest_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class LetterPreference(models.Model):
    """Which letters somebody wants; without a row, a digest every working day.

    `quiet_days`: numbers of weekdays without letters, 0 is Monday.
    """

    class Frequency(models.TextChoices):
        DAILY = "daily", "каждый день"
        WEEKLY = "weekly", "раз в неделю, в понедельник"
        NEVER = "never", "не присылать"

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, verbose_name="чьи", related_name="letter_preference"
    )
    frequency = models.CharField("сводка", max_length=10, choices=Frequency, default=Frequency.DAILY)
    quiet_days = models.JSONField("дни без писем", default=list, blank=True)

    class Meta:
        verbose_name = "настройка писем"
        verbose_name_plural = "настройки писем"

    def __str__(self) -> str:
        return self.get_frequency_display()
