"""The extract: rows of a plan for one party, for a stretch of days or for both, in the plan's own columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from plans.progress import ItemState
from portal.text.russian import date_long, date_short, join_list, plural
from reports.content.document import Block, Document, Heading, Paragraph, Sentence, Sheet, TableBlock, TitleLine
from reports.content.facts import ItemFacts, PlanFacts, item_refs
from reports.content.plan import UPRIGHT_COLUMNS, table_of
from reports.content.sentences import items_of, items_word
from reports.content.stretches import stretch_words

KIND = "extract"
GENRE = "Выписка из плана"
TRUE = "Выписка верна."
DUE, LASTING = "Срок в это время", "Срок позже, а работа идёт и в это время"
WORDS = (
    (ItemState.DONE, ("выполнен", "выполнено", "выполнено")),
    (ItemState.LATE, ("просрочен", "просрочено", "просрочено")),
    (ItemState.IN_PROGRESS, ("в работе", "в работе", "в работе")),
    (ItemState.MOVED, ("перенесён", "перенесено", "перенесено")),
    (ItemState.AHEAD, ("впереди", "впереди", "впереди")),
    (ItemState.CANCELLED, ("отменён", "отменено", "отменено")),
)


@dataclass(frozen=True, slots=True)
class ExtractFacts:
    """`due`: the rows meant, `lasting`: those that only go on beyond the stretch; `items` is how many the plan has.

    `parties`: whose items these are, `period`: both days inclusive; each may be missing, then all are meant.
    """

    due: PlanFacts
    lasting: tuple[ItemFacts, ...]
    items: int
    parties: tuple[str, ...] = ()
    period: tuple[date, date] | None = None


def extract_content(facts: ExtractFacts) -> Document:
    """Who it is for and of which time, a sentence of counts, the rows, and the signature that it is true."""
    told = facts.due
    tables = tuple(_tables(facts))
    columns = max((len(table.columns) for table in tables), default=len(told.columns))
    subject = ", ".join(filter(None, (*facts.parties, _period_short(facts))))
    return Document(
        kind=KIND,
        organization=told.organization,
        as_of=told.as_of,
        title=tuple(_title(facts)),
        docname=f"Выписка из плана: {subject} · на {date_short(told.as_of)}",
        blocks=(*_opening(facts), *_rows(facts, tables), Paragraph((Sentence(TRUE),))),
        rules=told.rules,
        sheet=Sheet.WIDE if columns > UPRIGHT_COLUMNS else Sheet.UPRIGHT,
        signers=(told.signature,),
    )


def _title(facts: ExtractFacts) -> Iterator[TitleLine]:
    yield TitleLine(GENRE, is_strong=True)
    yield TitleLine(facts.due.title)
    for party in facts.parties:
        yield TitleLine(party, is_strong=True)
    if facts.period is not None:
        yield TitleLine(stretch_words(*facts.period), is_strong=True)


def _opening(facts: ExtractFacts) -> Iterator[Block]:
    told = facts.due
    yield Paragraph((Sentence(f"{told.short_title}, отметки на {date_long(told.as_of)}"),), is_small=True)
    # An item with several windows may be due in the stretch and go on after it: it is counted once.
    there = {item.pk for item in told.items}
    items = (*told.items, *(item for item in facts.lasting if item.pk is None or item.pk not in there))
    yield Paragraph((Sentence(_counts(items, facts.items), item_refs(*items)),), key="counts")


def _counts(items: tuple[ItemFacts, ...], total: int) -> str:
    """«В выписке 7 пунктов из 27 пунктов плана: выполнено 3, просрочен 1, впереди 3»."""
    if not items:
        return f"Таких пунктов в плане нет: всего в нём {items_word(total)}." if total else "В плане пунктов нет."
    apart = sum(item.progress.is_apart for item in items)
    states = Counter(item.progress.state for item in items if not item.progress.is_apart)
    words = [f"{plural(states[state], *forms)} {states[state]}" for state, forms in WORDS if states[state]]
    words += [f"без контрольного срока {apart}"] if apart else []
    of = "" if len(items) == total else f" из {items_of(total)} плана"
    return f"В выписке {items_word(len(items))}{of}: {join_list(words)}."


def _tables(facts: ExtractFacts) -> Iterator[TableBlock]:
    if facts.due.items:
        yield replace(table_of(facts.due), caption=DUE if facts.period else facts.due.short_title)
    if facts.lasting:
        yield replace(table_of(replace(facts.due, items=facts.lasting, tail=())), caption=LASTING)


def _rows(facts: ExtractFacts, tables: tuple[TableBlock, ...]) -> Iterator[Block]:
    for table in tables:
        if facts.period is not None:
            yield Heading(table.caption)
        yield table


def _period_short(facts: ExtractFacts) -> str:
    return f"{date_short(facts.period[0])}–{date_short(facts.period[1])}" if facts.period else ""
