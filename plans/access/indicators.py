"""Indicators as a reader may see them: values of others only when accepted, marks of others only as numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from network.access import Reader, own_organizations
from network.models import Organization
from plans.access.visible import visible_marks
from plans.models import Plan
from plans.queries.indicators import Fact, Figure, events_of, figures, rows_for_indicators
from projects.access import can_read_whole
from projects.access.indicators import visible_values
from projects.charts.planfact import Pair, PlanFactChart, plan_fact_chart
from projects.models import Criterion, Indicator, MeasurementPeriod, Project
from projects.queries.indicators import (
    IndicatorTable,
    ids_of,
    indicator_table,
    judged_by,
    measured_organizations,
    periods_of,
    values_of_project,
)

Key = tuple[int, int | None]
MOST_FACTS = 200


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """One indicator laid out, with its chart where it is told in numbers."""

    indicator: Indicator
    table: IndicatorTable
    chart: PlanFactChart | None


@dataclass(frozen=True, slots=True)
class IndicatorBoard:
    """Criteria with their indicators."""

    criteria: tuple[tuple[Criterion, tuple[IndicatorView, ...]], ...]
    periods: tuple[MeasurementPeriod, ...]

    @property
    def views(self) -> list[IndicatorView]:
        """All indicators, in the order of the document."""
        return [view for _, views in self.criteria for view in views]


@dataclass(frozen=True, slots=True)
class FactsShown:
    """A figure taken apart: facts the reader may read, how many others it counts."""

    period: MeasurementPeriod
    organization: Organization | None
    figure: Figure
    facts: tuple[Fact, ...]
    hidden: int
    more: int


def indicator_board(user: Reader, project: Project, today: date, *, only: Indicator | None = None) -> IndicatorBoard:
    """Indicators of a project she sees, all or one; a fixed number of queries whatever their number."""
    periods = periods_of(project)
    organizations = measured_organizations(project)
    is_whole = can_read_whole(user, project)
    shown = organizations if is_whole else _own(user, organizations)
    own = frozenset(row.pk for row in shown)
    visible = None if is_whole else ids_of(visible_values(user), project)
    criteria = judged_by(project)
    chosen = [each for row in criteria for each in row.indicators.all() if only is None or each.pk == only.pk]
    values = values_of_project(project, [only] if only else ())
    counted = _counted(project, [each for each in chosen if each.source], periods, shown, today)
    views = {
        each.pk: _view(
            indicator_table(
                each, periods, organizations, values.get(each.pk, []), visible, _numbers(counted.get(each.pk)), own
            )
        )
        for each in chosen
    }
    found = tuple((row, tuple(views[each.pk] for each in row.indicators.all() if each.pk in views)) for row in criteria)
    return IndicatorBoard(found if only is None else tuple(pair for pair in found if pair[1]), tuple(periods))


def indicator_facts_for(
    user: Reader, indicator: Indicator, period_id: int | None, organization_id: int | None, today: date
) -> FactsShown | None:
    """A figure of an automatic indicator taken apart; `None` where there is none or the reader may not see it."""
    project = indicator.criterion.project
    period = next((row for row in periods_of(project) if row.pk == period_id), None)
    organizations = measured_organizations(project)
    if not can_read_whole(user, project):
        organizations = _own(user, organizations)
    organization = next((row for row in organizations if row.pk == organization_id), None)
    if not indicator.source or period is None or (organization_id is not None and organization is None):
        return None
    counted = _counted(project, [indicator], [period], organizations, today)
    figure = counted[indicator.pk][period.pk, organization_id]
    readable = set(visible_marks(user).filter(occurrence__item__plan__project=project).values_list("pk", flat=True))
    facts = [fact for fact in figure.facts if fact.mark is None or fact.mark.pk in readable]
    return FactsShown(
        period=period,
        organization=organization,
        figure=figure,
        facts=tuple(sorted(facts, key=lambda fact: (fact.on, fact.window.occurrence.pk))[:MOST_FACTS]),
        hidden=len(figure.facts) - len(facts),
        more=max(len(facts) - MOST_FACTS, 0),
    )


def _own(user: Reader, organizations: Sequence[Organization]) -> list[Organization]:
    own = set(own_organizations(user).values_list("pk", flat=True))
    return [row for row in organizations if row.pk in own]


def _counted(
    project: Project,
    indicators: Sequence[Indicator],
    periods: Sequence[MeasurementPeriod],
    organizations: Sequence[Organization],
    today: date,
) -> Mapping[int, Mapping[Key, Figure]]:
    """Figures of automatic indicators; the marks of all plans of the project count, whoever reads."""
    if not indicators or not periods:
        return {each.pk: {} for each in indicators}
    plans = list(Plan.objects.filter(project=project).order_by("-starts_on", "pk"))
    rows, events = rows_for_indicators(project, plans, today), events_of(project)
    return {each.pk: figures(each, rows, events, periods, organizations, today) for each in indicators}


def _numbers(found: Mapping[Key, Figure] | None) -> dict[Key, Decimal | None] | None:
    return None if found is None else {key: figure.value for key, figure in found.items()}


def _view(table: IndicatorTable) -> IndicatorView:
    indicator = table.indicator
    if indicator.kind == Indicator.Kind.QUALITATIVE:
        return IndicatorView(indicator, table, None)
    pairs = [Pair(cell.period.title, cell.plan, cell.fact) for cell in table.totals]
    return IndicatorView(indicator, table, plan_fact_chart(pairs, indicator.unit))
