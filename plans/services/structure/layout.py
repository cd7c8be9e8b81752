"""Columns of a plan as printed: their order, headings, which are hidden, new and deleted ones."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from network.models import User
from network.services.history import save_signed
from plans.layout import ATTRIBUTES, DEADLINE, EXTRA, LayoutColumn, shown_columns
from plans.models import Plan, PlanChange
from plans.outline import Lines
from plans.queries.columns import filled_columns
from plans.queries.structure import Outline
from plans.services.structure.action import Action, claim_plan, require_reason
from portal.text.clean import clean_text

MOST_COLUMNS = 60
MAX_HEADING = 300
NO_TITLE = "Графа с мероприятиями должна остаться на виду: без неё план не прочитать."
TOO_MANY = f"В плане помещается не больше {MOST_COLUMNS} граф."
NO_HEADING = "Напишите заголовок своей графы."
LONG_HEADING = f"Заголовок графы длиннее {MAX_HEADING} знаков: «{{heading}}…». Сократите его."
UNKNOWN = "Такой графы у плана нет. Обновите страницу и повторите."
HAS_WORDS = "Графу «{heading}» удалить нельзя: в ней есть слова, пунктов: {count}. Её можно скрыть."
NOT_OWN = "Графу «{heading}» удалить нельзя: её можно скрыть, слова в ней останутся."
NO_LINES: Lines = ()


@transaction.atomic
def set_columns(
    plan_id: int, version: int | None, columns: Sequence[LayoutColumn], *, actor: User | None, reason: str = ""
) -> PlanChange | None:
    """Make these the columns of the plan; gives the change to take back, `None` where nothing differs.

    A column that is left out is deleted: only an own one without a word. Raises StalePlanError, or ValidationError
    in Russian.
    """
    layout = [_cleaned(column) for column in columns]
    if len(layout) > MOST_COLUMNS:
        raise ValidationError(TOO_MANY)
    if "title" not in {column["field"] for column in shown_columns(layout)}:
        raise ValidationError(NO_TITLE)
    plan = claim_plan(plan_id, version)
    words = require_reason(plan, reason)
    _require_known(plan, layout)
    if layout == plan.layout:
        return None
    action = Action(plan, actor, words, Outline(NO_LINES, {}, {}), counts=False)
    change = action.record(
        PlanChange.Kind.LAYOUT,
        plan.short_title,
        before={"plan": {"layout": plan.layout}},
        after={"plan": {"layout": layout}},
    )
    plan.layout = layout
    save_signed(plan, actor)
    action.save()
    return change


def _cleaned(column: LayoutColumn) -> LayoutColumn:
    heading = clean_text(column["heading"]).strip()
    if len(heading) > MAX_HEADING:
        raise ValidationError(LONG_HEADING.format(heading=heading[:40]))
    cleaned: LayoutColumn = {"field": column["field"], "heading": heading}
    if column.get("is_hidden"):
        cleaned["is_hidden"] = True
    return cleaned


def _require_known(plan: Plan, layout: Sequence[LayoutColumn]) -> None:
    stood = [column["field"] for column in plan.layout]
    stand = [column["field"] for column in layout]
    for column in layout:
        is_own = column["field"].startswith(EXTRA)
        if column["field"] not in stood and not (_is_known(column["field"]) and stand.count(column["field"]) == 1):
            raise ValidationError(UNKNOWN)
        if is_own and column["field"] not in stood and not column["heading"]:
            raise ValidationError(NO_HEADING)
    _require_deletable(plan, stand)


def _is_known(field: str) -> bool:
    number = field.removeprefix(EXTRA)
    return field in {*ATTRIBUTES, DEADLINE} or (
        field.startswith(EXTRA) and number.isdecimal() and number.isascii() and len(number) <= len("9999")
    )


def _require_deletable(plan: Plan, stand: Sequence[str]) -> None:
    filled = filled_columns(plan)
    for column in plan.layout:
        if column["field"] in stand:
            continue
        if not column["field"].startswith(EXTRA):
            raise ValidationError(NOT_OWN.format(heading=column["heading"]))
        if filled[column["field"]]:
            raise ValidationError(HAS_WORDS.format(heading=column["heading"], count=filled[column["field"]]))
