"""Windows that a person adds to an item by hand: «по мере необходимости», or one more time than planned."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from network.models import User
from network.services.history import delete_signed, save_signed
from plans.models import CompletionMark, Occurrence, PlanItem
from plans.queries.readings import MAX_LABEL
from portal.text.clean import one_line
from portal.text.russian import date_short

NO_DAY = "Укажите, на какое число."
TOO_LONG = f"Слишком длинно: оставьте не больше {MAX_LABEL - 20} знаков."
FAR = "Проверьте год: дата должна быть между {first} и {last}."
NOT_BY_HAND = "Этот срок следует из слов плана: убрать его можно, только изменив срок пункта."
HAS_MARKS = "Убрать этот срок нельзя: по нему есть отметки. Если он не нужен, отметьте его отменённым."
# A day this far from the plan is a slip of the pen.
MARGIN_YEARS = 1


@transaction.atomic
def add_occurrence(item: PlanItem, on: date | None, words: str = "", *, actor: User | None) -> Occurrence:
    """Add a window of one day with its words; it survives every new reading of the deadline.

    Raises ValidationError by field in Russian.
    """
    label = one_line(words)
    if on is None:
        raise ValidationError({"on": NO_DAY})
    if len(label) > MAX_LABEL - 20:
        raise ValidationError({"words": TOO_LONG})
    first, last = item.plan.starts_on, item.plan.ends_on
    if not first.year - MARGIN_YEARS <= on.year <= last.year + MARGIN_YEARS:
        raise ValidationError({"on": FAR.format(first=date_short(first), last=date_short(last))})
    PlanItem.objects.select_for_update().get(pk=item.pk)
    order = Occurrence.objects.filter(item=item).aggregate(last=Max("order"))["last"]
    occurrence = Occurrence(
        item=item,
        order=0 if order is None else order + 1,
        label=f"{label}, {date_short(on)}" if label else date_short(on),
        is_ad_hoc=True,
        starts_on=on,
        ends_on=on,
    )
    return save_signed(occurrence, actor)


@transaction.atomic
def remove_occurrence(occurrence: Occurrence, *, actor: User | None) -> None:
    """Take a window added by hand away; raises ValidationError where the plan asks for it or it was ever marked."""
    if not occurrence.is_ad_hoc:
        raise ValidationError(NOT_BY_HAND)
    if CompletionMark.objects.filter(occurrence=occurrence).exists():
        raise ValidationError(HAS_MARKS)
    delete_signed(occurrence, actor)
