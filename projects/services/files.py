"""Files people give to a project: checked by their content, kept under names nobody can guess."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db.models import DateTimeField, ExpressionWrapper, Sum
from django.db.models.functions import Now
from simple_history.utils import get_history_manager_for_model

from network.models import Organization, User
from network.services.history import delete_signed, save_signed
from portal.checked_files import check_file
from projects.models import Project, ProjectFile

MAX_TITLE: Final = 300
MOST_A_DAY: Final = 300 * 1024 * 1024
"""Bytes one account adds in 24 hours, in all projects."""
TOO_MUCH: Final = (
    "Файл «{name}» не сохранён: за сутки с одной учётной записи можно приложить не больше 300 МБ. "
    "Приложите его завтра или дайте ссылку."
)


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
    """Save a file of the project; raises ValidationError in Russian for one that is not accepted, or one too many.

    Call inside the transaction of whatever the file belongs to.
    """
    if actor is not None and _added_by(actor) + len(content) > MOST_A_DAY:
        raise ValidationError(TOO_MUCH.format(name=name[:MAX_TITLE]))
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


def _added_by(actor: User) -> int:
    """Bytes the account added in 24 hours by the clock of the database, those of files taken away since included."""
    since = ExpressionWrapper(Now() - timedelta(days=1), output_field=DateTimeField())
    added = get_history_manager_for_model(ProjectFile).filter(
        history_user=actor, history_type="+", history_date__gt=since
    )
    return added.aggregate(bytes=Sum("size"))["bytes"] or 0
