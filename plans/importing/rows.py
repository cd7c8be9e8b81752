"""Rows of a plan: which are items, which are sections and stages, which are neither."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from plans.importing.columns import FIELDS, normal
from plans.importing.draft import DraftColumn, DraftRow, DraftSection, Problem
from plans.importing.header import PERIOD, Header, Leaf, is_numbering, row_key
from plans.importing.titles import is_month_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plans.importing.joining import Group, Part
    from plans.importing.source import Cell, SourceTable

STAGE = re.compile(
    r"^(?:(?:\d+|[ivx]+|[іх]+|перв\w+|втор\w+|трет\w+|четверт\w+|пят\w+|шест\w+|першы|другі|трэці)"
    r"(?: ?(?:й|ый|ой|ий|і|ы))? этап\b|этап (?:\d+|[ivx]+|[іх]+)\b|этап$"
    r"|(?:\d+ |[ivx]+ )?(?:\w+(?:о|ый|ий|ой|ы) ){1,3}этап(?:$| (?:\d|с\b|до\b|реализации|работы|проекта|"
    r"январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр)))"
)
TOTAL = re.compile(r"^(?:итого|всего|усяго)\b")
FOOTNOTE = re.compile(r"^\s*(?:\*|примечани|прымеч|подпись\b|м\.\s?п\.)|_{4,}", re.IGNORECASE)
TICK = re.compile(r"^[+хХxXvV✓✔√*•●■☑☒\-–—=>→\s]{1,6}$")
STYLES = (
    ("roman", re.compile(r"^\s*(?:раздел\s+)?[IVXІХ]+\s*[.)]|^\s*раздел\b", re.IGNORECASE)),
    ("deep", re.compile(r"^\s*\d+\.\d+")),
    ("number", re.compile(r"^\s*\d+\s*[.)]?\s")),
)
ORDINAL = re.compile(r"[IVXІХivxіх]{1,4}|[1-9]")
PERIOD_WORDS = (
    ("квартал", "квартал"), ("четверт", "четверть"), ("полугод", "полугодие"), ("триместр", "триместр"),
)  # fmt: skip
HIDDEN_ROW = "В файле эта строка скрыта, но она прочитана. Если она не нужна, пропустите её."
HEADED = frozenset({"roman", "deep", "number"})
SHORT = 3
LONGEST_HEADING = 600
SHARED = frozenset(FIELDS) - {"number"}


@dataclass
class Body:
    """What came out of the rows of a plan."""

    sections: list[DraftSection] = field(default_factory=list)
    rows: list[DraftRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_rows(group: Group, header: Header, first_sections: Sequence[str] = ()) -> Body:
    """Items, sections and stages of all the parts of a plan, in the order of the paper."""
    reader = _Reader(header)
    for place, part in enumerate(group.parts):
        for text in first_sections if place == 0 else part.sections:
            reader.open_section(text, part.table.index, part.body)
        reader.read(part, is_first=place == 0)
    return reader.body


class _Reader:
    def __init__(self, header: Header) -> None:
        self.header = header
        self.width = len(header.leaves)
        self.body = Body()
        self.section: int | None = None
        self.stage: int | None = None
        self.path: list[tuple[str, int]] = []
        self.item_styles: frozenset[str] = frozenset()

    def read(self, part: Part, *, is_first: bool) -> None:
        table = part.table
        rows = range(part.body, table.rows)
        last_item = max((row for row in rows if self._is_filled(table, row)), default=-1)
        all_bold = self._is_all_bold(table, part.body)
        self.item_styles = self._item_styles(table, rows)
        is_joint = not is_first
        for row in rows:
            cells = [cell for cell in table.row_cells(row) if not cell.is_empty]
            if not cells or row_key(table, row) in self.header.keys or is_numbering(table, row):
                continue
            heading = self._heading(table, row, cells, all_bold=all_bold)
            if heading is not None:
                if row > last_item and FOOTNOTE.search(heading):
                    continue
                self.open_section(heading, table.index, table.place_of(row))
            elif TOTAL.match(normal(cells[0].plain)):
                self._tell(table, row, "Строка с итогом не взята в план.", "total")
            else:
                self._item(table, row, is_joint=is_joint)
                is_joint = False
            if row in table.hidden_rows:
                self._tell(table, row, HIDDEN_ROW, "hidden")

    def _item_styles(self, table: SourceTable, rows: range) -> frozenset[str]:
        """Ways of numbering at the beginning of the titles of items, so that headings can be told from them."""
        title = self.header.leaf_of("title")
        if title is None:
            return frozenset()
        leaf = self.header.leaves[title]
        found = (table.grid[row][leaf.start] for row in rows if self._is_filled(table, row))
        return frozenset(_style(cell.plain) for cell in found if cell is not None)

    def _is_filled(self, table: SourceTable, row: int) -> bool:
        return sum(not cell.is_empty for cell in table.row_cells(row)) > 1

    def _is_all_bold(self, table: SourceTable, body: int) -> bool:
        filled = [cell for cell in table.cells if cell.row >= body and not cell.is_empty]
        return sum(cell.is_bold for cell in filled) * 2 > len(filled)

    def _tell(self, table: SourceTable, row: int, text: str, code: str) -> None:
        self.body.problems.append(Problem(table.index, table.place_of(row), "", text, code=code))

    # sections -----------------------------------------------------------------------------------

    def _heading(self, table: SourceTable, row: int, cells: list[Cell], *, all_bold: bool) -> str | None:
        """Text of a section or stage row; None for an item."""
        own = [cell for cell in cells if cell.row == row]
        if not own or len(cells) != len(own) or any(cell.rowspan > 1 for cell in own):
            return None
        whole = " ".join(" ".join(cell.text.split()) for cell in own)
        widest = max(own, key=lambda cell: cell.colspan)
        if len(own) == 1:
            is_wide = widest.colspan >= table.columns or (
                widest.colspan > 1 and self._leaves_under(widest) >= max(2, self.width - 1)
            )
            if is_wide or len(table.row_cells(row)) == 1:
                return _verbatim(widest)
        is_pair = len(own) == 2 and own[0].colspan < own[1].colspan  # noqa: PLR2004 - number and text
        if is_pair and self.width > 2 and self._leaves_under(own[1]) >= self.width - 1:  # noqa: PLR2004
            return f"{_verbatim(own[0])} {_verbatim(own[1])}"
        return self._plain_heading(table, row, own, whole, all_bold=all_bold)

    def _plain_heading(
        self, table: SourceTable, row: int, own: list[Cell], whole: str, *, all_bold: bool
    ) -> str | None:
        """A section row that was typed into ordinary cells: bold or a stage or a month, alone."""
        if self.width < 2 or len(table.row_cells(row)) < 2:  # noqa: PLR2004 - too narrow to tell
            return None
        number, title = self.header.leaf_of("number"), self.header.leaf_of("title")
        places = {self._place(table, row, cell) for cell in own}
        if len(own) > 2 or not places <= {number, title, 0, 1}:  # noqa: PLR2004
            return None
        if len(own) == 2 and number not in places:  # noqa: PLR2004
            return None
        text = own[-1].plain
        is_stage = bool(STAGE.match(normal(whole)) or STAGE.match(normal(text)))
        is_said = is_stage or is_month_line(text) or (text.isupper() and len(text) > SHORT)
        is_bold = not all_bold and all(cell.is_bold for cell in own)
        is_alone = len(own) == 1 and _style(text) in HEADED and _style(text) not in self.item_styles
        if is_said or is_bold or is_alone or self._is_numbered_heading(table, row, own, number):
            return whole if len(whole) <= LONGEST_HEADING else None
        return None

    def _is_numbered_heading(self, table: SourceTable, row: int, own: list[Cell], number: int | None) -> bool:
        """True for words in the column of numbers, for «I | Текст», for «1 | Текст» above «1.1»."""
        if number is None or self._place(table, row, own[0]) != number:
            return False
        text = own[0].plain.strip()
        if len(own) == 1:
            return len(re.findall(r"[^\W\d_]", text)) > SHORT
        if re.fullmatch(r"[IVXІХ]+[.)]?", text):
            return True
        below = table.row_cells(row + 1) if row + 1 < table.rows else ()
        return bool(below) and below[0].plain.strip().startswith(f"{text.rstrip('.)')}.") and text[:1].isdigit()

    def _leaves_under(self, cell: Cell) -> int:
        end = cell.column + cell.colspan
        return sum(leaf.start < end and leaf.start + leaf.span > cell.column for leaf in self.header.leaves)

    def open_section(self, text: str, table: int, row: int) -> None:
        """A section or a stage begins: rows that follow stand under it."""
        place = len(self.body.sections)
        is_stage = bool(STAGE.match(normal(text)))
        if is_stage:
            self.body.sections.append(DraftSection(text, row, is_stage=True, table=table))
            self.stage, self.section, self.path = place, None, []
            return
        style = _style(text)
        styles = [known for known, _ in self.path]
        if style in styles:
            del self.path[styles.index(style) :]
        elif self.path and self._has_rows(self.path[-1][1]):
            self.path.clear()
        parent = self.path[-1][1] if self.path else None
        self.path.append((style, place))
        self.section = place
        self.body.sections.append(DraftSection(text, row, parent=parent, table=table))

    def _has_rows(self, section: int) -> bool:
        return any(row.section_index == section for row in reversed(self.body.rows[-1:]))

    # items --------------------------------------------------------------------------------------

    def _place(self, table: SourceTable, row: int, cell: Cell) -> int:
        cells = table.row_cells(row)
        if len(cells) == self.width:
            return next(place for place, other in enumerate(cells) if other is cell)
        return next(
            (place for place, leaf in enumerate(self.header.leaves) if _overlaps(leaf, cell)),
            self.width - 1,
        )

    def _values(self, table: SourceTable, row: int) -> list[list[Cell]]:
        """Cells of the row by column of the head; a merged cell stands in its first column.

        Under a deadline split over several columns (quarters, months) it stands in each of them.
        """
        values: list[list[Cell]] = [[] for _ in range(self.width)]
        cells = table.row_cells(row)
        if len(cells) == self.width:
            return [[cell] for cell in cells]
        for cell in cells:
            under = [place for place, leaf in enumerate(self.header.leaves) if _overlaps(leaf, cell)]
            if not under:
                under = [self.width - 1]
            first, *others = under
            values[first].append(cell)
            if self.header.columns[first].field == "deadline":
                for place in others:
                    if self.header.columns[place].field == "deadline":
                        values[place].append(cell)
        return values

    def _item(self, table: SourceTable, row: int, *, is_joint: bool) -> None:
        values = self._values(table, row)
        title = self.header.leaf_of("title")
        number = self.header.leaf_of("number")
        is_numbered = number is not None and any(cell.row == row and not cell.is_empty for cell in values[number])
        if title is not None and values[title] and self.body.rows and not is_numbered:
            if all(cell.row < row and not cell.is_empty for cell in values[title]):
                self._extend(row, values, own_only=True)
                return
            if is_joint and self._is_torn(values, title, number):
                self._extend(row, values, own_only=False)
                return
        self.body.rows.append(self._draft(table, row, values))

    def _is_torn(self, values: list[list[Cell]], title: int, number: int | None) -> bool:
        """True if this first row of a next table only goes on with the last row of the one before."""
        if number is None or not self.body.rows[-1].number:
            return False
        text = "".join(cell.plain for cell in values[title]).lstrip()
        return not text or text[0].islower()

    def _extend(self, row: int, values: list[list[Cell]], *, own_only: bool) -> None:
        last = self.body.rows[-1]
        changes: dict[str, Any] = {}
        for column, cells in zip(self.header.columns, values, strict=True):
            own = [c for c in cells if not c.is_empty and (c.row == row or not own_only)]
            if column.field is None or not own:
                continue
            text = "\n".join(_verbatim(cell) for cell in own)
            before = getattr(last, column.field)
            changes[column.field] = f"{before}\n{text}" if before else text
        self.body.rows[-1] = replace(last, **changes)

    def _draft(self, table: SourceTable, row: int, values: list[list[Cell]]) -> DraftRow:
        texts: dict[str, str] = {}
        others: list[tuple[int, str]] = []
        grid = self._deadline_columns()
        for column, cells in zip(self.header.columns, values, strict=True):
            kept = [c for c in cells if c.row == row or column.field in SHARED]
            text = "\n".join(_verbatim(cell) for cell in kept).strip("\n")
            if column.field is None:
                if text:
                    others.append((column.index, text))
            elif column.field != "deadline" or not grid:
                texts[column.field] = text
        if grid:
            texts["deadline"] = self._grid_deadline(values, grid)
        if "stage" not in texts and self.stage is not None:
            texts["stage"] = self.body.sections[self.stage].text
        return DraftRow(
            table=table.index,
            index=table.place_of(row),
            section=self.body.sections[self.section].text if self.section is not None else None,
            others=tuple(others),
            section_index=self.section,
            stage_index=self.stage,
            **texts,  # type: ignore[arg-type]
        )

    def _deadline_columns(self) -> list[int]:
        columns = [column.index for column in self.header.columns if column.field == "deadline"]
        only = [place for place in columns if PERIOD.search(normal(self.header.columns[place].heading))]
        return columns if len(columns) > 1 or only else []

    def _grid_deadline(self, values: list[list[Cell]], places: list[int]) -> str:
        """Deadline of a row whose quarters or months are columns: «I кв., III кв.»."""
        parts: list[str] = []
        used: list[Cell] = []
        for place in places:
            heading = _period_heading(self.header.columns[place])
            for cell in values[place]:
                text = _verbatim(cell).strip()
                if not text or (not TICK.match(text) and any(cell is other for other in used)):
                    continue
                used.append(cell)
                is_period = bool(PERIOD.search(normal(heading)))
                if TICK.match(text) and is_period:
                    parts.append(heading)
                elif not is_period or cell.colspan > 1 or PERIOD.search(normal(text)) or not text[0].isdigit():
                    parts.append(text)
                else:
                    parts.append(f"{heading}: {text}")
        return ", ".join(dict.fromkeys(parts))


def _period_heading(column: DraftColumn) -> str:
    """The heading of a quarter or month; a bare number with the word that stands above it («I» under «Кварталы»)."""
    if ORDINAL.fullmatch(column.heading.strip()):
        for stem, word in PERIOD_WORDS:
            if stem in normal(column.group):
                return f"{column.heading.strip()} {word}"
    return column.heading


def _overlaps(leaf: Leaf, cell: Cell) -> bool:
    return leaf.start < cell.column + cell.colspan and leaf.start + leaf.span > cell.column


def _verbatim(cell: Cell) -> str:
    return cell.text


def _style(text: str) -> str:
    if is_month_line(text):
        return "month"
    return next((name for name, pattern in STYLES if pattern.match(text)), "text")
