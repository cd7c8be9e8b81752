"""«Лист изменений» on paper: an approved edition of a plan against the plan as it stands, by kinds of changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from plans.changes import Alteration, AlterationKind, Words
from portal.text.russian import NBSP, date_short, join_list, plural
from reports.content.document import Document, Paragraph, Sentence, Sheet, TableBlock, TitleLine
from reports.content.model import Cell, Column, Ref, Row, Signer

KIND = "changes"
TITLE = "Лист изменений"
COLUMNS = (
    Column("number", "№"),
    Column("subject", "Пункт плана"),
    Column("before", "Было"),
    Column("after", "Стало"),
    Column("reason", "Причина"),
    Column("author", "Кто и когда"),
)
NOT_APPROVED = "План ещё не утверждён: сравнивать не с чем. Лист изменений начинается с утверждённой редакции."
NOTHING = "С этой редакции план не менялся."
NO_REASON = "причина не записана"
PORTAL = "портал"
WHOLE = {AlterationKind.LAYOUT: "Колонки плана", AlterationKind.HEAD: "Шапка плана"}
GROUPS = {
    AlterationKind.ADDED: "Добавлены пункты",
    AlterationKind.REMOVED: "Исключены пункты",
    AlterationKind.REDATED: "Изменены сроки",
    AlterationKind.REASSIGNED: "Изменены ответственные",
    AlterationKind.REWORDED: "Изменены слова",
    AlterationKind.MOVED: "Переставлены пункты",
    AlterationKind.RENUMBERED: "Изменены номера",
    AlterationKind.SECTION: "Изменены разделы",
    AlterationKind.LAYOUT: "Изменены колонки",
    AlterationKind.HEAD: "Изменена шапка плана",
}
PUT_OFF, LIFE = "Перенесено отметками", "Закрытие и открытие плана"
USUAL = {
    AlterationKind.ADDED: "Срок",
    AlterationKind.REMOVED: "Срок",
    AlterationKind.REDATED: "Срок",
    AlterationKind.REASSIGNED: "Ответственные",
    AlterationKind.MOVED: "Раздел",
    AlterationKind.RENUMBERED: "Номер",
    AlterationKind.LAYOUT: "Колонки",
}
"""Labels the heading of a group tells already."""


@dataclass(frozen=True, slots=True)
class Behind:
    """Who and when stands behind a change, with the reasons given; all may be unknown."""

    reasons: tuple[str, ...] = ()
    author: str = ""
    made_on: date | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """One change of the plan's rows."""

    alteration: Alteration
    behind: Behind


@dataclass(frozen=True, slots=True)
class PutOff:
    """A window that a mark put off; `window` may be unnamed, `organization` is told where one marked for itself."""

    number: str
    title: str
    window: str
    moved_to: date | None
    behind: Behind
    organization: str = ""
    item_id: int | None = None


@dataclass(frozen=True, slots=True)
class LifeStep:
    """A closing or a reopening of the plan, in words."""

    words: str
    behind: Behind


@dataclass(frozen=True, slots=True)
class ChangesFacts:
    """A plan and what became of its edition; `edition` names it in the genitive («утверждённой редакции № 1 …»).

    Before the first approval `edition` is empty.
    """

    organization: str
    plan: str
    short_title: str
    as_of: date
    edition: str
    rows: tuple[Changed, ...] = ()
    put_off: tuple[PutOff, ...] = ()
    life: tuple[LifeStep, ...] = ()
    signers: tuple[Signer, ...] = field(default=())


def changes_content(facts: ChangesFacts) -> Document:
    """Every change once, grouped by kind; a sentence where there is no edition or nothing changed since."""
    rows = tuple(_rows(facts))
    against = f"относительно {facts.edition}" if facts.edition else ""
    lines = (TITLE, facts.plan, against)
    return Document(
        kind=KIND,
        organization=facts.organization,
        as_of=facts.as_of,
        title=tuple(TitleLine(line, is_strong=not place) for place, line in enumerate(lines) if line),
        docname=f"{TITLE} · {facts.short_title}",
        blocks=(
            Paragraph(tuple(_sentences(facts)), key="changes"),
            *((TableBlock(COLUMNS, rows, TITLE),) if rows else ()),
        ),
        sheet=Sheet.WIDE,
        signers=facts.signers if facts.edition else (),
    )


