"""Councils of a project and their meetings."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from network.models import Person
from projects.models.files import ProjectFile
from projects.models.projects import Project


class Council(models.Model):
    """A body that steers or judges the project."""

    class Kind(models.TextChoices):
        COORDINATION = "coordination", "координационный совет"
        EXPERT = "expert", "экспертный совет"
        WORKING = "working", "рабочая группа"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, verbose_name="проект", related_name="councils")
    kind = models.CharField("вид", max_length=15, choices=Kind, default=Kind.COORDINATION)
    title = models.CharField("название", max_length=300)
    basis = models.CharField("основание", max_length=300, blank=True, help_text="Например, приказ о составе совета.")
    history = HistoricalRecords()

    class Meta:
        verbose_name = "совет"
        verbose_name_plural = "советы"
        ordering: ClassVar = ["project", "kind", "pk"]

    def __str__(self) -> str:
        return self.title


class CouncilMember(models.Model):
    """Somebody of a council: of the directory, or a name as written."""

    class Role(models.TextChoices):
        CHAIR = "chair", "председатель"
        SECRETARY = "secretary", "секретарь"
        MEMBER = "member", "член совета"

    council = models.ForeignKey(Council, on_delete=models.CASCADE, verbose_name="совет", related_name="members")
    order = models.PositiveSmallIntegerField("порядок", default=0)
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, verbose_name="человек", related_name="councils"
    )
    name = models.CharField("имя", max_length=200)
    position = models.CharField("должность", max_length=300, blank=True)
    role = models.CharField("роль", max_length=10, choices=Role, default=Role.MEMBER)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "член совета"
        verbose_name_plural = "члены советов"
        ordering: ClassVar = ["council", "order", "pk"]

    def __str__(self) -> str:
        return self.name


class CouncilMeeting(models.Model):
    """A sitting: when and where, what was on the agenda, what was decided."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, verbose_name="совет", related_name="meetings")
    held_on = models.DateField("дата")
    place = models.CharField("место или ссылка", max_length=300, blank=True)
    number = models.CharField("номер протокола", max_length=50, blank=True)
    agenda = models.TextField("повестка", blank=True)
    decisions = models.TextField("решения", blank=True)
    minutes = models.ForeignKey(
        ProjectFile, on_delete=models.SET_NULL, null=True, blank=True, verbose_name="протокол", related_name="meetings"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "заседание"
        verbose_name_plural = "заседания"
        ordering: ClassVar = ["council", "-held_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.council}, {self.held_on:%d.%m.%Y}"
