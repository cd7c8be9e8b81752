"""The matrix of a report is read in as many queries whatever there is of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from projects.models import MatrixEntry, PlannedResult, Project
from reports.content import Document
from reports.queries import report_content
from reports.services import Order
from tests.makers import make_direction, make_item, make_mark, make_plan, make_project, make_stage

pytestmark = pytest.mark.django_db
DAY = date(2022, 11, 14)


def document(project: Project, **order: Any) -> Document:
    return report_content(Order("matrix", DAY, **order).report(project, None))


@pytest.mark.parametrize("count", [1, 20])
def test_number_of_queries_is_the_same(count: int, django_assert_num_queries: Any) -> None:
    project = make_project()
    plan = make_plan(project)
    stage, direction = make_stage(project), make_direction(project)
    for number in range(count):
        entry = MatrixEntry.objects.create(project=project, stage=stage, direction=direction, text=f"Работа {number}")
        item = make_item(plan, stage=stage, direction=direction)
        item.matrix_entries.add(entry)
        make_mark(item)
        PlannedResult.objects.create(project=project, stage=stage, text=f"Результат {number}")
    with django_assert_num_queries(QUERIES):
        made = document(project)
    assert made.tables[0].rows[0].cells[1].strong == f"Выполнено {count} из {count}"


QUERIES = 13


def test_numbers_of_several_plans_are_told_apart_and_one_plan_may_be_asked_for() -> None:
    project = make_project()
    stage, direction = make_stage(project), make_direction(project)
    old = make_plan(project, starts_on=date(2021, 9, 1), ends_on=date(2022, 8, 31))
    new = make_plan(project, starts_on=date(2022, 9, 1), ends_on=date(2023, 8, 31))
    make_item(old, title="Сбор", number="1", stage=stage, direction=direction)
    make_item(new, title="Семинар", number="1.", stage=stage, direction=direction)
    both = document(project).tables[0].rows[0].cells[1].lines
    one = document(project, plan=new).tables[0].rows[0].cells[1].lines
    assert [line.split(":")[0] for line in both] == [
        "Пункт № 1 (календарный план, 2021/2022)",
        "Пункт № 1 (календарный план, 2022/2023)",
    ]
    assert [line.split(" — ")[0] for line in one] == ["Пункт № 1: Семинар"]
