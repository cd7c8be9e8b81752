"""A passport of a document that waits for review."""

from __future__ import annotations

from django.db.models import Model

from plans.importing.passport import PassportDraft, SectionDraft
from plans.importing.plain import to_plain
from plans.models import PlanImport
from plans.queries.importing.state import ImportState
from tests.rights_areas.ground import Ground


def objects(ground: Ground) -> dict[str, Model]:
    """An import of a passport in review."""
    passport = PassportDraft(sections=(SectionDraft("1", "Цель", ground.canary),))
    waiting = PlanImport.objects.create(
        project=ground.project,
        author=ground.author,
        filename="паспорт.docx",
        draft=to_plain(ImportState(passport=passport)),
    )
    return {"plans:passport_review": waiting}
