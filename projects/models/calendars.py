"""School years as published: quarters, half-years, trimesters and holidays, by country or a project's own."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from projects.models.projects import COUNTRIES, Project

ALREADY_THERE = "Календарь этого учебного года уже есть: исправьте его."


class SchoolYear(models.Model):
    """A school year of a country as its ministry published it, or, with `project`, as an institution decided it."""

    country = models.CharField("страна", max_length=2, choices=COUNTRIES)
    start_year = models.PositiveSmallIntegerField("начинается в сентябре года")
    project = models.ForeignKey(
        Project,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        verbose_name="только для проекта",
        related_name="school_years",
    )
    source = models.CharField("откуда даты", max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "учебный год"
        verbose_name_plural = "учебные годы"
        ordering: ClassVar = ["country", "-start_year", "pk"]
        constraints: ClassVar = [
            # Two constraints, because SQLite knows no unique constraint that tells empty values alike.
            models.UniqueConstraint(
                fields=["country", "start_year"],
                condition=Q(project__isnull=True),
                name="school_year_of_country_is_unique",
                violation_error_message=ALREADY_THERE,
            ),
            models.UniqueConstraint(
                fields=["country", "start_year", "project"],
                condition=Q(project__isnull=False),
                name="school_year_of_project_is_unique",
                violation_error_message=ALREADY_THERE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start_year}/{self.start_year + 1}, {self.get_country_display()}"


class SchoolTerm(models.Model):
    """A stretch of a school year, both days inclusive."""

    class Kind(models.TextChoices):
        QUARTER = "quarter", "четверть"
        HALF_YEAR = "half_year", "полугодие"
        TRIMESTER = "trimester", "триместр"
        HOLIDAY = "holiday", "каникулы"

    year = models.ForeignKey(SchoolYear, on_delete=models.CASCADE, verbose_name="учебный год", related_name="terms")
    kind = models.CharField("что", max_length=10, choices=Kind)
    order = models.PositiveSmallIntegerField("какая по счёту", default=1)
    starts_on = models.DateField("с")
    ends_on = models.DateField("по")
    history = HistoricalRecords()

    class Meta:
        verbose_name = "часть учебного года"
        verbose_name_plural = "части учебного года"
        ordering: ClassVar = ["year", "kind", "order"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["year", "kind", "order"],
                name="school_term_is_unique",
                violation_error_message="Такая часть учебного года уже есть.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="school_term_ends_after_start",
                violation_error_message="Конец не может быть раньше начала.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order}: {self.get_kind_display()}"
