"""Which tabs of a project its reader has, and what she does in projects."""

from __future__ import annotations

from django import template
from django.db.models import QuerySet

from network.models import Membership, User
from projects.access import Standing, standing
from projects.access.people import PeopleScope
from projects.models import Project, ProjectRole
from projects.queries import roles_of
from projects.text.narrative import Block, Nested, blocks, nested

register = template.Library()


@register.simple_tag(takes_context=True)
def project_standing(context: template.Context, project: Project) -> Standing:
    """What the reader of the page is in the project; one query a page, however often it is asked."""
    request = context["request"]
    known: dict[int, Standing] = request.__dict__.setdefault("standings", {})
    if project.pk not in known:
        known[project.pk] = standing(request.user, project)
    return known[project.pk]


@register.simple_tag
def roles_in_projects(user: User) -> QuerySet[ProjectRole]:
    """Roles of the user in projects; one query."""
    return roles_of(user)


@register.filter
def text_blocks(text: str) -> list[Block]:
    """Paragraphs and lists of verbatim text."""
    return blocks(text)


@register.filter
def nested_points(text: str) -> Nested:
    """The first line of an entry and the points nested in it."""
    return nested(text)


@register.filter
def changeable_by(place: Membership, scope: PeopleScope) -> bool:
    """The reader may change the place of an account in its organisation, or end it."""
    return scope.may_change(place)