def _sentences(facts: ChangesFacts) -> Iterable[Sentence]:
    if not facts.edition:
        yield Sentence(NOT_APPROVED)
        return
    if not (facts.rows or facts.put_off or facts.life):
        yield Sentence(NOTHING)
        return
    counts = [(count, *forms) for kind, forms in FORMS.items() if (count := _items(facts, kind))]
    told = [f"{plural(count, *verb)} {count}{NBSP}{plural(count, *noun)}" for count, verb, noun in counts]
    told += [f"{GROUPS[kind][0].lower()}{GROUPS[kind][1:]}" for kind in WHOLE if _items(facts, kind)]
    if told:
        yield Sentence(f"В составе плана: {join_list(told)}.", _refs(row.alteration.item_id for row in facts.rows))
    if facts.put_off:
        count = len(facts.put_off)
        words = f"{plural(count, 'перенесён', 'перенесены', 'перенесено')} {count}{NBSP}{plural(count, *_TERM)}"
        yield Sentence(f"Отметками {words}.", _refs(each.item_id for each in facts.put_off))
    if max((day for day in _days(facts) if day), default=facts.as_of) > facts.as_of:
        yield Sentence(f"В лист вошли и изменения, внесённые после {date_short(facts.as_of)}.")


def _days(facts: ChangesFacts) -> Iterable[date | None]:
    yield from (row.behind.made_on for row in facts.rows)
    yield from (each.behind.made_on for each in facts.put_off)
    yield from (step.behind.made_on for step in facts.life)


_TERM = ("срок", "срока", "сроков")
_OTHER = ("изменён", "изменены", "изменено")
_ROW, _OF_ROW = ("пункт", "пункта", "пунктов"), ("пункта", "пунктов", "пунктов")
FORMS = {
    AlterationKind.ADDED: (("добавлен", "добавлены", "добавлено"), _ROW),
    AlterationKind.REMOVED: (("исключён", "исключены", "исключено"), _ROW),
    AlterationKind.REDATED: (_OTHER, _TERM),
    AlterationKind.REASSIGNED: (("изменены ответственные у",) * 3, _OF_ROW),
    AlterationKind.REWORDED: (("изменены слова у",) * 3, _OF_ROW),
    AlterationKind.MOVED: (("переставлен", "переставлены", "переставлено"), _ROW),
    AlterationKind.RENUMBERED: (_OTHER, ("номер", "номера", "номеров")),
    AlterationKind.SECTION: (_OTHER, ("раздел", "раздела", "разделов")),
}


def _items(facts: ChangesFacts, kind: AlterationKind) -> int:
    return sum(row.alteration.kind is kind for row in facts.rows)


def _rows(facts: ChangesFacts) -> Iterable[Row]:
    number = 0
    for kind, heading in GROUPS.items():
        found = [row for row in facts.rows if row.alteration.kind is kind]
        if found:
            yield Row(heading=heading)
        for row in found:
            number += 1
            yield _changed_row(number, row)
    if facts.put_off:
        yield Row(heading=PUT_OFF)
    for each in facts.put_off:
        number += 1
        yield _put_off_row(number, each)
    if facts.life:
        yield Row(heading=LIFE)
    for step in facts.life:
        number += 1
        yield Row((_cell(str(number)), _cell(step.words), _cell("—"), _cell("—"), *_behind(step.behind)))


def _changed_row(number: int, row: Changed) -> Row:
    alteration = row.alteration
    before, after = _sides(alteration.kind, alteration.words)
    name = _cell(_name(alteration.number, alteration.title) or WHOLE.get(alteration.kind, ""))
    refs = () if alteration.kind is AlterationKind.REMOVED else _refs([alteration.item_id])
    return Row((_cell(str(number)), name, before, after, *_behind(row.behind)), refs=refs)


def _put_off_row(number: int, each: PutOff) -> Row:
    after = date_short(each.moved_to) if each.moved_to else "—"
    name = (*_name(each.number, each.title).split("\n"), *([each.organization] if each.organization else []))
    cells = (_cell(str(number)), Cell(name), _cell(each.window or "—"), _cell(after))
    return Row((*cells, *_behind(each.behind)), refs=_refs([each.item_id]))


def _sides(kind: AlterationKind, words: Sequence[Words]) -> tuple[Cell, Cell]:
    """What was and what is; several texts of one row, and one the heading does not tell, stand under their names."""
    is_plain = len(words) == 1 and words[0].label == USUAL.get(kind)
    before = [line for each in words for line in _said(each.label, each.before, is_plain=is_plain)]
    after = [line for each in words for line in _said(each.label, each.after, is_plain=is_plain)]
    return Cell(tuple(before)), Cell(tuple(after))


def _said(label: str, text: str, *, is_plain: bool) -> list[str]:
    first, *rest = text.split("\n")
    return [first if is_plain else f"{label}: {first}", *rest]


def _name(number: str, title: str) -> str:
    number = number.strip()
    return f"{number} {title}" if number and not title.startswith(number) else title


def _behind(behind: Behind) -> tuple[Cell, Cell]:
    reasons = tuple(line for reason in behind.reasons for line in reason.split("\n"))
    who = (behind.author or PORTAL, date_short(behind.made_on)) if behind.made_on else ("—",)
    return Cell(reasons or (NO_REASON,)), Cell(who)


def _cell(text: str) -> Cell:
    return Cell(tuple(text.split("\n")))


def _refs(items: Iterable[int | None]) -> tuple[Ref, ...]:
    return tuple(Ref("item", pk) for pk in dict.fromkeys(items) if pk is not None)
