"""Which tabs of a project its reader has, and what she does in projects."""

from __future__ import annotations

from django import template
from django.db.models import QuerySet

from network.models import User
from projects.access import Standing, standing
from projects.models import Project, ProjectRole
from projects.queries import roles_of

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
