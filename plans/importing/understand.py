"""Deadlines and responsible people of a draft, read by the grammars; doubts become problems."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from plans.importing.draft import DraftDeadline, DraftParty, DraftPeriod, DraftPlan, DraftRow, Problem
from plans.text.deadlines import DeadlineKind, explain_deadline, read_deadline
from plans.text.people import PartyKind, read_responsibles
from plans.text.period import PeriodKind, PlanPeriod
from plans.text.school_calendar import COUNTRY, SchoolCalendar, school_calendar

if TYPE_CHECKING:
    from collections.abc import Iterator

BULLET = re.compile(r"^[ \t]*•[ \t]*", re.MULTILINE)
MAX_READ = 3000  # characters; a longer cell is no deadline and no list of people
MAX_SHOWN = 100
MONTH = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


def plan_period(period: DraftPeriod) -> PlanPeriod | None:
    """The period that a title named, as days; None where it named none or an impossible one."""
    try:
        if period.school_year:
            return PlanPeriod.parse(period.school_year)
        if not period.start or not period.end:
            return None
        first, last = MONTH.fullmatch(period.start), MONTH.fullmatch(period.end)
        if first and last:
            start = date(int(first[1]), int(first[2]), int(first[3] or 1))
            after = date(int(last[1]), int(last[2]), 28) + timedelta(days=4)
            end = date(int(last[1]), int(last[2]), int(last[3])) if last[3] else after - timedelta(days=after.day)
            return PlanPeriod(PeriodKind.SPAN, start, end)
        return PlanPeriod.calendar(int(period.start), int(period.end))
    except ValueError:
        return None


def understand(
    plan: DraftPlan,
    period: PlanPeriod | None = None,
    country: str = COUNTRY,
    calendar: SchoolCalendar | None = None,
) -> DraftPlan:
    """The same draft with deadlines and people read, and with a problem for every doubt.

    `period` overrides what the title says; `country` is that of the school calendar, BY or RU, `calendar` the one of
    the project where it has its own. Texts stay as they are; a second call replaces what the first one found, so it
    serves after an edit as well. Tables that are not plans stay untouched.
    """
    if not plan.is_plan:
        return plan
    term = period or plan_period(plan.period)
    own = calendar.seen_from(term.school_start) if term and calendar else None
    reader = _Reader(term, own or (school_calendar(term.school_start, country) if term else None))
    rows = tuple(reader.row(row) for row in plan.rows)
    kept = tuple(problem for problem in plan.problems if problem.code not in {"deadline", "party"})
    doubts = tuple(problem for row in rows for problem in _doubts(plan, row))
    return replace(plan, rows=rows, problems=kept + doubts)


class _Reader:
    """Reads each distinct text once: long plans repeat their deadlines and people."""

    def __init__(self, period: PlanPeriod | None, calendar: SchoolCalendar | None) -> None:
        self.period = period
        self.calendar = calendar
        self.deadlines: dict[tuple[str, str], DraftDeadline] = {}
        self.parties: dict[str, tuple[DraftParty, ...]] = {}

    def row(self, row: DraftRow) -> DraftRow:
        """The row with its deadline and its parties."""
        heading = "\n".join(part for part in (row.stage, row.section) if part)
        return replace(
            row,
            read_deadline=self._deadline(row.deadline_text, heading) if _has_deadline(row) else None,
            parties=self._parties(row.responsible or ""),
        )

    def _deadline(self, text: str, heading: str) -> DraftDeadline:
        if len(text) > MAX_READ:
            return DraftDeadline(DeadlineKind.UNKNOWN.value, warnings=("Текст слишком длинный для срока.",))
        key = (BULLET.sub("", text), heading[:MAX_READ])
        if key not in self.deadlines:
            reading = read_deadline(key[0], self.period, heading=heading, calendar=self.calendar)
            self.deadlines[key] = DraftDeadline(
                kind=reading.kind.value,
                start=reading.start.isoformat() if reading.start else None,
                end=reading.end.isoformat() if reading.end else None,
                recurrence=reading.recurrence.value,
                occurrences=reading.occurrences,
                explanation=explain_deadline(reading),
                warnings=tuple(reading.warnings),
            )
        return self.deadlines[key]

    def _parties(self, text: str) -> tuple[DraftParty, ...]:
        if len(text) > MAX_READ:
            return (DraftParty(PartyKind.GROUP.value, " ".join(text[:MAX_SHOWN].split()) + "…", is_doubtful=True),)
        text = BULLET.sub("", text)
        if text not in self.parties:
            self.parties[text] = tuple(
                DraftParty(party.kind.value, party.name, party.position, party.note, party.is_doubtful)
                for party in read_responsibles(text)
            )
        return self.parties[text]


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}" if text.endswith((".", "!", "?")) else f"{text[:1].upper()}{text[1:]}."


def _has_deadline(row: DraftRow) -> bool:
    return any(text is not None for text in (row.deadline, row.deadline_place, row.start, row.finish))


def _doubts(plan: DraftPlan, row: DraftRow) -> Iterator[Problem]:
    deadline = row.read_deadline
    if deadline is not None:
        fields = ("deadline", "deadline_place", "start", "finish")
        heading = next((found for field in fields if (found := plan.heading_of(field))), "")
        warnings = list(deadline.warnings)
        text = " ".join(row.deadline_text.split())
        if deadline.kind == DeadlineKind.UNKNOWN and text and not warnings:
            warnings.append(f"Срок «{text}» не понят: он останется как написан, без дат.")
        for warning in warnings:
            yield Problem(row.table, row.index, heading, _sentence(warning), code="deadline")
    for party in row.parties:
        if party.is_doubtful:
            shown = party.name or party.position
            text = f"Проверьте, так ли прочитан ответственный «{shown}»."
            yield Problem(row.table, row.index, plan.heading_of("responsible"), text, code="party")
