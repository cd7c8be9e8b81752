"""The document's own columns: which names a plan's layout uses and which words of an item stand in each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NotRequired, TypedDict

from plans.models import PlanItem

EXTRA = "extra:"


class LayoutColumn(TypedDict):
    """One column of a plan: `field` is a name of `ATTRIBUTES`, `deadline` or `extra:N`; `heading` as printed.

    A column that is hidden keeps its heading and its words, and stands neither on paper nor in files.
    """

    field: str
    heading: str
    is_hidden: NotRequired[bool]


# Column of a plan → attribute of PlanItem that holds its words.
ATTRIBUTES = {
    "number": "number",
    "title": "title",
    "form": "form",
    "audience": "audience",
    "place": "place",
    "task": "task",
    "expected_result": "expected_result",
    "responsible": "responsible_text",
    "mark": "mark_text",
    "note": "note",
}
DEADLINE = "deadline"
FIELD_LABELS = {
    "number": "Номер",
    "title": "Мероприятие",
    "deadline": "Срок",
    "deadline_place": "Срок и место",
    "start": "Начало",
    "finish": "Окончание",
    "responsible": "Ответственный",
    "mark": "Отметка о выполнении",
    "expected_result": "Ожидаемый результат",
    "audience": "Для кого",
    "form": "Форма",
    "place": "Место",
    "organisation": "Организация",
    "municipality": "Муниципалитет",
    "task": "Задача",
    "stage": "Этап",
    "direction": "Направление",
    "note": "Примечание",
}


def shown_columns(layout: Iterable[LayoutColumn]) -> list[LayoutColumn]:
    """Columns that are printed, in their order."""
    return [column for column in layout if not column.get("is_hidden")]


def cell_text(item: PlanItem, field: str) -> str:
    """The document's words in a column; empty where the cell was empty.

    The item's deadline should be loaded (`select_related("deadline")`) when `field` is `deadline`.
    """
    if field == DEADLINE:
        return item.deadline.text if hasattr(item, "deadline") else ""
    if field.startswith(EXTRA):
        return str(item.extra.get(field.removeprefix(EXTRA), ""))
    return str(getattr(item, ATTRIBUTES[field]))
