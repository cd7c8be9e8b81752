"""Finding the head of a table: which rows it takes and what its columns are."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from plans.importing.columns import MAX_HEADING, Match, match_heading, normal
from plans.importing.draft import DraftColumn
from plans.importing.matrix import POINT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plans.importing.source import Cell, SourceTable

SEARCH_ROWS = 15
MAX_HEAD_ROWS = 4
MAX_SUBHEADING = 60
GROUPED = frozenset({"mark", "expected_result", "responsible"})
COMPANION = re.compile(r"^(?:месяц|дата|число|день|время|час)\b")
NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*[.)]?")
CONTENT = frozenset({"title", "task", "form", "direction", "stage", "criterion"})
MATRIX = frozenset({"stage", "direction", "number", "expected_result"})
LEAST_DIRECTIONS = 2
DATED = frozenset({"deadline", "deadline_place", "start", "finish"})
PERIOD = re.compile(
    r"\b(?:кв|квартал|четверть|полугодие|триместр|семестр|декада|неделя|нед)\b|^[iv]{1,3}$|^20\d\d\b|"
    r"^(?:январь|февраль|март|апрель|май|июнь|июль|август|сентябрь|октябрь|ноябрь|декабрь|"
    r"янв|фев|мар|апр|авг|сен|сент|окт|нояб|дек|студзень|люты|сакавік|красавік|травень|чэрвень|"
    r"ліпень|жнівень|верасень|кастрычнік|лістапад|снежань)\b"
)
STAGE_HEADING = re.compile(r"\bэтап\b")
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
TITLE_RANKS = (r"меропри|мерапрыем", r"содержан|дела|деятельн|событ|действ|работ|змест", r"")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A column at the lowest row of the head: where it begins in the grid and how wide it is."""

    start: int
    span: int


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a table: rows `first` to `body` (not included), its columns, its rows' texts."""

    first: int
    body: int
    columns: tuple[DraftColumn, ...]
    leaves: tuple[Leaf, ...]
    keys: frozenset[tuple[str, ...]]
    is_matrix: bool = False

    @property
    def key(self) -> tuple[str, ...]:
        """Headings for comparing two tables."""
        return tuple(normal(f"{column.group} {column.heading}") for column in self.columns)

    def leaf_of(self, field: str) -> int | None:
        """Place of the first column of this field."""
        return next((c.index for c in self.columns if c.field == field), None)


def row_key(table: SourceTable, row: int) -> tuple[str, ...]:
    """Texts of a row for telling a repeated head."""
    return tuple(key for cell in table.row_cells(row) if (key := normal(cell.plain)))


def find_header(table: SourceTable) -> Header | None:
    """The head of the table; None if no row holds two known headings, one of them of content."""
    best: tuple[int, int] | None = None
    for row in range(min(table.rows, SEARCH_ROWS)):
        score = _score(table, row)
        if score and (best is None or score > best[0]):
            best = (score, row)
    if best is None:
        return None
    first = min(cell.row for cell in table.row_cells(best[1]) if not cell.is_empty)
    return header_at(table, first, _last_row(table, best[1]) + 1)


def _score(table: SourceTable, row: int) -> int:
    """How much a row looks like a head: two points a sure field, one a likely one; 0 if it is none."""
    fields: dict[str, int] = {}
    matched = periods = 0
    cells = [cell for cell in table.row_cells(row) if not cell.is_empty]
    for cell in cells:
        match = match_heading(cell.plain)
        if match:
            matched += 1
            fields[match.field] = max(fields.get(match.field, 0), 2 if match.is_sure else 1)
        elif PERIOD.search(normal(cell.plain)) and len(cell.plain) < MAX_SUBHEADING:
            matched += 1
            periods += 1
    stages = sum(bool(STAGE_HEADING.search(normal(cell.plain))) for cell in cells)
    sure = sum(points > 1 for points in fields.values())
    is_timed = sure > 1 and not {"deadline", "responsible"}.isdisjoint(fields) and matched < len(cells)
    is_list = is_participants(fields) and len(fields) > 1
    if {"criterion", "indicators"} <= fields.keys():
        return sum(fields.values())
    if "stage" in fields and pointed_places(table, row + 1) and fields.keys() <= MATRIX:
        return 1 + sum(fields.values())
    if not (CONTENT & fields.keys() or is_timed or is_list) or not sure or matched * 2 < len(cells):
        return 0
    if max(len(cell.plain) for cell in cells) > MAX_HEADING:
        return 0
    is_whole = len(fields) > 1 and matched == len(cells)
    is_enough = sure > 1 or periods > 1 or is_whole or ("direction" in fields and stages > 1)
    return sum(fields.values()) if is_enough else 0


def is_participants(fields: Iterable[str | None]) -> bool:
    """True for columns of a list of organisations: nothing is done there and nothing has a date."""
    names = set(fields)
    return "organisation" in names and names.isdisjoint(CONTENT | DATED)


