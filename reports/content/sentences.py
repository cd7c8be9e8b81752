"""Words of marks and counts. A missing mark is «нет отметки»: «не выполнено» is never guessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from plans.progress import ItemState, MarkState
from portal.text.russian import Case, date_long, date_range_long, date_short, join_list, month_name, plural
from reports.content.document import Sentence
from reports.content.facts import ItemFacts, MarkFacts, PlanFacts, item_refs
from reports.content.model import Cell

NO_MARK = "нет отметки"
MOST_NUMBERS = 8


def items_word(number: int) -> str:
    """«1 пункт», «2 пункта», «5 пунктов»."""
    return f"{number} {plural(number, 'пункт', 'пункта', 'пунктов')}"


def items_of(number: int) -> str:
    """The same in the genitive: «срок 1 пункта», «срок 5 пунктов»."""
    return f"{number} {plural(number, 'пункта', 'пунктов', 'пунктов')}"


def numbers_of(items: Sequence[ItemFacts]) -> str:
    """«7 и 20»; a long list ends with «и ещё 3»; empty where an item has no number."""
    numbers = [item.number for item in items]
    if not all(numbers):
        return ""
    if len(numbers) <= MOST_NUMBERS:
        return join_list(numbers)
    return f"{', '.join(numbers[: MOST_NUMBERS - 1])} и ещё {len(numbers) - MOST_NUMBERS + 1}"


def mark_words(mark: MarkFacts) -> str:
    """«Выполнено 26.08.2022», «Перенесено на 30.11.2022», «Отменено»."""
    if mark.state is MarkState.DONE:
        return f"Выполнено {date_short(mark.fact_on)}" if mark.fact_on else "Выполнено"
    if mark.state is MarkState.MOVED:
        return f"Перенесено на {date_short(mark.moved_to)}" if mark.moved_to else "Перенесено"
    words = {
        MarkState.PARTLY: "Выполнено частично",
        MarkState.IN_PROGRESS: "В работе",
        MarkState.CANCELLED: "Отменено",
    }
    return words.get(mark.state, NO_MARK)


def mark_details(mark: MarkFacts) -> tuple[str, ...]:
    """What was written with the mark: text, reason, participants, what proves it; a line each."""
    people = f"Участников: {mark.participants}" if mark.participants is not None else ""
    proof = f"Подтверждение: {'; '.join(mark.evidence)}" if mark.evidence else ""
    reason = f"Причина: {mark.reason}" if mark.reason else ""
    return tuple(line for line in (mark.text, reason, people, proof) if line)


def mark_cell(item: ItemFacts) -> Cell:
    """Cell «Отметка о выполнении»: the document's own words first, then the marks of the portal.

    An item nobody has marked says «нет отметки» once its time has come; before that the cell is left for the pen.
    """
    own = tuple(line for line in item.cells.get("mark", "").split("\n") if line.strip())
    if not item.marks:
        is_ahead = item.progress.state is ItemState.AHEAD
        return Cell(own or (() if is_ahead else (NO_MARK,)))
    strong, lines = course(item)
    return Cell((*own, *lines), strong)


def course(item: ItemFacts) -> tuple[str, tuple[str, ...]]:
    """How far an item has come: «3 из 10» with a line a mark, or the words of its only mark with its details."""
    if not item.marks:
        return "", (NO_MARK,)
    many = item.progress.is_repeated or any(mark.organization for mark in item.marks) or len(item.marks) > 1
    if not many:
        (mark,) = item.marks
        return mark_words(mark), mark_details(mark)
    return _head(item), tuple(_lines(item.marks, is_repeated=item.progress.is_repeated))


def summary(facts: PlanFacts, *, shows_all: bool = True) -> tuple[Sentence, ...]:
    """Sentences of the summary with honest counts, each with the items it counts.

    What is due, done, late, at work, moved, ahead, cancelled, left out; those that count nothing are not said.
    `shows_all`: items without a control date are shown below, in a table of their own.
    """
    sentences = (
        *_due(facts),
        _early([item for item in facts.items if item.progress.state is ItemState.DONE and not item.progress.is_due]),
        _late(in_state(facts, ItemState.LATE)),
        _active(in_state(facts, ItemState.IN_PROGRESS)),
        _counted("Перенесено", in_state(facts, ItemState.MOVED)),
        _ahead(in_state(facts, ItemState.AHEAD)),
        _cancelled(in_state(facts, ItemState.CANCELLED)),
        _without_control(without_control(facts), is_shown=shows_all),
        _percent(facts),
    )
    return tuple(sentence for sentence in sentences if sentence is not None)


def period_words(facts: PlanFacts) -> str:
    """«с 1 августа по 14 ноября 2022 года»: from the plan's start to the day of the report, at most to its end."""
    return date_range_long(facts.starts_on, max(facts.starts_on, min(facts.as_of, facts.ends_on)))


def in_state(facts: PlanFacts, state: ItemState) -> list[ItemFacts]:
    """Items in a state; open ones without a control date are not among them, they stand apart."""
    return [item for item in facts.items if item.progress.state is state and not item.progress.is_apart]


def without_control(facts: PlanFacts) -> list[ItemFacts]:
    """Open items that no date controls: on demand, to an event, with a deadline nobody could read."""
    return [item for item in facts.items if item.progress.is_apart]


def next_due(items: Sequence[ItemFacts]) -> date | None:
    """Nearest coming date of some items."""
    return min((item.progress.next_due_on for item in items if item.progress.next_due_on), default=None)


