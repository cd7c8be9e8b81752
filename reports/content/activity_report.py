"""The report on what participants did: columns of facts by participant and by month, never a total of one participant.

Months are told as they were closed; of those that are open it is said on which day they were counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from portal.text.names import natural_key
from portal.text.russian import Case, date_long, date_short, join_list, month_name, plural
from reports.content.activity import FactKind, MemberActivity, first_day, last_day
from reports.content.document import (
    Block,
    Document,
    Heading,
    Listing,
    PaperRules,
    Paragraph,
    Sentence,
    Sheet,
    TableBlock,
    TitleLine,
)
from reports.content.model import Cell, Column, Ref, Row, Signer
from reports.content.stretches import stretch_words

KIND = "activity"
GENRE = "Активность участников сети"
ALL = "Всего"
SILENT = "молчит два месяца"
WIDE_HEADS = frozenset({FactKind.EVIDENCE})
SHOWN = tuple(kind for kind in FactKind if kind is not FactKind.REVIEW)
"""Columns of the paper: it goes to members too, and who wrote reviews is not told to them."""
MEANING_OF_SILENCE = (
    "молчит — ни рецензий, ни этих дел (кроме «Без отметки») два законченных месяца подряд; "
    "в идущем месяце — и в нём тоже"
)
NO_REVIEWS = "Рецензии в документ не входят: кто их писал, не раскрывается."
NO_MEMBERS = "В это время в проекте не было участников."
NO_TOTAL = "Дела разного веса не складываются: у участника нет общего числа."


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """A month: what each participant of it did; `closed_on` is the day it was closed, nothing while it is open."""

    month: date
    rows: tuple[MemberActivity, ...]
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    """Whole months in their order; `unborn` are months of the stretch that had not begun on `as_of`."""

    organization: str
    project: str
    as_of: date
    months: tuple[MonthFacts, ...]
    period: tuple[date, date]
    signature: Signer
    unborn: tuple[date, ...] = ()
    rules: PaperRules = field(default_factory=PaperRules)


@dataclass(frozen=True, slots=True)
class Sums:
    """A participant over the whole stretch."""

    id: int
    name: str
    district: str
    counts: Counter[FactKind]
    is_silent: bool


def activity_content(facts: ActivityFacts) -> Document:
    """A paragraph, the table by participant, for several months a table of months, what each column counts."""
    sums = sums_of(facts.months)
    return Document(
        kind=KIND,
        organization=facts.organization,
        as_of=facts.as_of,
        title=(
            TitleLine(GENRE, is_strong=True),
            TitleLine(facts.project),
            TitleLine(stretch_words(*facts.period), is_strong=True),
        ),
        docname=f"{GENRE} {stretch_words(*facts.period)} · на {date_short(facts.as_of)}",
        blocks=(*_opening(facts, sums), *_tables(facts, sums), *_meanings()),
        rules=facts.rules,
        sheet=Sheet.WIDE,
        signers=(facts.signature,),
    )


def sums_of(months: Sequence[MonthFacts]) -> tuple[Sums, ...]:
    """Each participant of any of the months by name; silence is that of the last month she took part in the network.

    Somebody who left before the last month is not told to be silent.
    """
    counts: dict[int, Counter[FactKind]] = {}
    last: dict[int, MemberActivity] = {}
    for month in months:
        for row in month.rows:
            counts.setdefault(row.id, Counter()).update(fact.kind for fact in row.facts)
            last[row.id] = row
    silent = {row.id for row in months[-1].rows if row.is_silent} if months else set()
    found = (Sums(pk, row.name, row.district, counts[pk], pk in silent) for pk, row in last.items())
    return tuple(sorted(found, key=lambda row: (natural_key(row.name), row.id)))


def _opening(facts: ActivityFacts, sums: Sequence[Sums]) -> Iterator[Block]:
    yield Paragraph(tuple(Sentence(text) for text in _standing(facts)), is_small=True)
    if sums:
        yield Paragraph(tuple(_sentences(facts, sums)), key="summary")


def _standing(facts: ActivityFacts) -> Iterator[str]:
    """Which months are frozen, which were counted for this paper, which had not begun."""
    closed = [month for month in facts.months if month.closed_on]
    still_open = [month.month for month in facts.months if not month.closed_on]
    for month in closed:
        assert month.closed_on is not None  # noqa: S101 - they were chosen by it
        yield f"{_month(month.month).capitalize()}: показатели зафиксированы {date_long(month.closed_on)}"
    if still_open:
        words = plural(len(still_open), "месяц не закрыт", *["месяцы не закрыты"] * 2)
        yield f"{_months(still_open).capitalize()}: {words}, показатели сосчитаны на {date_long(facts.as_of)}"
    if facts.unborn:
        words = plural(len(facts.unborn), "месяц ещё не наступил", *["месяцы ещё не наступили"] * 2)
        yield f"{_months(facts.unborn).capitalize()}: {words}."


def _sentences(facts: ActivityFacts, sums: Sequence[Sums]) -> Iterator[Sentence]:
    words = plural(len(sums), "участник", "участника", "участников")
    busy = sum(any(row.counts[kind] for kind in SHOWN if kind is not FactKind.MISSING) for row in sums)
    yield Sentence(
        f"{stretch_words(*facts.period).capitalize()} в сети {len(sums)} {words}, из них что-либо сделали {busy}."
    )
    missing = [row for row in sums if row.counts[FactKind.MISSING]]
    if missing:
        total = sum(row.counts[FactKind.MISSING] for row in missing)
        yield Sentence(
            f"Не хватает {total} {plural(total, 'отметки', 'отметок', 'отметок')} о пунктах с прошедшим сроком, "
            f"у {len(missing)} {plural(len(missing), 'участника', 'участников', 'участников')}.",
            _refs(missing),
        )
    silent = [row for row in sums if row.is_silent]
    if silent:
        verb = plural(len(silent), "Молчит", "Молчат", "Молчат")
        yield Sentence(f"{verb} два месяца подряд: {join_list(row.name for row in silent)}.", _refs(silent))
    else:
        yield Sentence("Участников, которые молчат два месяца подряд, нет.")


def _tables(facts: ActivityFacts, sums: Sequence[Sums]) -> Iterator[Block]:
    if not sums:
        yield Paragraph((Sentence(NO_MEMBERS),))
        return
    kinds = _columns()
    rows = [
        Row((_cell(str(number)), _member(row), *_counts(row.counts)), refs=_refs([row]))
        for number, row in enumerate(sums, 1)
    ]
    if len(sums) > 1:
        rows.append(Row((_cell(""), Cell((), ALL), *_counts(_total(row.counts for row in sums), is_strong=True))))
    head = (Column("number", "№"), Column("title", "Участник"), *kinds)
    yield Heading("По участникам")
    yield TableBlock(head, tuple(rows), "По участникам")
    if len(facts.months) > 1:
        yield Heading("По месяцам")
        months = tuple(
            Row((_cell(_month(month.month).capitalize()), *_counts(_counted(month.rows)))) for month in facts.months
        )
        yield TableBlock((Column("title", "Месяц"), *kinds), months, "По месяцам")


def _meanings() -> Iterator[Block]:
    yield Heading("Что считается", level=3)
    yield Listing((*(f"{kind.label} — {kind.meaning}" for kind in SHOWN), MEANING_OF_SILENCE))
    yield Paragraph((Sentence(NO_REVIEWS), Sentence(NO_TOTAL)), is_small=True)


def _columns() -> tuple[Column, ...]:
    return tuple(Column("count_wide" if kind in WIDE_HEADS else "count", kind.label) for kind in SHOWN)


def _member(row: Sums) -> Cell:
    """Its name, its district, and that it is silent, a line each."""
    return Cell(tuple(filter(None, (row.name, row.district, SILENT if row.is_silent else ""))))


def _counts(counts: Counter[FactKind], *, is_strong: bool = False) -> tuple[Cell, ...]:
    """A dash for nothing, so that a figure is seen."""
    words = [str(counts[kind]) if counts[kind] else "–" for kind in SHOWN]
    return tuple(Cell((), word) if is_strong else _cell(word) for word in words)


def _counted(rows: Iterable[MemberActivity]) -> Counter[FactKind]:
    return Counter(fact.kind for row in rows for fact in row.facts)


def _total(counts: Iterable[Counter[FactKind]]) -> Counter[FactKind]:
    total: Counter[FactKind] = Counter()
    for each in counts:
        total.update(each)
    return total


def _refs(rows: Iterable[Sums]) -> tuple[Ref, ...]:
    return tuple(Ref("activity", row.id, row.name) for row in rows)


def _cell(text: str) -> Cell:
    return Cell((text,))


def _month(month: date) -> str:
    return stretch_words(first_day(month), last_day(month)).removeprefix("за\u00a0")


def _months(months: Sequence[date]) -> str:
    """«октябрь и ноябрь 2022 года»; of several years each with its own."""
    if len({month.year for month in months}) > 1:
        return join_list(f"{month_name(month.month, Case.NOMINATIVE)} {month.year} года" for month in months)
    names = join_list(month_name(month.month, Case.NOMINATIVE) for month in months)
    return f"{names} {months[-1].year} года"
