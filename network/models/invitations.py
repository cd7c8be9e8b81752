"""Links that let a new member in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, Final

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from network.models.organizations import Organization
from network.models.people import Person
from network.models.users import Membership

LIFETIME: Final = timedelta(days=14)


class Invitation(models.Model):
    """An invitation into an organisation: waiting → used | revoked | expired.

    The secret of the link is shown once, when it is made; only its hash is kept. `email` may be empty: the link is
    then handed over by whoever made it. `person`: whom of the plans the new account stands for.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "ждёт ответа"
        USED = "used", "принято"
        REVOKED = "revoked", "отозвано"
        EXPIRED = "expired", "срок истёк"

    token_hash = models.CharField("отпечаток ссылки", max_length=64, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, verbose_name="организация", related_name="invitations"
    )
    role = models.CharField("роль", max_length=20, choices=Membership.Role, default=Membership.Role.EDITOR)
    name = models.CharField("кого приглашаем", max_length=200, blank=True)
    email = models.EmailField("электронная почта", blank=True)
    person = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="человек из планов",
        related_name="invitations",
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        verbose_name="кто пригласил",
        related_name="sent_invitations",
    )
    created_at = models.DateTimeField("когда", auto_now_add=True)
    expires_at = models.DateTimeField("действует до")
    used_at = models.DateTimeField("принято", null=True, blank=True)
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="кто принял",
        related_name="used_invitations",
    )
    revoked_at = models.DateTimeField("отозвано", null=True, blank=True)
    history = HistoricalRecords(excluded_fields=["token_hash"])

    class Meta:
        verbose_name = "приглашение"
        verbose_name_plural = "приглашения"
        ordering: ClassVar = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.name or self.email or 'приглашение'} — {self.organization}"

    def state_at(self, now: datetime) -> State:
        """What has become of the invitation by the moment."""
        if self.used_at is not None:
            return self.State.USED
        if self.revoked_at is not None:
            return self.State.REVOKED
        return self.State.WAITING if now < self.expires_at else self.State.EXPIRED
