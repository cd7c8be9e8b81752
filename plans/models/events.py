"""Real events that stand in several plans: one mark fills all of their windows."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from plans.models.items import Occurrence
from projects.models import Project


class Event(models.Model):
    """One real event. Its windows in the plans are `EventLink` rows that a person confirmed."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, verbose_name="проект", related_name="events")
    title = models.TextField("событие")
    created_at = models.DateTimeField("когда", auto_now_add=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "событие"
        verbose_name_plural = "события"
        ordering: ClassVar = ["project", "pk"]

    def __str__(self) -> str:
        return self.title


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