def _last_row(table: SourceTable, row: int) -> int:
    """The last row of the head that has `row` in it: merged cells and headings under headings."""
    cells = [cell for cell in table.row_cells(row) if not cell.is_empty]
    last = max(min(cell.row + cell.rowspan - 1, row + MAX_HEAD_ROWS - 1) for cell in cells)
    while last + 1 < table.rows and last < row + MAX_HEAD_ROWS and _is_subheading(table, last):
        last += 1
    return min(last, table.rows - 1)


def _is_subheading(table: SourceTable, row: int) -> bool:
    """True if the row below holds the second part of the headings of this row."""
    upper, lower = table.grid[row], table.grid[row + 1]
    wide = {
        place
        for place, cell in enumerate(upper)
        if cell is not None and not cell.is_empty and 1 < cell.colspan < table.columns
    }
    under = [cell for cell in table.row_cells(row + 1) if not cell.is_empty]
    if not under or any(len(cell.plain) > MAX_SUBHEADING for cell in under):
        return False
    if is_numbering(table, row + 1):
        return False
    filled = {place for place, cell in enumerate(lower) if cell is not None and not cell.is_empty}
    if wide and filled == wide:
        return True
    own = [(upper[c.column], c) for c in under if c.row == row + 1]
    if any(normal(cell.plain) in {"п п", "пп", "п"} for _, cell in own[:1]):
        return True
    better = worse = 0
    for above, cell in own:
        if above is None or above.is_empty:
            worse += 1
            continue
        before, after = match_heading(above.plain), match_heading(f"{above.plain} {cell.plain}")
        better += bool(after and after.is_sure and not (before and before.is_sure))
        worse += bool(before and not after)
    return better > 1 and not worse


def is_numbering(table: SourceTable, row: int) -> bool:
    """True for the row «1 | 2 | 3 | 4 | 5» under a head."""
    texts = [cell.text[:MAX_SUBHEADING].strip(" .()\n\t").lower() for cell in table.row_cells(row) if not cell.is_empty]
    if len(texts) < 2:  # noqa: PLR2004 - one number is a number, two are a row
        return False
    numbers = [int(text) if re.fullmatch(r"[0-9]{1,2}", text) else ROMAN.get(text, -1) for text in texts]
    if len(texts) == 2 and len(table.row_cells(row)) > 2:  # noqa: PLR2004
        return False
    return all(after - before == 1 for before, after in pairwise(numbers)) and (numbers[0] in (0, 1))


def header_at(table: SourceTable, first: int, body: int) -> Header:
    """The head that takes rows `first` to `body` (not included), whoever chose them."""
    last = max(first, body - 1)
    leaves = tuple(Leaf(cell.column, cell.colspan) for cell in table.row_cells(last))
    columns = []
    for index, leaf in enumerate(leaves):
        texts: list[str] = []
        seen: list[Cell] = []
        for row in range(first, last + 1):
            cell = table.grid[row][leaf.start]
            if cell is None or cell.is_empty or any(cell is other for other in seen):
                continue
            seen.append(cell)
            if cell.colspan < table.columns or len(leaves) == 1:
                texts.append(" ".join(cell.plain.replace("\u00ad", "").split()))
        is_split = len(texts) > 1 and not any(cell.colspan > leaf.span for cell in seen[:-1])
        heading = " ".join(texts) if is_split else (texts[-1] if texts else "")
        group = "" if is_split else " ".join(texts[:-1])
        columns.append(DraftColumn(index, heading, None, group))
    named, is_matrix = _name_columns(columns)
    if not is_matrix:
        named, is_matrix = _as_matrix(table, body, leaves, named)
    if not is_matrix:
        named = _guess(table, body, _settle(named))
    keys = frozenset(key for row in range(first, last + 1) if (key := row_key(table, row)))
    while body < table.rows and is_numbering(table, body):
        body += 1
    return Header(first, body, tuple(named), leaves, keys, is_matrix)


def _name_columns(columns: list[DraftColumn]) -> tuple[list[DraftColumn], bool]:
    groups = [column.group for column in columns]
    named = []
    for column in columns:
        match = _match(column, groups.count(column.group) > 1)
        if match is None:
            named.append(column)
        else:
            doubt = "" if match.is_sure else f"Проверьте графу «{column.heading}»: она узнана по одному слову."
            named.append(replace(column, field=match.field, is_sure=match.is_sure, doubt=doubt))
    fields = [column.field for column in named]
    directions = sum(column.field == "direction" for column in named)
    stages = sum(bool(STAGE_HEADING.search(normal(column.heading))) for column in named)
    has_title = "title" in fields
    if directions > 1 and "stage" in fields and not has_title:
        return named, True
    if stages > 1 and "direction" in fields and not has_title:
        staged = [
            replace(column, field="stage", is_sure=True, doubt="")
            if STAGE_HEADING.search(normal(column.heading))
            else column
            for column in named
        ]
        return staged, True
    return named, False


