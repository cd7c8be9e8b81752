"""Schedules of a project and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from projects.models import Project
from reports.content.schedule import days_words
from reports.models import Report, ReportSchedule
from reports.queries.genres import GENRES
from reports.queries.genres.genre import Subject


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """A schedule, when it orders in words, its sign and the word of how it stands."""

    schedule: ReportSchedule
    when: str
    forms: str
    sign: str
    word: str


def schedule_rows(project: Project) -> list[ScheduleRow]:
    """All schedules of the project, the soonest first, those without a day last."""
    rows = ReportSchedule.objects.filter(project=project).select_related("plan", "owner__person", "last_report")
    found = [_row(schedule) for schedule in rows.order_by("pk")]
    return sorted(found, key=lambda row: (row.schedule.next_on is None, row.schedule.next_on or date.max))


def schedulable_kinds() -> list[tuple[str, str]]:
    """Genres an order of which needs no choice but the plan and the period, with their names."""
    known = {Subject.PLAN, Subject.PERIOD}
    return [(genre.kind, str(Report.Kind(genre.kind).label)) for genre in GENRES.values() if genre.subjects <= known]


def _row(schedule: ReportSchedule) -> ScheduleRow:
    days = [date.fromisoformat(each) for each in schedule.dates]
    forms = ", ".join(str(Report.Format(each).label) for each in schedule.formats)
    sign, word = _standing(schedule)
    return ScheduleRow(schedule, days_words(schedule.day, days), forms, sign, word)


def _standing(schedule: ReportSchedule) -> tuple[str, str]:
    if schedule.disabled_at:
        return "late", "Выключено"
    if schedule.next_on is None:
        return "none", "Дней не осталось"
    return ("soon", "Не получилось") if schedule.failures else ("active", "Включено")
