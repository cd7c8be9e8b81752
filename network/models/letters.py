"""Letters that wait to be sent."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Letter(models.Model):
    """A letter in the queue; the row is deleted once it is sent, for it may hold a secret link.

    waiting (`taken_at` empty) → taken by a worker → deleted; a taken one is tried again when its lease is over.
    """

    to = models.EmailField("кому")
    subject = models.CharField("тема", max_length=300)
    body = models.TextField("текст")
    created_at = models.DateTimeField("создано", auto_now_add=True)
    taken_at = models.DateTimeField("взято в работу", null=True, blank=True)

    class Meta:
        verbose_name = "письмо"
        verbose_name_plural = "письма"
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.subject
