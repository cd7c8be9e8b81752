"""How much one sheet holds at the smallest letters: rows that surely fit are kept, the others are counted.

Millimetres, on the safe side: a sheet that is fuller than thought would become two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from typing import Final

from portal.text.russian import plural
from reports.content.document import (
    Block,
    Charts,
    Document,
    Figures,
    Heading,
    PaperRules,
    Paragraph,
    Sheet,
    StripChart,
    TableBlock,
)
from reports.content.layout import SIZES, table_widths
from reports.content.model import Row

SHEET: Final = SIZES[Sheet.UPRIGHT]
LETTER: Final = 1.7  # a letter of 9 points with its share of broken lines
CAPITAL: Final = 1.7  # times a small letter
LINE: Final = 4.1
PADDING: Final = 1.6  # of a row, of a paragraph
CELL: Final = 3.4  # left and right of the words of a cell
HEADING, HEAD, FIGURES, CHARTS, SIGNATURE, APPROVAL = 8.2, 6.0, 17.0, 54.0, 7.0, 32.0
SIDE, LETTERHEAD_SPACE = 82.0, 2  # width of posts; lines between the heading of the organisation and the title
LEAST_ROOM: Final = 36.0  # for rows
STRIP_ROW, STRIP_WORDS, IN_A_ROW = 12.0, 10.0, 27
TITLE_SIZE: Final = 1.2
RESERVE: Final = 3.0


def cut(text: str, most: int) -> str:
    """The text in one line of at most so many letters, cut between words with «…» where there is a space."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    words = line[: most + 1].rpartition(" ")[0] or line[:most]
    return f"{words.rstrip(' ,;:.–—-')}…"


def on_one_sheet(document: Document) -> Document:
    """The document with the rows that fit its sheet as it is laid out and rewritten; those left out are counted.

    Where pictures leave too little room for rows, the strip goes first, then the charts.
    """
    tables = document.tables
    width = SHEET[0] - document.rules.left - document.rules.right
    wanted = min(LEAST_ROOM, sum(HEAD + sum(_row_heights(table, width)) for table in tables if table.rows))
    blocks, room = document.blocks, 0.0
    for left_out in ((), (StripChart,), (StripChart, Charts)):
        blocks = tuple(block for block in document.blocks if not isinstance(block, left_out))
        room = SHEET[1] - document.rules.top - document.rules.bottom - _frame(document, width)
        room -= sum(_height(block, width) for block in blocks if not isinstance(block, TableBlock))
        if room >= wanted:
            break
    found = iter(fitted(tables, max(room, 0.0), document.rules))
    return replace(document, blocks=tuple(next(found) if isinstance(block, TableBlock) else block for block in blocks))


def _frame(document: Document, width: float) -> float:
    """What stands above the blocks and below them."""
    taken = RESERVE + (len(document.letterhead) + LETTERHEAD_SPACE) * LINE * bool(document.letterhead)
    taken += sum(_lines(line.text, width / TITLE_SIZE) * LINE * TITLE_SIZE for line in document.title) + LINE
    taken += max(
        sum(APPROVAL + _lines(block.position + block.basis, SIDE) * LINE for block in side) for side in document.sides
    )
    taken += sum(SIGNATURE + _lines(signer.position, SIDE) * LINE for signer in document.signers)
    return taken + 2 * LINE * document.rules.has_stamp


def fitted(tables: Sequence[TableBlock], room: float, rules: PaperRules) -> tuple[TableBlock, ...]:
    """The tables with the rows that fit, taken from each in turn; those left out are counted in a last row."""
    width = SHEET[0] - rules.left - rules.right
    heights = [_row_heights(table, width) for table in tables]
    room -= sum(HEAD for table in tables if table.rows)
    if sum(map(sum, heights)) <= room:
        return tuple(tables)
    room -= len(tables) * (LINE + PADDING)
    kept = [0 for _ in tables]
    for place in range(max(map(len, heights), default=0)):
        for number, found in enumerate(heights):
            if kept[number] == place < len(found) and found[place] <= room:
                kept[number] += 1
                room -= found[place]
    return tuple(_shortened(table, number) for table, number in zip(tables, kept, strict=True))


def _shortened(table: TableBlock, kept: int) -> TableBlock:
    left = len(table.rows) - kept
    if not left:
        return table
    words = f"{'и ещё ' if kept else ''}{left} {plural(left, 'пункт', 'пункта', 'пунктов')}"
    return replace(table, rows=(*table.rows[:kept], Row(heading=words)))


def _row_heights(table: TableBlock, width: float) -> list[float]:
    widths = table_widths(table, width)
    return [_row_height(row, widths) for row in table.rows]


def _row_height(row: Row, widths: Sequence[float]) -> float:
    lines = (
        sum(_lines(line, space - CELL) for line in (*filter(None, (cell.strong,)), *cell.lines))
        for cell, space in zip(row.cells, widths, strict=True)
    )
    return max(lines, default=1) * LINE + PADDING


def _height(block: Block, width: float) -> float:
    match block:
        case Heading():
            return HEADING
        case Paragraph():
            return _lines(block.text, width) * LINE + PADDING
        case Figures():
            return FIGURES
        case StripChart():
            return ceil(len(block.cells) / IN_A_ROW) * STRIP_ROW + STRIP_WORDS
        case Charts():
            return CHARTS
        case _:
            raise ValueError(f"how high a {block.block} is nobody knows")


def _lines(text: str, width: float) -> int:
    letters = sum(CAPITAL if letter.isupper() else 1.0 for letter in text)
    return max(ceil(letters * LETTER / width), 1)
