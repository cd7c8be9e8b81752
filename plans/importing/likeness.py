"""Whether what stands in a column is like what its heading promised; where it is not, the column is doubted."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from plans.text.deadlines import DeadlineKind, read_deadline

if TYPE_CHECKING:
    from plans.importing.draft import DraftColumn, DraftPlan

SAMPLE = 40  # different texts of a column by which it is judged
FEWEST = 3
MOST = 0.6
LONGEST = 80  # characters; a longer text is no bare deadline
DAY = re.compile(r"\d{1,2}(?!\d)")  # days under the name of a month, and hours
NUMBER = re.compile(r"[\d\s.,)(/-]+")


def doubt_columns(plan: DraftPlan) -> DraftPlan:
    """The same draft with a doubt on every column whose texts are unlike its field, and on filled ones without a head.

    Fields stay as they are: a heading says more than its column, but a person should look.
    """
    return replace(plan, columns=tuple(_doubted(plan, column) for column in plan.columns))


def _doubted(plan: DraftPlan, column: DraftColumn) -> DraftColumn:
    if column.doubt:
        return column
    doubt = ""
    if column.field is None and not column.heading:
        if any(place == column.index for row in plan.rows for place, _ in row.others):
            doubt = f"Проверьте графу {column.index + 1}: она без заголовка, её слова останутся как есть."
    elif column.field in ("deadline", "responsible", "title"):
        only = sum(other.field == column.field for other in plan.columns) == 1
        what = _unlike(column.field, _texts(plan, column.field)) if only else ""
        doubt = f"Проверьте графу «{column.heading}»: {what}." if what else ""
    return replace(column, doubt=doubt, is_sure=column.is_sure and not doubt) if doubt else column


def _texts(plan: DraftPlan, field: str) -> list[str]:
    """Different texts of a field, the first of them."""
    found: dict[str, None] = {}
    for row in plan.rows:
        text = " ".join((getattr(row, field) or "").split())
        if text:
            found[text] = None
        if len(found) >= SAMPLE:
            break
    return list(found)


def _unlike(field: str, texts: list[str]) -> str:
    if len(texts) < FEWEST:
        return ""
    if field == "deadline":
        unlike = sum(not _is_deadline(text) and not DAY.match(text) for text in texts)
        return "то, что в ней написано, не похоже на сроки" if unlike >= MOST * len(texts) else ""
    if sum(map(_is_deadline, texts)) >= MOST * len(texts):
        return "в ней, похоже, сроки"
    if sum(bool(NUMBER.fullmatch(text)) for text in texts) >= MOST * len(texts):
        return "в ней, похоже, только числа"
    return ""


def _is_deadline(text: str) -> bool:
    return len(text) <= LONGEST and read_deadline(text, None).kind is not DeadlineKind.UNKNOWN
