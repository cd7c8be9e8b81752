"""A joint report that asks everybody, with the part of organisation A given and returned once."""

from __future__ import annotations

from datetime import date

from django.db.models import Model

from reports.models import Contribution, ReportDue
from tests.rights_areas.ground import Ground


def objects(ground: Ground) -> dict[str, Model]:
    """The report; whose part is meant stands in the address."""
    due = ReportDue.objects.create(
        project=ground.project,
        title="Отчёт за полугодие",
        starts_on=date(2022, 9, 1),
        ends_on=date(2022, 12, 31),
        due_on=date(2023, 1, 15),
    )
    part = Contribution.objects.create(
        due=due,
        organization=ground.party,
        text=f"Провели встречи: {ground.canary}",
        state=Contribution.State.RETURNED,
        return_reason=f"Дополните: {ground.canary}",
    )
    part.marks.add(ground.mark)
    return {"reports:due_": due, "reports:contribution_": due}
