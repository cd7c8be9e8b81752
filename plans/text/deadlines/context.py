"""What neighbours and the heading tell about parts of a phrase that are not whole by themselves."""

from __future__ import annotations

from dataclasses import replace

from plans.text.deadlines.cursor import Unread
from plans.text.deadlines.heading import Heading
from plans.text.deadlines.kinds import DeadlineKind, Recurrence
from plans.text.deadlines.nodes import Detail, Event, Mode, Node, Point, Repeat, Stretch, Unit, Unresolved
from plans.text.deadlines.points import IN_MONTH
from plans.text.period import PeriodKind, PlanPeriod

_NO_MONTH = "не сказано, какой это месяц"
_DAYS = IN_MONTH | {Unit.DAY}


def take_context(nodes: list[Node], heading: Heading) -> list[Node]:
    """Return the nodes with months filled in from the month before them or from the heading."""
    repeats = [node for node in nodes if isinstance(node, Repeat)]
    out: list[Node] = []
    for node in nodes:
        if isinstance(node, Stretch) and node.first.unit is Unit.YEAR and node.first.year is None:
            out.append(_end_of_year(node, heading.period))
        elif isinstance(node, Stretch):
            _take_stretch(out, node, heading, repeats=repeats)
        elif isinstance(node, Unresolved) and node.kind == DeadlineKind.MONTH and heading.month is not None:
            out.append(Stretch(replace(heading.month)))
        elif (isinstance(node, Detail) and not repeats) or (
            isinstance(node, Repeat) and node.is_of_month and heading.month is not None
        ):
            raise Unread
        else:
            out.append(node)
    return out


def _end_of_year(node: Stretch, period: PlanPeriod | None) -> Node:
    """«До конца года» is 31 December of a calendar plan; in a school plan it may be the end of lessons as well."""
    if period is None or period.kind is not PeriodKind.CALENDAR:
        return Event("до конца года")
    node.first.year = period.start.year
    return node


def _take_stretch(out: list[Node], node: Stretch, heading: Heading, *, repeats: list[Repeat]) -> None:
    before = out[-1] if out else None
    if any(not point.month for point in node.points if point.unit in _DAYS):
        if node.first.unit is Unit.DAY and repeats:
            out.append(Detail())
            return
        if node.first.unit in IN_MONTH and node.first.unit is not Unit.PART and _is_monthly(before):
            out.append(Detail())
            return
        if node.first.name == "bare":
            raise Unread
        if node.first.unit in IN_MONTH and _is_month(before):
            assert isinstance(before, Stretch)  # noqa: S101 - told by _is_month
            _fill(node, before.first)
            out[-1] = node
            return
        if heading.month is None:
            out.append(Unresolved(_kind(node), _NO_MONTH))
            return
        _fill(node, heading.month)
    elif isinstance(before, Stretch) and _is_month(node) and _refines(before, node.first):
        _share_year(before, node.first)
        return
    elif isinstance(before, Stretch) and _is_month(before) and _refines(node, before.first):
        _share_year(node, before.first)
        out[-1] = node
        return
    out.append(node)


def _share_year(days: Stretch, month: Point) -> None:
    for point in days.points:
        if point.year is None and month.year is not None:
            point.year, point.is_explicit = month.year, True


def _is_monthly(node: Node | None) -> bool:
    return isinstance(node, Repeat) and node.recurrence is Recurrence.MONTHLY and node.times == 1


def _is_month(node: Node | None) -> bool:
    return (
        isinstance(node, Stretch) and node.last is None and node.mode is Mode.WITHIN and node.first.unit is Unit.MONTH
    )


def _refines(node: Stretch, month: Point) -> bool:
    """Tell whether the exact days of a stretch stand beside their own month («Август 31.08.2023»): the days win."""
    if node.mode is Mode.FROM or any(point.unit not in _DAYS or point.month != month.month for point in node.points):
        return False
    return all(point.year in {None, month.year} or month.year is None for point in node.points)


def _fill(node: Stretch, month: Point) -> None:
    for point in node.points:
        point.month, point.year, point.school = month.month, month.year, month.school
        point.is_explicit = month.is_explicit


def _kind(node: Stretch) -> DeadlineKind:
    if node.mode is Mode.UNTIL:
        return DeadlineKind.BOUND
    return DeadlineKind.WEEK if node.first.unit is Unit.WEEK else DeadlineKind.UNKNOWN
