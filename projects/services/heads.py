"""The head of a project: what it is called, how long it lasts, where it stands in its life."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction

from network.models import User
from network.services.history import save_signed
from portal.text.clean import clean_text, one_line
from projects.models import Project
from projects.services.projects import require_a_coordinator

State = Project.State
LINES: Final = ("short_title", "time_zone")
TEXTS: Final = ("title", "topic", "goal")
GIVEN: Final = ("starts_on", "ends_on", "country")
# draft → active → completed → archived, each step back one by one.
NEXT_STATES: Final[Mapping[str, tuple[str, ...]]] = {
    State.DRAFT: (State.ACTIVE,),
    State.ACTIVE: (State.COMPLETED, State.DRAFT),
    State.COMPLETED: (State.ACTIVE, State.ARCHIVED),
    State.ARCHIVED: (State.COMPLETED,),
}
NO_WAY = "Из состояния «{now}» нельзя сразу перейти в «{wanted}»."


def save_head(project: Project, said: Mapping[str, Any], *, actor: User | None) -> Project:
    """Write the titles, topic, goal, days, country and time zone of a project; raises ValidationError by field."""
    for name in LINES:
        setattr(project, name, one_line(said[name]))
    for name in TEXTS:
        setattr(project, name, clean_text(said[name]).strip())
    for name in GIVEN:
        setattr(project, name, said[name])
    return save_signed(project, actor)


@transaction.atomic
def change_state(project: Project, state: str, *, actor: User | None) -> Project:
    """Take a project one step along its life; raises ValidationError for another step or without a coordinator."""
    project = Project.objects.select_for_update().get(pk=project.pk)
    if state == project.state:
        return project
    if state not in NEXT_STATES[project.state]:
        words = {"now": State(project.state).label, "wanted": State(state).label if state in State.values else state}
        raise ValidationError(NO_WAY.format(**words))
    project.state = state
    save_signed(project, actor)
    require_a_coordinator(project)
    return project
