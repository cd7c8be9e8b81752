"""Remarks about deadlines: missing, not understood, of another year, out of the plan, the same twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from plans.linter.model import (
    Code,
    Finding,
    LintDeadline,
    LintItem,
    LintPlan,
    LintWindow,
    Severity,
    capitalized,
    shortened,
)
from plans.text.deadlines import DeadlineKind
from plans.text.period import PeriodKind
from portal.text.names import comparison_key
from portal.text.russian import date_short, join_list

# Two months on either side of a plan are its own: preparing it and summing up (domain, §7.3). A school year ends
# with a summer of its own.
SLACK = timedelta(days=62)
_JULY = 7
_TWICE = "названо дважды"
_WHOLE = frozenset({DeadlineKind.ALL_YEAR, DeadlineKind.BY_OTHER_PLAN, DeadlineKind.ON_DEMAND, DeadlineKind.EVENT})
# Kinds that name their summer days in so many words; seasons and camps are meant to be in summer.
_MONTHS = frozenset({DeadlineKind.MONTH, DeadlineKind.MONTH_LIST})
_YEARS = re.compile(r"(?<![\d№/.\-–—])(?P<first>20\d\d)(?:\s?[/\-–—]\s?(?P<last>20\d\d|\d\d))?(?!\d|[/.\-–]\d)")
_CENTURY = 100
_ACT_DATE = re.compile(r"\bот\s[^,;]*$", re.IGNORECASE)


def deadline_findings(plan: LintPlan) -> Iterator[Finding]:
    """Remarks about the deadline of each item, in the order of the document, and about years of headings."""
    yield from _heading_years(plan)
    for item in plan.items:
        deadline = item.deadline
        if deadline is None or not deadline.text.strip():
            if plan.has_deadlines and not _has_days(deadline):
                text = f"{capitalized(item.named)}: срок не указан."
                yield Finding(Code.NO_DEADLINE, Severity.WRONG, text, (item.place,))
            continue
        if deadline.kind is DeadlineKind.UNKNOWN:
            text = (
                f"{capitalized(item.named)}: срок «{shortened(deadline.text)}» не понят, по нему ничего не напомнится."
            )
            yield Finding(Code.NOT_UNDERSTOOD, Severity.DOUBT, text, (item.place,))
            continue
        yield from _dates(plan, item, deadline)
    yield from _repeated_events(plan)


def responsible_findings(plan: LintPlan) -> Iterator[Finding]:
    """Items that nobody answers for, where the document has a column for it."""
    for item in plan.items:
        if plan.has_responsibles and not item.responsible_text.strip() and not item.parties:
            text = f"{capitalized(item.named)}: ответственный не указан."
            yield Finding(Code.NO_RESPONSIBLE, Severity.WRONG, text, (item.place,))


def _has_days(deadline: LintDeadline | None) -> bool:
    return deadline is not None and any(window.starts_on or window.ends_on for window in deadline.windows)


def _dates(plan: LintPlan, item: LintItem, deadline: LintDeadline) -> Iterator[Finding]:
    words = f"{capitalized(item.named)}: срок «{shortened(deadline.text)}»"
    if any(_TWICE in warning for warning in deadline.warnings) or _has_equal_windows(deadline):
        text = f"{words} называет одно и то же время дважды. Проверьте, нет ли опечатки в годе или месяце."
        yield Finding(Code.REPEATED_DATE, Severity.DOUBT, text, (item.place,))
    if deadline.kind in _WHOLE:
        return
    early = [day for window in deadline.windows if (day := _last(window)) and day < plan.period.start - SLACK]
    end = plan.period.end if plan.period.kind is PeriodKind.SCHOOL else plan.period.end + SLACK
    late = [day for window in deadline.windows if (day := _first(window)) and day > end]
    if early and max(early).year < plan.period.start.year:
        text = f"{words} — это {max(early).year} год, а план на {plan.years}. Не остался ли год от прежнего плана?"
        yield Finding(Code.STALE_YEAR, _stale(plan), text, (item.place,))
    elif early or late:
        edge = f"раньше начала плана ({date_short(plan.period.start)})"
        if not early:
            edge = f"позже окончания плана ({date_short(plan.period.end)})"
        yield Finding(Code.OUTSIDE, Severity.DOUBT, f"{words} — {edge}.", (item.place,))
    elif deadline.kind in _MONTHS and any(_is_after_school(plan, window) for window in deadline.windows):
        text = f"{words} — уже после учебного года. Если нужен месяц перед ним, напишите год."
        yield Finding(Code.OUT_OF_SCHOOL, Severity.ADVICE, text, (item.place,))


def _stale(plan: LintPlan) -> Severity:
    """A year's plan with another year in it is wrong; a plan of several years may have begun before its title says."""
    return Severity.DOUBT if plan.period.kind is PeriodKind.SPAN else Severity.WRONG


def _has_equal_windows(deadline: LintDeadline) -> bool:
    """Two equal windows of one item; «3 раза в год» has them by right, sub-items may."""
    if deadline.kind is DeadlineKind.RECURRENCE:
        return False
    dated = [(window.starts_on, window.ends_on) for window in deadline.windows if window.ends_on and not window.title]
    return len(set(dated)) < len(dated)


def _first(window: LintWindow) -> date | None:
    return window.starts_on or window.ends_on


def _last(window: LintWindow) -> date | None:
    return window.ends_on or window.starts_on


def _is_after_school(plan: LintPlan, window: LintWindow) -> bool:
    """July and August at the end of a school year; June has exams and camps."""
    first = _first(window)
    return plan.period.kind is PeriodKind.SCHOOL and first is not None and first >= date(plan.period.end.year, _JULY, 1)


def _heading_years(plan: LintPlan) -> Iterator[Finding]:
    """Titles that name only years before the plan's own."""
    named = [(f"В названии раздела «{shortened(row.title)}»", row.title, row.place) for row in plan.sections]
    for words, title, place in (("В заголовке плана", plan.title, plan.place), *named):
        found = [match for match in _YEARS.finditer(title) if not _ACT_DATE.search(title[: match.start()])]
        if found and all(_is_before(match, plan) for match in found):
            text = f"{words} — {found[-1][0]} год, а план на {plan.years}. Не остался ли он от прежнего плана?"
            yield Finding(Code.STALE_YEAR, _stale(plan), text, (place,))


def _is_before(years: re.Match[str], plan: LintPlan) -> bool:
    """A year before the plan, or a school year that ends when the plan begins."""
    first, last = int(years["first"]), int(years["last"] or years["first"])
    if last < _CENTURY:
        last += first - first % _CENTURY
    is_school_year = first < last and plan.period.kind is PeriodKind.SCHOOL
    return first < plan.period.start.year and last < plan.period.start.year + is_school_year


def _repeated_events(plan: LintPlan) -> Iterator[Finding]:
    """The same words at the same time: a row that was copied and forgotten."""
    rows: dict[tuple[str, str, str], list[LintItem]] = defaultdict(list)
    for item in plan.items:
        title = comparison_key(item.title)
        if title and item.deadline and item.deadline.text.strip():
            audience = "".join(comparison_key(text) for text in item.texts.values())
            rows[title, comparison_key(item.deadline.text), audience].append(item)
    for same in rows.values():
        if len(same) > 1:
            names = join_list(item.named for item in same)
            text = f"{capitalized(names)} — одно и то же: «{shortened(same[0].title)}», в один срок."
            yield Finding(Code.REPEATED_EVENT, Severity.DOUBT, text, tuple(item.place for item in same))
