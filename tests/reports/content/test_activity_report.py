"""The report on activity: columns are summed, participants are not; what is frozen is told from what was counted."""

from __future__ import annotations

from datetime import date

from reports.content import Cell, Listing, Signer, TableBlock
from reports.content.activity import Fact, FactKind, MemberActivity
from reports.content.activity_report import SHOWN, ActivityFacts, MonthFacts, activity_content

OCTOBER, NOVEMBER, DECEMBER = date(2022, 10, 1), date(2022, 11, 1), date(2022, 12, 1)
AS_OF = date(2022, 11, 14)
SPACE = "\N{NO-BREAK SPACE}"


def member(pk: int, *kinds: FactKind, on: date = OCTOBER, is_silent: bool = False) -> MemberActivity:
    facts = tuple(Fact(kind, pk, on, "Сбор", "План", "", ()) for kind in kinds)
    return MemberActivity(pk, f"Школа № {pk}", "Лесной район" if pk == 1 else "", is_silent, facts)


def facts(*months: MonthFacts, unborn: tuple[date, ...] = ()) -> ActivityFacts:
    last = {10: date(2022, 10, 31), 11: date(2022, 11, 30)}[months[-1].month.month]
    period = (months[0].month, last)
    return ActivityFacts("Дворец", "«Сеть»", AS_OF, months, period, Signer("Методист", "А.П. Ковалёва"), unborn)


def words(table: TableBlock) -> list[list[str]]:
    return [[cell.strong or "; ".join(cell.lines) for cell in row.cells] for row in table.rows]


def plain(text: str) -> str:
    return text.replace(SPACE, " ")


def test_month_has_a_row_a_participant_and_the_sums_of_columns() -> None:
    rows = (member(1, FactKind.ON_TIME, FactKind.ON_TIME, FactKind.EVENT), member(2, FactKind.MISSING, is_silent=True))
    document = activity_content(facts(MonthFacts(OCTOBER, rows, closed_on=date(2022, 11, 5))))
    (table,) = document.tables
    assert [column.heading for column in table.columns] == ["№", "Участник", *(kind.label for kind in SHOWN)]
    none = ["–"] * 6
    assert words(table) == [
        ["1", "Школа № 1; Лесной район", "2", "–", *none, "1", "–"],
        ["2", "Школа № 2; молчит два месяца", "–", "–", *none, "–", "1"],
        ["", "Всего", "2", "–", *none, "1", "1"],
    ]
    assert [plain(paragraph.text) for paragraph in document.paragraphs[:2]] == [
        "Октябрь 2022 года: показатели зафиксированы 5 ноября 2022 г.",
        (
            "За октябрь 2022 года в сети 2 участника, из них что-либо сделали 1. "
            "Не хватает 1 отметки о пунктах с прошедшим сроком, у 1 участника. "
            "Молчит два месяца подряд: Школа № 2."
        ),
    ]


def test_several_months_are_summed_and_told_apart() -> None:
    document = activity_content(
        facts(
            MonthFacts(OCTOBER, (member(1, FactKind.ON_TIME),), closed_on=date(2022, 11, 5)),
            MonthFacts(NOVEMBER, (member(1, FactKind.ON_TIME, FactKind.LATE, on=NOVEMBER),)),
            unborn=(DECEMBER,),
        )
    )
    people, months = document.tables
    none = ["–"] * 8
    assert words(people) == [["1", "Школа № 1; Лесной район", "2", "1", *none]]
    assert [[plain(word) for word in row] for row in words(months)] == [
        ["Октябрь 2022 года", "1", "–", *none],
        ["Ноябрь 2022 года", "1", "1", *none],
    ]
    assert plain(document.paragraphs[0].text) == (
        "Октябрь 2022 года: показатели зафиксированы 5 ноября 2022 г. "
        "Ноябрь 2022 года: месяц не закрыт, показатели сосчитаны на 14 ноября 2022 г. "
        "Декабрь 2022 года: месяц ещё не наступил."
    )
    assert plain(document.paragraphs[1].text).endswith("Участников, которые молчат два месяца подряд, нет.")


def test_who_left_before_the_last_month_is_not_silent() -> None:
    document = activity_content(
        facts(
            MonthFacts(OCTOBER, (member(1), member(2, is_silent=True))),
            MonthFacts(NOVEMBER, (member(1, is_silent=True),)),
        )
    )
    assert document.tables[0].rows[0].cells[1] == Cell(("Школа № 1", "Лесной район", "молчит два месяца"))
    assert document.tables[0].rows[1].cells[1] == Cell(("Школа № 2",))
    assert plain(document.paragraphs[0].text) == (
        "Октябрь и ноябрь 2022 года: месяцы не закрыты, показатели сосчитаны на 14 ноября 2022 г."
    )


def test_month_without_participants_says_so() -> None:
    document = activity_content(facts(MonthFacts(OCTOBER, ())))
    assert document.tables == ()
    assert document.paragraphs[1].text == "В это время в проекте не было участников."


def test_every_column_is_explained_and_nobody_has_a_total() -> None:
    document = activity_content(facts(MonthFacts(OCTOBER, (member(1),))))
    (listing,) = (block for block in document.blocks if isinstance(block, Listing))
    assert [item.split(" — ")[0] for item in listing.items] == [*(kind.label for kind in SHOWN), "молчит"]
    assert [paragraph.text for paragraph in document.paragraphs][-1] == (
        "Рецензии в документ не входят: кто их писал, не раскрывается. "
        "Дела разного веса не складываются: у участника нет общего числа."
    )


def test_nobody_learns_who_wrote_reviews() -> None:
    rows = (member(1, FactKind.REVIEW, FactKind.REVIEW), member(2, FactKind.EVENT))
    told = activity_content(facts(MonthFacts(OCTOBER, rows, closed_on=date(2022, 11, 5))))
    silent = activity_content(facts(MonthFacts(OCTOBER, (member(1), rows[1]), closed_on=date(2022, 11, 5))))
    assert told == silent
    assert "Рецензии" not in [column.heading for column in told.tables[0].columns]
