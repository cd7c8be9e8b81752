"""Indicators of a project: a value of organisation A that waits for the coordinator."""

from __future__ import annotations

from datetime import date

from django.db.models import Model

from projects.models import Criterion, Indicator, IndicatorValue, MeasurementPeriod
from tests.rights_areas.ground import Ground


def objects(ground: Ground) -> dict[str, Model]:
    """A criterion, one indicator told in words and one counted from marks, a period, a submitted value."""
    criterion = Criterion.objects.create(project=ground.project, title="Охват")
    told = Indicator.objects.create(criterion=criterion, title="Что изменилось")
    counted = Indicator.objects.create(
        criterion=criterion, title="Сделано", kind=Indicator.Kind.AUTOMATIC, source=Indicator.Source.ITEMS_DONE
    )
    period = MeasurementPeriod.objects.create(
        project=ground.project, title="2022/2023", starts_on=date(2022, 9, 1), ends_on=date(2023, 8, 31)
    )
    value = IndicatorValue.objects.create(
        indicator=told,
        period=period,
        organization=ground.party,
        text=ground.canary,
        evidence=ground.canary,
        state=IndicatorValue.State.SUBMITTED,
        author=ground.author,
    )
    return {
        "plans:indicator_": counted,
        "projects:indicator_": told,
        "projects:indicator_add": criterion,
        "projects:indicator_values": period,
        "projects:criterion_": criterion,
        "projects:period_": period,
        "projects:value_": value,
    }
