"""The passport of a project and its registers."""

from __future__ import annotations

from datetime import date

from django.db.models import Model

from projects.models import Council, CouncilMeeting, NormativeAct, Objective, PassportSection, Risk
from tests.rights_areas.ground import Ground


def objects(ground: Ground) -> dict[str, Model]:
    """One of everything; none of it is a member's own."""
    project = ground.project
    council = Council.objects.create(project=project, title="Координационный совет")
    objective = Objective.objects.create(project=project, text="Обучить наставников")
    return {
        "projects:passport_section_": PassportSection.objects.create(project=project, heading="Проблема"),
        "projects:objective_": objective,
        "plans:objective_items": objective,
        "projects:act_": NormativeAct.objects.create(project=project, text="Устав учреждения"),
        "projects:risk_": Risk.objects.create(project=project, text="Мало наставников"),
        "projects:council_": council,
        "projects:meeting_add": council,
        "projects:meeting_": CouncilMeeting.objects.create(council=council, held_on=date(2022, 11, 14)),
    }
