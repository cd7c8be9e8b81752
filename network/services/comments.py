"""Talk about a thing: remarks are added and put out of sight, never rewritten."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model

from network.models import Comment, Notification, Organization, User
from network.queries import thread_people
from network.services.history import save_signed
from network.services.notifications import notify
from portal.text.clean import clean_text
from portal.text.short import shortened

MOST_LETTERS: Final = 4000
MOST_TITLE: Final = 110
MOST_QUOTED: Final = 120

NO_TEXT = "Напишите, что хотите сказать."
TOO_LONG = "Слишком длинно: {count} знаков из {most}. Разделите на два комментария или приложите файл к отметке."


@transaction.atomic
def add_comment(  # noqa: PLR0913 - each is a field of the remark or of what is told of it
    subject: Model,
    text: str,
    *,
    author: User,
    organization: Organization | None,
    mentions: Iterable[User],
    path: str,
    title: str,
    reads: Callable[[User], bool],
    listeners: Iterable[User] = (),
) -> Comment:
    """Add a remark and tell of it once: those it mentions, those who spoke before, and the listeners.

    `path` and `title`: the page and the name of the thing. Nobody is told whom `reads` refuses, nor the author.
    Raises ValidationError by field in Russian.
    """
    said = clean_text(text).strip()
    if not said:
        raise ValidationError({"text": NO_TEXT})
    if len(said) > MOST_LETTERS:
        raise ValidationError({"text": TOO_LONG.format(count=len(said), most=MOST_LETTERS)})
    kind = ContentType.objects.get_for_model(subject)
    before = thread_people(subject)
    comment = Comment(content_type=kind, object_id=subject.pk, author=author, organization=organization, text=said)
    save_signed(comment, author)
    mentioned = {user.pk: user for user in mentions}
    comment.mentions.set(mentioned.values())
    rest = {user.pk: user for user in (*before, *listeners) if user.pk not in mentioned}
    for people, told in ((mentioned, Notification.Kind.MENTION), (rest, Notification.Kind.COMMENT)):
        reached = [user for pk, user in people.items() if pk != author.pk and user.is_active and reads(user)]
        notify(reached, told, _words(comment, title), f"{path}#comment-{comment.pk}", key=f"comment-{comment.pk}")
    return comment


def remove_comment(comment: Comment, *, actor: User, now: datetime) -> Comment:
    """Put a remark out of sight; its row stays and says that there was one. A second call changes nothing."""
    if comment.removed_at is None:
        comment.removed_at = now
        save_signed(comment, actor)
    return comment


def _words(comment: Comment, title: str) -> str:
    """«Осенний П.С.: «Смета готова?» — Совещание»."""
    return f"{comment.author}: «{shortened(comment.text, MOST_QUOTED)}» — {shortened(title, MOST_TITLE)}"
