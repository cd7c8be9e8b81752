"""The progress report: counts, sentences, charts and tables made of a plan's facts and of what stands around it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from plans.progress import ItemState, state_shares
from portal.text.russian import date_long, date_range_short, date_short, plural
from reports.content import project as told
from reports.content.conclusions import conclusions, tasks
from reports.content.document import (
    Block,
    Charts,
    Document,
    Figures,
    Heading,
    Paragraph,
    Sentence,
    StripChart,
    TitleLine,
)
from reports.content.facts import ItemFacts, PlanFacts
from reports.content.model import Bar, Figure, Month, StripCell
from reports.content.parts import item_proofs, numbered
from reports.content.project import Around
from reports.content.reasons import authors, late_words, moved_words, repeated
from reports.content.sentences import in_state, month_words, next_due, numbers_of, period_words, summary
from reports.content.tables import course_tables, trouble_tables

KIND = "progress"
GENRE = "Отчёт о ходе реализации инновационного проекта"
MOST_BARS = 8
PARTS: Final[Mapping[str, str]] = {
    "general": "Общие данные",
    "goals": "Цель и задачи периода",
    "charts": "Диаграммы",
    "tables": "Таблицы мероприятий",
    "troubles": "Просроченное, перенесённое и отменённое, с причинами",
    "network": "Сетевое взаимодействие",
    "results": "Результаты, продукты, публикации",
    "conclusions": "Выводы и задачи",
    "proofs": "Приложение: перечень подтверждений",
}
"""What an order may leave out; how the plan is kept to is always told."""


def progress_content(facts: PlanFacts, around: Around | None = None) -> Document:
    """Work out the whole report; items without a control date stand apart and in no other table.

    Paragraphs nobody has written yet are there and empty, with their keys; `with_edits` leaves them out.
    """
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
        blocks=tuple(numbered(_parts(facts, around or Around()))),
        rules=facts.rules,
        approvals=facts.approvals,
        signers=(facts.signature,),
    )


def _parts(facts: PlanFacts, around: Around) -> Iterator[tuple[str, Sequence[Block]]]:
    def without(key: str) -> bool:
        return key in around.without

    project = around.project
    if project and not without("general"):
        yield "Общие данные", (told.general(project),)
    if project and not without("goals"):
        yield "Цель и задачи периода", (*told.goals(project), Paragraph((), key="goals"))
    yield "Выполнение календарного плана", tuple(_course(facts, around))
    if not without("troubles"):
        yield "Просроченное, перенесённое и отменённое", tuple(_troubles(facts))
    if project and not without("network"):
        yield "Сетевое взаимодействие", tuple(told.network(around))
    if project and not without("results"):
        found = (*told.results(around.results), *told.products(around.products), Paragraph((), key="results"))
        yield "Результаты, продукты, публикации", found
    if not without("conclusions"):
        yield (
            "Выводы и задачи",
            (Paragraph(conclusions(facts), key="conclusions"), Paragraph(tasks(facts), key="tasks")),
        )
    if not without("proofs"):
        yield "Приложение. Перечень подтверждений", tuple(told.proofs(item_proofs(facts.items)))


def _course(facts: PlanFacts, around: Around) -> Iterator[Block]:
    source = f"{facts.short_title}, отметки на {date_long(facts.as_of)}"
    yield Paragraph((Sentence(source), *authors(facts)), is_small=True)
    yield Figures(figures(facts))
    yield Paragraph(summary(facts), key="summary")
    yield Paragraph(repeated(facts), key="repeated")
    if "charts" not in around.without:
        if facts.items:
            yield StripChart(tuple(StripCell(item.number, item.progress.state.value) for item in facts.items))
        charts = Charts(months(facts), bars(facts.items))
        if charts.months or charts.bars:
            yield charts
    if "tables" not in around.without:
        for table in course_tables(facts):
            yield Heading(table.caption, level=3)
            yield table


def _troubles(facts: PlanFacts) -> Iterator[Block]:
    yield Paragraph(late_words(facts), key="late")
    yield Paragraph(moved_words(facts), key="moved")
    for table in trouble_tables(facts):
        yield Heading(table.caption, level=3)
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
