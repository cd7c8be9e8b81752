"""What the indicators of a project came to, as the final report tells it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from plans.queries import ItemRow
from plans.queries.indicators import events_of, figures
from projects.models import Indicator, IndicatorValue, MeasurementPeriod, Project
from projects.queries.indicators import Key, indicator_table, judged_by, periods_of, values_of_project
from reports.content.final import CriterionFacts, IndicatorFacts, MeasuredFacts


def criteria_facts(project: Project, rows: Sequence[ItemRow], as_of: date) -> tuple[CriterionFacts, ...]:
    """Criteria with what their indicators came to in the periods that had begun; only accepted values are told.

    `rows`: items of all plans of the project, for what is counted from marks. A number of one period is that of the
    project as a whole, else the sum over participants where it may be summed up.
    """
    periods = [period for period in periods_of(project) if period.starts_on <= as_of]
    values = values_of_project(project)
    events = events_of(project)

    def facts(each: Indicator) -> IndicatorFacts:
        counted = figures(each, rows, events, periods, (), as_of) if each.source else None
        numbers = None if counted is None else {key: figure.value for key, figure in counted.items()}
        return _indicator(each, periods, values.get(each.pk, []), numbers)

    return tuple(
        CriterionFacts(str(criterion), tuple(facts(each) for each in criterion.indicators.all()))
        for criterion in judged_by(project)
    )


def _indicator(
    each: Indicator,
    periods: Sequence[MeasurementPeriod],
    values: Sequence[IndicatorValue],
    numbers: dict[Key, Decimal | None] | None,
) -> IndicatorFacts:
    totals = indicator_table(each, periods, (), values, None, numbers).totals
    words = [value for value in values if value.state == IndicatorValue.State.ACCEPTED and value.text.strip()]
    found = [MeasuredFacts(cell.period.title, cell.plan, cell.fact) for cell in totals]
    if each.kind == Indicator.Kind.QUALITATIVE:
        known = {period.pk for period in periods}
        found = [
            MeasuredFacts(_whose(value), words=" ".join(value.text.split()), proof=" ".join(value.evidence.split()))
            for value in words
            if value.period_id in known
        ]
    return IndicatorFacts(each.number, each.title, each.unit, each.baseline, each.target, tuple(found), each.pk)


def _whose(value: IndicatorValue) -> str:
    name = value.organization.short_name if value.organization else ""
    return ", ".join(filter(None, (value.period.title, name)))
