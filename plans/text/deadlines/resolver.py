"""From the nodes of a phrase to days: the last step of reading a deadline."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from plans.text.deadlines.context import take_context
from plans.text.deadlines.cursor import Unread
from plans.text.deadlines.days import Surroundings, days_of
from plans.text.deadlines.kinds import DeadlineKind, Recurrence
from plans.text.deadlines.nodes import (
    AllYear,
    ByPlan,
    Event,
    Holidays,
    Mode,
    Node,
    OnDemand,
    Phrase,
    Repeat,
    Stretch,
    Unresolved,
)
from plans.text.deadlines.reading import DeadlineReading, Window
from plans.text.deadlines.recurrences import repeated
from plans.text.deadlines.stretches import dated, warn_outside

if TYPE_CHECKING:
    from datetime import date

    from plans.text.deadlines.heading import Heading
    from plans.text.period import PlanPeriod

INNER_DAY = "день внутри каждого периода не учтен: срок считается до конца периода"
ALL_YEAR_LABEL = "весь период"


@dataclass(slots=True)
class Parts:
    """Nodes of a phrase by kind."""

    stretches: list[Stretch] = field(default_factory=list)
    repeats: list[Repeat] = field(default_factory=list)
    all_years: list[AllYear] = field(default_factory=list)
    plans: list[ByPlan] = field(default_factory=list)
    demands: list[OnDemand] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    holidays: list[Holidays] = field(default_factory=list)
    unresolved: list[Unresolved] = field(default_factory=list)
    has_inner_day: bool = False


def resolve(text: str, phrase: Phrase, heading: Heading, around: Surroundings) -> DeadlineReading:
    """Return the reading of a phrase. Raises Unread or Impossible where no honest reading exists."""
    warnings = list(phrase.warnings)
    nodes = take_context(phrase.nodes, heading)
    parts = _sorted(nodes)
    if parts.has_inner_day:
        warnings.append(INNER_DAY)
    reading = _main(text, parts, around, warnings)
    if not (warnings or parts.plans or parts.demands):
        return reading
    return replace(
        reading,
        by_plan=bool(parts.plans),
        extra_on_demand=bool(parts.demands) and reading.kind is not DeadlineKind.ON_DEMAND,
        warnings=tuple(dict.fromkeys(warnings)),
    )


def _sorted(nodes: list[Node]) -> Parts:
    parts = Parts()
    for node in nodes:
        match node:
            case Stretch():
                parts.stretches.append(node)
            case Repeat():
                parts.repeats.append(node)
            case AllYear():
                parts.all_years.append(node)
            case ByPlan():
                parts.plans.append(node)
            case OnDemand():
                parts.demands.append(node)
            case Event():
                parts.events.append(node)
            case Holidays():
                parts.holidays.append(node)
            case Unresolved():
                parts.unresolved.append(node)
            case _:
                parts.has_inner_day = True
    return parts


def _main(text: str, parts: Parts, around: Surroundings, warnings: list[str]) -> DeadlineReading:
    has_time = bool(parts.stretches or parts.repeats or parts.all_years)
    if parts.unresolved:
        if has_time or parts.holidays or parts.events or len(parts.unresolved) > 1:
            raise Unread
        warnings.append(parts.unresolved[0].warning)
        return DeadlineReading(text, DeadlineKind(parts.unresolved[0].kind))
    if parts.holidays and (parts.stretches or parts.all_years):
        raise Unread
    if parts.holidays and parts.repeats:
        warnings.append("не учтено слово «каникулы»: не сказано, какие")
    if parts.events and has_time:
        warnings.append(f"не учтены слова «{parts.events[0].text}»")
    if parts.repeats:
        return repeated(text, parts.repeats, parts.stretches, parts.all_years, around, warnings)
    if parts.all_years:
        return _all_year(text, parts, around, warnings)
    if parts.stretches:
        return dated(text, parts.stretches, around, warnings)
    return _undated(text, parts, around, warnings)


def _undated(text: str, parts: Parts, around: Surroundings, warnings: list[str]) -> DeadlineReading:
    if parts.events:
        return DeadlineReading(text, DeadlineKind.EVENT)
    if parts.holidays:
        warnings.append("не сказано, какие это каникулы")
        return DeadlineReading(text, DeadlineKind.SEASON)
    if parts.plans:
        named = [plan.period for plan in parts.plans if plan.period is not None]
        days = days_of(named[0], around, warnings) if len(named) == 1 else None
        start, end = days or (None, None)
        windows = (Window(start, end, ALL_YEAR_LABEL),) if days else ()
        return DeadlineReading(text, DeadlineKind.BY_OTHER_PLAN, start, end, windows=windows)
    if parts.demands:
        return DeadlineReading(text, DeadlineKind.ON_DEMAND)
    raise Unread


def whole_period(all_years: list[AllYear], around: Surroundings) -> tuple[date, date] | None:
    """Return the period named beside «в течение года», else the plan's own. Raises Unread for two different ones."""
    named = [node for node in all_years if node.first is not None]
    if len(named) > 1:
        raise Unread
    if named:
        first, last = named[0].first, named[0].last
        if around.period is not None and _are_years_of(named[0], around.period):
            return around.period.start, around.period.end
        if named[0].is_bare:
            raise Unread
        opening = days_of(first, around, []) if first else None
        closing = days_of(last, around, []) if last else opening
        return (opening[0], closing[1]) if opening and closing else None
    return (around.period.start, around.period.end) if around.period else None


def _are_years_of(node: AllYear, period: PlanPeriod) -> bool:
    """Tell whether «2022-2023» are the two years of the plan's school year, «2022-2024» the years of a longer plan."""
    if node.first is None or node.last is None:
        return False
    return (node.first.year, node.last.year) == (period.start.year, period.end.year)


def _all_year(text: str, parts: Parts, around: Surroundings, warnings: list[str]) -> DeadlineReading:
    days = whole_period(parts.all_years, around)
    start, end = days or (None, None)
    if not parts.stretches:
        window = Window(start, end, ALL_YEAR_LABEL)
        warn_outside([window], around.plan, warnings)
        return DeadlineReading(text, DeadlineKind.ALL_YEAR, start, end, windows=(window,))
    if any(node.first is not None for node in parts.all_years):
        raise Unread
    reading = dated(text, parts.stretches, around, warnings)
    if any(node.is_constant for node in parts.all_years):
        if not all(node.is_daily for node in parts.all_years) and any(s.last is None for s in parts.stretches):
            raise Unread
        return reading
    if all(stretch.is_bracketed for stretch in parts.stretches):
        return reading
    if any(node.is_bracketed for node in parts.all_years) or any(s.mode is Mode.UNTIL for s in parts.stretches):
        raise Unread
    if reading.start is None or start is None or end is None:
        return DeadlineReading(text, DeadlineKind.COMPOUND)
    is_opening = len(parts.stretches) == 1 and parts.stretches[0].mode is Mode.FROM
    first = reading.start if is_opening else min(reading.start, start)
    last = max(reading.end or end, end)
    window = Window(first, last, ALL_YEAR_LABEL)
    return DeadlineReading(text, DeadlineKind.COMPOUND, first, last, windows=(window,), recurrence=Recurrence.NONE)
