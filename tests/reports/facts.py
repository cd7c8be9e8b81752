"""Makers of facts for tests of contents and paper; the people and plans are invented."""

from __future__ import annotations

from datetime import date
from typing import Any

from plans.progress import (
    Control,
    ItemFact,
    ItemState,
    MarkFact,
    MarkState,
    OccurrenceFact,
    item_progress,
    plan_progress,
)
from reports.content import (
    Approval,
    Column,
    Document,
    ItemFacts,
    MarkFacts,
    PlanFacts,
    SchemeKey,
    SchemeLink,
    SchemePart,
    SchemePicture,
    Signer,
    scheme_content,
    scheme_title,
)
from reports.content.project import (
    Around,
    EventFacts,
    GivenFacts,
    JointFacts,
    ObjectiveFacts,
    ProductFacts,
    ProjectFacts,
    ResultFacts,
)

AS_OF = date(2022, 11, 14)
START, END = date(2022, 8, 1), date(2023, 8, 31)
COLUMNS = (
    Column("number", "№ п/п"),
    Column("title", "Мероприятия"),
    Column("deadline", "Сроки"),
    Column("responsible", "Ответственный"),
    Column("mark", "Отметка о выполнении"),
)
DONE = MarkFacts(MarkState.DONE, fact_on=date(2022, 9, 20), text="Протокол № 3")


def occurrence(ends_on: date | None, *marks: MarkFacts, starts_on: date | None = None) -> OccurrenceFact:
    facts = tuple(MarkFact(mark.state, fact_on=mark.fact_on, moved_to=mark.moved_to) for mark in marks)
    return OccurrenceFact(ends_on, starts_on, facts)


def item(
    number: str = "1",
    title: str = "Заседание методического совета",
    *,
    ends_on: date | None = date(2022, 9, 30),
    marks: tuple[MarkFacts, ...] = (),
    occurrences: tuple[OccurrenceFact, ...] | None = None,
    control: Control = Control.DATED,
    as_of: date = AS_OF,
    **fields: Any,
) -> ItemFacts:
    """An item with one window that ends on a day, or with the windows given."""
    windows = occurrences or (occurrence(ends_on, *marks),)
    progress = item_progress(ItemFact(control, windows), END, as_of)
    cells = {"number": number, "title": title, "deadline": "Сентябрь 2022", "responsible": "Ковалёва А.П.", "mark": ""}
    given = {**cells, **fields.pop("cells", {})}
    defaults: dict[str, Any] = {
        "parties": ("Ковалёва А.П.",),
        "planned_on": ends_on if control is not Control.NEVER else None,
        "closed_on": marks[-1].fact_on if marks and progress.state is ItemState.DONE else None,
    }
    return ItemFacts(progress=progress, cells=given, marks=marks, **{**defaults, **fields})


def plan(*items: ItemFacts, as_of: date = AS_OF, **fields: Any) -> PlanFacts:
    """A plan of the items, from 1 August 2022 to 31 August 2023."""
    defaults: dict[str, Any] = {
        "organization": "Заречный дворец творчества",
        "project": "«Сеть наставничества»",
        "title": "Календарный план на 2022/2023 учебный год",
        "short_title": "Календарный план, 2022/2023",
        "starts_on": START,
        "ends_on": END,
        "approvals": (Approval("Утверждаю", "Директор", "Л.В. Полевая", "«__» ______ 2022 г."),),
        "columns": COLUMNS,
        "signature": Signer("Методист", "А.П. Ковалёва"),
    }
    progress = plan_progress([row.progress for row in items], as_of)
    return PlanFacts(items=items, progress=progress, **{**defaults, **fields})


def twenty_seven() -> PlanFacts:
    """The plan of the paper sample: 8 of 10 due items done, 2 late, 10 at work, 7 ahead."""
    done = [item(str(n), marks=(DONE,)) for n in (1, 2, 3, 4, 5, 6, 17, 19)]
    late = [item("7"), item("20", marks=(MarkFacts(MarkState.PARTLY, reason="Макет на согласовании"),))]
    months = [date(2022, 9, 30), date(2022, 10, 31), date(2023, 5, 31), date(2023, 6, 30)]
    first = tuple(MarkFacts(MarkState.DONE, day, window=day.strftime("%m.%Y")) for day in months[:2])
    active = [
        item(
            str(n),
            occurrences=tuple(occurrence(day, *first[k : k + 1]) for k, day in enumerate(months)),
            marks=first,
            planned_on=months[-1],
        )
        for n in (8, 14, 16, 18)
    ]
    active += [
        item(
            str(n),
            ends_on=END,
            control=Control.PLAN_END,
            occurrences=(occurrence(END, starts_on=START),),
            planned_on=END,
        )
        for n in (9, 10, 11, 12, 13, 15)
    ]
    ahead = [item(str(n), ends_on=date(2022, 12, 31)) for n in range(21, 28)]
    rows = sorted((*done, *late, *active, *ahead), key=lambda row: int(row.number))
    return plan(*rows)


def network(size: int = 3) -> Document:
    """The scheme of a network of `size` schools, each with a contract; the first two were at an event together."""
    period = (date(2022, 9, 1), date(2023, 8, 31))
    day = date(2022, 11, 14)
    parts = tuple(
        SchemePart(
            number,
            f"Школа № {number}",
            "Лесной район" if number % 2 else "Луговой район",
            "мастерская",
            "signed",
            "",
            f"договор № {number}",
            1 if number < 3 else 0,
        )
        for number in range(1, size + 1)
    )
    picture = SchemePicture(
        hub="Дворец",
        parts=parts,
        links=(SchemeLink(1, 2, 1),),
        keys=(SchemeKey("signed", "договор подписан", size),),
    )
    title = scheme_title("«Сеть мастерских»", period, day)
    return scheme_content("Заречный дворец творчества", day, title, picture)


def around(without: frozenset[str] = frozenset()) -> Around:
    """A project with something in each part."""
    project = ProjectFacts(
        organization="Заречный дворец творчества",
        title="«Сеть наставничества»",
        starts_on=date(2021, 9, 1),
        ends_on=date(2024, 8, 31),
        state="идёт",
        goal="Построить сеть наставников.",
        objectives=(ObjectiveFacts("1. Обучить наставников", 1), ObjectiveFacts("2. Издать сборник", 2)),
        directors=("Л.В. Полевая, директор",),
        coordinators=("А.П. Ковалёва, методист",),
        members=("Школа № 1", "Школа № 2"),
    )
    joint = JointFacts("Отчёт о мастерских", date(2022, 12, 5), 2, (GivenFacts("Школа № 1", "Провели занятие.", 7),), 3)
    return Around(
        project=project,
        joint=(joint,),
        events=(EventFacts("Открытая мастерская", date(2022, 10, 15), 2, 4),),
        products=(ProductFacts("Рощина, Н. Н. Памятка наставнику.", "пособие", is_published=True, pk=5),),
        results=(ResultFacts("I этап", "1.", "Обучены наставники", "достигнут", "Приказ № 5", is_judged=True, pk=6),),
        without=without,
    )
