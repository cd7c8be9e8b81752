"""Whether the end of a page cut a row of a table in two, or a new row begins on the next page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from plans.importing.readers.pdf_flow import Room, is_filled
from plans.importing.readers.pdf_grid import NEAR
from plans.importing.readers.pdf_lines import HYPHENS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plans.importing.readers.pdf_pages import PieceCell

NUMBER = re.compile(r"^(?:\d{1,3}(?:\.\d{1,3})*|[ivxlIVXLІХ]+)[.)]?$")
SENTENCE_END = ".!?;"
FULL_LINES = 4.2
MOSTLY = 0.6
ALWAYS = 0.8


class Rows(Protocol):
    """The rows read so far."""

    left: float
    right: float
    rows: int
    cells: list[PieceCell]


def goes_on(known: Rows, pairs: Sequence[tuple[PieceCell, PieceCell]]) -> bool:
    """True if the first row of a page goes on with the last row of the page before.

    `pairs` are the cells of both, column by column. A row is cut only if every cell that has text on
    the next page was full to the end of the page; that alone is not enough: besides, text must run
    on in the middle of a sentence, or the number be missing together with another cell that
    other rows fill. A row with no number that fills all its other cells is a new one.
    """
    filled = [(above, below) for above, below in pairs if below.lines]
    if not filled or (len(pairs) > 1 and any(_is_whole_width(known, cell) for pair in pairs for cell in pair)):
        return False
    pad = min((cell.y1 - cell.end for cell in known.cells if cell.end is not None), default=0.0)
    if not all(_is_full(above, below, pad) for above, below in filled):
        return False
    number = _number_column(known)
    runs_on = any(_runs_on(above, below) for above, below in filled if above.lines)
    for above, below in pairs:
        is_number = number is not None and abs(above.x0 - number) <= NEAR
        if is_number and NUMBER.match(below.text.replace(" ", "")) and (above.lines or not runs_on):
            return False
    if runs_on:
        return True
    usual = [(above, below) for above, below in pairs if _filled_share(known, above) >= ALWAYS]
    holes = [above for above, below in usual if not (above.lines and below.lines)]
    others = [above for above in holes if number is None or abs(above.x0 - number) > NEAR]
    if number is None:
        return bool(others)
    return len(holes) > len(others) and (bool(others) or len(usual) == 1)


def _is_whole_width(known: Rows, cell: PieceCell) -> bool:
    return cell.x1 - cell.x0 >= known.right - known.left - 2 * NEAR


def _is_full(above: PieceCell, below: PieceCell, pad: float) -> bool:
    """True if no more than a few lines would have gone into a cell above the end of the page."""
    end = above.y0 if above.end is None else above.end
    return above.y1 - end - pad <= FULL_LINES * below.lines[0].size


def _runs_on(above: PieceCell, below: PieceCell) -> bool:
    """True if a sentence goes on: a broken word, or a full line with small letters below it."""
    last, first = above.lines[-1], below.lines[0]
    if last.text[-1:] in HYPHENS and first.text[:1].islower():
        return True
    if not first.text[:1].islower() or last.text[-1:] in SENTENCE_END:
        return False
    pad = min(line.x0 - cell.x0 for cell in (above, below) for line in cell.lines)
    return is_filled(last, first, Room(above.x0 + pad, above.x1 - max(pad, 0)))


def _number_column(known: Rows) -> float | None:
    """The left side of the column that holds the numbers of rows; None if there is none."""
    left = [cell for cell in known.cells if cell.x0 - known.left <= NEAR and not _is_whole_width(known, cell)]
    body = [cell for cell in left if cell.row > 0]
    numbered = [cell for cell in body if NUMBER.match(cell.text.replace(" ", ""))]
    if body and len(numbered) >= MOSTLY * len(body):
        return known.left
    return None


def _filled_share(known: Rows, cell: PieceCell) -> float:
    """In which share of the rows the column of a cell holds text; 0 where too few rows are known."""
    column = [
        other
        for other in known.cells
        if other.row > 0 and abs(other.x0 - cell.x0) <= NEAR and abs(other.x1 - cell.x1) <= NEAR
    ]
    return sum(bool(other.lines) for other in column) / len(column) if column else 0.0
