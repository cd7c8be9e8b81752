"""A passport drawn as a table of two columns, the name of a part and its text: read as headings and paragraphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plans.importing.source import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plans.importing.source import Cell, SourceTable

FEWEST = 3  # rows whose names are those of parts of a passport
LONGEST_NAME = 300
NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?")
PARTS = re.compile(
    r"(?:полное |краткое )?(?:наименован|названи|тема\b|цел[ьи]\b|задач|срок|этап|участник|исполнител|ожидаем|планируем"
    r"|актуальност|основан|разработчик|автор|целев|новизн|ресурс|риск|руководител|проблем|обоснован|нормативн|механизм"
    r"|критери|показател|индикатор|результат|партн[её]р|перспектив|значимост|идея|координатор|база\b|финансир|объ[её]м)",
    re.IGNORECASE,
)


def form_lines(table: SourceTable) -> tuple[Line, ...]:
    """Its rows as headings with their paragraphs; nothing for a table that is no form."""
    rows = [_row(table, number) for number in range(table.rows)]
    names = [row[0] for row in rows if row is not None]
    if len(names) < table.rows or sum(bool(PARTS.match(name.text.strip())) for name in names) < FEWEST:
        return ()
    return tuple(line for row in rows if row is not None for line in _lines(*row))


def _row(table: SourceTable, number: int) -> tuple[Cell, str, Cell] | None:
    """The name of a part, its number and its text; None where the row has other cells."""
    cells = table.row_cells(number)
    if len(cells) == 2:  # noqa: PLR2004 - a name and a text
        name, text, printed = cells[0], cells[1], ""
    elif len(cells) == 3 and (cells[0].is_empty or NUMBER.fullmatch(cells[0].text.strip())):  # noqa: PLR2004
        name, text, printed = cells[1], cells[2], cells[0].text.strip()
    else:
        return None
    whole = name.text.strip()
    return (name, printed, text) if whole and len(whole) <= LONGEST_NAME else None


def _lines(name: Cell, number: str, text: Cell) -> Iterator[Line]:
    yield Line(" ".join(name.text.split()), number, is_bold=True, is_heading=True)
    yield from (line for line in text.lines if line.shown.strip())