def month_words(day: date) -> str:
    """«декабрь 2022 года»."""
    return f"{month_name(day.month, Case.NOMINATIVE)} {day.year} года"


def _head(item: ItemFacts) -> str:
    progress = item.progress
    if progress.is_repeated:
        return f"{progress.closed} из {progress.total}"
    own = next((mark for mark in item.marks if not mark.organization), None)
    if own is not None:
        return mark_words(own)
    if progress.ticks:
        needed = progress.ticks.needed
        return f"{progress.ticks.closed} из {needed} {plural(needed, 'организации', 'организаций', 'организаций')}"
    return mark_words(item.marks[0])


def _lines(marks: Sequence[MarkFacts], *, is_repeated: bool) -> Iterator[str]:
    """A line a mark; organisations that wrote the same of one window stand in one line."""
    groups: dict[object, list[MarkFacts]] = {}
    for place, mark in enumerate(marks):
        is_alike = mark.organization and mark.state is MarkState.DONE
        groups.setdefault((mark.window, mark_details(mark)) if is_alike else place, []).append(mark)
    for group in groups.values():
        window = group[0].window if is_repeated else ""
        if len(group) == 1:
            yield _line(group[0], window)
        else:
            names = ", ".join(f"{mark.organization} ({_day(mark)})" for mark in group)
            yield _with_details(f"{window} — {names}" if window else names, group[0])


def _line(mark: MarkFacts, window: str) -> str:
    subject = ", ".join(filter(None, (window, mark.organization)))
    return _with_details(f"{subject} — {_day(mark)}" if subject else _day(mark), mark)


def _day(mark: MarkFacts) -> str:
    """Day of a done mark, where a mark has one; the words of another one."""
    is_done = mark.state is MarkState.DONE and mark.fact_on is not None
    return date_short(mark.fact_on) if is_done and mark.fact_on else mark_words(mark).lower()


def _with_details(head: str, mark: MarkFacts) -> str:
    details = mark_details(mark)
    return f"{head}. {' '.join(_ended(detail) for detail in details)}" if details else head


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…", ";")) else f"{text}."


def _told(text: str, items: Sequence[ItemFacts]) -> Sentence:
    return Sentence(text, item_refs(*items))


def _due(facts: PlanFacts) -> Iterator[Sentence]:
    told = facts.progress
    due = [item for item in facts.items if item.progress.is_due]
    if facts.as_of < facts.starts_on:
        yield Sentence(f"План начинается {date_long(facts.starts_on)}")
        none = f"Срок ни одного из {items_of(told.items)} не наступил."
        yield _told(f"На {date_long(facts.as_of)} наступил срок {items_of(told.due)}." if due else none, due)
        return
    period = period_words(facts)
    period = period[0].upper() + period[1:]
    if not told.due:
        yield Sentence(f"{period} срок ни одного из {items_of(told.items)} плана не наступил.")
        return
    yield _told(f"{period} наступил срок {items_of(told.due)} плана из {told.items}.", due)
    done = [item for item in due if item.progress.state is ItemState.DONE]
    if told.done_due == told.due:
        yield _told("Он выполнен." if told.due == 1 else "Все они выполнены.", done)
    else:
        yield _told(f"Выполнено {told.done_due}.", done)


def _early(early: Sequence[ItemFacts]) -> Sentence | None:
    return _counted("Досрочно выполнено", early)


def _late(late: Sequence[ItemFacts]) -> Sentence | None:
    if not late:
        return None
    numbers = numbers_of(late)
    head = f"Просрочено {items_word(len(late))}" + (f": {numbers}." if numbers else ".")
    silent = sum(not item.marks for item in late)
    if silent == len(late):
        head = f"{head} Отметок по {'нему' if silent == 1 else 'ним'} нет."
    elif silent:
        head = f"{head} Из них без отметок — {silent}."
    return _told(head, late)


def _active(active: Sequence[ItemFacts]) -> Sentence | None:
    repeated = sum(item.progress.is_repeated for item in active)
    if not repeated:
        return _counted("В работе", active)
    word = plural(repeated, "повторяющийся", "повторяющихся", "повторяющихся")
    return _told(f"В работе {items_word(len(active))}, из них {repeated} {word}.", active)


def _ahead(ahead: Sequence[ItemFacts]) -> Sentence | None:
    if not ahead:
        return None
    nearest = next_due(ahead)
    end = f", ближайший срок — {date_long(nearest)}" if nearest else "."
    return _told(f"Впереди {items_word(len(ahead))}{end}", ahead)


def _cancelled(items: Sequence[ItemFacts]) -> Sentence | None:
    if not items:
        return None
    number = len(items)
    counted = plural(number, "он не входит", "они не входят", "они не входят")
    return _told(f"Отменено {items_word(number)}, в расчёт {counted}.", items)


def _without_control(items: Sequence[ItemFacts], *, is_shown: bool) -> Sentence | None:
    if not items:
        return None
    shown = plural(len(items), "он показан", "они показаны", "они показаны")
    end = f": {shown} отдельно." if is_shown else "."
    return _told(f"Без контрольного срока {items_word(len(items))}{end}", items)


def _percent(facts: PlanFacts) -> Sentence | None:
    percent = facts.progress.percent
    if percent is None:
        return None
    due = [item for item in facts.items if item.progress.due]
    return _told(f"Выполнение с учётом повторяющихся мероприятий — {percent} % от наступившего.", due)


def _counted(word: str, items: Sequence[ItemFacts]) -> Sentence | None:
    return _told(f"{word} {items_word(len(items))}.", items) if items else None
