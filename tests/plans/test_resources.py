"""Rows of a file against a plan: every row is told as new, changed, same or wrong, and nothing is written."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from plans.importing.comparing import CellChange, Comparison, RowState
from plans.importing.correction import Corrections, DeadlineChoice, RowChange, corrected
from plans.importing.draft import DraftColumn, DraftPlan, DraftRow
from plans.models import Plan, PlanItem
from plans.queries.importing.deadlines import row_readings
from plans.queries.importing.target import read_target
from plans.queries.readings import calendar_of, period_of
from plans.resources import compare_rows
from plans.services.importing.saving import save_plan
from tests.makers import make_project
from tests.plans.importing.drafts import draft_plan, draft_row

pytestmark = pytest.mark.django_db

SECTIONS = ("Работа с педагогами", "Работа с родителями")
ROWS = tuple(
    draft_row(n + 2, [f"{n}.", title, "Октябрь 2022", "Соколова А.Б.", ""], (n % 2, SECTIONS[n % 2]))
    for n, title in enumerate(("Семинар для наставников", "Круглый стол", "Выставка", "Семинар для родителей"), 1)
)


def file_of(*rows: DraftRow, **fields: Any) -> DraftPlan:
    return draft_plan(*rows, **{"sections": SECTIONS, **fields})


@pytest.fixture
def plan() -> Plan:
    return save_plan(file_of(*ROWS), project=make_project(), actor=None)


def compared(plan: Plan, draft: DraftPlan, corrections: Corrections | None = None) -> Comparison:
    changes = corrections or Corrections()
    ready = corrected(draft, changes)
    readings = row_readings(ready.rows, period_of(plan), calendar_of(plan), changes.deadlines(), changes.split())
    return compare_rows(ready, changes, read_target(plan), readings)


def states(comparison: Comparison) -> list[str]:
    return [row.state.value for row in comparison.rows]


def test_the_same_file_is_all_the_same(plan: Plan) -> None:
    comparison = compared(plan, file_of(*ROWS))
    assert (states(comparison), comparison.missing, comparison.lost_columns) == (["same"] * 4, (), ())


def test_rows_in_another_order_are_all_the_same(plan: Plan) -> None:
    rows = [*ROWS]
    random.Random(7).shuffle(rows)
    assert states(compared(plan, file_of(*rows))) == ["same"] * 4


def test_cells_are_told_under_the_headings_of_the_plan(plan: Plan) -> None:
    row = replace(ROWS[0], title="Семинар для молодых наставников", responsible="", section_index=0)
    comparison = compared(plan, file_of(row, *ROWS[1:]))
    assert comparison.rows[0].changes == (
        CellChange("title", "Мероприятия", "Семинар для наставников", "Семинар для молодых наставников"),
        CellChange("responsible", "Ответственный", "Соколова А.Б.", ""),
        CellChange("section", "Раздел", SECTIONS[1], SECTIONS[0]),
    )
    assert (comparison.new, comparison.changed, comparison.same) == (0, 1, 3)


def test_nothing_is_written(plan: Plan, django_assert_num_queries: Any) -> None:
    changes = Corrections()
    draft = corrected(file_of(replace(ROWS[0], title="Семинар школы наставников")), changes)
    readings = row_readings(draft.rows, period_of(plan), calendar_of(plan))
    target = read_target(plan)
    with django_assert_num_queries(0):
        compare_rows(draft, changes, target, readings)
    assert [item.title for item in target.items.values()] == list(PlanItem.objects.values_list("title", flat=True))


def test_items_the_file_lacks_and_columns_the_plan_lacks(plan: Plan) -> None:
    draft = file_of(*ROWS[:3])
    comparison = compared(plan, replace(draft, columns=(*draft.columns, DraftColumn(5, "Шифр дела"))))
    assert comparison.missing == (plan.items.get(number="4.").pk,)
    assert comparison.lost_columns == ("Шифр дела",)


def test_a_column_of_its_own_is_known_by_its_heading() -> None:
    columns = (*file_of().columns, DraftColumn(5, "Шифр дела"))
    rows = (replace(ROWS[0], others=((5, "05-12"),)),)
    plan = save_plan(file_of(*rows, columns=columns), project=make_project(), actor=None)
    moved = (DraftColumn(0, "Шифр дела"), *(replace(column, index=column.index + 1) for column in file_of().columns))
    comparison = compared(plan, file_of(replace(ROWS[0], others=((0, "07-01"),)), columns=moved))
    assert comparison.rows[0].changes == (CellChange("extra:5", "Шифр дела", "05-12", "07-01"),)
    assert comparison.lost_columns == ()


def test_a_wrong_row_says_what_is_wrong(plan: Plan) -> None:
    comparison = compared(plan, file_of(*ROWS, draft_row(9, ["5" * 51, "Отчёт", "Май 2023", "", ""])))
    assert states(comparison) == [*["same"] * 4, "wrong"]
    assert comparison.wrong[0].errors[0].startswith("Номер: ")


def test_a_row_switched_off_keeps_its_item(plan: Plan) -> None:
    change = RowChange(1, ROWS[0].index, is_skipped=True)
    comparison = compared(plan, file_of(*ROWS), Corrections(rows=(change,)))
    assert (states(comparison)[0], comparison.missing) == (RowState.OFF, ())


def test_a_reading_of_a_person_is_a_change_until_the_plan_says_so(plan: Plan) -> None:
    choice = DeadlineChoice("date-range", "2022-10-05", "2022-10-07")
    change = RowChange(1, ROWS[0].index, deadline=choice)
    comparison = compared(plan, file_of(*ROWS), Corrections(rows=(change,)))
    assert comparison.rows[0].changes == (CellChange("reading", "Понято так", "октябрь 2022", "05.10–07.10.2022"),)
