"""A waiting invitation into organisation A, a place in it, a role of the project."""

from __future__ import annotations

from django.db.models import Model
from django.utils import timezone

from network.models import Membership, User
from network.services.invitations import NewInvitation
from projects.models import ProjectInvitation, ProjectRole
from projects.services.invitations import invite
from tests.rights_areas.ground import Ground


def objects(ground: Ground) -> dict[str, Model]:
    """An invitation whose secret is known, and rights that may be taken."""
    project = ground.project
    new = NewInvitation(ground.party, "editor", name=ground.canary, email=f"new-{project.slug}@example.org")
    made = invite(project, new, now=timezone.now(), actor=ground.author)
    found = ProjectInvitation.objects.get(invitation=made.invitation)
    found.__dict__["secret"] = made.link.rstrip("/").rsplit("/", 1)[-1]
    guest = User.objects.create_user(f"guest-{project.slug}@example.org", name=f"Гость {project.slug}")
    return {
        "projects:invitation_": found,
        "projects:membership_": Membership.objects.create(user=guest, organization=ground.party, role="viewer"),
        "projects:role_": ProjectRole.objects.create(project=project, user=guest, role=ProjectRole.Role.OBSERVER),
    }
