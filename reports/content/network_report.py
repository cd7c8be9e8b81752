"""The joint report of a network: the accepted parts of its members word for word, and honestly who gave none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from portal.text.russian import date_long, date_short, plural
from reports.content.document import (
    Block,
    Document,
    Heading,
    Listing,
    Pair,
    Pairs,
    PaperRules,
    Paragraph,
    Sentence,
    TableBlock,
    TitleLine,
)
from reports.content.facts import MarkFacts
from reports.content.model import Cell, Column, Ref, Row, Signer
from reports.content.sentences import mark_details, mark_words
from reports.content.stretches import stretch_words

KIND = "network"
GENRE = "Совместный отчёт участников сети"
NOT_ASKED = "Сведения для совместного отчёта у участников ещё не запрашивались."
NOBODY = "Ни одной организации для этого отчёта не нашлось."
NO_TEXT = "Описания организация не дала."
FILES = "Приложены файлы"


class PartState(StrEnum):
    """How a part stands on the day of the report; only `ACCEPTED` ones are printed."""

    ACCEPTED = "accepted"
    GIVEN = "given"
    RETURNED = "returned"
    EXPECTED = "expected"
    ABSENT = "absent"


WORDS = {
    PartState.ACCEPTED: "приняты",
    PartState.GIVEN: "представлены, ещё не приняты",
    PartState.RETURNED: "не приняты, возвращены на доработку",
    PartState.EXPECTED: "ещё не представлены, срок не наступил",
    PartState.ABSENT: "сведения не представлены",
}


@dataclass(frozen=True, slots=True)
class PickedMark:
    """A mark that a member chose for its part: of which item of which plan."""

    plan: str
    number: str
    title: str
    mark: MarkFacts
    item: int | None = None


@dataclass(frozen=True, slots=True)
class PartFacts:
    """A member's part; `text`, `marks` and `files` are those of an accepted one, empty for any other.

    `pk` of the member and `due` of the joint report lead to its page.
    """

    organization: str
    state: PartState
    municipality: str = ""
    decided_on: date | None = None
    text: str = ""
    marks: tuple[PickedMark, ...] = ()
    files: tuple[str, ...] = ()
    pk: int | None = None
    due: str = ""


@dataclass(frozen=True, slots=True)
class NetworkFacts:
    """A joint report with everybody who was asked; without `title` nothing was ever asked for."""

    organization: str
    project: str
    as_of: date
    signature: Signer
    title: str = ""
    instruction: str = ""
    period: tuple[date, date] | None = None
    due_on: date | None = None
    parts: tuple[PartFacts, ...] = ()
    rules: PaperRules = field(default_factory=PaperRules)


def network_content(facts: NetworkFacts) -> Document:
    """What was asked of whom, how everybody answered, then each accepted part under the name of its organisation."""
    given = [part for part in facts.parts if part.state is PartState.ACCEPTED]
    return Document(
        kind=KIND,
        organization=facts.organization,
        as_of=facts.as_of,
        title=tuple(_title(facts)),
        docname=f"{facts.title or GENRE} · на {date_short(facts.as_of)}",
        blocks=(*_opening(facts, given), *_who(facts), *_parts(given)),
        rules=facts.rules,
        signers=(facts.signature,),
    )


def _title(facts: NetworkFacts) -> Iterator[TitleLine]:
    yield TitleLine(GENRE, is_strong=True)
    yield TitleLine(facts.project)
    if facts.period:
        yield TitleLine(stretch_words(*facts.period), is_strong=True)


def _opening(facts: NetworkFacts, given: Sequence[PartFacts]) -> Iterator[Block]:
    if not facts.title or facts.due_on is None:
        yield Paragraph((Sentence(NOT_ASKED),))
        return
    rows = [Pair("Отчёт", (facts.title,)), Pair("Сведения запрошены к", (date_long(facts.due_on),))]
    if facts.instruction.strip():
        rows.append(Pair("О чём просили написать", tuple(facts.instruction.strip().split("\n"))))
    yield Pairs(tuple(rows))
    yield Paragraph(tuple(_sentences(facts, given)), key="summary")


def _sentences(facts: NetworkFacts, given: Sequence[PartFacts]) -> Iterator[Sentence]:
    asked = len(facts.parts)
    if not asked:
        yield Sentence(NOBODY)
        return
    yield Sentence(f"Сведения запрошены у {asked} {plural(asked, 'организации', 'организаций', 'организаций')}.")
    taken = "Приняты сведения всех." if len(given) == asked else f"Приняты сведения {_organizations(len(given))}."
    yield Sentence(taken if given else "Ни одни сведения не приняты.", _refs(given))
    for state, words in (
        (PartState.GIVEN, "представлены, но ещё не приняты"),
        (PartState.RETURNED, "возвращены на доработку и не приняты"),
        (PartState.EXPECTED, "ещё не представлены"),
        (PartState.ABSENT, "не представлены"),
    ):
        found = [part for part in facts.parts if part.state is state]
        if found:
            yield Sentence(f"Сведения {_organizations(len(found))} {words}.", _refs(found))
    marks, files = sum(len(part.marks) for part in given), sum(len(part.files) for part in given)
    if marks or files:
        told = (
            f"{marks} {plural(marks, 'отметку', 'отметки', 'отметок')} о мероприятиях" if marks else "",
            f"{files} {plural(files, 'файл', 'файла', 'файлов')}" if files else "",
        )
        yield Sentence(f"Организации привели {' и '.join(filter(None, told))}.")


def _who(facts: NetworkFacts) -> Iterator[Block]:
    if not facts.parts:
        return
    yield Heading("Кто представил сведения", number="1.")
    columns = (
        Column("number", "№"),
        Column("title", "Организация"),
        Column("responsible", "Муниципалитет"),
        Column("result", "Сведения"),
    )
    rows = (
        Row(tuple(map(_cell, (str(number), part.organization, part.municipality, _word(part)))), refs=_refs([part]))
        for number, part in enumerate(facts.parts, 1)
    )
    yield TableBlock(columns, tuple(rows), "Кто представил сведения")


def _parts(given: Sequence[PartFacts]) -> Iterator[Block]:
    for number, part in enumerate(given, 2):
        yield Heading(part.organization, number=f"{number}.")
        lines = [line for line in part.text.split("\n") if line.strip()] or [NO_TEXT]
        for line in lines:
            yield Paragraph((Sentence(line, _refs([part])),))
        if part.marks:
            yield _marks(part)
        if part.files:
            yield Heading(FILES, level=3)
            yield Listing(part.files)


def _marks(part: PartFacts) -> TableBlock:
    columns = (Column("number", "№"), Column("title", "Мероприятие"), Column("result", "Отметка о выполнении"))
    has_plans = len({mark.plan for mark in part.marks}) > 1
    rows: list[Row] = []
    plan = ""
    for picked in part.marks:
        if has_plans and picked.plan != plan:
            plan = picked.plan
            rows.append(Row(heading=plan))
        lines = mark_details(picked.mark)
        # A day says by itself which time is meant.
        window = f" ({picked.mark.window})" if picked.mark.window and not picked.mark.fact_on else ""
        cells = (
            _cell(picked.number),
            Cell(tuple(picked.title.split("\n"))),
            Cell(lines, f"{mark_words(picked.mark)}{window}"),
        )
        refs = (Ref("item", picked.item, picked.number),) if picked.item is not None else ()
        rows.append(Row(cells, refs=refs))
    return TableBlock(columns, tuple(rows), f"Отметки: {part.organization}")


def _word(part: PartFacts) -> str:
    decided = f" {date_short(part.decided_on)}" if part.state is PartState.ACCEPTED and part.decided_on else ""
    return f"{WORDS[part.state]}{decided}"


def _organizations(number: int) -> str:
    return f"{number} {plural(number, 'организации', 'организаций', 'организаций')}"


def _refs(parts: Sequence[PartFacts]) -> tuple[Ref, ...]:
    return tuple(Ref("contribution", part.pk, part.organization, part.due) for part in parts if part.pk is not None)


def _cell(text: str) -> Cell:
    return Cell((text,))
