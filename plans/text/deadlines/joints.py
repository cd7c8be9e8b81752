"""What stands between two deadlines of one cell, and whether its sense is sure."""

from __future__ import annotations

from plans.text.deadlines.cursor import Unread
from plans.text.deadlines.nodes import AllYear, Event, Mode, Node, Repeat, Stretch, Unit

_DATED_BY_DAY = frozenset({Unit.DAY, Unit.PART, Unit.WEEK, Unit.WEEKDAY})
_SEVERAL = 3
_MONTHS = 12


def check_joint(marks: set[str], before: list[Node], after: list[Node]) -> None:
    """Refuse joints whose sense is open: «1.10/1.11», a dash that made no range, «и после …».

    Stretches behind a slash are marked, since only the whole list tells what the slash means.
    """
    if not before:
        if "SLASH" in marks or ("DASH" in marks and isinstance(after[0], Stretch)):
            raise Unread
        return
    last, first = before[-1], after[0]
    if isinstance(last, Stretch) and isinstance(first, Stretch):
        if _shares_bound(last, first, marks):
            first.mode = Mode.UNTIL
        first.is_slashed = "SLASH" in marks
        if _is_open_joint(last, first, marks):
            raise Unread
    is_repeated = all(isinstance(node, Repeat | AllYear) for node in before) and "AND" not in marks
    if isinstance(first, Event) and not is_repeated and marks & {"COMMA", "AND", "PLUS", "NL", "SLASH"}:
        raise Unread


def _shares_bound(last: Stretch, first: Stretch, marks: set[str]) -> bool:
    """Tell «до 10 января и 10 июля», where «до» counts for both days."""
    is_day = first.mode is Mode.WITHIN and first.last is None and first.first.unit is Unit.DAY
    return last.mode is Mode.UNTIL and is_day and bool(marks) and marks <= {"COMMA", "AND"}


def _is_open_joint(last: Stretch, first: Stretch, marks: set[str]) -> bool:
    """Tell «1 октября до 14 ноября», which can be a range as well as a list; «сентябрь до 15.09» cannot."""
    if marks == {"DASH"} and _is_month_then_week(last, first):
        return False
    if "DASH" in marks or (first.is_slashed and marks != {"SLASH"}):
        return True
    return not marks and last.mode is not first.mode and not _is_day_of(last, first)


def _is_month_then_week(month: Stretch, week: Stretch) -> bool:
    """Tell «ноябрь - 2 неделя», where the month belongs to the week."""
    is_month = month.last is None and month.first.unit is Unit.MONTH and month.mode is Mode.WITHIN
    return is_month and week.first.unit is Unit.WEEK and not any(point.month for point in week.points)


def _is_day_of(month: Stretch, day: Stretch) -> bool:
    is_month = month.last is None and month.first.unit is Unit.MONTH and month.first.year is None
    is_bound = day.mode is Mode.UNTIL and day.first.unit in _DATED_BY_DAY
    return is_month and is_bound and day.first.month == month.first.month


def check_slashes(nodes: list[Node]) -> None:
    """Refuse slashes unless they part every month from the next: «апрель / ноябрь - февраль / март».

    Two months are a list only without years and apart («октябрь/апрель»): «октябрь/ноябрь» may be a choice,
    «сентябрь 2022 / май 2023» a beginning and an end.
    """
    stretches = [node for node in nodes if isinstance(node, Stretch)]
    slashed = [stretch for stretch in stretches if stretch.is_slashed]
    if not slashed:
        return
    points = [point for stretch in stretches for point in stretch.points]
    is_list = len(slashed) == len(nodes) - 1 and all(point.unit is Unit.MONTH for point in points)
    if not is_list:
        raise Unread
    if len(points) < _SEVERAL:
        first, last = points
        is_apart = (first.month - last.month) % _MONTHS not in {0, 1, _MONTHS - 1}
        if not is_apart or first.is_explicit or last.is_explicit:
            raise Unread
