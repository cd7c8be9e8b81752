"""What a reader keeps for herself: filters under a name, calendars to subscribe to."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from network.models import Organization, Person
from projects.models import Project


class SavedFilter(models.Model):
    """A filter of plan tables under a name; `query` is the query string of the page."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, verbose_name="чей", related_name="saved_filters"
    )
    project = models.ForeignKey(Project, on_delete=models.CASCADE, verbose_name="проект", related_name="saved_filters")
    name = models.CharField("название", max_length=100)
    query = models.CharField("отбор", max_length=1000)
    created_at = models.DateTimeField("когда", auto_now_add=True)

    class Meta:
        verbose_name = "сохранённый отбор"
        verbose_name_plural = "сохранённые отборы"
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "project", "name"],
                name="saved_filter_name_is_unique",
                violation_error_message="Отбор с таким названием у вас уже есть.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CalendarFeed(models.Model):
    """A calendar by a secret link: items of a person or of an organisation, as far as its owner may read them.

    Only the SHA-256 of the link's secret is kept, with its last letters to tell links apart; a revoked one answers
    nothing more.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, verbose_name="чей", related_name="calendar_feeds"
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, verbose_name="человек", related_name="calendar_feeds"
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        verbose_name="организация",
        related_name="calendar_feeds",
    )
    digest = models.CharField("след ссылки", max_length=64, unique=True, editable=False)
    ending = models.CharField("последние знаки", max_length=4, editable=False)
    created_at = models.DateTimeField("создана", auto_now_add=True)
    used_at = models.DateTimeField("открыта последний раз", null=True, blank=True)
    revoked_at = models.DateTimeField("отозвана", null=True, blank=True)

    class Meta:
        verbose_name = "календарь по ссылке"
        verbose_name_plural = "календари по ссылке"
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, organization__isnull=True)
                | Q(person__isnull=True, organization__isnull=False),
                name="feed_is_of_one_party",
                violation_error_message="Выберите человека или организацию.",
            ),
        ]

    def __str__(self) -> str:
        return f"…{self.ending}"
