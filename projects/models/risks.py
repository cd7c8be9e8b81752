"""What may go wrong in a project."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from simple_history.models import HistoricalRecords

from network.models import Person
from projects.models.projects import Project

_FROM_ONE_TO_FIVE = [MinValueValidator(1, "Оценка — от 1 до 5."), MaxValueValidator(5, "Оценка — от 1 до 5.")]


class Risk(models.Model):
    """A risk with its place in the matrix likelihood × impact (1 to 5 each), its owner and the day to look again."""

    class State(models.TextChoices):
        OPEN = "open", "наблюдаем"
        OCCURRED = "occurred", "наступил"
        CLOSED = "closed", "снят"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, verbose_name="проект", related_name="risks")
    order = models.PositiveIntegerField("порядок", default=0)
    text = models.TextField("риск")
    likelihood = models.PositiveSmallIntegerField("вероятность", default=3, validators=_FROM_ONE_TO_FIVE)
    impact = models.PositiveSmallIntegerField("влияние", default=3, validators=_FROM_ONE_TO_FIVE)
    measures = models.TextField("что делаем", blank=True)
    owner = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, verbose_name="кто следит", related_name="risks"
    )
    review_on = models.DateField("пересмотреть", null=True, blank=True)
    state = models.CharField("состояние", max_length=10, choices=State, default=State.OPEN)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "риск"
        verbose_name_plural = "риски"
        ordering: ClassVar = ["project", "order", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(likelihood__range=(1, 5), impact__range=(1, 5)),
                name="risk_is_in_the_matrix",
                violation_error_message="Вероятность и влияние — от 1 до 5.",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def weight(self) -> int:
        """Likelihood × impact, 1 to 25."""
        return self.likelihood * self.impact
