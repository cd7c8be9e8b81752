"""An edition is read in a fixed number of queries and holds what the plan holds."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.models import ApprovalBlock, Plan, PlanItem
from plans.queries.snapshots import edition_content
from tests.makers import (
    make_direction,
    make_item,
    make_mark,
    make_monthly_item,
    make_organization,
    make_person,
    make_plan,
    make_project,
    make_section,
    make_stage,
    make_user,
)

pytestmark = pytest.mark.django_db


def counted(plan: Plan, **options: bool) -> tuple[dict[str, Any], int]:
    with CaptureQueriesContext(connection) as found:
        content = edition_content(plan, **options)
    return content, len(found)


def test_as_many_queries_for_twenty_rows_as_for_one() -> None:
    plan = make_plan()
    make_mark(make_item(plan, responsible=make_person(), section=make_section(plan)), author=make_user())
    few = counted(plan)[1], counted(plan, with_marks=True)[1]
    for _ in range(19):
        make_mark(make_item(plan, responsible=make_person(), section=make_section(plan)), author=make_user())
    assert few == (5, 6)
    assert (counted(plan)[1], counted(plan, with_marks=True)[1]) == few


def test_content_is_plain_json_and_needs_no_table() -> None:
    project = make_project()
    stage = make_stage(project, "Практический")
    plan = make_plan(project)
    ApprovalBlock.objects.create(plan=plan, label="УТВЕРЖДАЮ", name="Лесная О.П.", date_text="«__» ____ 2022 г.")
    section = make_section(plan, "Работа с детьми", stage=stage)
    make_monthly_item(plan, section=section, stage=stage, direction=make_direction(project, "Методическое"))
    content, _ = counted(plan)
    (item,) = content["items"]
    assert json.loads(json.dumps(content)) == content
    assert content["approvals"][0]["date_text"] == "«__» ____ 2022 г."
    assert content["sections"][0]["stage"] == "Практический"
    assert (item["stage"], item["direction"], item["section"]) == ("Практический", "Методическое", section.pk)
    assert len(item["windows"]) == 9
    assert "marks" not in item["windows"][0]


def test_marks_that_count_stand_at_their_windows() -> None:
    plan = make_plan()
    item, member = make_item(plan), make_organization("Центр")
    make_mark(item, text="Первая")
    make_mark(item, text="Вторая")
    make_mark(item, organization=member)
    content, _ = counted(plan, with_marks=True)
    marks = content["items"][0]["windows"][0]["marks"]
    assert [(mark["text"], mark["organization"]) for mark in marks] == [
        ("Вторая", ""),
        ("Проведено, протокол подписан", "Центр"),
    ]


def test_removed_items_are_no_part_of_an_edition() -> None:
    plan = make_plan()
    make_item(plan)
    PlanItem.objects.update(removed_at="2022-10-01T10:00:00Z")
    assert counted(plan)[0]["items"] == []
