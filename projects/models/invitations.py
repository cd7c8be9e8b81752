"""What an invitation means for a project."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from network.models import Invitation
from projects.models.projects import Project, ProjectRole


class ProjectInvitation(models.Model):
    """The project somebody is invited to by a link; with `role`, also what she will do in it."""

    invitation = models.OneToOneField(
        Invitation, on_delete=models.CASCADE, verbose_name="приглашение", related_name="to_project"
    )
    project = models.ForeignKey(Project, on_delete=models.CASCADE, verbose_name="проект", related_name="invitations")
    role = models.CharField("роль в проекте", max_length=20, choices=ProjectRole.Role, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "приглашение в проект"
        verbose_name_plural = "приглашения в проекты"
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.project}: {self.invitation}"
