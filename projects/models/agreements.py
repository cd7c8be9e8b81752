"""Papers of participation: contracts, consents, orders."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar, Final

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from network.models import Organization
from projects.models.files import ProjectFile
from projects.models.projects import Project

SOON: Final = timedelta(days=30)


class AgreementKind(models.TextChoices):
    """What sort of paper: the first two are signed by both sides."""

    CONTRACT = "contract", "договор"
    MEMORANDUM = "memorandum", "соглашение"
    CONSENT = "consent", "согласие"
    ORDER = "order", "приказ"


class Agreement(models.Model):
    """A paper between the institution that runs the project and a participant.

    A contract is signed by both (two dates), a consent by the participant, an order by the institution. The state is
    never stored: it follows from the dates and the day asked about.
    """

    class State(models.TextChoices):
        UNSIGNED = "unsigned", "не подписан"
        HALF_SIGNED = "half_signed", "на подписании"
        AHEAD = "ahead", "вступит в силу"
        IN_FORCE = "in_force", "действует"
        ENDS_SOON = "ends_soon", "скоро закончится"
        EXPIRED = "expired", "срок истёк"
        TERMINATED = "terminated", "расторгнут"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, verbose_name="проект", related_name="agreements")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, verbose_name="участник", related_name="agreements"
    )
    kind = models.CharField("вид", max_length=15, choices=AgreementKind, default=AgreementKind.CONTRACT)
    number = models.CharField("номер", max_length=100, blank=True)
    title = models.CharField("название", max_length=300, blank=True)
    signed_here_on = models.DateField("подписан учреждением", null=True, blank=True)
    signed_there_on = models.DateField("подписан участником", null=True, blank=True)
    starts_on = models.DateField("действует с", null=True, blank=True)
    ends_on = models.DateField("действует по", null=True, blank=True)
    terminated_on = models.DateField("расторгнут", null=True, blank=True)
    scan = models.ForeignKey(
        ProjectFile, on_delete=models.SET_NULL, null=True, blank=True, verbose_name="скан", related_name="agreements"
    )
    note = models.CharField("примечание", max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "документ участия"
        verbose_name_plural = "документы участия"
        ordering: ClassVar = ["project", "organization", "kind", "-starts_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="agreement_ends_after_start",
                violation_error_message="Документ не может закончить действие раньше, чем начал.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} № {self.number}" if self.number else self.get_kind_display()

    def state_on(self, day: date) -> State:
        """How the paper stands on a day; one without an end does not expire."""
        if self.terminated_on is not None and self.terminated_on <= day:
            return self.State.TERMINATED
        if self.ends_on is not None and self.ends_on < day:
            return self.State.EXPIRED
        missing = self._missing_signatures()
        if missing:
            return self.State.HALF_SIGNED if self.signed_here_on or self.signed_there_on else self.State.UNSIGNED
        if self.starts_on is not None and self.starts_on > day:
            return self.State.AHEAD
        if self.ends_on is not None and self.ends_on - day <= SOON:
            return self.State.ENDS_SOON
        return self.State.IN_FORCE

    def _missing_signatures(self) -> int:
        needs_here = self.kind != AgreementKind.CONSENT
        needs_there = self.kind != AgreementKind.ORDER
        return (needs_here and self.signed_here_on is None) + (needs_there and self.signed_there_on is None)
