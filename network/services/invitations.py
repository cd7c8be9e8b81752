"""Links that let a new member in: made with a secret that is shown once, taken back, used by one account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.core.exceptions import ValidationError

from network.links import new_secret, secret_digest
from network.models import Invitation, Membership, Organization, Person, User
from network.models.invitations import LIFETIME
from network.services.history import save_signed
from portal.text.clean import one_line

ALREADY_USED: Final = "Это приглашение уже принято, отозвать его нельзя. Доступ человека меняется на странице «Доступ»."
MOST_A_DAY: Final = 500
"""Invitations one account makes in 24 hours: a whole list of people and more."""
TOO_MANY: Final = (
    "За сутки с одной учётной записи можно пригласить не больше {most} человек. "
    "Пригласите остальных завтра или попросите другого координатора."
)
GONE: Final = {
    Invitation.State.USED: "Это приглашение уже принято: ссылка действует один раз.",
    Invitation.State.REVOKED: "Это приглашение отозвано.",
    Invitation.State.EXPIRED: "Срок этого приглашения истёк: ссылка действует 14 дней.",
}
# From the least to the most: an invitation never takes rights away from somebody who has more.
_RIGHTS: Final = (Membership.Role.VIEWER, Membership.Role.EDITOR, Membership.Role.HEAD)


class InvitationGone(Exception):  # noqa: N818 - the name says what happened to the link
    """The link lets nobody in any more; the words say why."""


@dataclass(frozen=True, slots=True)
class NewInvitation:
    """Whom into which organisation, with which `Membership.Role`; `email` and `person` may be unknown."""

    organization: Organization
    role: str
    name: str = ""
    email: str = ""
    person: Person | None = None


def create_invitation(new: NewInvitation, *, now: datetime, actor: User) -> tuple[Invitation, str]:
    """Make an invitation for 14 days and give it with its secret, which nobody can learn again.

    Raises ValidationError where the actor has made as many as one may in 24 hours.
    """
    # The days an invitation lasts are counted from when it was made.
    today = Invitation.objects.filter(created_by=actor, expires_at__gt=now + LIFETIME - timedelta(days=1))
    if today.count() >= MOST_A_DAY:
        raise ValidationError(TOO_MANY.format(most=MOST_A_DAY))
    secret = new_secret()
    invitation = Invitation(
        token_hash=secret_digest(secret),
        organization=new.organization,
        role=new.role,
        name=one_line(new.name),
        email=new.email.strip().lower(),
        person=new.person,
        created_by=actor,
        expires_at=now + LIFETIME,
    )
    return save_signed(invitation, actor), secret


def revoke_invitation(invitation: Invitation, *, now: datetime, actor: User) -> Invitation:
    """Close the link for good; a second time changes nothing. Raises ValidationError for one that was used.

    Call inside a transaction.
    """
    held = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if held.used_at is not None:
        raise ValidationError(ALREADY_USED)
    if held.revoked_at is None:
        held.revoked_at = now
        save_signed(held, actor)
    return held


def claim_invitation(pk: int, *, now: datetime) -> Invitation:
    """Hold the invitation for the rest of the transaction; raises InvitationGone unless it still waits."""
    invitation = Invitation.objects.select_for_update().get(pk=pk)
    state = invitation.state_at(now)
    if state != Invitation.State.WAITING:
        raise InvitationGone(GONE[state])
    return invitation


def use_invitation(invitation: Invitation, user: User, *, now: datetime, joins: bool = True) -> None:
    """Let the account into the organisation by an invitation that is held, and close the link.

    Who has more rights there already keeps them. The account becomes the person of the plans, if neither is taken.
    Without `joins` she gets no place in the organisation: an expert works there and reads nothing of it here.
    """
    invitation.used_at, invitation.used_by = now, user
    save_signed(invitation, user)
    person = invitation.person
    if person is not None and user.person_id is None and not User.objects.filter(person=person).exists():
        user.person = person
        save_signed(user, user)
    if not joins:
        return
    place = Membership.objects.filter(user=user, organization=invitation.organization).first()
    place = place or Membership(user=user, organization=invitation.organization, role=Membership.Role.VIEWER)
    if place.pk is None or _RIGHTS.index(Membership.Role(place.role)) < _RIGHTS.index(Membership.Role(invitation.role)):
        place.role = invitation.role
        save_signed(place, user)
