"""How wide things are on paper, the same in every form: sheets, columns, rows that may be divided. Millimetres."""

from __future__ import annotations

import re
from collections.abc import Sequence

from portal.text.russian import NBSP, bind_words
from portal.text.short import shortened
from reports.content.document import Document, Sheet, TableBlock
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
    "due": 3.2,  # «15 февраля 2023» in one line of an upright sheet
    "told": 4.6,
}
OTHER_WEIGHT = 2.4
TALL = 700  # letters
MOST_FOOT = 130  # letters: three lines under the sheet, of the widest ones too
LETTER_WIDTH = 2.0  # of table letters, capitals of names included
HEAD_LETTER_WIDTH = 2.3  # of bold ones
CELL_SIDES = 3.6
LEAST_WIDTH = 24.0
"""Below it a column gives nothing away."""
MOST_SHARE = 0.4
LONGEST_PIECE = 30
"""Letters: a longer run without blanks is given places to break."""
SMALL_HEADS = frozenset({"count", "count_wide"})
"""Figures under small letters: their weights are made for the words of their headings."""
UNHYPHENATED = frozenset({"deadline", "start", "finish", "fact", "delay"}) | SMALL_HEADS
_PIECES = re.compile(r"[ \t\n]+|(?<=[–—])")
_UNBROKEN = re.compile(rf"[\dA-Za-z@_.{NBSP}]")
_MARKS = ".,;:!?…()«»"


def foot_name(docname: str) -> str:
    """The name of the document as the foot of every sheet has room for it."""
    return shortened(docname, MOST_FOOT)


def width_of(document: Document) -> float:
    """What is left between the margins of its sheet."""
    return SIZES[document.sheet][0] - document.rules.left - document.rules.right


def column_widths(fields: Sequence[str], width: float) -> tuple[float, ...]:
    """The width of each column by what stands in it; the number column is narrow, the sum is `width`."""
    fixed = NUMBER_WIDTH * sum(field == "number" for field in fields)
    total = sum(WEIGHTS.get(field, OTHER_WEIGHT) for field in fields if field != "number") or 1
    unit = (width - fixed) / total
    return tuple(NUMBER_WIDTH if field == "number" else unit * WEIGHTS.get(field, OTHER_WEIGHT) for field in fields)


def table_widths(table: TableBlock, width: float) -> tuple[float, ...]:
    """The same for a table with its words: a column gets room for the names and dates in it, which are never broken.

    What one lacks is taken from those that have more than they need; a name of half a sheet still runs over.
    """
    widths = column_widths([column.field for column in table.columns], width)
    needs = [min(_need(table, place), width * MOST_SHARE) for place in range(len(widths))]
    short = [max(0.0, need - have) for need, have in zip(needs, widths, strict=True)]
    spare = [max(0.0, have - max(need, LEAST_WIDTH)) for need, have in zip(needs, widths, strict=True)]
    if not any(short) or not any(spare):
        return widths
    given = min(1.0, sum(spare) / sum(short))
    taken = given * sum(short) / sum(spare)
    return tuple(have + lack * given - extra * taken for have, lack, extra in zip(widths, short, spare, strict=True))


def _need(table: TableBlock, place: int) -> float:
    """Room for the longest piece of a column that is never broken: a date, a name, a word of its heading."""
    column = table.columns[place]
    if column.field == "number":
        return 0.0
    longest = 0
    heading = 0 if column.field in SMALL_HEADS else max(map(len, _PIECES.split(column.heading)))
    is_whole = column.field in UNHYPHENATED
    for row in table.rows:
        if place >= len(row.cells):
            continue
        cell = row.cells[place]
        for line in filter(None, (cell.strong, *cell.lines)):
            for piece in _PIECES.split(bind_words(line)):
                if longest < len(piece) and (is_whole or _UNBROKEN.search(piece.strip(_MARKS))):
                    longest = len(piece) if NBSP in piece else min(len(piece), LONGEST_PIECE)
    return max(longest * LETTER_WIDTH, heading * HEAD_LETTER_WIDTH) + CELL_SIDES


def is_tall(row: Row) -> bool:
    """A row may be divided between sheets when a cell of it would take about half of one."""
    return any(sum(len(line) for line in cell.lines) > TALL for cell in row.cells)
