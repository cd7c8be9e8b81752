"""What reports tell of a project beside its plan: who, what for, with whom, what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from portal.text.russian import date_range_long, date_short, join_list, plural
from reports.content.document import Block, Heading, Listing, Pair, Pairs, Paragraph, Sentence, TableBlock
from reports.content.model import Cell, Column, Ref, Row

NUMBER = Column("number", "№")
MOST_EVENTS = 20


@dataclass(frozen=True, slots=True)
class ObjectiveFacts:
    """An objective in the words of its document; `is_served`: items of the plan are linked to it."""

    text: str
    pk: int | None = None
    is_served: bool = False


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """The project: names ready for print, the days inclusive; people as «И.О. Фамилия, должность»."""

    organization: str
    title: str
    starts_on: date
    ends_on: date
    state: str = ""
    topic: str = ""
    goal: str = ""
    objectives: tuple[ObjectiveFacts, ...] = ()
    directors: tuple[str, ...] = ()
    coordinators: tuple[str, ...] = ()
    experts: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GivenFacts:
    """An accepted part of a joint report; a part that is not accepted is only counted."""

    organization: str
    text: str
    pk: int | None = None


@dataclass(frozen=True, slots=True)
class JointFacts:
    """A joint report of the period: how many were asked, the parts that were accepted."""

    title: str
    due_on: date
    asked: int
    given: tuple[GivenFacts, ...] = ()
    pk: int | None = None


@dataclass(frozen=True, slots=True)
class EventFacts:
    """A joint event that was held; `came`: organisations people came from, none where nobody has said who came."""

    title: str
    on: date
    came: int = 0
    pk: int | None = None


@dataclass(frozen=True, slots=True)
class ProductFacts:
    """A product that is approved or came out, as its bibliographic line."""

    line: str
    kind: str
    is_published: bool = False
    pk: int | None = None


@dataclass(frozen=True, slots=True)
class ResultFacts:
    """A planned result with its state in words and what shows it."""

    stage: str
    number: str
    text: str
    state: str
    evidence: str = ""
    is_judged: bool = False
    pk: int | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """All that a report tells beside plans; what is empty is not told. `members`: how many take part in the network."""

    project: ProjectFacts | None = None
    joint: tuple[JointFacts, ...] = ()
    events: tuple[EventFacts, ...] = ()
    products: tuple[ProductFacts, ...] = ()
    results: tuple[ResultFacts, ...] = ()
    without: frozenset[str] = field(default_factory=frozenset)


def general(project: ProjectFacts) -> Pairs:
    """«Общие данные»: who runs which project when, by whom and with whom."""
    number = len(project.members)
    network = f"{number} {plural(number, 'организация', 'организации', 'организаций')}: {'; '.join(project.members)}"
    pairs = (
        Pair("Организация", (project.organization,)),
        Pair("Проект", (project.title,)),
        Pair("Тема", _lines(project.topic)),
        Pair("Состояние проекта", _lines(project.state)),
        Pair("Сроки реализации", (date_range_long(project.starts_on, project.ends_on),)),
        Pair("Руководитель", project.directors),
        Pair("Координатор", project.coordinators),
        Pair("Консультанты, эксперты", project.experts),
        Pair("Участники сети", (network,) if number else ()),
    )
    return Pairs(tuple(pair for pair in pairs if pair.lines))


def goals(project: ProjectFacts) -> Iterator[Block]:
    """The goal in the document's words; objectives the items of the plan serve, all of them where none is linked."""
    lines = _lines(project.goal)
    if lines:
        head = "" if lines[0].casefold().startswith("цель") else "Цель: "
        yield Paragraph((Sentence(head + lines[0]),))
        yield from (Paragraph((Sentence(line),)) for line in lines[1:])
    served = tuple(each for each in project.objectives if each.is_served)
    shown = served or project.objectives
    if shown:
        yield Paragraph((Sentence("Задачи, которым служат мероприятия плана:" if served else "Задачи проекта:"),))
        for each in shown:
            refs = (Ref("objective", each.pk),) if each.pk else ()
            yield Paragraph((Sentence(" ".join(each.text.split()), refs),))


