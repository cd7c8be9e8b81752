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
    Figures,
    Heading,
    PaperRules,
    Paragraph,
    StripChart,
    TableBlock,
    TitleLine,
)
from reports.content.layout import table_widths
from reports.content.model import Row

SHEET: Final = (210.0, 297.0)
LETTER: Final = 1.7  # a letter of 9 points with its share of broken lines
CAPITAL: Final = 1.7  # times a small letter
LINE: Final = 4.1
PADDING: Final = 1.6  # of a row, of a paragraph
CELL: Final = 3.4  # left and right of the words of a cell
HEADING, HEAD, FIGURES, CHARTS, SIGNATURE = 8.2, 6.0, 17.0, 54.0, 14.0
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


def room_for_rows(rules: PaperRules, title: Sequence[TitleLine], blocks: Sequence[Block], lines_taken: int) -> float:
    """What is left of the sheet for tables; `lines_taken`: by what stands around all that."""
    width = SHEET[0] - rules.left - rules.right
    taken = RESERVE + SIGNATURE + (lines_taken + 1) * LINE
    taken += sum(_lines(line.text, width / TITLE_SIZE) * LINE * TITLE_SIZE for line in title)
    taken += sum(_height(block, width) for block in blocks)
    return max(SHEET[1] - rules.top - rules.bottom - taken, 0.0)


def fitted(tables: Sequence[TableBlock], room: float, rules: PaperRules) -> tuple[TableBlock, ...]:
    """The tables with the rows that fit, taken from each in turn; those left out are counted in a last row."""
    width = SHEET[0] - rules.left - rules.right
    heights = [_row_heights(table, width) for table in tables]
    room -= sum(HEAD for table in tables if table.rows)
    if sum(map(sum, heights)) <= room:
        return tuple(tables)
    room -= len(tables) * (LINE + PADDING)
    kept = [0 for _ in tables]
    for place in range(max(map(len, heights))):
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
