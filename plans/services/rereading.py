"""Deadlines understood anew after the school calendar was changed."""

from __future__ import annotations

from django.db import transaction

from network.models import User
from plans.models import Plan
from plans.queries.readings import period_of
from plans.queries.rereading import project_rereadings
from plans.services.schedule import set_deadline
from projects.models import Project


@transaction.atomic
def reread_deadlines(project: Project, *, actor: User | None) -> int:
    """Give deadlines read by the portal the days the school calendar has now; returns how many changed.

    What was set by hand and windows with a mark stay as they are; a second call changes nothing.
    """
    list(Plan.objects.select_for_update().filter(project=project).order_by("pk"))
    found = project_rereadings(project)
    for each in found:
        set_deadline(each.item, each.reading, period_of(each.item.plan), each.calendar, actor=actor)
    return len(found)