def network(around: Around) -> Iterator[Block]:
    """Joint reports with what members gave, joint events; a paragraph of counts first, `key` «network»."""
    yield Paragraph((*_joint_counts(around.joint), *_event_counts(around.events)), key="network")
    if around.events:
        yield Listing(tuple(_event_words(event) for event in around.events[:MOST_EVENTS]))
        if len(around.events) > MOST_EVENTS:
            left = len(around.events) - MOST_EVENTS
            yield Paragraph((Sentence(f"И ещё {left} {plural(left, 'событие', 'события', 'событий')}."),))
    for joint in around.joint:
        if joint.given:
            columns = (Column("responsible", "Организация"), Column("title", "Сведения организации"))
            rows = (
                Row(
                    (Cell((part.organization,)), Cell(tuple(part.text.split("\n")))),
                    refs=(Ref("contribution", part.pk, part.organization),) if part.pk else (),
                )
                for part in joint.given
            )
            yield Heading(joint.title, level=3)
            yield TableBlock(columns, tuple(rows), joint.title)


def products(found: Sequence[ProductFacts]) -> Iterator[Block]:
    """How many, of which kinds; then the list of lines."""
    refs = tuple(Ref("product", each.pk) for each in found if each.pk)
    out = sum(each.is_published for each in found)
    kinds: dict[str, int] = {}
    for each in found:
        kinds[each.kind] = kinds.get(each.kind, 0) + 1
    number = f"{len(found)} {plural(len(found), 'продукт', 'продукта', 'продуктов')}"
    told = ", ".join(f"{kind} — {count}" for kind, count in kinds.items())
    end = f", из них {plural(out, 'опубликован', 'опубликованы', 'опубликовано')} {out}." if out else "."
    words = f"{plural(len(found), 'Одобрен', 'Одобрены', 'Одобрено')} {number} ({told}){end}"
    yield Paragraph((Sentence(words, refs),) if found else (), key="products")
    if found:
        yield Listing(tuple(each.line for each in found), is_numbered=True)


def results(found: Sequence[ResultFacts], caption: str = "Планируемые результаты") -> Iterator[Block]:
    """Planned results by stage with their state and what shows them."""
    if not found:
        return
    columns = (NUMBER, Column("title", "Результат"), Column("due", "Состояние"), Column("told", "Чем подтверждён"))
    rows: list[Row] = []
    stage = ""
    for each in found:
        if each.stage != stage:
            stage = each.stage
            rows.append(Row(heading=stage))
        cells = (each.number.rstrip("."), each.text, each.state, each.evidence)
        refs = (Ref("result", each.pk, each.number),) if each.pk else ()
        rows.append(Row(tuple(Cell(tuple(text.split("\n"))) for text in cells), refs=refs))
    yield TableBlock(columns, tuple(rows), caption)


def _joint_counts(joint: Sequence[JointFacts]) -> Iterator[Sentence]:
    for each in joint:
        given = len(each.given)
        asked = f"{each.asked} {plural(each.asked, 'организации', 'организаций', 'организаций')}"
        head = f"{' '.join(each.title.split()).rstrip('.')} (срок {date_short(each.due_on)}): "
        words = f"приняты сведения {given} из {asked}." if given else f"сведения {asked} ещё не приняты."
        yield Sentence(head + words, (Ref("due", each.pk),) if each.pk else ())


def _event_counts(events: Sequence[EventFacts]) -> Iterator[Sentence]:
    if events:
        number = len(events)
        words = plural(number, "совместное событие", "совместных события", "совместных событий")
        verb = plural(number, "Состоялось", "Состоялись", "Состоялось")
        yield Sentence(f"{verb} {number} {words}.", tuple(Ref("event", each.pk) for each in events if each.pk))


def _event_words(event: EventFacts) -> str:
    came = f", участвовали {event.came} {plural(event.came, 'организация', 'организации', 'организаций')}"
    return f"{date_short(event.on)} — {' '.join(event.title.split())}{came if event.came else ''}"


def proofs(found: Sequence[tuple[str, str]]) -> Iterator[Block]:
    """The list of what proves marks: each thing once with the numbers of the items it proves."""
    places: dict[str, list[str]] = {}
    for proof, number in found:
        numbers = places.setdefault(proof, [])
        if number and number not in numbers:
            numbers.append(number)
    if places:
        yield Listing(tuple(_proof(proof, numbers) for proof, numbers in places.items()), is_numbered=True)


def _proof(proof: str, numbers: Sequence[str]) -> str:
    if not numbers:
        return proof
    return f"{proof} (к {plural(len(numbers), 'пункту', 'пунктам', 'пунктам')} {join_list(numbers)})"


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
