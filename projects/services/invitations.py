"""Invitations into a project: made, renewed, taken back, accepted by an account that is there or a new one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from network.models import Invitation, Notification, Organization, User
from network.services.directory import create_account
from network.services.history import save_signed
from network.services.invitations import (
    InvitationGone,
    NewInvitation,
    claim_invitation,
    create_invitation,
    revoke_invitation,
    use_invitation,
)
from network.services.letters import queue_letter
from network.services.notifications import notify
from projects.access.invitations import still_invites
from projects.models import Participation, Project, ProjectInvitation, ProjectRole
from projects.queries.accounts import heads_of
from projects.services.network_groups import join_network_groups
from projects.services.projects import grant_role

CLOSED: Final = "Проект в архиве: вступить в него уже нельзя."
NO_LONGER: Final = "Тот, кто приглашал, больше не может приглашать сюда. Попросите у координатора новую ссылку."
KNOWN_ADDRESS: Final = "Учётная запись с такой почтой уже есть. Войдите под ней, и приглашение откроется снова."


@dataclass(frozen=True, slots=True)
class MadeInvitation:
    """A new invitation with its link, which is shown once."""

    invitation: Invitation
    link: str


@dataclass(frozen=True, slots=True)
class NewAccount:
    """Who signs up by a link."""

    name: str
    email: str
    password: str


@transaction.atomic
def invite(
    project: Project, new: NewInvitation, *, project_role: str = "", by_letter: bool = False, now: datetime, actor: User
) -> MadeInvitation:
    """Invite somebody into an organisation of the project, with `project_role` also to do something in it.

    An organisation that does not take part yet is noted as invited, unless somebody is asked for her own role alone.
    With `by_letter` the link is also sent to the address of the invitation.
    """
    invitation, secret = create_invitation(new, now=now, actor=actor)
    save_signed(ProjectInvitation(invitation=invitation, project=project, role=project_role), actor)
    if not project_role:
        _note_invited(project, new.organization, actor)
    made = MadeInvitation(invitation, f"{settings.PUBLIC_URL}{reverse('projects:invitation_accept', args=[secret])}")
    if by_letter and invitation.email:
        _send(project, made, actor)
    return made


@transaction.atomic
def renew_invitation(of: ProjectInvitation, *, now: datetime, actor: User) -> MadeInvitation:
    """A new link in place of one that is lost or over; raises ValidationError where it was used already."""
    former = revoke_invitation(of.invitation, now=now, actor=actor)
    new = NewInvitation(former.organization, former.role, former.name, former.email, former.person)
    return invite(of.project, new, project_role=of.role, now=now, actor=actor)


@transaction.atomic
def take_invitation_back(of: ProjectInvitation, *, now: datetime, actor: User) -> None:
    """Close the link; raises ValidationError where it was used already."""
    revoke_invitation(of.invitation, now=now, actor=actor)


@transaction.atomic
def accept_invitation(of: ProjectInvitation, user: User, *, today: date, now: datetime) -> ProjectInvitation:
    """Let an account in; of two who click at once one gets in. Raises InvitationGone with the reason in words."""
    return _accept(of, user, today, now)


@transaction.atomic
def sign_up(of: ProjectInvitation, new: NewAccount, *, today: date, now: datetime) -> User:
    """Make an account and let it in.

    Raises InvitationGone with the reason in words, ValidationError by the field `email` where it has an account.
    """
    claim_invitation(of.invitation_id, now=now)
    if User.objects.filter(email__iexact=new.email.strip()).exists():
        raise ValidationError({"email": KNOWN_ADDRESS})
    user = create_account(new.email.strip(), new.password, name=new.name, actor=None)
    _accept(of, user, today, now)
    return user


def _accept(of: ProjectInvitation, user: User, today: date, now: datetime) -> ProjectInvitation:
    invitation = claim_invitation(of.invitation_id, now=now)
    project = Project.objects.select_for_update().get(pk=of.project_id)
    if project.state == Project.State.ARCHIVED:
        raise InvitationGone(CLOSED)
    if not still_invites(of):
        raise InvitationGone(NO_LONGER)
    use_invitation(invitation, user, now=now, joins=of.role != ProjectRole.Role.EXPERT)
    if of.role:
        grant_role(project, user, of.role, actor=user)
    else:
        _note_active(project, invitation.organization, today, user)
    heads = heads_of(invitation.organization)
    told = [each for each in (invitation.created_by, *heads) if each is not None and each != user]
    text = f"{user.display_name}: приглашение принято, {invitation.organization.short_name}."
    path = reverse("projects:people", args=[project.slug])
    notify(told, Notification.Kind.PEOPLE, text, path, key=f"joined-{invitation.pk}")
    return of


def _note_invited(project: Project, organization: Organization, actor: User) -> None:
    """A participation that waits, unless the organisation takes part, was asked already, or runs the project."""
    there = Participation.objects.filter(project=project, organization=organization)
    if organization.pk != project.organization_id and not there.exclude(status=Participation.Status.ENDED).exists():
        waiting = Participation(project=project, organization=organization, status=Participation.Status.INVITED)
        save_signed(waiting, actor)


def _note_active(project: Project, organization: Organization, today: date, actor: User) -> None:
    """An organisation that was invited takes part from today on."""
    parts = Participation.objects.filter(project=project, organization=organization)
    waiting = parts.filter(status=Participation.Status.INVITED).first()
    if waiting is None or parts.filter(status=Participation.Status.ACTIVE).exists():
        return
    waiting.status = Participation.Status.ACTIVE
    waiting.starts_on = waiting.starts_on or today
    save_signed(waiting, actor)
    join_network_groups(project, organization, actor=actor)


def _send(project: Project, made: MadeInvitation, actor: User) -> None:
    invitation = made.invitation
    context = {"invitation": invitation, "project": project, "link": made.link, "actor": actor.display_name}
    body = render_to_string("projects/letters/invitation.txt", context)
    queue_letter(
        invitation.email,
        f"Приглашение в проект «{project.short_title}»",
        body,
        expires_at=invitation.expires_at,
    )
