"""Real events that stand in several plans: one mark fills all of their windows."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from network.models import Organization, Person
from plans.models.items import Occurrence
from projects.models import Project, ProjectFile


class Event(models.Model):
    """One real event. Its windows in the plans are `EventLink` rows that a person confirmed.

    `is_joint`: an event of the network with a page of its own, to which organisations register people; without it the
    row only joins windows of several plans.
    """

    class State(models.TextChoices):
        PLANNED = "planned", "готовится"
        HELD = "held", "состоялось"
        CANCELLED = "cancelled", "отменено"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, verbose_name="проект", related_name="events")
    title = models.TextField("событие")
    is_joint = models.BooleanField("совместное событие сети", default=False)
    state = models.CharField("состояние", max_length=10, choices=State, default=State.PLANNED)
    starts_at = models.DateTimeField("начало", null=True, blank=True)
    ends_at = models.DateTimeField("конец", null=True, blank=True)
    place = models.CharField("место", max_length=300, blank=True)
    url = models.URLField("ссылка на встречу", max_length=500, blank=True)
    audience = models.CharField("для кого", max_length=300, blank=True)
    description = models.TextField("о чём", blank=True)
    organizer = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="кто проводит",
        related_name="organized_events",
    )
    registration_until = models.DateField("заявки до", null=True, blank=True)
    reason = models.TextField("почему отменено", blank=True)
    materials = models.ManyToManyField(ProjectFile, blank=True, verbose_name="материалы", related_name="events")
    created_at = models.DateTimeField("когда", auto_now_add=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "событие"
        verbose_name_plural = "события"
        ordering: ClassVar = ["project", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(starts_at__isnull=True)
                | models.Q(ends_at__isnull=True)
                | models.Q(ends_at__gte=models.F("starts_at")),
                name="event_ends_after_start",
                violation_error_message="Событие не может закончиться раньше, чем началось.",
            ),
            models.CheckConstraint(
                condition=models.Q(is_joint=False) | models.Q(starts_at__isnull=False),
                name="joint_event_has_a_day",
                violation_error_message="Укажите день и час события.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class EventRegistration(models.Model):
    """Somebody who is to come to a joint event, and whether she did; `attended` empty: nobody has said yet."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, verbose_name="событие", related_name="registrations")
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        verbose_name="организация",
        related_name="event_registrations",
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="человек",
        related_name="event_registrations",
    )
    name = models.CharField("кто придёт", max_length=200)
    position = models.CharField("должность", max_length=300, blank=True)
    attended = models.BooleanField("пришёл", null=True, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        verbose_name="кто записал",
        related_name="event_registrations",
    )
    created_at = models.DateTimeField("когда", auto_now_add=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "участник события"
        verbose_name_plural = "участники событий"
        ordering: ClassVar = ["event", "organization", "name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["event", "organization", "name"],
                name="event_registration_is_unique",
                violation_error_message="Этот человек уже записан.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class EventLink(models.Model):
    """A window of a plan that is this event; one a person refused is kept so that it is not proposed again."""

    class State(models.TextChoices):
        CONFIRMED = "confirmed", "то же событие"
        REFUSED = "refused", "другое событие"

    event = models.ForeignKey(Event, on_delete=models.CASCADE, verbose_name="событие", related_name="links")
    occurrence = models.ForeignKey(
        Occurrence, on_delete=models.CASCADE, verbose_name="срок", related_name="event_links"
    )
    state = models.CharField("решение", max_length=10, choices=State, default=State.CONFIRMED)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "событие в плане"
        verbose_name_plural = "события в планах"
        ordering: ClassVar = ["event", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "occurrence"], name="event_link_is_unique"),
            models.UniqueConstraint(
                fields=["occurrence"],
                condition=models.Q(state="confirmed"),
                name="occurrence_is_one_event",
                violation_error_message="Этот срок уже связан с другим событием.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event}: {self.get_state_display()}"
