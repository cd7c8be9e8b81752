"""The matrix of a project on paper: stages by directions, the document's works and what the plans do for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from plans.progress import ItemState
from portal.text.russian import NBSP, date_short, join_list, plural
from projects.text.narrative import nested
from reports.content.document import (
    Document,
    Heading,
    Paragraph,
    Sentence,
    Sheet,
    TableBlock,
    TitleLine,
)
from reports.content.model import Cell, Column, Ref, Row

KIND = "matrix"
TITLE = "Матрица этапов и направлений"
MOST_COLUMNS = 7
"""Columns an A3 sheet has room for: 51 mm each."""
STAGE, DIRECTION, RESULTS = "Этап, срок реализации", "Направление", "Планируемые результаты"
NO_ITEMS = "Пунктов плана нет."
EMPTY = "Этапы и направления проекта не записаны."
STATES = {
    ItemState.DONE: "выполнен",
    ItemState.LATE: "просрочен",
    ItemState.IN_PROGRESS: "в работе",
    ItemState.AHEAD: "срок впереди",
    ItemState.MOVED: "перенесён",
    ItemState.CANCELLED: "отменён",
}


@dataclass(frozen=True, slots=True)
class ServingItem:
    """An item of a plan; `name`: its number there («№ 4»), else its title; `plan` is told where there are several."""

    name: str
    state: ItemState
    pk: int | None = None
    plan: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """A work of the document by its words with the items that serve it; `is_item`: it is an item that serves none."""

    text: str
    items: tuple[ServingItem, ...] = ()
    is_item: bool = False


@dataclass(frozen=True, slots=True)
class StageFacts:
    """A stage: works of each direction in the order of directions; `word`: where it is on the day, may be unknown."""

    title: str
    period: str
    word: str
    cells: tuple[tuple[Work, ...], ...]
    results: tuple[tuple[str, str, str], ...] = ()
    """Words, state and evidence of each planned result; no state while it is still only planned."""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class MatrixFacts:
    """The whole table; `plans`: names of the plans whose items are shown."""

    organization: str
    project: str
    as_of: date
    directions: tuple[str, ...]
    stages: tuple[StageFacts, ...]
    plans: tuple[str, ...] = ()


def matrix_content(facts: MatrixFacts) -> Document:
    """Stages by rows as in the document; a table too wide for its sheet is turned, one too large both ways divided."""
    return Document(
        kind=KIND,
        organization=facts.organization,
        as_of=facts.as_of,
        title=(TitleLine(TITLE, is_strong=True), TitleLine(facts.project), TitleLine(f"на {date_short(facts.as_of)}")),
        docname=f"{TITLE} · на {date_short(facts.as_of)}",
        blocks=(Paragraph(tuple(_sentences(facts)), key="matrix"), *_tables(facts)),
        sheet=Sheet.LARGE,
    )


def _sentences(facts: MatrixFacts) -> Iterable[Sentence]:
    if not facts.stages or not facts.directions:
        yield Sentence(EMPTY)
        return
    current = [stage.title for stage in facts.stages if stage.is_current]
    if current:
        yield Sentence(f"{'Идёт этап' if len(current) == 1 else 'Идут этапы'}: {join_list(current)}.")
    works = [work for stage in facts.stages for cell in stage.cells for work in cell if not work.is_item]
    if works:
        served, count = sum(bool(work.items) for work in works), len(works)
        told = "у каждой есть пункты плана" if served == count else f"пункты плана есть у {served} из них"
        yield Sentence(f"Работ по этапам {count}, {told if served else 'с пунктами плана они не связаны'}.")
    items = _counted(cell for stage in facts.stages for cell in stage.cells)
    if items:
        done = _done(items)
        where = f" ({join_list(facts.plans)})" if facts.plans else ""
        count = len(items)
        words = plural(
            count, f"служит {count}{NBSP}пункт", f"служат {count}{NBSP}пункта", f"служат {count}{NBSP}пунктов"
        )
        yield Sentence(f"Им {words} плана{where}, выполнено {done}.", _refs(items))


def _tables(facts: MatrixFacts) -> Iterable[TableBlock | Heading]:
    if not facts.stages or not facts.directions:
        return
    has_results = any(stage.results for stage in facts.stages)
    if len(facts.directions) + has_results < MOST_COLUMNS:
        yield _by_stages(facts, range(len(facts.directions)), has_results=has_results)
    elif len(facts.stages) < MOST_COLUMNS:
        yield _by_directions(facts, has_results=has_results)
    else:
        yield from _divided(facts, has_results=has_results)


def _divided(facts: MatrixFacts, *, has_results: bool) -> Iterable[TableBlock | Heading]:
    """Directions in parts, as even as they come; results stand by the last part."""
    total = len(facts.directions) + has_results
    parts = -(-total // (MOST_COLUMNS - 1))
    size = -(-total // parts)
    for start in range(0, total, size):
        end = min(start + size, total)
        places = range(start, min(end, len(facts.directions)))
        names = f"{places.start + 1}–{places.stop}" if len(places) > 1 else f"{places.start + 1}"
        if places:
            yield Heading(f"{'Направления' if len(places) > 1 else 'Направление'} {names}", level=3)
        yield _by_stages(facts, places, has_results=has_results and end == total)


def _by_stages(facts: MatrixFacts, places: Sequence[int], *, has_results: bool) -> TableBlock:
    columns = [Column("stage", STAGE), *(Column(f"direction:{place}", facts.directions[place]) for place in places)]
    if has_results:
        columns.append(Column("results", RESULTS))
    served = _is_served(facts)
    rows = []
    for stage in facts.stages:
        cells = [_stage_cell(stage), *(_cell(stage.cells[place], is_served=served) for place in places)]
        cells += [_results_cell(stage)] if has_results else []
        rows.append(Row(tuple(cells), refs=_refs(_counted(stage.cells[place] for place in places))))
    return TableBlock(tuple(columns), tuple(rows), TITLE)


def _by_directions(facts: MatrixFacts, *, has_results: bool) -> TableBlock:
    heads = (_stage_name(stage) for stage in facts.stages)
    columns = (Column("direction", DIRECTION), *(Column(f"stage:{place}", name) for place, name in enumerate(heads)))
    served = _is_served(facts)
    rows = [
        Row(
            (Cell(strong=name), *(_cell(stage.cells[place], is_served=served) for stage in facts.stages)),
            refs=_refs(_counted(stage.cells[place] for stage in facts.stages)),
        )
        for place, name in enumerate(facts.directions)
    ]
    if has_results:
        rows.append(Row((Cell(strong=RESULTS), *(_results_cell(stage) for stage in facts.stages))))
    return TableBlock(columns, tuple(rows), TITLE)


def _is_served(facts: MatrixFacts) -> bool:
    return any(work.items for stage in facts.stages for cell in stage.cells for work in cell)


def _stage_cell(stage: StageFacts) -> Cell:
    return Cell(tuple(filter(None, (stage.period, stage.word))), stage.title)


def _stage_name(stage: StageFacts) -> str:
    """A heading of a column is one text: «Практический (2021–2023), идёт»."""
    period = f" ({stage.period.strip('()')})" if stage.period else ""
    return f"{stage.title}{period}{f', {stage.word[0].lower()}{stage.word[1:]}' if stage.word else ''}"


def _cell(works: Sequence[Work], *, is_served: bool) -> Cell:
    """`is_served`: some work of the table has items; where none has, that is said once above the table."""
    if not works:
        return Cell(("—",))
    if not is_served:
        return Cell(tuple(line for work in works for line in _nested_lines(work.text)))
    items = _counted([works])
    if not any(work.items for work in works):
        return Cell((*(line for work in works for line in _nested_lines(work.text)), NO_ITEMS))
    lines = tuple(line for work in works for line in _work_lines(work))
    return Cell(lines, f"Выполнено {_done(items)} из {len(items)}" if items else "")


def _work_lines(work: Work) -> Iterable[str]:
    if work.is_item:
        for item in work.items:
            where = f" ({item.plan})" if item.plan else ""
            yield f"Пункт {item.name}{where}: {work.text} — {STATES[item.state]}"
        return
    yield from _nested_lines(work.text)
    if not work.items:
        yield NO_ITEMS
    for plan in dict.fromkeys(item.plan for item in work.items):
        items = [item for item in work.items if item.plan == plan]
        told = ", ".join(f"{item.name} — {STATES[item.state]}" for item in items)
        head = f"{plan[:1].upper()}{plan[1:]}" if plan else plural(len(items), "Пункт плана", *("Пункты плана",) * 2)
        yield f"{head}: {told}."


def _nested_lines(text: str) -> Iterable[str]:
    entry = nested(text)
    yield entry.first
    yield from (point if entry.has_marks else f"•{NBSP}{point}" for point in entry.points)


def _results_cell(stage: StageFacts) -> Cell:
    lines: list[str] = []
    for text, state, evidence in stage.results:
        lines += _nested_lines(text)
        proof = " ".join(evidence.split())
        if state or proof:
            lines.append(f"{state[:1].upper()}{state[1:]}{': ' if state and proof else ''}{proof}")
    return Cell(tuple(lines or ["—"]))


def _counted(cells: Iterable[Sequence[Work]]) -> list[ServingItem]:
    """Items of the cells, each once, those cancelled left out."""
    found = {
        (item.pk, item.plan, item.name): item
        for cell in cells
        for work in cell
        for item in work.items
        if item.state is not ItemState.CANCELLED
    }
    return list(found.values())


def _done(items: Sequence[ServingItem]) -> int:
    return sum(item.state is ItemState.DONE for item in items)


def _refs(items: Sequence[ServingItem]) -> tuple[Ref, ...]:
    return tuple(Ref("item", item.pk, item.name) for item in items if item.pk is not None)
