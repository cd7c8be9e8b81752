"""Groups that mean everybody who takes part: whoever joins the project stands in them."""

from __future__ import annotations

from network.models import Group, Organization, User
from network.services.parties import NETWORK_GROUPS
from portal.text.names import comparison_key
from projects.models import Participation, Project


def join_network_groups(project: Project, organization: Organization, *, actor: User | None) -> list[Group]:
    """Put a participant into the institution's groups «участники сети»; gives those she was not in.

    Where the institution runs several projects such a group may mean another one's network, and nothing is touched.
    """
    owner = project.organization_id
    others = Project.objects.filter(organization=owner).exclude(pk=project.pk).exclude(state=Project.State.ARCHIVED)
    if others.exists():
        return []
    groups = Group.objects.filter(organization=owner).exclude(organizations=organization)
    joined = [group for group in groups if comparison_key(group.name) in NETWORK_GROUPS]
    for group in joined:
        group._history_user = actor  # type: ignore[attr-defined]
        group.organizations.add(organization)
    return joined


def leave_network_groups(project: Project, organization: Organization, *, actor: User | None) -> None:
    """Take out of «участники сети» an organisation that has no part in the project any more."""
    if Participation.objects.filter(project=project, organization=organization).exists():
        return
    for group in Group.objects.filter(organization=project.organization_id, organizations=organization):
        if comparison_key(group.name) in NETWORK_GROUPS:
            group._history_user = actor  # type: ignore[attr-defined]
            group.organizations.remove(organization)
