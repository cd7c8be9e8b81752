"""Indicators with what they came to: tables of periods and participants, totals, what is still asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from network.models import Organization
from portal.text.names import natural_key
from projects.asks import Errand, ErrandKind
from projects.models import Criterion, Indicator, IndicatorValue, MeasurementPeriod, Participation, Project
from projects.queries.people import active_network

State = IndicatorValue.State
Kind = Indicator.Kind
WHOLE = "Проект в целом"
Key = tuple[int, int | None]
"""Ids of a period and of a participant, `None`: the project as a whole."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one period brought to one participant or to all; `value` is its row where the reader may see it.

    `has_open_files`: she may also open what proves it; files of other members are nobody's but theirs.
    """

    period: MeasurementPeriod
    organization: Organization | None = None
    plan: Decimal | None = None
    fact: Decimal | None = None
    value: IndicatorValue | None = None
    is_computed: bool = False
    has_open_files: bool = False

    @property
    def difference(self) -> Decimal | None:
        """Fact without plan, where both are known."""
        return None if self.plan is None or self.fact is None else self.fact - self.plan


@dataclass(frozen=True, slots=True)
class Line:
    """A participant (`organization` empty: the project as a whole) with its cells in the order of periods."""

    organization: Organization | None
    cells: tuple[Cell, ...]

    @property
    def label(self) -> str:
        """The name the line bears."""
        return self.organization.short_name if self.organization else WHOLE


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    """An indicator: lines of participants, and what all came to by period, empty where it cannot be summed up."""

    indicator: Indicator
    periods: tuple[MeasurementPeriod, ...]
    lines: tuple[Line, ...]
    totals: tuple[Cell, ...]


def judged_by(project: Project) -> list[Criterion]:
    """Criteria with their indicators, stages and directions of these included; two queries."""
    indicators = Indicator.objects.select_related("stage", "direction", "criterion").order_by("order", "pk")
    rows = Criterion.objects.filter(project=project).order_by("order", "pk")
    return list(rows.prefetch_related(Prefetch("indicators", indicators)))


def criteria_in_order(project: Project) -> list[Criterion]:
    """Criteria alone, in their order."""
    return list(Criterion.objects.filter(project=project).order_by("order", "pk"))


def indicators_in_order(criterion: Criterion) -> list[Indicator]:
    """Indicators of a criterion, in their order."""
    return list(criterion.indicators.order_by("order", "pk"))


def periods_of(project: Project) -> list[MeasurementPeriod]:
    """Periods of measurement, the earliest first."""
    return list(MeasurementPeriod.objects.filter(project=project).order_by("starts_on", "pk"))


def given_by_hand(project: Project) -> list[Indicator]:
    """Indicators that people give values of, in the order of the document."""
    rows = Indicator.objects.filter(criterion__project=project).exclude(kind=Kind.AUTOMATIC)
    return list(rows.select_related("criterion").order_by("criterion__order", "criterion", "order", "pk"))


def values_of_project(project: Project, indicators: Iterable[Indicator] = ()) -> dict[int, list[IndicatorValue]]:
    """All values by indicator, of the given ones alone if any are given; two queries. Not to be shown as they are."""
    rows = IndicatorValue.objects.filter(period__project=project)
    wanted = [indicator.pk for indicator in indicators]
    if wanted:
        rows = rows.filter(indicator__in=wanted)
    found: dict[int, list[IndicatorValue]] = {}
    related = rows.select_related("organization", "author__person", "period").prefetch_related("files")
    for row in related.order_by("period__starts_on", "pk"):
        found.setdefault(row.indicator_id, []).append(row)
    return found


def values_given(period: MeasurementPeriod, organization: Organization | None) -> dict[int, IndicatorValue]:
    """Values of one participant in a period by indicator, with their files."""
    rows = IndicatorValue.objects.filter(period=period, organization=organization).prefetch_related("files")
    return {row.indicator_id: row for row in rows}


def waiting_values(project: Project) -> list[IndicatorValue]:
    """Submitted values, by period and participant."""
    rows = IndicatorValue.objects.filter(period__project=project, state=State.SUBMITTED)
    related = rows.select_related("indicator__criterion", "period", "organization", "author__person")
    order = (
        "period__starts_on",
        "period",
        "organization__short_name",
        "indicator__criterion__order",
        "indicator__order",
    )
    return list(related.prefetch_related("files").order_by(*order, "pk"))


def is_share(indicator: Indicator) -> bool:
    """The indicator is told in shares, which are not to be added up."""
    unit = indicator.unit.casefold()
    return "%" in unit or "процент" in unit or unit.startswith("дол") or indicator.source == Indicator.Source.SHARE_DONE


def indicator_table(
    indicator: Indicator,
    periods: Sequence[MeasurementPeriod],
    organizations: Iterable[Organization],
    values: Iterable[IndicatorValue],
    visible: frozenset[int] | None,
    figures: Mapping[Key, Decimal | None] | None = None,
    own: frozenset[int] = frozenset(),
) -> IndicatorTable:
    """Lay an indicator out. `visible`: ids of values the reader may see, `None` for all; totals are made of all.

    `own`: ids of participants whose files she may open where she does not see all. `figures`: what was counted, for an
    automatic one; it has nothing for participants whose figures are not shown.
    """
    known = {(row.period_id, row.organization_id): row for row in values}
    places: dict[int, Organization] = {row.pk: row for row in organizations}
    places |= {row.organization.pk: row.organization for row in known.values() if row.organization}

    def cell(period: MeasurementPeriod, organization: Organization | None) -> Cell:
        key = (period.pk, organization.pk if organization else None)
        row = known.get(key)
        if figures is not None:
            plan = row.target if row and key in figures else None
            return Cell(period, organization, plan, figures.get(key), None, is_computed=key in figures)
        if row is None or (visible is not None and row.pk not in visible):
            return Cell(period, organization)
        opens = visible is None or row.organization_id in own
        return Cell(period, organization, row.target, row.value, row, has_open_files=opens)

    lines = [Line(each, tuple(cell(period, each) for period in periods)) for each in (None, *places.values())]
    shown = [
        line for line in lines if line.organization is None or figures is None or any(c.is_computed for c in line.cells)
    ]
    totals = tuple(_total(indicator, period, list(known.values()), figures) for period in periods)
    return IndicatorTable(indicator, tuple(periods), tuple(shown), totals)


def _total(
    indicator: Indicator,
    period: MeasurementPeriod,
    values: Iterable[IndicatorValue],
    figures: Mapping[Key, Decimal | None] | None,
) -> Cell:
    """What a period came to: the value of the project as a whole where there is one, else accepted ones added up."""
    if indicator.kind == Kind.QUALITATIVE:
        return Cell(period)
    rows = [row for row in values if row.period_id == period.pk]
    plan = _summed(indicator, [(row.organization_id, row.target) for row in rows])
    if figures is not None:
        return Cell(period, None, plan, figures.get((period.pk, None)), is_computed=True)
    accepted = [(row.organization_id, row.value) for row in rows if row.state == State.ACCEPTED]
    return Cell(period, None, plan, _summed(indicator, accepted))


def _summed(indicator: Indicator, numbers: Iterable[tuple[int | None, Decimal | None]]) -> Decimal | None:
    known = [(who, number) for who, number in numbers if number is not None]
    whole = next((number for who, number in known if who is None), None)
    if whole is not None or not known or is_share(indicator):
        return whole
    return sum((number for _, number in known), Decimal(0))


@dataclass(frozen=True, slots=True)
class AskedValues:
    """A period for which an organisation has not given all it was asked for; `returned`: how many came back."""

    project: Project
    period: MeasurementPeriod
    organization: Organization
    missing: int
    returned: int


def values_asked_of(organization: Organization, today: date) -> list[AskedValues]:
    """Periods that have begun, with a day by which values are needed, whose values she has not all given; four queries.

    Projects she takes part in now; archived ones, and those without indicators to give, ask nothing.
    """
    parts = Participation.objects.filter(organization=organization, status=Participation.Status.ACTIVE)
    projects = Project.objects.filter(pk__in=parts.values("project"), state=Project.State.ACTIVE)
    periods = MeasurementPeriod.objects.filter(project__in=projects, due_on__isnull=False, starts_on__lte=today)
    asked = list(periods.select_related("project").order_by("due_on", "pk"))
    if not asked:
        return []
    indicators = Indicator.objects.filter(criterion__project__in=projects).exclude(kind=Kind.AUTOMATIC)
    wanted: dict[int, set[int]] = {}
    for pk, project_id in indicators.values_list("pk", "criterion__project"):
        wanted.setdefault(project_id, set()).add(pk)
    rows = IndicatorValue.objects.filter(period__in=asked, organization=organization)
    states: dict[int, dict[int, str]] = {}
    for period_id, indicator_id, state in rows.values_list("period", "indicator", "state"):
        states.setdefault(period_id, {})[indicator_id] = state
    found = []
    for period in asked:
        known = states.get(period.pk, {})
        needed = wanted.get(period.project_id, set())
        missing = sum(known.get(pk) not in {State.SUBMITTED, State.ACCEPTED} for pk in needed)
        returned = sum(known.get(pk) == State.RETURNED for pk in needed)
        if missing:
            found.append(AskedValues(period.project, period, organization, missing, returned))
    return found


def value_errands(organization: Organization, today: date) -> list[Errand]:
    """The same for a cabinet."""
    return [_errand(asked) for asked in values_asked_of(organization, today)]


def _errand(asked: AskedValues) -> Errand:
    left = f"возвращено: {asked.returned}" if asked.returned else f"осталось: {asked.missing}"
    return Errand(
        ErrandKind.INDICATOR,
        f"Показатели за период «{asked.period.title}»",
        f"{asked.project.short_title} · {left}",
        asked.period.due_on,
        "projects:indicator_values",
        asked.period.pk,
        "Исправить" if asked.returned else "Заполнить",
        f"organization={asked.organization.pk}",
    )


def measured_organizations(project: Project) -> list[Organization]:
    """Participants in the order of a table."""
    return sorted(active_network(project), key=lambda row: (natural_key(row.short_name), row.pk))


def ids_of(rows: QuerySet[IndicatorValue], project: Project) -> frozenset[int]:
    """Ids of values of a project among those given."""
    return frozenset(rows.filter(period__project=project).values_list("pk", flat=True))
