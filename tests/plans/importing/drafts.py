"""Drafts as they are read from a file, made by hand: no file is read, no process started."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from plans.importing.draft import DraftColumn, DraftPeriod, DraftPlan, DraftRow, DraftSection

FIELDS = ("number", "title", "deadline", "responsible", "mark")
HEADINGS = ("№ п/п", "Мероприятия", "Сроки", "Ответственный", "Отметка о выполнении")
TITLE = "Календарный план на 2022/2023 учебный год"


def draft_row(index: int, cells: Sequence[str], section: tuple[int, str] | None = None, **fields: Any) -> DraftRow:
    """A row at a place of table 1; `section`: its place and its words."""
    words: dict[str, Any] = dict(zip(FIELDS, cells, strict=False))
    if section is not None:
        words |= {"section_index": section[0], "section": section[1]}
    return DraftRow(1, index, **{**words, **fields})


def draft_plan(*rows: DraftRow | Sequence[str], sections: Sequence[str] = (), **fields: Any) -> DraftPlan:
    """A table of five columns for the school year 2022/2023; rows of cells get their places from 2 on."""
    ready = tuple(row if isinstance(row, DraftRow) else draft_row(index, row) for index, row in enumerate(rows, 2))
    return DraftPlan(
        **{
            "table": 1,
            "title": TITLE,
            "period": DraftPeriod(text="на 2022/2023 учебный год", school_year="2022/2023"),
            "columns": tuple(
                DraftColumn(index, heading, field)
                for index, (field, heading) in enumerate(zip(FIELDS, HEADINGS, strict=True))
            ),
            "sections": tuple(DraftSection(text, row=1, table=1) for text in sections),
            "rows": ready,
            "tables": (1,),
            **fields,
        }
    )
