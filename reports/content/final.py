"""The final report: a whole project with all its plans, what it was measured by and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from plans.progress import ItemState
from portal.text.numbers import difference_words, number_words
from portal.text.russian import date_range_long, date_short, plural
from reports.content import project as told
from reports.content.document import Block, Document, Heading, Listing, Paragraph, Sentence, TableBlock, TitleLine
from reports.content.facts import PlanFacts, item_refs
from reports.content.model import Approval, Cell, Column, Ref, Row, Signer
from reports.content.parts import item_proofs, numbered
from reports.content.project import Around, ProjectFacts, ResultFacts
from reports.content.sentences import in_state, summary

KIND: Final = "final"
GENRE: Final = "Отчёт об итогах реализации инновационного проекта"
NO_VALUE: Final = "нет значения"
NOT_NAMED: Final = "не указано"
PARTS: Final[Mapping[str, str]] = {
    "general": "Общие данные",
    "goals": "Цель и задачи проекта",
    "indicators": "Критерии и показатели",
    "results": "Планируемые результаты",
    "products": "Продукты и публикации",
    "network": "Сеть и распространение опыта",
    "risks": "Риски, которые наступили",
    "conclusions": "Выводы",
    "recommendations": "Рекомендации",
    "proofs": "Приложение: перечень подтверждений",
}
"""What an order may leave out; how the plans were kept to is always told."""
NUMBER = Column("number", "№")
INDICATOR_COLUMNS = (
    NUMBER,
    Column("title", "Показатель"),
    Column("baseline", "Исходное значение"),
    Column("target", "Целевое значение"),
    Column("proof", "Факт по периодам"),
)
PLAN_COLUMNS = (
    Column("title", "План"),
    *(Column("count_wide", heading) for heading in ("Пунктов", "Срок наступил", "Выполнено", "Просрочено", "Отменено")),
)


@dataclass(frozen=True, slots=True)
class MeasuredFacts:
    """What an indicator came to in a period; `words` and `proof` of a qualitative one."""

    period: str
    plan: Decimal | None = None
    fact: Decimal | None = None
    words: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    """An indicator in the words of its document with what it came to by period."""

    number: str
    title: str
    unit: str = ""
    baseline: str = ""
    target: str = ""
    values: tuple[MeasuredFacts, ...] = ()
    pk: int | None = None

    @property
    def is_known(self) -> bool:
        """It has a value in some period."""
        return any(value.fact is not None or value.words for value in self.values)


@dataclass(frozen=True, slots=True)
class CriterionFacts:
    """A criterion with its indicators."""

    title: str
    indicators: tuple[IndicatorFacts, ...]


@dataclass(frozen=True, slots=True)
class RiskFacts:
    """A risk that came true and what was done."""

    text: str
    measures: str = ""
    pk: int | None = None


@dataclass(frozen=True, slots=True)
class FinalFacts:
    """The project on a day; plans by time, those that had begun."""

    as_of: date
    project: ProjectFacts
    plans: tuple[PlanFacts, ...]
    around: Around
    criteria: tuple[CriterionFacts, ...] = ()
    risks: tuple[RiskFacts, ...] = ()
    signature: Signer = field(default_factory=Signer)
    approvals: tuple[Approval, ...] = ()

    @property
    def indicators(self) -> tuple[IndicatorFacts, ...]:
        """All indicators in the order of the document."""
        return tuple(each for criterion in self.criteria for each in criterion.indicators)


def final_content(facts: FinalFacts) -> Document:
    """Work out the whole report; paragraphs nobody has written yet are there and empty, with their keys."""
    project = facts.project
    last = max(project.starts_on, min(facts.as_of, project.ends_on))
    return Document(
        kind=KIND,
        organization=project.organization,
        as_of=facts.as_of,
        title=(
            TitleLine(GENRE, is_strong=True),
            TitleLine(project.title),
            TitleLine(date_range_long(project.starts_on, last), is_strong=True),
        ),
        docname=f"{GENRE} · на {date_short(facts.as_of)}",
        blocks=tuple(numbered(_parts(facts))),
        approvals=facts.approvals,
        signers=(facts.signature,),
    )


def _parts(facts: FinalFacts) -> Iterator[tuple[str, Sequence[Block]]]:
    around = facts.around
    found: Iterable[tuple[str, str, Sequence[Block]]] = (
        ("general", "Общие данные", (told.general(facts.project),)),
        ("goals", "Цель и задачи проекта", (*told.goals(facts.project), Paragraph((), key="goals"))),
        ("", "Выполнение календарных планов", tuple(_plans(facts))),
        ("indicators", "Критерии и показатели", tuple(_criteria(facts))),
        ("results", "Планируемые результаты", tuple(_results(around.results))),
        ("products", "Продукты и публикации", tuple(told.products(around.products))),
        ("network", "Сеть и распространение опыта", tuple(_network(around))),
        ("risks", "Риски, которые наступили", tuple(_risks(facts.risks))),
        ("conclusions", "Выводы", (Paragraph(_conclusions(facts), key="conclusions"),)),
        ("recommendations", "Рекомендации", (Paragraph((), key="recommendations"),)),
        ("proofs", "Приложение. Перечень подтверждений", tuple(_proofs(facts.plans))),
    )
    yield from ((heading, blocks) for key, heading, blocks in found if key not in around.without)


def _plans(facts: FinalFacts) -> Iterator[Block]:
    if not facts.plans:
        yield Paragraph((Sentence("Календарных планов к этому дню нет."),), key="plans")
        return
    if len(facts.plans) > 1:
        yield TableBlock(PLAN_COLUMNS, tuple(_plan_row(plan) for plan in facts.plans), "Выполнение планов")
    for place, plan in enumerate(facts.plans, 1):
        yield Heading(plan.short_title, level=3)
        yield Paragraph(summary(plan), key=f"plan-{plan.pk or place}")


def _plan_row(plan: PlanFacts) -> Row:
    states = (len(in_state(plan, state)) for state in (ItemState.LATE, ItemState.CANCELLED))
    counts = (plan.progress.items, plan.progress.due, plan.progress.done_due, *states)
    return Row((Cell((plan.short_title,)), *(Cell((str(count),)) for count in counts)), refs=item_refs(*plan.items))


def _criteria(facts: FinalFacts) -> Iterator[Block]:
    indicators = facts.indicators
    if not indicators:
        return
    known = sum(each.is_known for each in indicators)
    of = f"{len(indicators)} {plural(len(indicators), 'показателя', 'показателей', 'показателей')}"
    refs = tuple(Ref("indicator", each.pk, each.number) for each in indicators if each.pk)
    words = f"Значения есть у {known} из {of}." if known else f"Значений {of} ещё нет."
    yield Paragraph((Sentence(words, refs),), key="indicators")
    for criterion in facts.criteria:
        if criterion.indicators:
            yield Heading(" ".join(criterion.title.split()), level=3)
            rows = tuple(_indicator_row(each) for each in criterion.indicators)
            yield TableBlock(INDICATOR_COLUMNS, rows, criterion.title)


def _indicator_row(each: IndicatorFacts) -> Row:
    title = f"{each.title}, {each.unit}" if each.unit else each.title
    known = [value for value in each.values if value.plan is not None or value.fact is not None or value.words]
    values = tuple(line for value in known for line in _value_lines(value)) or (NO_VALUE,)
    texts = (each.number.rstrip("."), title, each.baseline or NOT_NAMED, each.target or NOT_NAMED)
    cells = (*(Cell(tuple(text.split("\n"))) for text in texts), Cell(values))
    return Row(cells, refs=(Ref("indicator", each.pk, each.number),) if each.pk else ())


def _value_lines(value: MeasuredFacts) -> Iterator[str]:
    """«2022/2023: план 10, факт 12 (+2, +20 %)», «2022/2023: нет значения (план 10)», or the words of a judgement."""
    if value.words:
        yield f"{value.period}: {value.words}"
        if value.proof:
            yield f"Подтверждение: {value.proof}"
    elif value.fact is None:
        yield f"{value.period}: {NO_VALUE} (план {number_words(value.plan)})"
    elif value.plan is None:
        yield f"{value.period}: {number_words(value.fact)}"
    else:
        off = value.fact - value.plan
        share = f", {difference_words(round(off * 100 / value.plan))} %" if value.plan else ""
        end = f" ({difference_words(off)}{share})" if off else ""
        yield f"{value.period}: план {number_words(value.plan)}, факт {number_words(value.fact)}{end}"


def _results(found: Sequence[ResultFacts]) -> Iterator[Block]:
    if found:
        yield Paragraph((_result_counts(found),), key="results")
        yield from told.results(found)


def _result_counts(found: Sequence[ResultFacts]) -> Sentence:
    """«Из 5 планируемых результатов: достигнут — 3, ожидается — 2.», in the words of their states."""
    states: dict[str, int] = {}
    for each in found:
        states[each.state] = states.get(each.state, 0) + 1
    number = plural(len(found), "планируемого результата", "планируемых результатов", "планируемых результатов")
    counts = ", ".join(f"{state} — {count}" for state, count in states.items())
    return Sentence(f"Из {len(found)} {number}: {counts}.", tuple(Ref("result", each.pk) for each in found if each.pk))


def _network(around: Around) -> Iterator[Block]:
    """Counts and events; the parts members gave stand in the joint reports themselves."""
    yield from (block for block in told.network(around) if isinstance(block, Paragraph | Listing))
    yield Paragraph((), key="dissemination")


def _risks(risks: Sequence[RiskFacts]) -> Iterator[Block]:
    if risks:
        columns = (NUMBER, Column("title", "Риск"), Column("told", "Что сделано"))
        rows = (
            Row(
                (
                    Cell((str(number),)),
                    Cell(tuple(risk.text.split("\n"))),
                    Cell(tuple((risk.measures or NOT_NAMED).split("\n"))),
                ),
                refs=(Ref("risk", risk.pk),) if risk.pk else (),
            )
            for number, risk in enumerate(risks, 1)
        )
        yield TableBlock(columns, tuple(rows), "Риски, которые наступили")


def _conclusions(facts: FinalFacts) -> tuple[Sentence, ...]:
    due, done = (sum(getattr(plan.progress, name) for plan in facts.plans) for name in ("due", "done_due"))
    late = sum(len(in_state(plan, ItemState.LATE)) for plan in facts.plans)
    items = [item for plan in facts.plans for item in plan.items if item.progress.is_due]
    number = len(facts.plans)
    plans = f"{number} {plural(number, 'плану', 'планам', 'планам')}"
    sentences = []
    if due:
        points = f"{due} {plural(due, 'пункта', 'пунктов', 'пунктов')}"
        words = f"По {plans} проекта наступил срок {points}: выполнено {done}"
        sentences.append(Sentence(f"{words}, просрочено {late}." if late else f"{words}.", item_refs(*items)))
    if facts.around.results:
        sentences.append(_result_counts(facts.around.results))
    return tuple(sentences)


def _proofs(plans: Sequence[PlanFacts]) -> Iterator[Block]:
    for plan in plans:
        found = tuple(told.proofs(item_proofs(plan.items)))
        if found and len(plans) > 1:
            yield Heading(plan.short_title, level=3)
        yield from found
