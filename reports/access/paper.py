"""Who decides how papers of an organisation are laid out."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from network.access import Reader
from network.models import Membership
from projects.access import project_for_viewing
from projects.models import Project
from reports.access.orders import can_order, is_open, require_open

NOT_AN_EDITOR = (
    "Оформление документов меняют координатор и директор проекта, руководитель учреждения и администратор портала."
)


def can_edit_paper(user: Reader, project: Project) -> bool:
    """Whoever orders reports of the project, the head of its institution, an administrator; nobody in an archive."""
    if not user.is_authenticated or not user.is_active or not is_open(project):
        return False
    heads = Membership.objects.filter(user=user, organization=project.organization_id, role=Membership.Role.HEAD)
    return user.is_staff or can_order(user, project) or heads.exists()


def project_for_paper(user: Reader, slug: str) -> Project:
    """The project whose papers the user may lay out; 404 for strangers, 403 for others and in an archive."""
    project = project_for_viewing(user, slug)
    require_open(project)
    if not can_edit_paper(user, project):
        raise PermissionDenied(NOT_AN_EDITOR)
    return project
