"""Tables of a plan's items by state, each under the sections of the document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from plans.progress import ItemState
from portal.text.russian import plural
from reports.content.document import TableBlock
from reports.content.facts import ItemFacts, PlanFacts, item_refs
from reports.content.model import Cell, Column, Row
from reports.content.sentences import NO_MARK, in_state, mark_cell, without_control

COLUMNS = (
    Column("number", "№"),
    Column("title", "Мероприятие"),
    Column("due", "Срок"),
    Column("responsible", "Ответственный"),
)
COURSE = Column("told", "Отметка, результат, подтверждение")
TROUBLE = Column("told", "Просрочка, ход, причина")


def course_tables(facts: PlanFacts) -> Iterator[TableBlock]:
    """What is done, at work, ahead and without a control date; empty tables are left out."""
    yield from _table("Выполненные мероприятия", facts, in_state(facts, ItemState.DONE))
    yield from _table("Мероприятия в работе", facts, in_state(facts, ItemState.IN_PROGRESS))
    yield from _table("Мероприятия, срок которых впереди", facts, in_state(facts, ItemState.AHEAD), None)
    yield from _table("Мероприятия без контрольного срока", facts, without_control(facts))


def trouble_tables(facts: PlanFacts) -> Iterator[TableBlock]:
    """What is late, and what was moved or cancelled."""
    gone = {ItemState.MOVED, ItemState.CANCELLED}
    yield from _table("Просроченные мероприятия", facts, in_state(facts, ItemState.LATE), TROUBLE, _late_cell)
    yield from _table("Перенесено и отменено", facts, [item for item in facts.items if item.progress.state in gone])


def _table(
    title: str,
    facts: PlanFacts,
    items: Sequence[ItemFacts],
    last: Column | None = COURSE,
    last_cell: Callable[[ItemFacts], Cell] | None = None,
) -> Iterator[TableBlock]:
    sections = _sections(facts.items)
    rows: list[Row] = []
    above = ""
    for item in items:
        section = sections[id(item)]
        if section and section != above:
            rows.append(Row(heading=section))
        above = section
        texts = (item.number, item.title, item.deadline, item.cells.get("responsible", ""))
        cells = [Cell(tuple(text.split("\n"))) for text in texts]
        rows.append(Row((*cells, *(((last_cell or _course_cell)(item),) if last else ())), refs=item_refs(item)))
    if rows:
        yield used_columns(TableBlock((*COLUMNS, last) if last else COLUMNS, tuple(rows), title))


def used_columns(table: TableBlock) -> TableBlock:
    """The table without columns in which nothing stands: many plans name nobody, some have no numbers."""
    rows = [row for row in table.rows if row.cells]
    used = [place for place in range(len(table.columns)) if any(_is_said(row.cells[place]) for row in rows)]
    kept = (replace(row, cells=tuple(row.cells[place] for place in used)) if row.cells else row for row in table.rows)
    return replace(table, columns=tuple(table.columns[place] for place in used), rows=tuple(kept))


def _is_said(cell: Cell) -> bool:
    return bool(cell.strong or any(line.strip() for line in cell.lines))


def _sections(items: Iterable[ItemFacts]) -> dict[int, str]:
    """The heading each item stands under: the last one printed above it."""
    found: dict[int, str] = {}
    section = ""
    for item in items:
        section = item.headings[-1] if item.headings else section
        found[id(item)] = section
    return found


def _course_cell(item: ItemFacts) -> Cell:
    known = mark_cell(item)
    return known if known.lines or known.strong else Cell((NO_MARK,))


def _late_cell(item: ItemFacts) -> Cell:
    days = item.progress.late_days
    known = mark_cell(item)
    lines = (known.strong, *known.lines) if known.strong else known.lines
    return Cell(lines, f"Просрочено на {days} {plural(days, 'день', 'дня', 'дней')}")
