"""One person takes over from another from a day on: open assignments move, what is printed stays."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from network.models import Person, User
from network.services.history import delete_signed, save_signed
from network.services.parties import person_from
from plans.models import PlanChange, Responsibility
from plans.queries.replacement import Assignment, open_assignments, party_records
from plans.services.structure.action import claim_plan
from plans.services.structure.undo import undo_change
from portal.text.clean import clean_text
from portal.text.names import comparison_key
from projects.models import Project

BATCH = 500
SAME = "Это один и тот же человек: выберите другого."
NO_REASON = "Напишите причину: она попадёт в лист изменений."
NOTHING_LEFT = "За этим человеком на этот день не осталось открытых пунктов."
NO_SURNAME = "Напишите фамилию и инициалы: «Иванова Н.А.»."
NOT_HERE = "Такой замены в этом проекте нет."
MARK = "replacement"


@dataclass(frozen=True, slots=True)
class Replacement:
    """From whom, to whom, from which day on, and why."""

    leaving: Person
    coming: Person
    on: date
    reason: str


def new_person(project: Project, name: str, position: str, *, actor: User | None) -> Person:
    """Write a person of the project's institution down; raises ValidationError by the field `name`."""
    person = person_from(clean_text(name), clean_text(position).strip(), project.organization)
    if person is None:
        raise ValidationError({"name": NO_SURNAME})
    known = Person.objects.filter(organization=project.organization, surname__iexact=person.surname)
    same = next((row for row in known if comparison_key(row.short_name) == comparison_key(person.short_name)), None)
    return same or save_signed(person, actor)


@transaction.atomic
def replace_person(
    project: Project,
    given: Replacement,
    *,
    today: date,
    actor: User | None,
    chosen: Collection[int] | None = None,
) -> tuple[uuid.UUID, int]:
    """Let one person answer instead of another from a day on; gives the key to take it back and how many items moved.

    Items with something left to do move, `chosen` alone where given; the words of the document stay. Raises
    ValidationError in Russian, by field where it belongs to one.
    """
    reason = clean_text(given.reason).strip()
    if given.leaving == given.coming:
        raise ValidationError({"coming": SAME})
    if not reason:
        raise ValidationError({"reason": NO_REASON})
    found = open_assignments(project, given.leaving, given.on, today)
    found = [each for each in found if chosen is None or each.item.pk in chosen]
    if not found:
        raise ValidationError(NOTHING_LEFT)
    # Plans are claimed before their rows, in one order, so that two writers never wait for each other.
    for plan_id in sorted({each.item.plan_id for each in found}):
        claim_plan(plan_id, None)
    ids = [each.item.pk for each in found]
    before = party_records(ids)
    _hand_over(found, given, actor)
    after = party_records(ids)
    key = uuid.uuid4()
    batches = {plan_id: uuid.uuid4() for plan_id in {each.item.plan_id for each in found}}
    PlanChange.objects.bulk_create(
        PlanChange(
            plan_id=each.item.plan_id,
            batch=batches[each.item.plan_id],
            kind=PlanChange.Kind.REASSIGNED,
            item=each.item,
            subject=str(each.item),
            before={"words": each.item.responsible_text, "parties": before[each.item.pk]},
            after={"words": each.item.responsible_text, "parties": after[each.item.pk], MARK: str(key)},
            reason=reason,
            author=actor,
        )
        for each in found
    )
    return key, len(found)


@transaction.atomic
def undo_replacement(project: Project, key: uuid.UUID, *, now: datetime, actor: User | None) -> int:
    """Give everything back to whoever answered before; gives the number of items.

    Raises ValidationError where nothing of the kind was done, or if an item has changed hands since.
    """
    changes = PlanChange.objects.filter(**{"plan__project": project, f"after__{MARK}": str(key), "undoes": None})
    batches = list(dict.fromkeys(changes.order_by("plan_id").values_list("batch", flat=True)))
    if not batches:
        raise ValidationError(NOT_HERE)
    return sum(len(undo_change(batch, now=now, actor=actor)) for batch in batches)


def _hand_over(found: Sequence[Assignment], given: Replacement, actor: User | None) -> None:
    """End the one's responsibilities the day before and begin the other's; who answers then already is not named twice.

    Somebody who answered before and was replaced herself begins anew.
    """
    last_day = given.on - timedelta(days=1)
    rows = Responsibility.objects.filter(item__in=[each.item.pk for each in found]).order_by("order", "pk")
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gte=given.on)
    answering: dict[int, list[Responsibility]] = defaultdict(list)
    for row in rows.filter(person=given.coming):
        answering[row.item_id].append(row)
    ended, added = [], []
    for party in rows.filter(lasting, person=given.leaving):
        successor = _successor(party, given)
        if not any(_covers(row, successor) for row in answering[party.item_id]):
            answering[party.item_id].append(successor)
            added.append(successor)
        if party.starts_on is not None and party.starts_on > last_day:
            # She was to begin on that day herself, or later: nothing of her time is left.
            delete_signed(party, actor)
        else:
            party.ends_on = last_day
            ended.append(party)
    bulk_update_with_history(ended, Responsibility, ["ends_on"], batch_size=BATCH, default_user=actor)
    bulk_create_with_history(added, Responsibility, batch_size=BATCH, default_user=actor)


def _covers(row: Responsibility, other: Responsibility) -> bool:
    """The row lasts through all the time of the other."""
    begins = row.starts_on is None or (other.starts_on is not None and row.starts_on <= other.starts_on)
    return begins and (row.ends_on is None or (other.ends_on is not None and row.ends_on >= other.ends_on))


def _successor(party: Responsibility, given: Replacement) -> Responsibility:
    return Responsibility(
        item_id=party.item_id,
        order=party.order,
        role=party.role,
        person=given.coming,
        position=given.coming.position,
        starts_on=max(given.on, party.starts_on or given.on),
        ends_on=party.ends_on,
    )
