"""Talk about a thing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet

from network.models import Comment, User

SHOWN: Final = 50


def comments_on(subject: Model) -> QuerySet[Comment]:
    """All remarks about a thing, the first one first."""
    kind = ContentType.objects.get_for_model(subject)
    return Comment.objects.filter(content_type=kind, object_id=subject.pk).order_by("pk")


def thread(comments: QuerySet[Comment], *, whole: bool) -> tuple[Sequence[Comment], int]:
    """Remarks with what their page shows, the last fifty unless `whole`, and how many stand before those."""
    shaped = comments.select_related("author__person", "organization").prefetch_related("mentions__person")
    if whole:
        return list(shaped.order_by("pk")), 0
    last = list(shaped.order_by("-pk")[: SHOWN + 1])
    hidden = comments.count() - SHOWN if len(last) > SHOWN else 0
    return last[:SHOWN][::-1], hidden


def thread_people(subject: Model) -> list[User]:
    """Who spoke about a thing or was mentioned there, whatever of it each may read."""
    said = comments_on(subject).filter(removed_at__isnull=True)
    people = User.objects.filter(Q(comments__in=said) | Q(mentioned_in__in=said))
    return list(people.select_related("person").distinct().order_by("pk"))
