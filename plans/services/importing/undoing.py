"""A confirmed import taken back as one step: its plan is deleted, or a plan gets its former rows back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from network.models import User
from network.services.history import delete_signed
from plans.models import CompletionMark, EventLink, Occurrence, Plan, PlanChange, PlanImport, PlanItem, Section
from plans.services.importing.merging import named
from plans.services.importing.outcomes import KIND, undo_outcome
from plans.services.importing.states import item_states, put_back, state_digest
from plans.services.structure.action import claim_plan

SETTLED = "Эта загрузка уже завершена."
HAS_MARKS = (
    "Отменить загрузку уже нельзя: в плане есть отметки о выполнении. "
    "Если план лишний, попросите администратора убрать его."
)
ADDED_TO = "Отменить загрузку уже нельзя: после неё к пунктам плана добавили сроки. Сначала уберите их."
SHARED = "Отменить загрузку уже нельзя: пункты плана связаны с общими событиями. Сначала разъедините их."
PRINTED = (
    "Отменить загрузку уже нельзя: по этому плану уже заказаны отчёты. "
    "Если план лишний, попросите администратора убрать его."
)
APPROVED = "Отменить загрузку уже нельзя: план утверждён или закрыт. Попросите администратора, если он лишний."
CLOSED = "Отменить загрузку уже нельзя: план закрыт, его состав больше не меняется."
MARKED = "Отменить загрузку уже нельзя: после неё отметили пункты: {items}. Сначала отмените эти отметки."
CHANGED = (
    "Отменить загрузку уже нельзя: после неё изменили пункты: {items}. "
    "Сначала верните их в прежний вид или поправьте нужное вручную."
)
NO_SECTION = "Отменить загрузку уже нельзя: раздела, где пункты стояли раньше, в плане больше нет."
UNDONE = "Загрузка отменена: план убран."
RETURNED = "Загрузка отменена: план такой же, как был до неё."
REASON = "Отмена загрузки «{filename}»"


@transaction.atomic
def undo_import(plan_import: PlanImport, *, actor: User) -> str:
    """Take a confirmed import back; gives a sentence that says what was done.

    Raises ValidationError in Russian if somebody has gone on with what it brought: then nothing is done.
    """
    locked = PlanImport.objects.select_for_update().get(pk=plan_import.pk)
    undo = locked.undo or {"kind": "plan"}
    if locked.state != PlanImport.State.CONFIRMED or (locked.plan is None and undo["kind"] != KIND):
        raise ValidationError(SETTLED)
    if locked.plan is None:
        words = undo_outcome(locked, actor=actor)
    elif undo["kind"] == "merge":
        words = _return_rows(locked, locked.plan, undo, actor)
    else:
        words = _drop(locked.plan, actor)
    kept = locked.plan if undo["kind"] == "merge" else None
    PlanImport.objects.filter(pk=locked.pk).update(state=PlanImport.State.UNDONE, plan=kept, undo=None)
    return words


def _drop(plan: Plan, actor: User) -> str:
    if plan.state != Plan.State.DRAFT:
        raise ValidationError(APPROVED)
    if CompletionMark.objects.filter(occurrence__item__plan=plan).exists():
        raise ValidationError(HAS_MARKS)
    _require_unused(plan)
    changes = list(PlanChange.objects.filter(plan=plan).order_by("-pk"))
    if changed := _standing(changes):
        raise ValidationError(CHANGED.format(items=named(changed)))
    # What took a change back holds it; the latest goes first.
    for change in changes:
        change.delete()
    delete_signed(plan, actor)
    return UNDONE


def _require_unused(plan: Plan) -> None:
    """Raise ValidationError where something stands on the plan that would go with it and leaves no change behind."""
    if Occurrence.objects.filter(item__plan=plan, is_ad_hoc=True).exists():
        raise ValidationError(ADDED_TO)
    if EventLink.objects.filter(occurrence__item__plan=plan, state=EventLink.State.CONFIRMED).exists():
        raise ValidationError(SHARED)
    for relation in Plan._meta.related_objects:
        model: Any = relation.related_model
        is_foreign = model._meta.app_label != Plan._meta.app_label
        if is_foreign and model._default_manager.filter(**{relation.field.name: plan}).exists():
            raise ValidationError(PRINTED)


def _standing(changes: Iterable[PlanChange]) -> list[str]:
    """What was changed and not taken back, by name, in order; `changes` come latest first."""
    taken_back: set[int] = set()
    standing: list[str] = []
    for change in changes:
        if change.pk in taken_back:
            continue
        if change.undoes_id is None:
            standing.append(change.subject)
        else:
            taken_back.add(change.undoes_id)
    return list(dict.fromkeys(reversed(standing)))


def _return_rows(plan_import: PlanImport, stood: Plan, undo: dict[str, Any], actor: User) -> str:
    plan = claim_plan(stood.pk, None)
    if plan.state in {Plan.State.CLOSED, Plan.State.ARCHIVED}:
        raise ValidationError(CLOSED)
    _require_untouched(undo)
    former = {row["pk"]: row["before"] for row in undo["items"] if row["before"] is not None}
    sections = {state["item"]["section_id"] for state in former.values()} - {None}
    if Section.objects.filter(pk__in=sections).count() != len(sections):
        raise ValidationError(NO_SECTION)
    _record(plan, plan_import, undo["batch"], actor)
    for item in PlanItem.everything.filter(pk__in=[row["pk"] for row in undo["items"] if row["before"] is None]):
        delete_signed(item, actor)
    put_back(former, actor=actor)
    _return_places(undo)
    for section in Section.objects.filter(pk__in=undo["sections"], items__isnull=True).order_by("-order"):
        if not section.children.exists():
            delete_signed(section, actor)
    return RETURNED


def _require_untouched(undo: dict[str, Any]) -> None:
    """Raise ValidationError if an item of the import was marked or changed since, naming which."""
    called = {row["pk"]: row["called"] for row in undo["items"]}
    later = CompletionMark.objects.filter(pk__gt=undo["last_mark"], occurrence__item__in=called)
    marked = set(later.values_list("occurrence__item", flat=True))
    if marked:
        raise ValidationError(MARKED.format(items=named(called[pk] for pk in called if pk in marked)))
    now = {pk: state_digest(state) for pk, state in item_states(list(called)).items()}
    changed = [row["called"] for row in undo["items"] if now.get(row["pk"]) != row["after"]]
    if changed:
        raise ValidationError(CHANGED.format(items=named(changed)))


def _return_places(undo: dict[str, Any]) -> None:
    """Former numbers of order, where nobody moved the rows since: they are the portal's own and leave no history."""
    orders = {int(pk): order for pk, order in undo["orders"].items()}
    items = list(PlanItem.everything.filter(pk__in=orders).only("order"))
    for item in items:
        item.order = orders[item.pk]
    PlanItem.everything.bulk_update(items, ["order"], batch_size=300)


def _record(plan: Plan, plan_import: PlanImport, batch: str, actor: User) -> None:
    """Every change of the import is taken back by one of its own."""
    opposite = {PlanChange.Kind.ADDED: PlanChange.Kind.REMOVED, PlanChange.Kind.REMOVED: PlanChange.Kind.ADDED}
    PlanChange.objects.bulk_create(
        PlanChange(
            plan=plan,
            kind=opposite.get(PlanChange.Kind(change.kind), change.kind),
            item=change.item,
            subject=change.subject,
            before=change.after,
            after=change.before,
            reason=REASON.format(filename=plan_import.filename),
            author=actor,
            undoes=change,
        )
        for change in PlanChange.objects.filter(plan=plan, batch=batch).select_related("item").order_by("pk")
    )
