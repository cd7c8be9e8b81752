"""What the charts show, said in words and tables: for those who do not see them and for forms that draw nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from plans.progress import ItemState
from portal.text.russian import month_name
from reports.content import charts
from reports.content.document import Charts, TableBlock
from reports.content.model import Bar, Cell, Column, Month, Row, StripCell

STATE_WORDS: Final[Mapping[str, str]] = {
    ItemState.DONE.value: "Выполнено",
    ItemState.LATE.value: "Просрочено",
    ItemState.IN_PROGRESS.value: "В работе",
    ItemState.MOVED.value: "Перенесено",
    ItemState.CANCELLED.value: "Отменено",
    ItemState.AHEAD.value: "Срок впереди",
}
NO_NUMBER: Final = "без номера"
UNKNOWN: Final = "–"


def strip_words(cells: Sequence[StripCell]) -> str:
    """«Выполнено: 1, 2, 5. Просрочено: 7.», states in the order of the legend."""
    numbers: dict[str, list[str]] = {}
    for cell in cells:
        numbers.setdefault(STATE_WORDS.get(cell.state, STATE_WORDS[ItemState.AHEAD.value]), []).append(cell.number)
    return " ".join(
        f"{word}: {', '.join(number or NO_NUMBER for number in numbers[word])}."
        for word in STATE_WORDS.values()
        if word in numbers
    )


def table_words(table: TableBlock) -> str:
    """«Сентябрь 2022: по плану 5, выполнено 4. …»: a sentence for each row of figures."""
    names = [column.heading.lower() for column in table.columns[1:]]
    return " ".join(
        f"{row.cells[0].lines[0]}: "
        + ", ".join(f"{name} {cell.lines[0]}" for name, cell in zip(names, row.cells[1:], strict=True))
        + "."
        for row in table.rows
    )


def months_table(months: Sequence[Month]) -> TableBlock:
    """Running totals by months; after the day of the report nothing is known of what is done."""
    rows = (
        (
            f"{month_name(month.ends_on.month).capitalize()} {month.ends_on.year}",
            str(month.planned),
            UNKNOWN if month.done is None else str(month.done),
        )
        for month in months
    )
    return _table(("Месяц", "По плану", "Выполнено"), rows, "Нарастающим итогом")


def bars_table(bars: Sequence[Bar]) -> TableBlock:
    """Items of each responsible by state."""
    rows = ((bar.label, *map(str, (bar.done, bar.late, bar.active, bar.ahead, bar.total))) for bar in bars)
    headings = ("Ответственный", "Выполнено", "Просрочено", "В работе", "Впереди", "Всего")
    return _table(headings, rows, "По ответственным")


def chart_tables(block: Charts) -> tuple[TableBlock, ...]:
    """The figures of the charts that are drawn."""
    line = (months_table(block.months),) if charts.has_line(block.months) else ()
    return (*line, bars_table(block.bars)) if block.bars else line


def _table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]], caption: str) -> TableBlock:
    columns = (Column("responsible", headings[0]), *(Column("fact", heading) for heading in headings[1:]))
    return TableBlock(columns, tuple(Row(tuple(Cell((words,)) for words in row)) for row in rows), caption)
