"""Months of activity: frozen when they are over, opened again for a reason."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from network.models import User
from network.services.history import delete_signed, save_signed
from portal.text.clean import clean_text
from portal.text.russian import date_short
from projects.models import Project
from reports.content.activity import first_day, last_day, to_json
from reports.models import ActivityMonth
from reports.queries.activity import computed_month

MAX_REASON: Final = 100  # letters, the place that the audit trail has for it
GOES_ON = "Месяц ещё идёт: закрыть его можно с {day}."
NO_REASON = "Напишите, почему месяц открывают снова: это останется в истории."


@transaction.atomic
def close_month(project: Project, month: date, *, actor: User, today: date) -> ActivityMonth:
    """Freeze the figures of a month with the facts behind them; a month closed already is given as it is.

    Raises ValidationError while the month goes on.
    """
    month = first_day(month)
    if last_day(month) >= today:
        raise ValidationError(GOES_ON.format(day=date_short(last_day(month) + timedelta(days=1))))
    found = ActivityMonth.objects.filter(project=project, month=month).first()
    if found is not None:
        return found
    content = to_json(computed_month(project, month, today))
    return save_signed(ActivityMonth(project=project, month=month, content=content, closed_by=actor), actor)


@transaction.atomic
def reopen_month(closed: ActivityMonth, reason: str, *, actor: User) -> None:
    """Compute the month anew from now on; what it was closed with stays in the history, with the reason.

    Raises ValidationError without a reason.
    """
    words = clean_text(reason).strip()
    if not words:
        raise ValidationError({"reason": NO_REASON})
    closed._change_reason = words[:MAX_REASON]  # type: ignore[attr-defined]  # noqa: SLF001 - documented
    delete_signed(closed, actor)
