"""What the wider filter of a plan finds."""

from __future__ import annotations

from datetime import date

import pytest

from plans.filters import PlanFilter, found_rows
from plans.models import Plan
from plans.progress import MarkState
from plans.queries import plan_table
from plans.text.deadlines import DeadlineKind
from tests.makers import (
    make_direction,
    make_group,
    make_item,
    make_mark,
    make_organization,
    make_person,
    make_plan,
    make_section,
    make_stage,
)

pytestmark = pytest.mark.django_db
TODAY = date(2022, 11, 14)
YEAR = [(date(2022, 9, 1), date(2023, 8, 31))]


@pytest.fixture
def plan() -> Plan:
    """Six items, each to be found by something else."""
    plan = make_plan()
    outer = make_section(plan, "1. Организация")
    inner = make_section(plan, "1.1. Документы", parent=outer)
    stage, direction = make_stage(plan.project), make_direction(plan.project)
    network = make_group(plan.project.organization, organizations=[make_organization("Центр «Лён»")])
    make_item(plan, "Положение", section=inner, responsible=make_person("Ковалёва А.П."))
    make_item(plan, "Совещание", section=outer, stage=stage, windows=[(date(2022, 10, 20), date(2022, 12, 2))])
    make_item(plan, "Диагностика", direction=direction, kind=DeadlineKind.ALL_YEAR, windows=YEAR)
    make_item(plan, "Встреча", responsible=network, windows=[(None, date(2023, 2, 1))])
    make_item(
        plan, "Без срока", deadline="", kind=DeadlineKind.UNKNOWN, windows=[(None, None)], responsible="методисты"
    )
    moved = make_item(plan, "Перенос", responsible="методисты")
    make_mark(moved, MarkState.MOVED, moved_to=date(2023, 3, 15))
    return plan


def found(plan: Plan, **query: str) -> list[str]:
    rows = plan_table(plan, TODAY).rows
    return [row.item.title for row in found_rows(rows, PlanFilter(query, rows).chosen)]


def value(plan: Plan, name: str, label: str) -> str:
    """The value a select offers under a label."""
    rows = plan_table(plan, TODAY).rows
    field = PlanFilter({}, rows).form.fields[name]
    return next(str(key) for key, words in field.choices if str(words).strip() == label)


@pytest.mark.parametrize(
    ("name", "label", "titles"),
    [
        ("section", "1. Организация", ["Положение", "Совещание"]),
        ("section", "1.1. Документы", ["Положение"]),
        ("stage", "Практический этап", ["Совещание"]),
        ("direction", "Методическое", ["Диагностика"]),
        ("organization", "Центр «Лён»", ["Встреча"]),
        ("month", "октябрь 2022", ["Положение", "Совещание"]),
        ("month", "ноябрь 2022", ["Совещание"]),
        ("month", "февраль 2023", ["Встреча"]),
        ("month", "март 2023", ["Перенос"]),
        ("kind", "весь период плана", ["Диагностика"]),
        ("state", "просрочено", ["Положение"]),
        ("state", "перенесено", ["Перенос"]),
        ("lacks", "срок", ["Без срока"]),
        ("lacks", "ответственный", ["Совещание", "Диагностика"]),
        ("responsible", "Ковалёва А.П.", ["Положение"]),
    ],
)
def test_what_each_choice_finds(plan: Plan, name: str, label: str, titles: list[str]) -> None:
    assert found(plan, **{name: value(plan, name, label)}) == titles


def test_everything_chosen_must_hold(plan: Plan) -> None:
    october, outer = value(plan, "month", "октябрь 2022"), value(plan, "section", "1. Организация")
    assert found(plan, month=october, section=outer, q="СОВЕЩ") == ["Совещание"]


def test_what_the_rows_do_not_have_is_not_offered() -> None:
    plan = make_plan()
    make_item(plan)
    rows = plan_table(plan, TODAY).rows
    assert [field.name for field in PlanFilter({}, rows).more] == ["state", "month", "kind", "lacks"]


def test_choice_of_another_plan_counts_for_nothing_and_is_told(plan: Plan) -> None:
    rows = plan_table(plan, TODAY).rows
    seen = PlanFilter({"section": "999999", "state": "late"}, rows)
    assert (seen.chosen, seen.ignored, seen.is_wide) == ({"state": "late"}, ["Раздел"], True)
    assert [row.item.title for row in found_rows(rows, seen.chosen)] == ["Положение"]


def test_number_is_found_only_as_a_whole() -> None:
    plan = make_plan()
    for number in ("1.", "11."):
        make_item(plan, f"Пункт {number}", number=number)
    assert found(plan, q="1") == ["Пункт 1.", "Пункт 11."]  # «1» stands in both titles
    plan.items.update(title="Дело")
    assert found(plan, q="1") == ["Дело"]
