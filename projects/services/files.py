"""Files people give to a project: checked by their content, kept under names nobody can guess."""

from __future__ import annotations

from typing import Final

from django.core.files.base import ContentFile

from network.models import Organization, User
from network.services.history import delete_signed, save_signed
from portal.checked_files import check_file
from projects.models import Project, ProjectFile

MAX_TITLE: Final = 300


def keep_file(
    project: Project,
    name: str,
    content: bytes,
    *,
    organization: Organization | None = None,
    audience: ProjectFile.Audience = ProjectFile.Audience.ORGANIZATION,
    title: str = "",
    actor: User | None,
) -> ProjectFile:
    """Save a file of the project; raises ValidationError in Russian for one that is not accepted.

    Call inside the transaction of whatever the file belongs to.
    """
    checked = check_file(name, content)
    kept = ProjectFile(
        project=project,
        organization=organization,
        audience=audience,
        title=(title or checked.name)[:MAX_TITLE],
        content_type=checked.content_type,
        size=len(checked.content),
        author=actor,
    )
    kept.file.save(checked.name, ContentFile(checked.content), save=False)
    return save_signed(kept, actor)


def drop_file(kept: ProjectFile, *, actor: User | None) -> None:
    """Take a file away from readers; its bytes stay where only the operator reaches them, its history tells of it."""
    delete_signed(kept, actor)
