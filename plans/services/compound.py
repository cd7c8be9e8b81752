"""An item with several deadlines in one cell: each sub-item gets its own window, the texts stay as they are."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from network.models import User
from plans.importing.compound import Pair, compound_reading
from plans.models import Deadline, PlanItem
from plans.queries.item import item_compound
from plans.queries.readings import calendar_of, period_of
from plans.services.schedule import set_deadline
from plans.services.structure.action import Action
from plans.services.structure.edits import ItemRecord, record_edit
from plans.text.deadlines import DeadlineReading, read_deadline

NOT_FITTING = "Слова пункта изменились, и сроки к подпунктам больше не подходят. Посмотрите на них ещё раз."


def split_item(item: PlanItem, pairs: Sequence[Pair], *, actor: User | None, reason: str = "") -> PlanItem:
    """Give each sub-item the window of its line, named by it; a mark stays with the window it was set on.

    Raises ValidationError in Russian if the pairs are not those of the item's words, or an approved plan gets no
    reason. Recorded as a change of the deadline and taken back as one, or by `join_item`.
    """
    found = item_compound(item)
    if found is None or found.pairs != tuple(pairs) or not pairs:
        raise ValidationError(NOT_FITTING)
    reading = compound_reading(item.deadline.text, found.pairs, period_of(item.plan), calendar_of(item.plan))
    return _redate(item, reading, Deadline.Source.MANUAL, actor, reason)


def join_item(item: PlanItem, *, actor: User | None, reason: str = "") -> PlanItem:
    """Read the whole cell as one deadline again; windows that bear marks stay beside what follows from it."""
    heading = item.section.title if item.section else ""
    reading = read_deadline(item.deadline.text, period_of(item.plan), heading=heading, calendar=calendar_of(item.plan))
    return _redate(item, reading, Deadline.Source.PARSED, actor, reason)


@transaction.atomic
def _redate(
    item: PlanItem, reading: DeadlineReading, source: Deadline.Source, actor: User | None, reason: str
) -> PlanItem:
    action = Action.beside(item.plan, actor=actor, reason=reason)
    stood = ItemRecord.of(item)
    set_deadline(item, reading, period_of(item.plan), calendar_of(item.plan), actor=actor, source=source)
    PlanItem.objects.filter(pk=item.pk).update(version=F("version") + 1)
    action.written.add(item.pk)
    record_edit(action, stood, item)
    item.refresh_from_db(fields=["version"])
    return item
