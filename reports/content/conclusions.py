"""Conclusions and tasks as the counts allow them to be drawn: a beginning for whoever signs, meant to be rewritten."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from plans.progress import ItemState
from portal.text.russian import date_long, plural
from reports.content.document import Sentence
from reports.content.facts import ItemFacts, PlanFacts, item_refs
from reports.content.sentences import in_state, items_of, items_word, numbers_of

AHEAD_DAYS: Final = 92


def conclusions(facts: PlanFacts) -> tuple[Sentence, ...]:
    """How the plan is kept to, in words that say no more than the marks do."""
    due = [item for item in facts.items if item.progress.is_due]
    late = in_state(facts, ItemState.LATE)
    if not due:
        return (Sentence("Сроки мероприятий плана ещё не наступили, делать выводы о его выполнении рано."),)
    done = [item for item in due if item.progress.state is ItemState.DONE]
    day = date_long(facts.as_of)
    if len(done) == len(due):
        words = f"На {day} план выполняется в срок: выполнено {len(done)} из {items_of(len(due))} с наступившим сроком."
        return (Sentence(words, item_refs(*due)),)
    words = (
        f"На {day} план выполнен не полностью: из {items_of(len(due))} с наступившим сроком "
        f"выполнено {len(done)}, просрочено {len(late)}."
    )
    return (Sentence(words, item_refs(*due)), *_silence(late))


def tasks(facts: PlanFacts) -> tuple[Sentence, ...]:
    """What is to be done next: what is late, what was moved, what is due in the three months to come."""
    late, moved = (in_state(facts, state) for state in (ItemState.LATE, ItemState.MOVED))
    coming = [item for item in facts.items if _is_near(item.progress.next_due_on, facts.as_of) and item not in late]
    coming = [item for item in coming if item.progress.state is not ItemState.MOVED]
    found = (
        _task("Завершить просроченное", late),
        _task("Провести перенесённое", moved),
        _task("В ближайшие три месяца выполнить", coming),
    )
    return tuple(sentence for sentence in found if sentence)


def _silence(late: Sequence[ItemFacts]) -> Iterator[Sentence]:
    silent = [item for item in late if not item.marks]
    if silent:
        number = len(silent)
        word = plural(number, "просроченному пункту", "просроченным пунктам", "просроченным пунктам")
        end = "нет отметки: выполнен ли он" if number == 1 else "нет отметок: выполнены ли они"
        yield Sentence(f"По {number} {word} {end}, судить нельзя.", item_refs(*silent))


def _task(words: str, items: Sequence[ItemFacts]) -> Sentence | None:
    if not items:
        return None
    numbers = numbers_of(items)
    return Sentence(f"{words}: {items_word(len(items))}" + (f" ({numbers})." if numbers else "."), item_refs(*items))


def _is_near(day: date | None, as_of: date) -> bool:
    return day is not None and 0 <= (day - as_of).days <= AHEAD_DAYS
