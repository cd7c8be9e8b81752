"""Deadlines and people of a draft are read, and what is doubtful becomes a problem with its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from plans.importing.draft import DraftParty, DraftPeriod, DraftPlan
from plans.importing.readers.docx import read_docx
from plans.importing.recognise import recognise
from plans.importing.understand import plan_period, understand
from plans.text.period import PeriodKind, PlanPeriod
from tests.plans.importing.word_files import HEAD, p, plan_row, tbl, tc, tr, word


def draft(*rows: list[str] | str, title: str = "План на 2023/2024 учебный год") -> DraftPlan:
    return recognise(read_docx(word(p(title), tbl(list(HEAD), *rows))))[0]


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (DraftPeriod(school_year="2023/2024"), PlanPeriod.school(2023)),
        (
            DraftPeriod(start="2024-03-10", end="2024-03-16"),
            PlanPeriod(PeriodKind.SPAN, date(2024, 3, 10), date(2024, 3, 16)),
        ),
        (DraftPeriod(school_year="2021-2022"), PlanPeriod.school(2021)),
        (DraftPeriod(school_year="2021–22"), PlanPeriod.school(2021)),
        (DraftPeriod(start="2022", end="2022"), PlanPeriod.calendar(2022)),
        (DraftPeriod(start="2022", end="2024"), PlanPeriod.calendar(2022, 2024)),
        (
            DraftPeriod(start="2020-01", end="2024-02"),
            PlanPeriod(PeriodKind.SPAN, date(2020, 1, 1), date(2024, 2, 29)),
        ),
        (DraftPeriod(), None),
        (DraftPeriod(school_year="2023/2021"), None),
    ],
)
def test_period_of_a_title_in_days(period: DraftPeriod, expected: PlanPeriod | None) -> None:
    assert plan_period(period) == expected


def test_deadline_is_read_within_the_period_of_the_title() -> None:
    plan = understand(draft(plan_row(1, deadline="октябрь"), plan_row(2, deadline="до 15 мая")))

    assert [
        (r.read_deadline.kind, r.read_deadline.start, r.read_deadline.end) for r in plan.rows if r.read_deadline
    ] == [
        ("month", "2023-10-01", "2023-10-31"),
        ("bound", None, "2024-05-15"),
    ]
    assert plan.problems == ()


@pytest.mark.parametrize(("country", "start"), [("BY", "2025-11-10"), ("RU", "2025-11-05")])
def test_quarters_come_from_the_calendar_of_the_country(country: str, start: str) -> None:
    rows = draft(plan_row(1, deadline="II четверть"), title="План на 2025/2026 учебный год")

    plan = understand(rows, country=country)

    assert plan.rows[0].read_deadline is not None
    assert plan.rows[0].read_deadline.start == start


def test_chosen_period_overrides_the_title() -> None:
    plan = understand(draft(plan_row(1, deadline="октябрь")), PlanPeriod.school(2030))

    assert plan.rows[0].read_deadline is not None
    assert plan.rows[0].read_deadline.start == "2030-10-01"


def test_people_are_read() -> None:
    plan = understand(draft(plan_row(1, people="Соколова А.Б., методист, участники сети")))

    assert plan.rows[0].parties == (
        DraftParty("person", "Соколова А.Б.", "методист"),
        DraftParty("group", "участники сети"),
    )


def test_bullets_of_the_word_processor_are_not_read_as_words() -> None:
    plan = understand(draft(tr("1", "Семинар", tc(p("октябрь", listed=2)), tc(p("Соколова А.Б.", listed=2)))))

    assert plan.rows[0].deadline == "• октябрь"
    assert plan.rows[0].read_deadline is not None
    assert plan.rows[0].read_deadline.kind == "month"
    assert plan.rows[0].parties == (DraftParty("person", "Соколова А.Б."),)


def test_deadline_that_cannot_be_read_is_a_doubt_and_stays_as_written() -> None:
    plan = understand(draft(plan_row(1), plan_row(2, deadline="Кл.часы")))

    assert plan.rows[1].deadline == "Кл.часы"
    assert plan.rows[1].read_deadline is not None
    assert (plan.rows[1].read_deadline.start, plan.rows[1].read_deadline.end) == (None, None)
    assert {(problem.row, problem.column, problem.code) for problem in plan.problems} == {(3, "Сроки", "deadline")}


def test_reading_again_after_an_edit_forgets_old_doubts() -> None:
    plan = understand(draft(plan_row(1, deadline="Кл.часы")))

    mended = understand(replace(plan, rows=(replace(plan.rows[0], deadline="май"),)))

    assert mended.problems == ()


def test_column_of_start_and_column_of_finish_make_one_deadline() -> None:
    table = tbl(
        ["№", "Мероприятие", "Плановое начало", "Плановое окончание"], ["1", "Набор", "01.09.2023", "30.09.2023"]
    )

    plan = understand(recognise(read_docx(word(table)))[0])

    assert plan.rows[0].read_deadline is not None
    assert (plan.rows[0].read_deadline.start, plan.rows[0].read_deadline.end) == ("2023-09-01", "2023-09-30")


def test_table_without_deadlines_and_people() -> None:
    plan = understand(recognise(read_docx(word(tbl(["№", "Мероприятие"], ["1", "Набор"]))))[0])

    assert (plan.rows[0].read_deadline, plan.rows[0].parties, plan.problems) == (None, (), ())


def test_criteria_are_left_alone() -> None:
    plan = recognise(read_docx(word(tbl(["Критерии", "Показатели"], ["Польза", "Опрос"]))))[0]

    assert understand(plan) == plan


def test_page_of_text_in_a_cell_is_not_read_as_a_deadline_or_people() -> None:
    page = "май и июнь, " * 1000

    plan = understand(draft(plan_row(1, deadline=page, people=page)))

    assert plan.rows[0].read_deadline is not None
    assert plan.rows[0].read_deadline.kind == "unknown"
    assert [party.is_doubtful for party in plan.rows[0].parties] == [True]
    assert [(problem.column, problem.code) for problem in plan.problems] == [
        ("Сроки", "deadline"),
        ("Ответственный", "party"),
    ]


def test_doubtful_party_is_a_problem() -> None:
    plan = understand(draft(plan_row(1, people="ПетренкоВ")))

    assert [problem.text for problem in plan.problems] == ["Проверьте, так ли прочитан ответственный «Петренко В.»."]
