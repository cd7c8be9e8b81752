"""Invitations of a project as its list shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from network.models import Invitation, Membership
from projects.models import Project, ProjectInvitation, ProjectRole

State = Invitation.State
SIGNS: Final = {State.WAITING: "active", State.USED: "done", State.REVOKED: "cancelled", State.EXPIRED: "none"}
_ORDER: Final = (State.WAITING, State.EXPIRED, State.USED, State.REVOKED)


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An invitation and what has become of it."""

    of: ProjectInvitation
    state: Invitation.State

    @property
    def invitation(self) -> Invitation:
        """The invitation itself."""
        return self.of.invitation

    @property
    def sign(self) -> str:
        """The sign of the state among those of the portal."""
        return SIGNS[self.state]

    @property
    def word(self) -> str:
        """The word of the state."""
        return str(self.state.label).capitalize()

    @property
    def role(self) -> str:
        """What she is invited as, in words."""
        return role_words(self.of)

    @property
    def is_open(self) -> bool:
        """The link may be taken back."""
        return self.state == State.WAITING

    @property
    def is_lost(self) -> bool:
        """A new link may take its place."""
        return self.state in {State.WAITING, State.EXPIRED}


def role_words(of: ProjectInvitation) -> str:
    """What somebody is invited as: her role in the project, else in the organisation."""
    return str(ProjectRole.Role(of.role).label if of.role else Membership.Role(of.invitation.role).label)


def invitation_rows(project: Project, invitations: QuerySet[ProjectInvitation], now: datetime) -> list[InvitationRow]:
    """Invitations into the project, those that wait first, then the newest; one query."""
    found = invitations.filter(project=project).select_related(
        "invitation__organization", "invitation__created_by__person", "invitation__used_by__person"
    )
    rows = [InvitationRow(of, of.invitation.state_at(now)) for of in found.order_by("-invitation__created_at", "-pk")]
    return sorted(rows, key=lambda row: _ORDER.index(row.state))


def waiting_addresses(project: Project, now: datetime) -> set[tuple[str, int]]:
    """Addresses that were invited and have not answered, with the organisation."""
    waiting = Invitation.objects.filter(
        to_project__project=project, used_at__isnull=True, revoked_at__isnull=True, expires_at__gt=now
    ).exclude(email="")
    return set(waiting.values_list("email", "organization_id"))


def known_members(emails: Iterable[str]) -> set[tuple[str, int]]:
    """Which of the addresses (in small letters) have an account in which organisation."""
    places = Membership.objects.filter(user__email__in=list(emails))
    return set(places.values_list("user__email", "organization_id"))
