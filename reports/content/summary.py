"""The director's summary: what one sheet holds of a plan, the honest number first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from plans.progress import ItemState
from portal.text.russian import date_long, date_short, plural
from reports.content.document import (
    Block,
    Charts,
    Document,
    Figures,
    Heading,
    Paragraph,
    Sentence,
    StripChart,
    TableBlock,
    TitleLine,
)
from reports.content.facts import ItemFacts, PlanFacts, item_refs
from reports.content.fitting import cut
from reports.content.model import Cell, Column, Row, StripCell
from reports.content.progress import bars, figures, months
from reports.content.sentences import NO_MARK, course, in_state, summary
from reports.content.tables import used_columns

KIND = "summary"
GENRE = "Сводка для руководителя"
NEAREST = timedelta(days=30)
MOST_CELLS = 54
"""Two rows of the strip: a longer one would leave no room for anything else."""
MOST_BARS = 6
TITLE, DEADLINE, RESPONSIBLE, PROJECT = 110, 40, 56, 260  # letters
CALM = "Просроченных пунктов и пунктов без отметок, срок которых близко, нет."
NOTHING_NEAR = "В ближайшие 30 дней сроков нет."
COLUMNS = (
    Column("number", "№"),
    Column("title", "Мероприятие"),
    Column("deadline", "Срок"),
    Column("responsible", "Ответственный"),
)


@dataclass(frozen=True, slots=True)
class SummaryFacts:
    """A plan on its day; `network`: participants by the word of their paper, `products`: products by state."""

    plan: PlanFacts
    network: tuple[tuple[str, int], ...] = ()
    products: tuple[tuple[str, int], ...] = ()


def summary_content(facts: SummaryFacts) -> Document:
    """Everything that there is to say; `on_one_sheet` keeps of the rows what fits and counts the others («и ещё 5»)."""
    plan = facts.plan
    title = (
        TitleLine(f"{GENRE} на {date_long(plan.as_of)}", is_strong=True),
        TitleLine(cut(plan.project, PROJECT)),
    )
    return Document(
        kind=KIND,
        organization=plan.organization,
        as_of=plan.as_of,
        title=title,
        docname=f"{GENRE} · на {date_short(plan.as_of)}",
        blocks=tuple(_blocks(facts)),
        rules=plan.rules,
        signers=(plan.signature,),
        is_single=True,
    )


def troubles(plan: PlanFacts) -> list[ItemFacts]:
    """Overdue items, the longest first, then items under way whose day is near and which nobody has marked."""
    return sorted(in_state(plan, ItemState.LATE), key=lambda item: -item.progress.late_days) + _silent(plan)


def coming(plan: PlanFacts) -> list[ItemFacts]:
    """Items with a day in the next thirty, the nearest first, without those that are among the troubles."""
    silent = {id(item) for item in _silent(plan)}
    found = [
        item
        for item in plan.items
        if id(item) not in silent and item.progress.next_due_on and item.progress.next_due_on <= plan.as_of + NEAREST
    ]
    return sorted(found, key=_next_day)


def _silent(plan: PlanFacts) -> list[ItemFacts]:
    active = in_state(plan, ItemState.IN_PROGRESS)
    return sorted((item for item in active if not item.marks and item.progress.is_soon), key=_next_day)


def _blocks(facts: SummaryFacts) -> Iterator[Block]:
    plan = facts.plan
    yield Paragraph((Sentence(f"{plan.short_title}, отметки на {date_long(plan.as_of)}"),), is_small=True)
    yield Figures(figures(plan))
    yield from _strip(plan)
    yield Paragraph(summary(plan, shows_all=False), key="summary")
    for table, nothing in ((_troubles(plan), CALM), (_coming(plan), NOTHING_NEAR)):
        yield Heading(table.caption)
        yield table if table.rows else Paragraph((Sentence(nothing),))
    yield from _charts(plan)
    yield Paragraph(tuple(_around(facts)))


def _strip(plan: PlanFacts) -> Iterator[Block]:
    if 0 < len(plan.items) <= MOST_CELLS:
        yield StripChart(tuple(StripCell(item.number, item.progress.state.value) for item in plan.items))


def _charts(plan: PlanFacts) -> Iterator[Block]:
    charts = Charts(months(plan), bars(plan.items)[:MOST_BARS])
    if charts.months or charts.bars:
        yield charts


def _around(facts: SummaryFacts) -> Iterator[Sentence]:
    yield Sentence(_counted("Участников сети", facts.network, "Участников в сети пока нет."))
    yield Sentence(_counted("Продуктов проекта", facts.products, "Продуктов у проекта пока нет."))


def _counted(head: str, rows: Sequence[tuple[str, int]], nothing: str) -> str:
    total = sum(number for _, number in rows)
    if not total:
        return nothing
    return f"{head} {total}: {', '.join(f'{word} — {number}' for word, number in rows if number)}."


def _troubles(plan: PlanFacts) -> TableBlock:
    rows = (
        Row((*_item(item, Cell((cut(item.deadline, DEADLINE),))), _trouble(item)), refs=item_refs(item))
        for item in troubles(plan)
    )
    return used_columns(TableBlock((*COLUMNS, Column("delay", "Просрочка")), tuple(rows), "Требует внимания"))


def _coming(plan: PlanFacts) -> TableBlock:
    rows = (Row(_item(item, _when(item)), refs=item_refs(item)) for item in coming(plan))
    return used_columns(TableBlock(COLUMNS, tuple(rows), "Ближайшие сроки"))


def _item(item: ItemFacts, deadline: Cell) -> tuple[Cell, ...]:
    responsible = item.cells.get("responsible", "")
    return (
        Cell((item.number,)),
        Cell((cut(item.title, TITLE),)),
        deadline,
        Cell((cut(responsible, RESPONSIBLE),)),
    )


def _when(item: ItemFacts) -> Cell:
    """The day, and beside it the document's own words."""
    return Cell((cut(item.deadline, DEADLINE),), date_short(_next_day(item)))


def _trouble(item: ItemFacts) -> Cell:
    """How long it is overdue, else the day that comes; what was last said of it, or that nothing was."""
    days = item.progress.late_days
    head = f"{days} {plural(days, 'день', 'дня', 'дней')}" if days else f"срок {date_short(_next_day(item))}"
    said = course(item)[0].lower() if item.marks else NO_MARK
    return Cell((said,) if said else (), head)


def _next_day(item: ItemFacts) -> date:
    return item.progress.next_due_on or date.max
