"""People named in plans and the groups they stand in; a person need not be a user."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from network.models.organizations import Organization


class Person(models.Model):
    """Somebody a plan names: surname, then names in full or as initials («И.»)."""

    surname = models.CharField("фамилия", max_length=100)
    given_name = models.CharField("имя или инициал", max_length=100, blank=True)
    patronymic = models.CharField("отчество или инициал", max_length=100, blank=True)
    position = models.CharField("должность", max_length=300, blank=True)
    position_since = models.DateField("в должности с", null=True, blank=True)
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="организация",
        related_name="people",
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "человек"
        verbose_name_plural = "люди"
        ordering: ClassVar = ["surname", "given_name", "patronymic", "pk"]

    def __str__(self) -> str:
        return self.short_name

    @property
    def short_name(self) -> str:
        """«Фамилия И.О.», the order of plan cells; names given as initials are not doubled."""
        initials = "".join(f"{name[0]}." for name in (self.given_name, self.patronymic) if name)
        return f"{self.surname} {initials}".strip()

    @property
    def initials(self) -> str:
        """Two letters for the round badge beside a name."""
        return (self.surname[:1] + self.given_name[:1]).upper()


class FormerPosition(models.Model):
    """A place somebody held before the present one, which stands on `Person`; either day may be unknown."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, verbose_name="человек", related_name="former_positions"
    )
    title = models.CharField("должность", max_length=300, blank=True)
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="организация",
        related_name="former_people",
    )
    starts_on = models.DateField("с", null=True, blank=True)
    ends_on = models.DateField("по", null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "прежняя должность"
        verbose_name_plural = "прежние должности"
        ordering: ClassVar = ["person", "-ends_on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="former_position_ends_after_start",
                violation_error_message="Работа в должности не может закончиться раньше, чем началась.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.title}"


class Group(models.Model):
    """People or organisations a plan names together («участники сети», «заведующие отделами»); may be empty."""

    name = models.CharField("название", max_length=300)
    organization = models.ForeignKey(
        Organization,
        on_delete=models.CASCADE,
        verbose_name="чья группа",
        related_name="groups",
    )
    people = models.ManyToManyField(Person, blank=True, verbose_name="люди", related_name="groups")
    organizations = models.ManyToManyField(
        Organization,
        blank=True,
        verbose_name="организации",
        related_name="member_of_groups",
    )
    history = HistoricalRecords(m2m_fields=[people, organizations])

    class Meta:
        verbose_name = "группа"
        verbose_name_plural = "группы"
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organization", "name"],
                name="group_is_unique_in_organization",
                violation_error_message="Такая группа у этой организации уже есть.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
