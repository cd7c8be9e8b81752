"""How wide things are on paper, the same in every form: sheets, columns, rows that may be divided. Millimetres."""

from __future__ import annotations

from collections.abc import Sequence

from reports.content.document import Document, Sheet
from reports.content.model import Row

SIZES = {Sheet.UPRIGHT: (210.0, 297.0), Sheet.WIDE: (297.0, 210.0), Sheet.LARGE: (420.0, 297.0)}
NUMBER_WIDTH = 11.0
WEIGHTS = {
    "title": 5.6,
    "responsible": 3.4,
    "result": 4.0,
    "mark": 2.9,
    "expected_result": 3.4,
    "task": 3.2,
    "deadline": 2.0,
    "deadline_place": 2.4,
    "start": 1.8,
    "finish": 1.8,
    "fact": 1.8,
    "delay": 2.1,
    "subject": 4.4,
    "before": 4.0,
    "after": 4.0,
    "reason": 3.2,
    "author": 2.3,
    "proof": 5.0,
    "file": 4.4,
    "size": 1.4,
    "sum": 4.7,
    "page": 2.0,
    "count": 2.0,
    "count_wide": 3.0,
    "due": 3.7,  # «15 сентября 2023» in one line of an upright sheet
    "told": 4.8,
}
OTHER_WEIGHT = 2.4
TALL = 700  # letters


def width_of(document: Document) -> float:
    """What is left between the margins of its sheet."""
    return SIZES[document.sheet][0] - document.rules.left - document.rules.right


def column_widths(fields: Sequence[str], width: float) -> tuple[float, ...]:
    """The width of each column by what stands in it; the number column is narrow, the sum is `width`."""
    fixed = NUMBER_WIDTH * sum(field == "number" for field in fields)
    total = sum(WEIGHTS.get(field, OTHER_WEIGHT) for field in fields if field != "number") or 1
    unit = (width - fixed) / total
    return tuple(NUMBER_WIDTH if field == "number" else unit * WEIGHTS.get(field, OTHER_WEIGHT) for field in fields)


def is_tall(row: Row) -> bool:
    """A row may be divided between sheets when a cell of it would take about half of one."""
    return any(sum(len(line) for line in cell.lines) > TALL for cell in row.cells)