def _as_matrix(
    table: SourceTable, body: int, leaves: tuple[Leaf, ...], columns: list[DraftColumn]
) -> tuple[list[DraftColumn], bool]:
    """Stages down and columns of numbered points that no word names: those are taken for directions, with a doubt."""
    fields = {column.field for column in columns} - {None}
    pointed = set(pointed_places(table, body))
    unnamed = [column for column in columns if column.field is None and leaves[column.index].start in pointed]
    if "stage" not in fields or not fields <= MATRIX or len(unnamed) < LEAST_DIRECTIONS:
        return columns, False
    found = list(columns)
    for column in unnamed:
        doubt = f"Проверьте графу «{column.heading}»: она принята за направление работы."
        found[column.index] = replace(column, field="direction", is_sure=False, doubt=doubt)
    return found, True


def pointed_places(table: SourceTable, body: int) -> list[int]:
    """Places of the grid where at least half of the filled cells below the head are numbered points; two at least."""
    found = []
    for place in range(table.columns):
        cells = {id(cell): cell for row in table.grid[body:] if (cell := row[place]) is not None and not cell.is_empty}
        numbered = sum(bool(POINT.match(cell.text)) for cell in cells.values())
        if cells and numbered * 2 >= len(cells):
            found.append(place)
    return found if len(found) >= LEAST_DIRECTIONS else []


def _match(column: DraftColumn, is_grouped: bool) -> Match | None:
    own = match_heading(column.heading)
    is_period = bool(PERIOD.search(normal(column.heading)))
    if not column.group:
        return Match("deadline", is_sure=True) if own is None and is_period else own
    group = match_heading(column.group)
    if group and group.field == "direction" and is_grouped:
        return group
    if group and group.is_sure and group.field in GROUPED:
        return group
    if is_period and (group is None or group.field == "deadline"):
        return Match("deadline", is_sure=True)
    whole = match_heading(f"{column.group} {column.heading}")
    if whole and whole.field in ("start", "finish") and not (own and own.is_sure):
        return Match(whole.field, is_sure=True)
    return own or group or whole


def _settle(columns: list[DraftColumn]) -> list[DraftColumn]:
    """Give every field to one column (a deadline may stand in several), and find the title."""
    settled = list(columns)
    for field in {column.field for column in columns if column.field}:
        rivals = [column for column in settled if column.field == field and not _is_part(column, columns)]
        for rival in sorted(rivals, key=_rank)[1:]:
            chosen = min(rivals, key=_rank).heading
            doubt = f"Проверьте графу «{rival.heading}»: она похожа на графу «{chosen}» и оставлена как есть."
            settled[rival.index] = replace(rival, field=None, is_sure=False, doubt=doubt)
    fields = {column.field for column in settled}
    if "title" not in fields and "criterion" not in fields:
        for field in ("task", "direction", "form", "stage"):
            for column in settled:
                if column.field == field:
                    doubt = f"Проверьте графу «{column.heading}»: она принята за названия мероприятий."
                    settled[column.index] = replace(column, field="title", is_sure=False, doubt=doubt)
                    return settled
    return settled


def _is_part(column: DraftColumn, columns: list[DraftColumn]) -> bool:
    """True for a deadline that stands in several columns: quarters, months, a month and a day."""
    if column.field != "deadline":
        return False
    key = normal(column.heading)
    if PERIOD.search(key):
        return True
    mates = [other for other in columns if other.field == "deadline" and other is not column]
    return bool(mates) and all(COMPANION.match(normal(mate.heading)) for mate in [column, *mates])


def _guess(table: SourceTable, body: int, columns: list[DraftColumn]) -> list[DraftColumn]:
    """Numbers under no heading, and a title under a heading nobody knows, by what stands below."""
    fields = {column.field for column in columns}
    rows = [cells for row in range(body, table.rows) if len(cells := table.row_cells(row)) == len(columns)]
    guessed = list(columns)
    first = columns[0]
    numbered = sum(bool(NUMBER.fullmatch(cells[0].text.strip())) for cells in rows)
    if "number" not in fields and first.field is None and not first.heading and numbered * 2 > len(rows):
        doubt = "Проверьте первую графу: она без заголовка и принята за номера."
        guessed[0] = replace(first, field="number", is_sure=False, doubt=doubt)
    unknown = [column for column in guessed if column.field is None and (column.heading or rows)]
    if not {"title", "criterion"} & fields and unknown and not is_participants(fields):
        longest = max(unknown, key=lambda column: sum(len(cells[column.index].plain) for cells in rows))
        doubt = f"Проверьте графу «{longest.heading}»: она принята за названия мероприятий."
        guessed[longest.index] = replace(longest, field="title", is_sure=False, doubt=doubt)
    return guessed


def _rank(column: DraftColumn) -> tuple[bool, int, int]:
    key = normal(column.heading)
    rank = next(place for place, stem in enumerate(TITLE_RANKS) if re.search(stem, key))
    return (not column.is_sure, rank, column.index)
