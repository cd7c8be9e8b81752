"""Which tabs of a project its reader has."""

from __future__ import annotations

from django import template

from projects.access import Standing, standing
from projects.models import Project

register = template.Library()


@register.simple_tag(takes_context=True)
def project_standing(context: template.Context, project: Project) -> Standing:
    """What the reader of the page is in the project; one query."""
    return standing(context["request"].user, project)
