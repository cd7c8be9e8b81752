"""Sentences on what repeats, and on what is late, moved or cancelled, with the reasons people wrote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from plans.progress import ItemState, MarkState
from portal.text.names import comparison_key
from portal.text.russian import Case, date_long, date_short, join_list, month_name, plural
from portal.text.short import shortened
from portal.text.surnames import instrumental
from reports.content.document import Sentence
from reports.content.facts import ItemFacts, MarkFacts, PlanFacts, item_refs
from reports.content.sentences import in_state, items_word, next_due, numbers_of

MOST_TOLD: Final = 12
MOST_AUTHORS: Final = 3
LONGEST_TITLE: Final = 90
ENDS: Final = (".", "!", "?", "…")
# Words that name something held again and again: one, few, many, gender.
NOUNS: Final = (
    ("заседание", "заседания", "заседаний", "n"),
    ("совещание", "совещания", "совещаний", "n"),
    ("занятие", "занятия", "занятий", "n"),
    ("собрание", "собрания", "собраний", "n"),
    ("мероприятие", "мероприятия", "мероприятий", "n"),
    ("встреча", "встречи", "встреч", "f"),
    ("консультация", "консультации", "консультаций", "f"),
    ("конференция", "конференции", "конференций", "f"),
    ("экскурсия", "экскурсии", "экскурсий", "f"),
    ("лекция", "лекции", "лекций", "f"),
    ("акция", "акции", "акций", "f"),
    ("выставка", "выставки", "выставок", "f"),
    ("семинар", "семинара", "семинаров", "m"),
    ("вебинар", "вебинара", "вебинаров", "m"),
    ("тренинг", "тренинга", "тренингов", "m"),
    ("практикум", "практикума", "практикумов", "m"),
    ("конкурс", "конкурса", "конкурсов", "m"),
    ("мастер-класс", "мастер-класса", "мастер-классов", "m"),
    ("педсовет", "педсовета", "педсоветов", "m"),
)
HOLDING: Final = ("проведение", "организация")
ADJECTIVES: Final = ("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие")
MOVED_ONE: Final = {"n": "перенесено", "f": "перенесена", "m": "перенесён"}
CANCELLED_ONE: Final = {"n": "отменено", "f": "отменена", "m": "отменён"}


def repeated(facts: PlanFacts) -> tuple[Sentence, ...]:
    """«Заседание совета (пункт 8): проведено 7 из 9 заседаний, 2 перенесены на май 2023 г.», twelve at most.

    Items that repeat, and items of one name that stand apart; those of which nothing is due or done are not told.
    """
    groups: dict[str, list[ItemFacts]] = {}
    for item in facts.items:
        groups.setdefault(comparison_key(item.title), []).append(item)
    told = [
        group
        for group in groups.values()
        if (len(group) > 1 or group[0].progress.is_repeated)
        and any(item.progress.due or item.progress.closed or _moved(item) for item in group)
    ]
    sentences = [_repeated(group) for group in told[:MOST_TOLD]]
    left = len(told) - len(sentences)
    if left:
        rest = [item for group in told[MOST_TOLD:] for item in group]
        words = plural(left, "повторяющееся мероприятие", "повторяющихся мероприятия", "повторяющихся мероприятий")
        sentences.append(Sentence(f"Ещё {left} {words} — в таблицах.", item_refs(*rest)))
    return tuple(sentences)


def authors(facts: PlanFacts) -> tuple[Sentence, ...]:
    """Who wrote the marks down, three by name; in the nominative where a surname cannot be declined for certain."""
    count = Counter(mark.author for item in facts.items for mark in item.marks if mark.author)
    if not count:
        return ()
    names = sorted(count, key=lambda name: (-count[name], name))
    shown, left = names[:MOST_AUTHORS], len(names) - MOST_AUTHORS
    by = [instrumental(name) for name in shown]
    known = [name for name in by if name is not None]
    if len(known) == len(by):
        more = [f"ещё {left} {plural(left, 'участником', 'участниками', 'участниками')} проекта"] if left > 0 else []
        return (Sentence(_ended(f"Отметки внесены {join_list([*known, *more])}")),)
    more = [f"ещё {left} {plural(left, 'участник', 'участника', 'участников')} проекта"] if left > 0 else []
    return (Sentence(_ended(f"Кто вносил отметки: {join_list([*shown, *more])}")),)


def late_words(facts: PlanFacts) -> tuple[Sentence, ...]:
    """What is late with the reasons that were written; items without marks are named as such, never as not done."""
    late = in_state(facts, ItemState.LATE)
    silent = [item for item in late if not item.marks]
    told = [item for item in late if item.marks]
    sentences = [_late(item) for item in told[:MOST_TOLD]]
    if len(told) > MOST_TOLD:
        rest = told[MOST_TOLD:]
        sentences.append(Sentence(f"Ещё просрочено {items_word(len(rest))}.", item_refs(*rest)))
    if silent:
        numbers = numbers_of(silent)
        named = f"По {plural(len(silent), 'пункту', 'пунктам', 'пунктам')} {numbers}"
        counted = f"По {len(silent)} {plural(len(silent), 'пункту', 'пунктам', 'пунктам')}"
        words = f"{named if numbers else counted} срок прошёл, отметки нет."
        sentences.append(Sentence(words, item_refs(*silent)))
    return tuple(sentences)


def moved_words(facts: PlanFacts) -> tuple[Sentence, ...]:
    """What was moved and what was cancelled, with reasons."""
    found = [item for item in facts.items if item.progress.state in {ItemState.MOVED, ItemState.CANCELLED}]
    sentences = [
        Sentence(_ended(f"{_subject(item)} {_fate(mark)}{_reason(mark)}"), item_refs(item))
        for item in found[:MOST_TOLD]
        for mark in _last(item)
    ]
    if len(found) > MOST_TOLD:
        rest = found[MOST_TOLD:]
        sentences.append(Sentence(f"Ещё перенесено или отменено {items_word(len(rest))}.", item_refs(*rest)))
    return tuple(sentences)


def _repeated(group: Sequence[ItemFacts]) -> Sentence:
    total, closed = (sum(getattr(item.progress, name) for item in group) for name in ("total", "closed"))
    noun = _noun(group[0].title)
    gender = noun[3] if noun else ""
    if noun:
        parts = [f"проведено {closed} из {total} {plural(total, noun[1], noun[2], noun[2])}"]
    else:
        parts = [f"выполнено {closed} {plural(closed, 'раз', 'раза', 'раз')} из {total}"]
    moved = [mark for item in group for mark in _moved(item)]
    if moved:
        number = len(moved)
        word = plural(number, MOVED_ONE.get(gender, "перенесён"), "перенесены", "перенесены")
        parts.append(f"{number} {word} на {_days([mark.moved_to for mark in moved if mark.moved_to])}")
    gone = sum(mark.state is MarkState.CANCELLED and not mark.organization for item in group for mark in item.marks)
    if gone:
        parts.append(f"{gone} {plural(gone, CANCELLED_ONE.get(gender, 'отменён'), 'отменены', 'отменены')}")
    nearest = next_due(group)
    end = f"{', '.join(parts)}, ближайший срок — {date_long(nearest)}" if nearest and not moved else ", ".join(parts)
    return Sentence(_ended(f"{_named(group)}: {end}"), item_refs(*group))


def _noun(title: str) -> tuple[str, str, str, str] | None:
    """What is held: «Заседания совета», «Проведение заседаний совета», «Открытые занятия»; None of anything else.

    Of «совещания и семинары» neither is meant alone.
    """
    words = title.casefold().split()[:5]
    bare = [word.strip('«»",.:;()') for word in words]
    is_holding = bool(bare) and bare[0] in HOLDING
    for place, word in enumerate(bare):
        is_joined = words[place].endswith((",", ";")) or bare[place + 1 : place + 2] in (["и"], ["или"])
        for forms in NOUNS:
            if word in ({forms[2]} if is_holding else {forms[0], _many_nominative(forms)}):
                return None if is_joined else forms
        if not is_holding and not word.endswith(ADJECTIVES):
            return None
    return None


def _many_nominative(forms: tuple[str, str, str, str]) -> str:
    """«семинары» of «семинар»; other nouns have the form of two."""
    return f"{forms[0]}{'и' if forms[0].endswith('г') else 'ы'}" if forms[3] == "m" else forms[1]


def _named(group: Sequence[ItemFacts]) -> str:
    """«Заседание совета (пункты 3 и 7)»."""
    title = shortened(group[0].title, LONGEST_TITLE).rstrip(". ")
    numbers = numbers_of(group)
    return f"{title} ({plural(len(group), 'пункт', 'пункты', 'пункты')} {numbers})" if numbers else title


def _moved(item: ItemFacts) -> list[MarkFacts]:
    """Windows of the item that stand at a new date."""
    return [mark for mark in item.marks if mark.state is MarkState.MOVED and not mark.organization]


def _days(days: Sequence[date]) -> str:
    """«май 2023 г.» where all stand in one month and there are several, else the days themselves."""
    months = {(day.year, day.month) for day in days}
    if len(days) > 1 and len(months) == 1:
        ((year, month),) = months
        return f"{month_name(month, Case.NOMINATIVE)} {year} г."
    return join_list(date_short(day) for day in sorted(days)) or "другой срок"


def _late(item: ItemFacts) -> Sentence:
    days = item.progress.late_days
    head = f"{_subject(item)} просрочен на {days} {plural(days, 'день', 'дня', 'дней')}"
    known = [mark for mark in item.marks if mark.state not in {MarkState.DONE, MarkState.CANCELLED}]
    mark = known[-1] if known else None
    if mark is None:
        done = f", выполнено {item.progress.closed} из {item.progress.total}" if item.progress.is_repeated else ""
        return Sentence(_ended(head + done), item_refs(item))
    state = {
        MarkState.PARTLY: "выполнен частично",
        MarkState.IN_PROGRESS: "в работе",
        MarkState.MOVED: f"был перенесён на {date_short(mark.moved_to)}" if mark.moved_to else "был перенесён",
    }.get(mark.state, "")
    whose = f" ({mark.organization})" if mark.organization else ""
    return Sentence(_ended(f"{head}, {state}{whose}{_reason(mark)}"), item_refs(item))


def _last(item: ItemFacts) -> Iterator[MarkFacts]:
    """The mark an item that was moved or cancelled stands at, that of the item itself before others'."""
    own = [mark for mark in item.marks if not mark.organization] or list(item.marks)
    yield from own[-1:]


def _fate(mark: MarkFacts) -> str:
    if mark.state is MarkState.MOVED:
        return f"перенесён на {date_short(mark.moved_to)}" if mark.moved_to else "перенесён"
    return "отменён"


def _reason(mark: MarkFacts) -> str:
    reason = " ".join(mark.reason.split())
    return f"; причина: {reason}" if reason else ""


def _subject(item: ItemFacts) -> str:
    title = shortened(item.title, LONGEST_TITLE).rstrip(". ")
    return f"Пункт {item.number or 'без номера'} ({title})"


def _ended(text: str) -> str:
    return text if text.endswith(ENDS) else f"{text}."
