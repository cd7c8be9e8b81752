"""Joining the talk about a thing of a project."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from django.core.exceptions import PermissionDenied

from network.models import Comment, Organization, User
from network.queries.accounts import editors_of
from network.services.comments import add_comment
from projects.access.comments import EVERYBODY, Talk, may_read_comment
from projects.queries.accounts import coordinators_of

NOT_TO_THEM = "Так обратиться здесь нельзя: выберите, кто прочтёт комментарий, из списка."


def say(talk: Talk, text: str, *, organization_id: int | None, mentions: Collection[int], author: User) -> Comment:
    """Add the author's remark to everybody (`None`) or to one organisation and the coordinators, and tell of it.

    A leader's remark to an organisation reaches those who act for it, anybody else's the coordinators; all who are
    mentioned and who spoke before as well. Raises ValidationError by field; `PermissionDenied` where she only reads.
    """
    talk.require_speaker()
    if str(organization_id or EVERYBODY) not in dict(talk.audiences):
        raise PermissionDenied(NOT_TO_THEM)
    organization = Organization.objects.get(pk=organization_id) if organization_id else None
    led = [organization] if organization else []
    listeners = editors_of(*led) if talk.leads else coordinators_of(talk.project)
    return add_comment(
        talk.subject,
        text,
        author=author,
        organization=organization,
        mentions=[user for user in talk.people if user.pk in mentions],
        path=talk.path,
        title=talk.title,
        reads=partial(_reads, talk, organization, frozenset(mentions)),
        listeners=listeners,
    )


def _reads(talk: Talk, organization: Organization | None, mentions: frozenset[int], user: User) -> bool:
    """Who is mentioned reads the remark wherever she sees the thing."""
    return talk.sees(user) if user.pk in mentions else may_read_comment(user, talk, organization)
