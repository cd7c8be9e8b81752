"""The progress report: counts, sentences, charts and tables made of a plan's facts."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from plans.progress import ItemState, MarkState, state_shares
from portal.text.russian import date_long, date_range_short, date_short, plural
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
from reports.content.model import Bar, Cell, Column, Figure, Month, Row, StripCell
from reports.content.sentences import (
    NO_MARK,
    course,
    in_state,
    mark_details,
    month_words,
    next_due,
    numbers_of,
    period_words,
    summary,
    without_control,
)

KIND = "progress"
GENRE = "Отчёт о ходе реализации инновационного проекта"
MOST_BARS = 8
NUMBER = Column("number", "№")
TITLE = Column("title", "Мероприятие")
DEADLINE = Column("deadline", "Срок")


def progress_content(facts: PlanFacts) -> Document:
    """Work out the whole report; items without a control date stand apart and in no other table."""
    last = max(facts.starts_on, min(facts.as_of, facts.ends_on))
    return Document(
        kind=KIND,
        organization=facts.organization,
        as_of=facts.as_of,
        title=(
            TitleLine(GENRE, is_strong=True),
            TitleLine(facts.project),
            TitleLine(period_words(facts), is_strong=True),
        ),
        docname=f"Отчёт о ходе проекта за {date_range_short(facts.starts_on, last)} · на {date_short(facts.as_of)}",
        blocks=(*_summary(facts), *_parts(facts)),
        rules=facts.rules,
        approvals=facts.approvals,
        signers=(facts.signature,),
    )


def _summary(facts: PlanFacts) -> Iterable[Block]:
    yield Heading("Сводка", number="1.")
    source = f"{facts.short_title}, отметки на {date_long(facts.as_of)}"
    yield Paragraph((Sentence(source),), is_small=True)
    yield Figures(figures(facts))
    yield Paragraph(summary(facts), key="summary")
    if facts.items:
        yield StripChart(tuple(StripCell(item.number, item.progress.state.value) for item in facts.items))
    charts = Charts(months(facts), bars(facts.items))
    if charts.months or charts.bars:
        yield charts


def _parts(facts: PlanFacts) -> Iterable[Block]:
    tables = (table for table in _tables(facts) if table.rows)
    for number, table in enumerate(tables, 2):
        yield Heading(table.caption, number=f"{number}.")
        yield table


def figures(facts: PlanFacts) -> tuple[Figure, ...]:
    """Four numbers: done of due, late, at work, ahead."""
    told = facts.progress
    late, active, ahead = (in_state(facts, state) for state in (ItemState.LATE, ItemState.IN_PROGRESS, ItemState.AHEAD))
    repeated = sum(item.progress.is_repeated for item in active)
    nearest = next_due(ahead)
    numbers = numbers_of(late)
    due_word = plural(told.due, "пункта", "пунктов", "пунктов")
    return (
        Figure(told.done_due, told.due, f"{due_word} с наступившим сроком выполнено"),
        Figure(
            len(late),
            None,
            f"просрочено: {'пункт' if len(late) == 1 else 'пункты'} {numbers}" if numbers else "просрочено",
        ),
        Figure(
            len(active),
            None,
            f"в работе, из них {repeated} {plural(repeated, 'повторяющийся', 'повторяющихся', 'повторяющихся')}"
            if repeated
            else "в работе",
        ),
        Figure(len(ahead), None, f"впереди, ближайший — {month_words(nearest)}" if nearest else "впереди"),
    )


def months(facts: PlanFacts) -> tuple[Month, ...]:
    """Running totals by the ends of the plan's months; cancelled items and those without a control date are left out.

    The month of the report ends on its day. At most ten years are drawn: a longer plan has no line.
    """
    items = [item for item in facts.items if item.planned_on and item.progress.state is not ItemState.CANCELLED]
    ends = _month_ends(facts.starts_on, facts.ends_on)
    if not items or len(ends) > 120:  # noqa: PLR2004 - ten years
        return ()
    return tuple(
        Month(
            ends_on=end,
            planned=sum(item.planned_on is not None and item.planned_on <= end for item in items),
            done=_done_by(items, min(end, facts.as_of)) if end.replace(day=1) <= facts.as_of else None,
        )
        for end in ends
    )


def bars(items: Sequence[ItemFacts]) -> tuple[Bar, ...]:
    """Items of each responsible by state, the busiest first, eight at most; cancelled items are left out."""
    found: dict[str, list[ItemState]] = {}
    for item in items:
        if item.progress.state is not ItemState.CANCELLED:
            for party in dict.fromkeys(item.parties):
                found.setdefault(party, []).append(item.progress.state)
    rows = [Bar(label, *state_shares(states)) for label, states in found.items()]
    return tuple(sorted(rows, key=lambda bar: (-bar.total, bar.label))[:MOST_BARS])


def _done_by(items: Iterable[ItemFacts], day: date) -> int:
    return sum(item.closed_on is not None and item.closed_on <= day for item in items)


def _month_ends(start: date, end: date) -> list[date]:
    ends: list[date] = []
    day = start
    while day <= end:
        last = day.replace(day=monthrange(day.year, day.month)[1])
        ends.append(min(last, end))
        day = last + timedelta(days=1)
    return ends


def _tables(facts: PlanFacts) -> Iterable[TableBlock]:
    yield _table(
        "Выполненные мероприятия",
        (Column("fact", "Дата"), Column("result", "Результат, подтверждение")),
        in_state(facts, ItemState.DONE),
        lambda item: (_when(item), Cell(_results(item))),
    )
    yield _table(
        "Просроченные мероприятия",
        (Column("delay", "Просрочка"), Column("result", "Ход, причина, новый срок")),
        in_state(facts, ItemState.LATE),
        lambda item: (Cell((_days(item),)), _course_cell(item)),
    )
    yield _table(
        "Мероприятия в работе",
        (Column("result", "Ход"),),
        in_state(facts, ItemState.IN_PROGRESS),
        lambda item: (_course_cell(item),),
    )
    yield _table(
        "Перенесено и отменено",
        (Column("result", "Новый срок, причина"),),
        [*in_state(facts, ItemState.MOVED), *in_state(facts, ItemState.CANCELLED)],
        lambda item: (_course_cell(item),),
    )
    yield _table(
        "Мероприятия, срок которых впереди",
        (Column("responsible", "Ответственный"),),
        in_state(facts, ItemState.AHEAD),
        lambda item: (Cell(tuple(item.cells.get("responsible", "").split("\n"))),),
    )
    yield _table(
        "Мероприятия без контрольного срока",
        (Column("result", "Ход"),),
        without_control(facts),
        lambda item: (_course_cell(item),),
    )


def _table(
    title: str,
    columns: tuple[Column, ...],
    items: Sequence[ItemFacts],
    rest: Callable[[ItemFacts], tuple[Cell, ...]],
) -> TableBlock:
    rows = (
        Row((Cell((item.number,)), _words(item.title), _words(item.deadline), *rest(item)), refs=item_refs(item))
        for item in items
    )
    return TableBlock((NUMBER, TITLE, DEADLINE, *columns), tuple(rows), title)


def _words(text: str) -> Cell:
    return Cell(tuple(text.split("\n")))


def _when(item: ItemFacts) -> Cell:
    days = sorted({mark.fact_on for mark in item.marks if mark.state is MarkState.DONE and mark.fact_on})
    return Cell((date_range_short(days[0], days[-1]),) if days else ())


def _results(item: ItemFacts) -> tuple[str, ...]:
    if len(item.marks) == 1:
        return mark_details(item.marks[0]) or _own(item)
    return course(item)[1]


def _own(item: ItemFacts) -> tuple[str, ...]:
    return tuple(line for line in item.cells.get("mark", "").split("\n") if line.strip())


def _days(item: ItemFacts) -> str:
    days = item.progress.late_days
    return f"{days} {plural(days, 'день', 'дня', 'дней')}"


def _course_cell(item: ItemFacts) -> Cell:
    if not item.marks:
        return Cell(_own(item) or (NO_MARK,))
    strong, lines = course(item)
    return Cell(lines, strong)
