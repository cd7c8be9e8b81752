"""Doubts about a draft that can be told without understanding its deadlines and people."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from plans.importing.draft import DraftPlan, PlanKind, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator


DATE = re.compile(r"\d{1,2} [а-я]{3,8}(?: \d{4})?|[а-я]{3,8} \d{4}|\d{2}\.\d{2}\.\d{4}")


def check(plan: DraftPlan) -> DraftPlan:
    """The same draft with its doubts: columns not sure, no title, repeated numbers, no rows."""
    return replace(plan, problems=plan.problems + tuple(_doubts(plan)))


def _doubts(plan: DraftPlan) -> Iterator[Problem]:
    for column in plan.columns:
        if column.doubt:
            yield Problem(plan.table, None, column.heading, column.doubt, code="column")
        elif column.field is None and column.heading:
            text = f"Графа «{column.heading}» не узнана: она останется как есть."
            yield Problem(plan.table, None, column.heading, text, code="column")
    if not plan.rows:
        text = "Под шапкой таблицы нет ни одной строки плана."
        yield Problem(plan.table, None, "", text, is_blocking=True, code="no_rows")
    if plan.kind is PlanKind.CRITERIA:
        return
    yield from _titles(plan)
    yield from _numbers(plan)


def _titles(plan: DraftPlan) -> Iterator[Problem]:
    heading = plan.heading_of("title")
    for row in plan.rows:
        if row.title is not None and not row.title.strip():
            text = "В строке нет названия мероприятия."
            yield Problem(row.table, row.index, heading, text, is_blocking=True, code="no_title")


def _numbers(plan: DraftPlan) -> Iterator[Problem]:
    heading = plan.heading_of("number")
    numbers = Counter(
        (row.section_index, row.stage_index, row.number.strip(" .)"))
        for row in plan.rows
        if row.number and row.number.strip(" .)")
    )
    for row in plan.rows:
        key = (row.section_index, row.stage_index, (row.number or "").strip(" .)"))
        if DATE.fullmatch((row.number or "").strip()):
            text = f"Номер «{row.number}» похож на дату: Excel мог сделать её из номера с точкой."
            yield Problem(row.table, row.index, heading, text, code="number")
        if numbers[key] > 1:
            text = f"Номер {key[2]} повторяется."
            yield Problem(row.table, row.index, heading, text, code="repeated_number")
