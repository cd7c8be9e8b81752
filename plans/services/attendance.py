"""Marks of completion made of the attendance of a joint event."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from django.core.exceptions import ValidationError

from network.models import User
from plans.access import plan_scope
from plans.access.marksheets import may_mark_row
from plans.models import CompletionMark, Event
from plans.queries.attendance import Proposal, proposals_of
from plans.queries.joint_events import day_of
from plans.services.marks import MarkInput, MarkTarget, mark_each

NOTHING_CHOSEN = "Отметьте галочкой хотя бы одну строку."
OVERTAKEN = "Часть этих отметок тем временем поставили другие. Посмотрите список ещё раз."


def own_proposals(user: User, event: Event, today: date) -> list[Proposal]:
    """Of the marks the attendance gives, those the user may set: a member her organisation's, a coordinator all."""
    proposals = proposals_of(event, today)
    if not proposals:
        return []
    # All of them are of open plans of one project: what she may do in one plan she may do in the others.
    scope = plan_scope(user, proposals[0].item.plan, today)
    return [
        each for each in proposals if may_mark_row(scope, each.row, each.organization.pk if each.organization else None)
    ]


def mark_attendance(
    event: Event, proposals: Sequence[Proposal], keys: Collection[str], *, author: User, today: date
) -> list[CompletionMark]:
    """Set those of the proposed marks whose keys are chosen, as one action; gives them.

    Raises ValidationError where none is chosen or one of them is marked already.
    """
    chosen = [each for each in proposals if each.key in keys]
    if not chosen:
        raise ValidationError(NOTHING_CHOSEN)
    if any(each.is_marked for each in chosen):
        raise ValidationError(OVERTAKEN)
    day = day_of(event)
    targets = [
        MarkTarget(
            each.occurrence,
            each.organization,
            MarkInput("done", fact_on=day, text=event.title, participants=each.participants),
        )
        for each in chosen
    ]
    return mark_each(targets, author=author, today=today)
